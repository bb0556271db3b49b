"""What Obsidian and its Tasks plugin say about a vault: missing, old, broken, new."""

import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from parsers.dataview import DATAVIEW
from parsers.file_name_dates import FileNameDates
from parsers.signifiers import EMOJI
from parsers.status import Status, StatusRegistry, StatusType
from parsers.status_change import StatusRules
from vault.obsidian import (
    TASKS_SETTINGS,
    IgnoreFilter,
    ObsidianSettings,
    config_folder,
    read_settings,
)


def write(root: Path, file: str, content: object, folder: str = ".obsidian") -> None:
    path = root / folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())


def with_tasks(root: Path, settings: object) -> ObsidianSettings:
    write(root, TASKS_SETTINGS, settings)
    return read_settings(str(root))


def test_a_folder_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert config_folder(str(tmp_path)) is None
    settings = read_settings(str(tmp_path))
    assert settings.problems == ()
    assert settings.rules == StatusRules()
    assert settings.grammar.dialect is EMOJI
    assert settings.grammar.statuses == StatusRegistry()
    assert read_settings(str(tmp_path / "missing")) == settings


def test_an_empty_config_folder_has_the_defaults(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    assert read_settings(str(tmp_path)) == ObsidianSettings()


def test_another_config_folder_is_found_by_its_app_json(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, "app.json", {"userIgnoreFilters": ["Archive/"]}, ".obsidian-desktop")
    assert config_folder(str(tmp_path)) == ".obsidian-desktop"
    assert read_settings(str(tmp_path)).ignored == ("Archive/",)


def test_file_name_dates_are_off_until_the_settings_turn_them_on(tmp_path: Path) -> None:
    some = {"filenameAsScheduledDateFormat": "DD-MM-YYYY", "filenameAsDateFolders": ["Daily", ""]}
    assert with_tasks(tmp_path, some).grammar.file_name_dates is None
    on = with_tasks(tmp_path, some | {"useFilenameAsScheduledDate": True})
    assert on.grammar.file_name_dates == FileNameDates("DD-MM-YYYY", ("Daily", ""))
    odd = {"filenameAsScheduledDateFormat": 7, "filenameAsDateFolders": "Daily"}
    plain = with_tasks(tmp_path, odd | {"useFilenameAsScheduledDate": True})
    assert plain.grammar.file_name_dates == FileNameDates()


def test_the_tasks_settings_are_followed(tmp_path: Path) -> None:
    settings = with_tasks(
        tmp_path,
        {
            "globalFilter": "#task",
            "taskFormat": "dataview",
            "setCreatedDate": True,
            "setDoneDate": False,
            "setCancelledDate": False,
            "recurrenceOnNextLine": True,
            "removeScheduledDateOnRecurrence": True,
            "presets": {},
            "fromTheFuture": [1],
        },
    )
    assert settings.grammar.dialect is DATAVIEW
    assert settings.grammar.global_filter == "#task"
    assert settings.rules == StatusRules(
        set_created_date=True,
        set_done_date=False,
        set_cancelled_date=False,
        recurrence_on_next_line=True,
        remove_scheduled_date=True,
    )


def status(
    symbol: object, name: object = "N", kind: object = "TODO", following: object = "x"
) -> object:
    return {"symbol": symbol, "name": name, "type": kind, "nextStatusSymbol": following}


def test_the_first_of_duplicate_symbols_wins_and_unknown_types_are_todo(tmp_path: Path) -> None:
    listed = {
        "coreStatuses": [status(" ", "Open"), status("x", "Done", "DONE", " ")],
        "customStatuses": [status("x", "Late"), status("?", "Proposed", "DREAM", " ")],
    }
    statuses = with_tasks(tmp_path, {"statusSettings": listed}).grammar.statuses
    assert [found.symbol for found in statuses] == [" ", "x", "?"]
    assert statuses.of("x").name == "Done"
    assert statuses.of("?").type is StatusType.TODO


@pytest.mark.parametrize(
    "listed",
    [
        None,
        [],
        {"coreStatuses": None, "customStatuses": {}},
        {"coreStatuses": [None, 1, "x", {}, status(""), status("xx"), status(None)]},
    ],
)
def test_statuses_that_make_no_sense_are_the_default_ones(tmp_path: Path, listed: object) -> None:
    statuses = with_tasks(tmp_path, {"statusSettings": listed}).grammar.statuses
    assert statuses == StatusRegistry()


def test_a_sloppy_status_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    listed = {"customStatuses": [status("s", None, None, None)]}
    found = with_tasks(tmp_path, {"statusSettings": listed}).grammar.statuses.of("s")
    assert (found.name, found.type, found.next_symbol) == ("", StatusType.TODO, "")


@pytest.mark.parametrize("symbol", ["", "ab", "todo", "\n", "\r", "\u2028", "\u2029", None, 1])
def test_a_symbol_that_fits_no_box_is_none(tmp_path: Path, symbol: object) -> None:
    listed = {"coreStatuses": [status(symbol), status("x", "Done", "DONE", symbol)]}
    statuses = with_tasks(tmp_path, {"statusSettings": listed}).grammar.statuses
    assert list(statuses) == [Status("x", "Done", StatusType.DONE, "")]


@pytest.mark.parametrize("symbol", [" ", "]", "\t", "é", "🔥", "\u2060"])
def test_any_other_sign_fits(tmp_path: Path, symbol: str) -> None:
    listed = {"coreStatuses": [status(symbol, "A", "TODO", symbol)]}
    statuses = with_tasks(tmp_path, {"statusSettings": listed}).grammar.statuses
    assert list(statuses) == [Status(symbol, "A", StatusType.TODO, symbol)]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe{}", b'{"a": ' + b"[" * 5000, b'"x"', b"\x00" * 100],
)
def test_a_broken_file_means_defaults_and_a_sentence(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, "app.json", {"userIgnoreFilters": ["A"]})
    settings = with_tasks(tmp_path, content)
    assert settings.rules == StatusRules()
    assert settings.ignored == ("A",)
    (problem,) = settings.problems
    assert TASKS_SETTINGS in problem


def test_a_byte_order_mark_is_no_reason_to_forget_the_settings(tmp_path: Path) -> None:
    settings = with_tasks(tmp_path, b'\xef\xbb\xbf{"globalFilter": "#task"}')
    assert settings.grammar.global_filter == "#task"
    assert settings.problems == ()


def test_a_folder_in_the_place_of_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".obsidian/app.json").mkdir(parents=True)
    assert len(read_settings(str(tmp_path)).problems) == 1


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=2)),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(
                st.sampled_from(["coreStatuses", "customStatuses", "symbol", "type", "name"]), inner
            )
        ),
        max_leaves=6,
    )
)
def test_settings_of_any_shape_are_read(value: object) -> None:
    keys = ("globalFilter", "taskFormat", "setDoneDate", "statusSettings", "userIgnoreFilters")
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), "app.json", dict.fromkeys(keys, value))
        settings = with_tasks(Path(folder), dict.fromkeys(keys, value))
    assert isinstance(settings.grammar.global_filter, str)
    assert len(set(settings.problems)) == len(settings.problems)
    assert all(p.startswith("In ") and p.endswith(".") for p in settings.problems)


KNOWN_SETTINGS = {
    "globalFilter": "#task",
    "taskFormat": "dataview",
    "setCreatedDate": True,
    "setDoneDate": False,
    "setCancelledDate": False,
    "recurrenceOnNextLine": True,
    "removeScheduledDateOnRecurrence": True,
    "globalQuery": "limit 5",
    "presets": {"mine": "description includes @me"},
    "statusSettings": {"coreStatuses": [{"symbol": "d", "type": "DONE"}]},
}


@pytest.mark.parametrize("wrong", [17, "odd", [1], {"a": 1}, True])
@pytest.mark.parametrize("key", KNOWN_SETTINGS)
def test_a_wrong_value_alone_falls_back_and_is_named(
    tmp_path: Path, key: str, wrong: object
) -> None:
    right = with_tasks(tmp_path, KNOWN_SETTINGS)
    assert right.problems == ()
    assert right.global_query == "limit 5"
    without = {k: v for k, v in KNOWN_SETTINGS.items() if k != key}
    expected = with_tasks(tmp_path, without)
    found = with_tasks(tmp_path, KNOWN_SETTINGS | {key: wrong})
    if isinstance(wrong, type(KNOWN_SETTINGS[key])) and key != "taskFormat":
        return
    (problem,) = found.problems
    assert f"“{key}”" in problem
    assert replace(found, problems=()) == expected


def test_null_is_no_value_and_no_problem(tmp_path: Path) -> None:
    write(tmp_path, "app.json", {"userIgnoreFilters": None})
    assert with_tasks(tmp_path, dict.fromkeys(KNOWN_SETTINGS)) == ObsidianSettings()


def test_presets_were_once_called_includes(tmp_path: Path) -> None:
    pieces = {"mine": "description includes @me", "odd": 3}
    old = with_tasks(tmp_path, {"includes": pieces})
    assert old.presets == {"mine": "description includes @me"}
    (problem,) = old.problems
    assert "“odd” is not a text" in problem
    new = with_tasks(tmp_path, {"includes": pieces, "presets": {"due": "due today"}})
    assert (new.presets, new.problems) == ({"due": "due today"}, ())


def test_wrong_statuses_are_left_out_or_mended_and_named(tmp_path: Path) -> None:
    listed = [
        None,
        status(3),
        status("ab", "Two"),
        status("👍🏽", "Thumb"),
        status("d", "Dream", "DREAM"),
        status("n", ["N"], None, "long"),
        status("", "New"),
        status("x", "Done", "DONE", ""),
    ]
    settings = with_tasks(tmp_path, {"statusSettings": {"customStatuses": listed}})
    assert list(settings.grammar.statuses) == [
        Status("d", "Dream", StatusType.TODO, "x"),
        Status("n", "", StatusType.TODO, ""),
        Status("x", "Done", StatusType.DONE, ""),
    ]
    named = ("customStatuses", "“symbol” is", "“ab”", "“👍🏽”", "“DREAM”", "“name”", "“long”")
    for problem, name in zip(settings.problems, named, strict=True):
        assert name in problem


def test_wrong_filters_and_template_folders_are_named(tmp_path: Path) -> None:
    write(tmp_path, "app.json", {"userIgnoreFilters": ["A/", 3, "", None]})
    write(tmp_path, "templates.json", {"folder": ["T"]})
    settings = read_settings(str(tmp_path))
    assert settings.ignored == ("A/",)
    assert settings.template_folders == ()
    for problem, name in zip(settings.problems, ("templates.json", "app.json"), strict=True):
        assert name in problem


def test_the_problems_of_a_large_broken_file_are_few_and_short(tmp_path: Path) -> None:
    listed = [status("a" * 10_000)] * 500 + [{"symbol": 1}] * 500
    settings = with_tasks(tmp_path, {"statusSettings": {"coreStatuses": listed}})
    assert len(settings.problems) == 2
    assert max(map(len, settings.problems)) < 300


def test_template_folders_come_from_both_plugins(tmp_path: Path) -> None:
    write(tmp_path, "templates.json", {"folder": "/Templates/"})
    write(tmp_path, "plugins/templater-obsidian/data.json", {"templates_folder": "Meta/T"})
    assert read_settings(str(tmp_path)).template_folders == ("Templates", "Meta/T")


def test_ignored_notes_by_prefix_and_by_pattern() -> None:
    ignored = IgnoreFilter(["Archive/", "Log", r"/\d{4}\.md$/", "/(/", "/", "//"])
    assert ignored.hides("Archive/a.md")
    assert ignored.hides("Logs/a.md")
    assert ignored.hides("Daily/2026.md")
    assert not ignored.hides("a/Archive/b.md")
    assert not ignored.hides("a.md")
    assert IgnoreFilter([r"/^(?<y>\d{4})-\k<y>\.md$/"]).hides("2026-2026.md")
    assert not IgnoreFilter([]).hides("a.md")


@pytest.mark.parametrize(
    "pattern", ["/a{99999999999999999999}/", "/(/", "/[/", "/(?P<name>a)/", f"/{'(' * 9_999}/"]
)
def test_a_pattern_that_cannot_be_read_hides_nothing_and_is_told(
    tmp_path: Path, pattern: str
) -> None:
    write(tmp_path, "app.json", {"userIgnoreFilters": ["b/", "/^[[]/", pattern]})
    settings = read_settings(str(tmp_path))
    (problem,) = settings.problems
    assert "excluded files" in problem
    assert pattern[:20] in problem
    assert len(problem) < 300
    ignored = IgnoreFilter(settings.ignored)
    assert [ignored.hides(path) for path in ("a.md", "b/a.md", "[a].md")] == [False, True, True]


def test_settings_are_equal_when_nothing_changed(tmp_path: Path) -> None:
    first = with_tasks(tmp_path, {"globalFilter": "#task"})
    assert read_settings(str(tmp_path)) == first
    assert with_tasks(tmp_path, {"globalFilter": "#other"}) != first


@pytest.mark.parametrize("name", ["app.json", "daily-notes.json", TASKS_SETTINGS])
def test_a_pipe_or_a_folder_in_place_of_settings_keeps_nobody_waiting(
    name: str, tmp_path: Path
) -> None:
    place = tmp_path / ".obsidian" / name
    place.parent.mkdir(parents=True)
    os.mkfifo(place)
    told = f"{name} of the vault cannot be read (it is no regular file); its defaults hold."
    assert read_settings(str(tmp_path)) == ObsidianSettings(problems=(told,))
    place.unlink()
    place.mkdir()
    told = f"{name} of the vault cannot be read (it is a folder); its defaults hold."
    assert read_settings(str(tmp_path)) == ObsidianSettings(problems=(told,))
