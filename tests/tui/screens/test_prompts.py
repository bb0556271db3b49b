"""Prompts on the screen: what they write, what stays when they are left, keys typed in a hurry."""

from pathlib import Path

import pytest

from tests.tui.driving import FIRST, TWO_NOTES, Driver, driving, write_vault
from vault.view import ViewName

ALPHA = "- [?] Alpha #task #proposed"


def typed(text: str) -> list[str]:
    """The keys of a text."""
    names = {" ": "space", "@": "at", "#": "number_sign", ",": "comma", ".": "full_stop"}
    return [names.get(sign, sign) for sign in text]


def first_line(drive: Driver) -> str:
    return drive.read(FIRST).decode().split("\n")[2]


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (["d", *"fri", "enter"], f"{ALPHA} 📅 2026-11-27"),
        (["d", "tab", *"fri", "enter"], f"{ALPHA} ⏳ 2026-11-27"),
        (["d", "comma"], f"{ALPHA} 📅 2026-11-23"),
        (["d", "right", "down", "enter"], f"{ALPHA} 📅 2026-11-30"),
        (["p", "1"], f"{ALPHA} 🔺"),
        (["plus"], f"{ALPHA} 🔼"),
        (["minus"], f"{ALPHA} 🔽"),
        (["s", "slash"], "- [/] Alpha #task #proposed"),
        (["at", *"Zoe", "enter"], "- [?] Alpha @Zoe #task #proposed"),
        (["t", *"deep", "enter"], f"{ALPHA} #deep"),
        (["e", "ctrl+u", *typed("Omega #task"), "enter"], "- [?] Omega #task"),
    ],
)
async def test_a_prompt_writes_its_line_and_the_cursor_stays(
    tmp_path: Path, keys: list[str], line: str
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press(*keys)
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST].replace(ALPHA, line)
        assert drive.tasks.cursor == drive.tasks.task_ids[0]
        await drive.press("u")
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST]


@pytest.mark.parametrize("key", ["e", "A", "at", "d", "p", "s", "t", "R", "h", "n"])
async def test_escape_leaves_everything_as_it_is(tmp_path: Path, key: str) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        before = drive.lines
        await drive.press(key)
        assert drive.screen.has_class("-prompting")
        await drive.press("escape")
        assert drive.lines == before
        await drive.press("a")
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST].replace(ALPHA, "- [ ] Alpha #task")


async def test_keys_typed_in_a_hurry_are_the_prompts_and_then_verbs_again(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        keys = ["d", *"fri", "enter", "at", *"Zoe", "enter", "p", "2", "minus", "t", *"x", "enter"]
        for key in [*keys, "a", "r"]:
            drive.app.simulate_key(key)
        await drive.until(lambda: len(drive.app.settled) >= 7, "all are written")
        assert drive.read(FIRST).decode() == (
            "# First\n\n- [ ] Alpha @Zoe #task #x 📅 2026-11-27 🔼\n"
            "- [-] Beta #task ❌ 2026-11-22\n- [?] Gamma #task #proposed\n"
        )


async def test_edits_that_gather_are_written_one_after_the_other(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, gather_for=0.3) as drive:
        await drive.press("p", "1", "minus", "minus", "d", *"fri", "enter", "a")
        await drive.until(lambda: not drive.app.vault.pending, "nothing waits")
        assert first_line(drive) == "- [ ] Alpha #task 🔼 📅 2026-11-27"
        assert not drive.toasts or "Not done" not in drive.toasts[-1]


async def test_an_edit_of_marks_is_one_step_and_keeps_the_marks(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("space", "space", "d", *"fri", "enter")
        due = "#task #proposed 📅 2026-11-27"
        assert drive.read(FIRST).decode().count(due) == 2
        assert drive.marked == ["Alpha", "Beta"]
        await drive.press("at", *"Zoe", "enter", "a")
        assert drive.read(FIRST).decode().count("- [ ]") == 2
        await drive.press("u", "u", "u")
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST]


async def test_edit_then_accept_is_one_step_and_goes_on(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("A", "ctrl+u", *typed("Omega #task"), "enter")
        assert first_line(drive) == "- [ ] Omega #task"
        assert drive.at == "Beta"
        assert drive.app.session.summary == "1 decided: 1 accepted"
        await drive.press("u")
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST]


async def test_a_reason_goes_to_the_journal_with_the_rejection(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("R", "v")
        assert first_line(drive) == "- [-] Alpha #task ❌ 2026-11-22"
        assert [step.reason for step in drive.app.vault.history()] == ["vague"]
        assert drive.at == "Beta"


async def test_cancel_is_a_key(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Note.md": "- [ ] Pay #task 📅 2026-11-22\n"})
    async with driving(tmp_path, view=ViewName.TODAY) as drive:
        await drive.press("c")
        expected = "- [-] Pay #task 📅 2026-11-22 ❌ 2026-11-22\n"
        assert drive.read("Note.md").decode() == expected


async def test_what_does_not_do_is_told_in_the_prompt_and_stays(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("d", *"brumaire", "enter")
        assert "“brumaire” names no day." in drive.shown
        await drive.press("escape", "e", "ctrl+u", "enter")
        assert "This cannot be written: it is empty." in drive.shown
        await drive.press(*typed("Call 📅 2026-12-01"), "enter")
        assert "Tasks would read a field at its end" in drive.shown
        assert "❯ Call 📅 2026-12-01" in drive.shown
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST]


async def test_an_edit_that_the_vault_refuses_is_told_before_the_prompt_goes(
    tmp_path: Path,
) -> None:
    settings = {".obsidian/plugins/obsidian-tasks-plugin/data.json": '{"globalFilter": "#task"}'}
    write_vault(tmp_path, {**TWO_NOTES, **settings})
    async with driving(tmp_path, view=ViewName.ALL) as drive:
        await drive.press("t", *"#task".replace("#", ""), "enter")
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST]
        assert drive.screen.has_class("-prompting")


async def test_the_days_of_the_words_count_from_the_day_of_the_note(tmp_path: Path) -> None:
    note = "2025-12-19 - Talk.md"
    write_vault(tmp_path, {note: "- [?] Send it by Monday #task #proposed\n"})
    async with driving(tmp_path) as drive:
        await drive.press("d")
        assert "=  “Monday”  Mon 22 Dec 2025, 335 days ago" in drive.shown
        await drive.press("equals_sign")
        assert drive.read(note).decode() == (
            "- [?] Send it by Monday #task #proposed 📅 2025-12-22\n"
        )


async def test_the_people_of_the_note_are_the_first_owners(tmp_path: Path) -> None:
    meeting = "---\nparticipants: [Zoe Blum, Bo]\n---\n- [?] Alpha #task #proposed\n"
    write_vault(tmp_path, {"M.md": meeting, "People/Ana Souza.md": "# Ana\n"})
    async with driving(tmp_path) as drive:
        await drive.press("at")
        offered = [line.partition("○ ")[2].strip() for line in drive.lines if "○ @" in line]
        assert offered == [
            "@Zoe Blum  in this meeting",
            "@Bo  in this meeting",
            "@Myself  you",
            "@Ana Souza  people note",
        ]
        await drive.press("enter")
        assert "Alpha @Zoe Blum #task" in drive.read("M.md").decode()


async def test_a_new_task_goes_into_the_daily_note_and_undo_takes_it_back(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("n", *typed("Buy rope"))
        assert "2026-11-22.md · a new note" in drive.shown
        assert "- [ ] Buy rope" in drive.shown
        await drive.press("enter")
        assert drive.read("2026-11-22.md").decode() == "- [ ] Buy rope\n"
        assert drive.toasts == ["Added to 2026-11-22.md:1. The note is new."]
        await drive.press("n", "tab", *typed("Buy tar"), "enter")
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST] + "- [ ] Buy tar\n"
        await drive.press("u")
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST]


async def test_a_new_task_that_cannot_be_added_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    (tmp_path / "2026-11-22.md").mkdir()
    async with driving(tmp_path) as drive:
        await drive.press("n", *typed("Buy rope"), "enter")
        assert "❯ Buy rope" in drive.shown
        assert "2026-11-22.md" in drive.lines[-4] + drive.lines[-5]
        await drive.press("tab", "enter")
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST] + "- [ ] Buy rope\n"


async def test_a_line_that_changed_under_the_prompt_is_a_conflict(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("p")
        drive.save(FIRST, TWO_NOTES[FIRST].replace("Alpha", "Alpha and more"))
        await drive.until(lambda: "Alpha and more" in drive.rows, "the other line is shown")
        await drive.press("1")
        assert drive.on_top == "ConflictScreen"
        assert "🔺" not in drive.read(FIRST).decode()


async def test_nothing_is_asked_in_a_vault_that_is_only_read(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, read_only=True) as drive:
        for key in ("e", "at", "d", "p", "s", "t", "R", "h", "n", "plus"):
            await drive.press(key)
            assert not drive.screen.has_class("-prompting"), key
            assert drive.toasts == ["The vault is open read-only; nothing is written."]


async def test_pasted_text_goes_into_the_line(tmp_path: Path) -> None:
    from textual.events import Paste  # noqa: PLC0415 - nothing else pastes

    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("n")
        drive.app.post_message(Paste("Buy\nrope\x1b[2J"))
        await drive.press("enter")
        assert drive.read("2026-11-22.md").decode() == "- [ ] Buy rope[2J\n"


@pytest.mark.parametrize("size", [(120, 35), (80, 24), (60, 16)])
@pytest.mark.parametrize("key", ["e", "at", "d", "p", "s", "t", "R", "h", "n"])
async def test_the_row_under_the_cursor_stays_in_sight(
    tmp_path: Path, size: tuple[int, int], key: str
) -> None:
    many = "".join(f"- [?] Task {n} #task #proposed\n" for n in range(40))
    write_vault(tmp_path, {"Many.md": many})
    async with driving(tmp_path, size=size) as drive:
        await drive.press("pagedown", key)
        assert sum(f" ?    {drive.at}" in line for line in drive.lines) == 1
        assert "Esc leave" in drive.lines[-1]
