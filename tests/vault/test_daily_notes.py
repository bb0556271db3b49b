"""Where the note of a day is, by the settings of Daily notes and of Periodic Notes."""

import json
from datetime import date
from pathlib import Path

import pytest

from vault.daily_notes import COMMUNITY_PLUGINS, DAILY_NOTES, PERIODIC_NOTES, DailyNotes
from vault.obsidian import read_settings

DAY = date(2026, 11, 22)
PLAIN = {"folder": "Daily", "format": "YYYY/MM/YYYY-MM-DD", "template": "Templates/Day"}


def read(root: Path, **files: object) -> tuple[DailyNotes, tuple[str, ...]]:
    names = {"daily": DAILY_NOTES, "periodic": PERIODIC_NOTES, "plugins": COMMUNITY_PLUGINS}
    (root / ".obsidian").mkdir(exist_ok=True)
    for key, content in files.items():
        path = root / ".obsidian" / names[key]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    settings = read_settings(str(root))
    return settings.daily_notes, settings.problems


def test_without_settings_a_day_is_a_note_at_the_top_of_the_vault(tmp_path: Path) -> None:
    assert read(tmp_path) == (DailyNotes(), ())
    assert DailyNotes().path(DAY) == "2026-11-22.md"


def test_folder_format_and_template_are_followed(tmp_path: Path) -> None:
    found, problems = read(tmp_path, daily=PLAIN)
    assert found == DailyNotes("Daily", "YYYY/MM/YYYY-MM-DD", "Templates/Day")
    assert found.path(DAY) == "Daily/2026/11/2026-11-22.md"
    assert problems == ()


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_empty_settings_are_the_defaults(tmp_path: Path, empty: str | None) -> None:
    daily = {"folder": empty, "format": empty, "template": empty}
    assert read(tmp_path, daily=daily) == (DailyNotes(), ())


def test_slashes_around_folder_and_template_do_not_count(tmp_path: Path) -> None:
    daily = {"folder": "/A//B\\C/", "format": "/YYYY/", "template": "/T.md"}
    found, _ = read(tmp_path, daily=daily)
    assert (found.folder, found.template) == ("A/B/C", "T.md")
    assert found.path(DAY) == "A/B/C/2026.md"


def test_periodic_notes_win_where_their_daily_notes_are_switched_on(tmp_path: Path) -> None:
    daily = {"enabled": True, "folder": "P", "format": "DD-MM-YYYY", "template": "T/P.md"}
    files: dict[str, object] = {"daily": PLAIN, "periodic": {"daily": daily, "weekly": {}}}
    assert read(tmp_path, **files)[0] == DailyNotes("P", "DD-MM-YYYY", "T/P.md")
    assert read(tmp_path, plugins=["dataview", "periodic-notes"])[0].folder == "P"
    assert read(tmp_path, plugins=["dataview"])[0].folder == "Daily"
    (tmp_path / ".obsidian" / COMMUNITY_PLUGINS).unlink()
    assert read(tmp_path, periodic={"daily": daily | {"enabled": False}})[0].folder == "Daily"
    assert read(tmp_path, periodic={"daily": {"folder": "P"}})[0].folder == "Daily"


def test_the_active_calendar_set_of_newer_periodic_notes_counts(tmp_path: Path) -> None:
    def calendar(name: str, *, enabled: bool) -> dict[str, object]:
        day = {"enabled": enabled, "folder": name, "format": "", "templatePath": f"{name}.md"}
        return {"id": name, "day": day}

    sets = [None, calendar("Work", enabled=True), calendar("Home", enabled=True)]
    periodic = {"calendarSets": sets, "activeCalendarSet": "Home"}
    assert read(tmp_path, daily=PLAIN, periodic=periodic)[0] == DailyNotes(
        folder="Home", template="Home.md"
    )
    periodic = {"calendarSets": [calendar("Home", enabled=False)], "activeCalendarSet": "Home"}
    assert read(tmp_path, periodic=periodic)[0].folder == "Daily"


@pytest.mark.parametrize(
    ("wrong", "named", "expected"),
    [
        ({"folder": 3}, "“folder” is not a text", DailyNotes(format="YYYY", template="T")),
        ({"folder": "../x"}, "“../x”", DailyNotes(format="YYYY", template="T")),
        ({"folder": "a/.b"}, "“a/.b”", DailyNotes(format="YYYY", template="T")),
        ({"format": []}, "“format” is not a text", DailyNotes("D", template="T")),
        ({"format": "HH-mm"}, "(HH, mm)", DailyNotes("D", template="T")),
        ({"format": "[..]/YYYY"}, "makes no name", DailyNotes("D", template="T")),
        ({"template": True}, "“template” is not a text", DailyNotes("D", "YYYY")),
    ],
)
def test_a_wrong_value_is_named_and_alone_falls_back(
    tmp_path: Path, wrong: dict[str, object], named: str, expected: DailyNotes
) -> None:
    daily = {"folder": "D", "format": "YYYY", "template": "T"} | wrong
    found, (problem,) = read(tmp_path, daily=daily)
    assert found == expected
    assert DAILY_NOTES in problem
    assert named in problem


def test_a_broken_file_is_named_and_the_defaults_hold(tmp_path: Path) -> None:
    found, (problem,) = read(tmp_path, daily=b"{")
    assert found == DailyNotes()
    assert DAILY_NOTES in problem
    found, (problem,) = read(tmp_path, daily=PLAIN, periodic=b"[]")
    assert found.folder == "Daily"
    assert PERIODIC_NOTES in problem


def test_a_folder_that_no_file_system_has_is_the_vaults_own(tmp_path: Path) -> None:
    found, problems = read(tmp_path, daily={"folder": "a\0b"})
    assert (found.folder, len(problems)) == ("", 1)
