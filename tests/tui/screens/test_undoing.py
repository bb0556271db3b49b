"""Undo and redo: the bytes come back, the cursor goes there, a toast names the step."""

from pathlib import Path

from tests.tui.driving import FIRST, SECOND, TWO_NOTES, driving, write_vault


async def test_undo_and_redo_walk_through_the_steps_byte_for_byte(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        versions = [drive.read(FIRST)]
        for key in "arx":
            await drive.press(key)
            versions.append(drive.read(FIRST))
        assert len(set(versions)) == 4
        for version in reversed(versions[:-1]):
            await drive.press("u")
            assert drive.read(FIRST) == version
        for version in versions[1:]:
            await drive.press("U")
            assert drive.read(FIRST) == version


async def test_undo_puts_the_cursor_on_its_task_and_says_what_it_did(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("j", "a", "G")
        assert drive.at == "Epsilon"
        await drive.press("u")
        assert drive.at == "Beta"
        assert drive.rows == ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]
        assert drive.toasts == ["Undid: accept “Beta #task #proposed”"]


async def test_undo_brings_back_a_row_that_had_left(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a", "a", "a", "a")
        assert drive.rows == ["(Delta)", "Epsilon"]
        await drive.press("u", "u")
        assert drive.at == "Gamma"
        assert drive.rows == ["Gamma", "Delta", "Epsilon"]


async def test_undo_at_inbox_zero_shows_the_list_again(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Only.md": "- [?] Alone #task #proposed\n"})
    async with driving(tmp_path) as drive:
        await drive.press("a")
        assert "Inbox zero" in drive.shown
        await drive.press("u")
        assert "Inbox zero" not in drive.shown
        assert drive.at == "Alone"
        assert drive.read("Only.md") == b"- [?] Alone #task #proposed\n"


async def test_redo_counts_again_and_leaves_the_row_dimmed(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a", "u")
        assert drive.app.session.decided == 0
        await drive.press("U")
        assert drive.app.session.decided == 1
        assert drive.rows == ["(Alpha)", "Beta", "Gamma", "Delta", "Epsilon"]
        assert drive.at == "Alpha"


async def test_a_new_decision_ends_what_could_be_made_again(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a", "u", "r", "U")
        assert drive.toasts[-1] == "Nothing to redo."
        assert b"- [-] Alpha" in drive.read(FIRST)


async def test_undo_after_lines_moved_finds_its_line(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a")
        moved = "A new first line\n\n" + drive.read(FIRST).decode()
        drive.save(FIRST, moved)
        await drive.until(lambda: drive.tasks.view.rows != {} and drive.lines != [])
        await drive.press("u")
        assert drive.read(FIRST).decode() == "A new first line\n\n" + TWO_NOTES[FIRST]


async def test_undo_of_a_line_somebody_changed_says_so_and_writes_nothing(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a")
        changed = drive.read(FIRST).decode().replace("Alpha", "Alphabet")
        drive.save(FIRST, changed)
        await drive.press("u")
        assert drive.read(FIRST).decode() == changed
        assert drive.read(SECOND) == TWO_NOTES[SECOND].encode()
        assert drive.on_top == "ConflictScreen"
        assert "changed" in drive.shown
        await drive.answer("escape")
        await drive.calm()


async def test_a_row_whose_undo_was_refused_stays_where_it_is(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a")
        assert drive.rows[0] == "(Alpha)"
        changed = drive.read(FIRST).decode().replace("Alpha", "Alphabet")
        drive.save(FIRST, changed)
        await drive.until(lambda: "(Alphabet)" in drive.rows, "the line as it is now")
        await drive.press("u")
        await drive.answer("escape")
        await drive.calm()
        assert drive.rows[0] == "(Alphabet)"
