"""The notes of people come, change and go while the screen is open: the owners of rows follow."""

from pathlib import Path

from tests.tui.driving import Driver, driving, write_vault

NOTES = {
    "2026-11-21 - Pier.md": "- [?] Ring the pier @Nana #proposed\n",
    "People/Ana.md": "---\naliases: [Nana]\n---\n",
}


def owners(drive: Driver) -> list[tuple[str, str, str | None]]:
    rows = drive.tasks.view.rows.values()
    return [(owner.name, owner.kind, owner.path) for row in rows for owner in row.owners]


def told(drive: Driver) -> str:
    """What the right pane says about the owner."""
    (line,) = (line for line in drive.lines if " owner " in line)
    return line.rpartition(" owner ")[2].strip()


async def test_a_people_note_that_is_renamed_gives_its_rows_the_new_name(tmp_path: Path) -> None:
    write_vault(tmp_path, NOTES)
    async with driving(tmp_path) as drive:
        assert owners(drive) == [("Ana", "person", "People/Ana.md")]
        assert told(drive) == "@Ana"
        (tmp_path / "People/Ana.md").rename(tmp_path / "People/Ana Souza.md")
        await drive.until(lambda: told(drive) == "@Ana Souza", "the new name")
        assert owners(drive) == [("Ana Souza", "person", "People/Ana Souza.md")]
        assert any("Ring the pier" in line and "@Ana Souza" in line for line in drive.lines)


async def test_a_people_note_that_is_deleted_leaves_an_unknown_name(tmp_path: Path) -> None:
    write_vault(tmp_path, NOTES)
    async with driving(tmp_path) as drive:
        (tmp_path / "People/Ana.md").unlink()
        await drive.until(lambda: told(drive) == "@Nana (unknown)", "an unknown name")
        assert owners(drive) == [("Nana", "unknown", None)]


async def test_a_second_note_of_the_name_makes_it_ambiguous_until_it_goes(tmp_path: Path) -> None:
    write_vault(tmp_path, NOTES)
    async with driving(tmp_path) as drive:
        drive.save("Nana.md", "---\ntype: person\n---\n")
        await drive.until(lambda: told(drive) == "@Nana (ambiguous)", "an ambiguous name")
        drive.save("Nana.md", "---\ntype: boat\n---\n")
        await drive.until(lambda: told(drive) == "@Ana", "one person again")


async def test_a_folder_of_people_that_moves_takes_its_names_along(tmp_path: Path) -> None:
    write_vault(tmp_path, NOTES)
    async with driving(tmp_path) as drive:
        (tmp_path / "People").rename(tmp_path / "Crew")
        await drive.until(lambda: told(drive) == "@Nana (unknown)", "an unknown name")
        (tmp_path / "Team").mkdir()
        (tmp_path / "Crew").rename(tmp_path / "Team/People")
        await drive.until(lambda: told(drive) == "@Ana", "the person again")
        assert owners(drive) == [("Ana", "person", "Team/People/Ana.md")]


async def test_a_task_of_two_names_both(tmp_path: Path) -> None:
    note = {"a.md": "- [?] Ring @TBD @me @Bo (owner:: Nana) #proposed\n"}
    write_vault(tmp_path, note | {"People/Ana.md": NOTES["People/Ana.md"]})
    async with driving(tmp_path, size=(160, 35)) as drive:
        assert told(drive) == "@TBD (unassigned) @me @Bo (unknown) @Ana"
