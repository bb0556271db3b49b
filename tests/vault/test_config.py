"""The list of settings: defaults that are those of the program, limits that keep notes safe."""

import msgspec
import pytest

from parsers.proposed import ProposedSettings
from vault.config import DEFAULTS, Config, Owners, Proposed
from vault.config_table import SETTINGS
from vault.people import OwnerSettings


def test_the_defaults_are_those_of_who_follows_them() -> None:
    assert DEFAULTS.proposed.settings() == ProposedSettings()
    assert DEFAULTS.owners.settings() == OwnerSettings()


def test_what_is_set_reaches_who_follows_it() -> None:
    proposed = Proposed(symbols=("p",), tags=("#ai",), symbol_alone=True, exclude_folders=("A",))
    assert proposed.settings() == ProposedSettings(
        symbols=("p",), tags=("#ai",), symbol_alone=True, exclude_folders=("A",)
    )
    assert Owners(me=("@Ana",)).settings() == OwnerSettings(me=("@Ana",))


def test_settings_stay_as_they_are() -> None:
    with pytest.raises(AttributeError):
        DEFAULTS.reject.mode = "delete"  # type: ignore[misc]
    assert Config() == DEFAULTS


@pytest.mark.parametrize("key", [("reject", "move_to"), ("capture", "note")])
@pytest.mark.parametrize("path", ["", "Inbox.md", "Work/In box.md", "a..b/c.md", "…/ü.md"])
def test_a_note_is_named_by_its_path_in_the_vault(key: tuple[str, str], path: str) -> None:
    assert SETTINGS[key].convert(path) == path


@pytest.mark.parametrize("key", [("reject", "move_to"), ("capture", "note")])
@pytest.mark.parametrize(
    "path",
    [
        "/a.md",
        "../a.md",
        "A/../../b.md",
        "./a.md",
        ".a/b.md",
        "a//b.md",
        "a",
        "a\n.md",
        "a\0.md",
        3,
    ],
)
def test_a_path_that_leads_elsewhere_is_no_note(key: tuple[str, str], path: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        SETTINGS[key].convert(path)


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("proposed", "symbols", ["??"]),
        ("proposed", "symbols", [""]),
        ("proposed", "symbols", ["\n"]),
        ("proposed", "tags", ["proposed"]),
        ("proposed", "tags", ["#two words"]),
        ("proposed", "tags", [3]),
        ("proposed", "symbol_alone", 1),
        ("proposed", "exclude_folders", [""]),
        ("owners", "me", [""]),
        ("owners", "me", ["@"]),
        ("dates", "languages", ["English"]),
        ("capture", "heading", "two\nlines"),
        ("journal", "keep_days", 0),
        ("journal", "keep_days", True),
        ("journal", "keep_days", 1e9),
        ("journal", "keep_steps", -1),
        ("view", "default", "outbox"),
        ("screen", "theme", "pink"),
        ("ignored", "show", "yes"),
    ],
)
def test_what_no_setting_can_be_is_refused(section: str, key: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        SETTINGS[section, key].convert(value)
