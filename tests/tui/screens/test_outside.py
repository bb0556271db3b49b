"""Other programs save the same notes meanwhile: rows follow, the cursor keeps its task."""

import asyncio
from pathlib import Path

import pytest

from tests.tui.driving import FIRST, SECOND, TWO_NOTES, driving, write_vault
from tui.screens.conflict import ConflictScreen

HELD_BACK = "The row under the cursor has just changed. Look, then press again."


async def test_a_new_proposal_appears_by_itself(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        drive.save("2026-11-21 - Third.md", "- [?] Zeta #task #proposed\n")
        await drive.until(lambda: "Zeta" in drive.rows, "Zeta")
        assert drive.rows[0] == "Zeta"
        assert "6 proposed" in drive.lines[0]


async def test_the_cursor_stays_on_its_task_when_rows_come_above_it(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("j")
        drive.save(FIRST, "- [?] Zero #task #proposed\n" + TWO_NOTES[FIRST])
        await drive.until(lambda: drive.rows[0] == "Zero", "a row above")
        assert drive.at == "Beta"
        await drive.press("a")
        assert b"- [ ] Beta #task\n" in drive.read(FIRST)
        assert drive.read(FIRST).count(b"[?]") == 3


async def test_marks_stay_on_their_tasks_when_rows_come_above_them(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("j", "space")
        drive.save(FIRST, "- [?] Zero #task #proposed\n" + TWO_NOTES[FIRST])
        await drive.until(lambda: drive.rows[0] == "Zero", "a row above")
        assert drive.marked == ["Beta"]


async def test_the_cursor_goes_to_a_neighbour_when_its_note_vanishes(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("j")
        (tmp_path / FIRST).unlink()
        await drive.until(lambda: drive.rows == ["Delta", "Epsilon"], "the note is gone")
        assert drive.at in ("Delta", "Epsilon")


async def test_the_last_note_that_vanishes_leaves_an_empty_inbox(tmp_path: Path) -> None:
    write_vault(tmp_path, {FIRST: TWO_NOTES[FIRST]})
    async with driving(tmp_path) as drive:
        (tmp_path / FIRST).unlink()
        await drive.until(lambda: not drive.rows, "the note is gone")
        assert "There is no note in this vault yet." in drive.shown
        assert drive.at == ""
        await drive.press(*"arxjkJKgGVM", "space")
        assert drive.app.settled == []


async def test_a_verb_right_after_the_row_was_replaced_is_held_back_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        monkeypatch.setattr("tui.verdicts.HOLD_BACK_S", 60.0)  # machines may be slow
        await drive.press("j")
        drive.save(FIRST, TWO_NOTES[FIRST].replace("- [?] Beta #task #proposed\n", ""))
        await drive.until(lambda: "Beta" not in drive.rows, "Beta is gone")
        there = drive.at
        await drive.pilot.press("a")
        await drive.calm()
        assert drive.app.settled == []
        assert drive.toasts == [HELD_BACK]
        await drive.press("a")
        assert f"({there})" in drive.rows


async def test_after_a_moment_a_verb_is_taken_again(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("j")
        drive.save(FIRST, TWO_NOTES[FIRST].replace("- [?] Beta #task #proposed\n", ""))
        await drive.until(lambda: "Beta" not in drive.rows, "Beta is gone")
        await asyncio.sleep(0.31)  # the rule itself is a time
        await drive.press("a")
        assert drive.app.session.decided == 1
        assert HELD_BACK not in drive.toasts


async def test_a_save_elsewhere_holds_nothing_back(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("j")
        drive.save(SECOND, "- [?] Delta #task #proposed\n")
        await drive.until(lambda: "Epsilon" not in drive.rows, "Epsilon is gone")
        await drive.press("a")
        assert b"- [ ] Beta #task\n" in drive.read(FIRST)


async def test_our_own_writes_hold_nothing_back(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        for _ in range(5):
            await drive.press("a")
        assert drive.toasts == []
        assert drive.app.session.decided == 5


async def test_a_line_changed_in_between_is_a_conflict_and_stays(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        changed = TWO_NOTES[FIRST].replace("Alpha", "Alphabet")
        (tmp_path / FIRST).write_text(changed)
        await drive.pilot.press("a")  # before the watcher has told anything
        await drive.until(lambda: bool(drive.app.settled), "an answer")
        await drive.until(lambda: "Alphabet" in drive.rows, "the line as it is now")
        assert drive.read(FIRST).decode() == changed
        assert drive.on_top == "ConflictScreen"
        for version in ("[?] Alpha #task", "[?] Alphabet #task", "[ ] Alpha #task"):
            assert version in drive.shown
        await drive.pilot.press("a", "r", "x")  # typed ahead: no answer
        assert drive.on_top == "ConflictScreen"
        await drive.answer("escape")
        await drive.calm()
        assert drive.at == "Alphabet"
        assert drive.read(FIRST).decode() == changed
        assert drive.app.session.decided == 0


async def test_the_verb_can_be_applied_to_the_line_as_it_is_now(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        changed = TWO_NOTES[FIRST].replace("Alpha", "Alpha, a lot")
        (tmp_path / FIRST).write_text(changed)
        await drive.pilot.press("r")
        await drive.until(lambda: drive.on_top == "ConflictScreen", "the question")
        await drive.until(lambda: "Alpha, a lot" in drive.rows, "the line as it is now")
        await drive.answer("w")
        await drive.calm()
        assert drive.read(FIRST).decode() == changed.replace(
            "- [?] Alpha, a lot #task #proposed", "- [-] Alpha, a lot #task ❌ 2026-11-22"
        )
        assert drive.app.session.decided == 1


async def test_the_verb_is_never_applied_to_a_line_that_was_not_shown(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        (tmp_path / FIRST).write_text(TWO_NOTES[FIRST].replace("Alpha", "Alpha, a lot"))
        await drive.pilot.press("a")
        await drive.until(lambda: drive.on_top == "ConflictScreen", "the question")
        await drive.until(lambda: "Alpha, a lot" in drive.rows, "the line as it is now")
        changed = TWO_NOTES[FIRST].replace("Alpha", "Send money")
        (tmp_path / FIRST).write_text(changed)
        await drive.until(lambda: "Send money" in drive.rows, "another line")
        await drive.answer("w")
        await drive.until(lambda: "Send money" in drive.shown, "it is shown")
        assert drive.on_top == "ConflictScreen"
        assert drive.read(FIRST).decode() == changed
        await drive.answer("w")
        await drive.until(lambda: b"[ ] Send money" in drive.read(FIRST), "it was seen")


async def test_keys_that_were_typed_ahead_answer_no_conflict(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        changed = TWO_NOTES[FIRST].replace("Alpha", "Alphabet")
        (tmp_path / FIRST).write_text(changed)
        await drive.pilot.press("a")
        await drive.until(lambda: drive.on_top == "ConflictScreen", "the question")
        shown = drive.app.screen
        assert isinstance(shown, ConflictScreen)
        shown._shown_at += 60
        await drive.pilot.press("w", "q", "e")
        assert drive.on_top == "ConflictScreen"
        shown._shown_at -= 120
        await drive.press("escape")
        assert drive.on_top == "TriageScreen"
        assert drive.read(FIRST).decode() == changed


async def test_a_conflict_stops_no_other_mark(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("V")
        (tmp_path / FIRST).write_text(TWO_NOTES[FIRST].replace("Beta", "Better"))
        await drive.pilot.press("a")
        await drive.until(lambda: bool(drive.app.settled), "an answer")
        assert drive.read(FIRST).decode() == (
            "# First\n\n- [ ] Alpha #task\n- [?] Better #task #proposed\n- [ ] Gamma #task\n"
        )
        assert drive.app.session.decided == 4


async def test_a_row_that_could_not_be_written_can_be_decided_again(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        (tmp_path / FIRST).write_text(TWO_NOTES[FIRST].replace("Alpha", "Alphabet"))
        await drive.pilot.press("a")
        await drive.until(lambda: "Alphabet" in drive.rows, "the line as it is now")
        await drive.calm()
        await drive.answer("escape")
        await drive.press("g", "a", "a")  # the first one may be held back
        await drive.until(lambda: b"- [ ] Alphabet #task\n" in drive.read(FIRST), "accepted")


async def test_lines_inserted_above_between_look_and_key_do_not_mislead_a_verb(
    tmp_path: Path,
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        moved = "- [?] Alphabet #task #proposed\n" * 3 + TWO_NOTES[FIRST]
        (tmp_path / FIRST).write_text(moved)
        await drive.pilot.press("r")
        await drive.until(lambda: bool(drive.app.settled), "an answer")
        expected = moved.replace("- [?] Alpha #task #proposed", "- [-] Alpha #task ❌ 2026-11-22")
        assert drive.read(FIRST).decode() == expected


async def test_a_stale_save_right_after_a_decision_does_not_undo_it(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a")
        decided = drive.read(FIRST)
        drive.save(FIRST, TWO_NOTES[FIRST])
        await drive.until(lambda: drive.read(FIRST) == decided, "made again")
        await drive.until(lambda: drive.rows[0] == "(Alpha)", "the row is decided")
        assert not drive.toasts


async def test_a_decision_that_another_program_undoes_is_told_with_all_versions(
    tmp_path: Path,
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a")
        drive.save(FIRST, TWO_NOTES[FIRST].replace("Alpha", "Alphabet"))
        await drive.until(lambda: bool(drive.toasts), "the loss")
        (toast,) = drive.toasts
        assert toast.split("\n") == [
            f"Another program has undone a decision in {FIRST}: Alpha #task #proposed",
            "was: - [?] Alpha #task #proposed",
            "wanted: - [ ] Alpha #task",
            "now: - [?] Alphabet #task #proposed",
        ]
