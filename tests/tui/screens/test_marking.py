"""Marks: space, M, V and Esc; one verb on many tasks is one step and one write a note."""

from pathlib import Path

from tests.tui.driving import FIRST, SECOND, TWO_NOTES, Driver, driving, write_vault
from vault.events import IndexChanged
from vault.outcomes import OutcomeKind


def many(count: int) -> dict[str, str]:
    return {"Many.md": "".join(f"- [?] Task {n} #task #proposed\n" for n in range(count))}


async def test_space_marks_the_task_and_goes_on(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("space", "j", "space")
        assert drive.marked == ["Alpha", "Gamma"]
        assert drive.at == "Delta"
        await drive.press("k", "space")
        assert drive.marked == ["Alpha"]


async def test_the_key_bar_and_the_title_say_how_many_are_marked(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("space", "space")
        assert "a accept 2  r reject 2" in drive.lines[-1]
        assert "2 marked" in drive.shown
        await drive.press("escape")
        assert "a accept  r reject" in drive.lines[-1]
        assert "marked" not in drive.shown


async def test_marks_are_decided_together_as_one_step_and_one_write_a_note(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        changed: list[frozenset[str]] = []
        drive.app.vault.subscribe(
            lambda event: changed.append(event.paths) if isinstance(event, IndexChanged) else None
        )
        await drive.press("space", "j", "space", "space", "a")
        assert drive.read(FIRST).decode() == (
            "# First\n\n- [ ] Alpha #task\n- [?] Beta #task #proposed\n- [ ] Gamma #task\n"
        )
        assert drive.read(SECOND).decode() == ("- [ ] Delta #task\n- [?] Epsilon #task #proposed\n")
        [settled] = drive.app.settled
        assert settled.applied.written == 3
        assert changed[:2] == [frozenset({FIRST}), frozenset({SECOND})]
        assert drive.marked == []
        await drive.press("u")
        assert drive.read(FIRST) == TWO_NOTES[FIRST].encode()
        assert drive.read(SECOND) == TWO_NOTES[SECOND].encode()
        assert drive.toasts == ["Undid: accept 3 tasks"]


async def test_the_cursor_moves_on_only_when_its_task_was_among_the_marks(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("space", "j", "a")
        assert drive.rows == ["(Alpha)", "Beta", "Gamma", "Delta", "Epsilon"]
        assert drive.at == "Gamma"


async def test_m_marks_the_open_ones_of_the_note_and_unmarks_them(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a", "M")
        assert drive.marked == ["Beta", "Gamma"]
        await drive.press("M")
        assert drive.marked == []


async def test_v_marks_all_that_the_filter_shows(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("slash", *"alpha", "enter", "V")
        assert drive.marked == ["Alpha"]
        await drive.press("a")
        assert drive.read(FIRST).decode().count("[?]") == 2
        assert drive.read(SECOND) == TWO_NOTES[SECOND].encode()


async def test_esc_drops_the_marks_first_and_the_filter_then(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("slash", *"second", "enter", "space")
        assert drive.rows == ["Delta", "Epsilon"]
        await drive.press("escape")
        assert (drive.marked, drive.rows) == ([], ["Delta", "Epsilon"])
        await drive.press("escape")
        assert len(drive.rows) == 5


async def test_a_mark_goes_with_its_task_when_that_leaves(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("V")
        drive.save(SECOND, "- [?] Delta #task #proposed\n")
        await drive.until(lambda: len(drive.rows) == 4, "Epsilon is gone")
        assert "accept 4" in drive.lines[-1]


async def test_twenty_marks_are_decided_at_once(tmp_path: Path) -> None:
    write_vault(tmp_path, many(20))
    async with driving(tmp_path) as drive:
        await drive.press("V", "a")
        assert drive.app.session.decided == 20


async def ask(drive: Driver) -> None:
    await drive.press("V", "r")
    assert drive.app.session.decided == 0
    assert "reject 21 tasks?  y yes   any other key no" in drive.lines[-1]


async def test_more_than_twenty_marks_wait_for_a_y(tmp_path: Path) -> None:
    write_vault(tmp_path, many(21))
    async with driving(tmp_path) as drive:
        await ask(drive)
        await drive.press("y")
        assert drive.app.session.decided == 21
        [settled] = drive.app.settled
        assert {o.kind for o in settled.applied.outcomes} == {OutcomeKind.WRITTEN}
        assert "tasks?" not in drive.lines[-1]


async def test_esc_is_a_no_and_keeps_the_marks(tmp_path: Path) -> None:
    write_vault(tmp_path, many(21))
    async with driving(tmp_path) as drive:
        await ask(drive)
        await drive.press("escape")
        assert "tasks?" not in drive.lines[-1]
        assert len(drive.marked) == 21
        await drive.press("y")
        assert drive.app.session.decided == 0


async def test_any_other_key_is_a_no(tmp_path: Path) -> None:
    write_vault(tmp_path, many(21))
    for key in ("n", "j", "space", "2"):
        async with driving(tmp_path) as drive:
            await ask(drive)
            await drive.press(key)
            assert "tasks?" not in drive.lines[-1], key
            await drive.press("y")
            assert drive.app.session.decided == 0, key


async def test_the_same_verb_again_is_not_a_yes(tmp_path: Path) -> None:
    write_vault(tmp_path, many(21))
    async with driving(tmp_path) as drive:
        await ask(drive)
        await drive.press("r")
        assert drive.app.session.decided == 0


async def test_a_range_follows_the_cursor_up_and_down_until_v_ends_it(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("j", "j", "v")
        assert drive.marked == ["Gamma"]
        await drive.press("j")
        assert drive.marked == ["Gamma", "Delta"]
        assert "2 marked up to the cursor" in drive.shown
        await drive.press("k", "k", "k")
        assert drive.marked == ["Alpha", "Beta", "Gamma"]
        await drive.press("v", "G")
        assert drive.marked == ["Alpha", "Beta", "Gamma"]
        assert "3 marked up to" not in drive.shown


async def test_a_range_keeps_what_was_marked_before_and_escape_drops_all(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("space", "G", "v", "k")
        assert drive.marked == ["Alpha", "Delta", "Epsilon"]
        await drive.press("escape", "g")
        assert drive.marked == []


async def test_a_verb_on_a_range_ends_it(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("v", "j", "a")
        assert drive.read(FIRST).decode() == (
            "# First\n\n- [ ] Alpha #task\n- [ ] Beta #task\n- [?] Gamma #task #proposed\n"
        )
        await drive.press("j", "j")
        assert drive.marked == []


async def test_a_range_whose_beginning_was_changed_from_outside_ends(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("v", "j")
        drive.save(FIRST, TWO_NOTES[FIRST].replace("Alpha", "Aleph"))
        await drive.until(lambda: "Aleph" in drive.rows, "the change")
        assert drive.marked == ["Beta"]
        await drive.press("j")
        assert drive.marked == ["Beta"]
