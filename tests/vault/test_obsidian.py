"""Obsidian's settings as people and plugins leave them: whatever they hold, the vault opens."""

import json
from pathlib import Path

import pytest

from parsers.dataview import DATAVIEW
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from vault.obsidian import TASKS_SETTINGS, IgnoreFilter, ObsidianSettings, read_settings


def settings_of(root: Path, **files: object) -> ObsidianSettings:
    """What is read from a vault with this app.json (`app`) and these Tasks settings (`tasks`)."""
    for name, key in (("app.json", "app"), (TASKS_SETTINGS, "tasks")):
        path = root / ".obsidian" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(files.get(key, {})))
    return read_settings(str(root))


def statuses_of(root: Path, *entries: object) -> StatusRegistry:
    tasks = {"statusSettings": {"coreStatuses": entries}}
    return settings_of(root, tasks=tasks).grammar.statuses


def test_a_folder_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert read_settings(str(tmp_path)) == ObsidianSettings()


def test_the_settings_of_the_tasks_plugin_are_followed(tmp_path: Path) -> None:
    tasks = {"taskFormat": "dataview", "globalFilter": "#task", "setDoneDate": False}
    settings = settings_of(tmp_path, tasks=tasks)
    assert settings.grammar.dialect is DATAVIEW
    assert settings.grammar.global_filter == "#task"
    assert not settings.rules.set_done_date
    assert settings.rules.set_cancelled_date
    assert settings.problems == ()


def test_values_of_a_wrong_type_count_as_missing(tmp_path: Path) -> None:
    tasks = {"globalFilter": 7, "setDoneDate": "no", "statusSettings": [1], "taskFormat": None}
    assert settings_of(tmp_path, app={"userIgnoreFilters": "x"}, tasks=tasks) == ObsidianSettings()


def test_a_broken_file_is_a_sentence_and_defaults(tmp_path: Path) -> None:
    settings_of(tmp_path)
    (tmp_path / ".obsidian/app.json").write_bytes(b'{"userIgnoreFilters": [')
    (tmp_path / ".obsidian" / TASKS_SETTINGS).write_bytes(b"[]")
    settings = read_settings(str(tmp_path))
    assert settings == ObsidianSettings(problems=settings.problems)
    assert [problem.split(" of ")[0] for problem in settings.problems] == [
        "app.json",
        TASKS_SETTINGS,
    ]


# Statuses


def test_registered_statuses_are_read_in_their_order(tmp_path: Path) -> None:
    later = {"symbol": ">", "name": "Later", "type": "ON_HOLD", "nextStatusSymbol": " "}
    odd = {"symbol": "!", "type": "URGENT"}
    assert list(statuses_of(tmp_path, later, odd)) == [
        Status(">", "Later", StatusType.ON_HOLD, " "),
        Status("!", "", StatusType.TODO, ""),
    ]


@pytest.mark.parametrize("symbol", ["", "ab", "todo", "\n", "\r", "\u2028", "\u2029", None, 1])
def test_a_symbol_that_fits_no_box_is_none(tmp_path: Path, symbol: object) -> None:
    good = {"symbol": "x", "name": "Done", "type": "DONE", "nextStatusSymbol": symbol}
    bad = {"symbol": symbol, "name": "Odd", "type": "TODO", "nextStatusSymbol": " "}
    assert list(statuses_of(tmp_path, bad, good)) == [Status("x", "Done", StatusType.DONE, "")]
    assert list(statuses_of(tmp_path, bad)) == list(DEFAULT_STATUSES)


@pytest.mark.parametrize("symbol", [" ", "]", "\t", "é", "🔥", "\u2060"])
def test_any_other_sign_fits(tmp_path: Path, symbol: str) -> None:
    entry = {"symbol": symbol, "name": "A", "type": "TODO", "nextStatusSymbol": symbol}
    assert list(statuses_of(tmp_path, entry)) == [Status(symbol, "A", StatusType.TODO, symbol)]


# Excluded files


def test_excluded_files_are_prefixes_or_patterns(tmp_path: Path) -> None:
    app = {"userIgnoreFilters": ["Archive/", "/\\.draft\\.md$/", 3, ""]}
    settings = settings_of(tmp_path, app=app)
    assert settings.ignored == ("Archive/", "/\\.draft\\.md$/")
    assert settings.problems == ()
    ignored = IgnoreFilter(settings.ignored)
    paths = ("Archive/a.md", "a.draft.md", "b/Archive/a.md", "draft.md")
    assert [ignored.hides(path) for path in paths] == [True, True, False, False]
    assert IgnoreFilter(["/^[[]/"]).hides("[a].md")


@pytest.mark.parametrize(
    "pattern", ["/a{99999999999999999999}/", "/(/", "/[/", "/(?<name>a)/", f"/{'(' * 9_999}/"]
)
def test_a_pattern_that_cannot_be_read_hides_nothing_and_is_told(
    tmp_path: Path, pattern: str
) -> None:
    settings = settings_of(tmp_path, app={"userIgnoreFilters": ["b/", pattern]})
    assert len(settings.problems) == 1
    assert "excluded files" in settings.problems[0]
    assert pattern[:20] in settings.problems[0]
    assert len(settings.problems[0]) < 300
    ignored = IgnoreFilter(settings.ignored)
    assert [ignored.hides(path) for path in ("a.md", "b/a.md")] == [False, True]
