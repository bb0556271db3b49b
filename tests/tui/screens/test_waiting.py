"""Decisions that wait for their note: shown as waiting, written later, never dropped."""

from pathlib import Path

from tests.tui.driving import FIRST, SECOND, TWO_NOTES, Driver, driving, write_vault
from tui.widgets.header import Header
from tui.widgets.task_list import TaskList

LONG_S = 60.0


async def keys(drive: Driver, *pressed: str) -> None:
    """Press without waiting for what waits."""
    for key in pressed:
        await drive.pilot.press(key)
        await drive.pilot.pause()


def pending(drive: Driver) -> int:
    return drive.screen.query_one(Header).state.pending


def waiting(drive: Driver) -> int:
    return len(drive.screen.query_one(TaskList).waiting)


async def test_the_second_decision_on_a_note_is_shown_as_waiting(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", TWO_NOTES)
    async with driving(root, gather_for=LONG_S) as drive:
        await keys(drive, "a", "a")
        await drive.pilot.pause(0.2)
        assert (pending(drive), waiting(drive)) == (1, 1)
        assert "1 pending" in drive.lines[0]
        assert any("…    Beta" in line for line in drive.lines)
        assert drive.at == "Gamma"
        assert drive.read(FIRST).count(b"[ ]") == 1
        await keys(drive, "q")
    assert drive.read(FIRST).decode().count("[ ]") == 2


async def test_what_a_note_gathers_is_written_when_the_cursor_leaves_it(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", TWO_NOTES)
    async with driving(root, gather_for=LONG_S) as drive:
        await keys(drive, "a", "a", "a")
        await drive.until(lambda: pending(drive) == 0, "the first note is written")
        assert drive.at == "Delta"
        assert drive.read(FIRST).count(b"[ ]") == 3
        assert waiting(drive) == 0
        assert drive.app.session.decided == 3


async def test_undo_takes_back_the_last_of_what_was_gathered(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", TWO_NOTES)
    async with driving(root, gather_for=LONG_S) as drive:
        await keys(drive, "a", "a", "u")
        await drive.until(lambda: drive.at == "Beta", "the cursor is back")
        assert pending(drive) == 0
        assert drive.read(FIRST).splitlines()[2:4] == [
            b"- [ ] Alpha #task",
            b"- [?] Beta #task #proposed",
        ]
        await keys(drive, "U")
        await drive.until(lambda: drive.read(FIRST).count(b"[ ]") == 2, "it is made again")


async def test_a_note_that_is_typed_in_is_written_once_it_is_still(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", TWO_NOTES)
    async with driving(root) as drive:
        text = TWO_NOTES[SECOND] + "more\n"
        after = text.replace("[?] Delta #task #proposed", "[ ] Delta #task")
        await keys(drive, "J")
        drive.save(SECOND, text)
        await drive.until(lambda: not drive.screen.holds_back, "the end of the hold")
        await keys(drive, "a")
        await drive.until(lambda: drive.app.session.decided == 1, "it is written")
        assert (pending(drive), waiting(drive)) == (0, 0)
        assert drive.read(SECOND).decode() == after


async def test_a_conflict_found_while_it_waited_shows_the_versions(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", TWO_NOTES)
    async with driving(root, gather_for=LONG_S) as drive:
        await keys(drive, "a", "a")
        await drive.until(lambda: drive.read(FIRST).count(b"[ ]") == 1, "the first is written")
        changed = drive.read(FIRST).decode().replace("Beta", "Beta and more")
        drive.save(FIRST, changed)
        await keys(drive, "J")
        await drive.until(lambda: drive.on_top == "ConflictScreen", "the versions are shown")
        assert drive.read(FIRST).decode() == changed
        await drive.answer("w")
        await keys(drive, "J")
        await drive.until(lambda: "[ ] Beta and more #task\n" in drive.read(FIRST).decode(), "w")


async def test_several_conflicts_are_shown_one_after_the_other(tmp_path: Path) -> None:
    four = "".join(f"- [?] {name} #proposed\n" for name in ("One", "Two", "Three", "Four"))
    root = write_vault(tmp_path / "vault", {**TWO_NOTES, "2026-11-21 - Four.md": four})
    async with driving(root, gather_for=LONG_S) as drive:
        await keys(drive, "a", "a", "a")
        await drive.until(lambda: pending(drive) == 2, "two wait")
        name = "2026-11-21 - Four.md"
        changed = drive.read(name).decode().replace("Two", "Second").replace("Three", "Third")
        drive.save(name, changed)
        await keys(drive, "J")
        await drive.until(lambda: drive.on_top == "ConflictScreen", "the first question")
        assert "Second" in drive.shown
        screens = [type(screen).__name__ for screen in drive.app.screen_stack]
        assert screens.count("ConflictScreen") == 1
        await drive.answer("escape")
        await drive.until(lambda: "[?] Third" in drive.shown, "the second question")
        assert drive.on_top == "ConflictScreen"
        await drive.answer("escape")
        await drive.until(lambda: drive.on_top == "TriageScreen", "the list")
        assert drive.read(name).decode() == changed


async def test_a_note_that_is_in_use_is_waited_for_without_a_word(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", TWO_NOTES)
    async with driving(root) as drive:
        with (root / FIRST).open("rb"):
            await keys(drive, "a")
            for _ in range(500):  # as long as it waits, the app is not at rest
                await drive.pilot.pause(0.01)
                if waiting(drive):
                    break
            assert (waiting(drive), drive.toasts) == (1, [])
        await drive.until(lambda: b"[ ] Alpha" in drive.read(FIRST), "it is written")
        assert pending(drive) == 0
