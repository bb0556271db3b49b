"""What is said of a setting that is wrong: the place, the setting, the nearest right one."""

import pytest

from vault.config_check import (
    outside_a_section,
    unknown_key,
    unknown_section,
    unknown_variable,
    wrong_value,
)
from vault.config_table import SETTINGS


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        ("propsed", "f: there is no section [propsed]. Did you mean [proposed]?"),
        ("Vault", "f: there is no section [Vault]. Did you mean [vault]?"),
        ("xyzzy", "f: there is no section [xyzzy]. There are [proposed], [owners], [reject],"),
    ],
)
def test_a_section_that_is_none_gets_the_nearest_one(section: str, sentence: str) -> None:
    assert unknown_section("f", section).startswith(sentence)


@pytest.mark.parametrize(
    ("section", "key", "sentence"),
    [
        ("proposed", "symbol", "f: there is no “symbol” in [proposed]. Did you mean symbols?"),
        ("view", "theme", "f: there is no “theme” in [view]. Did you mean theme in [screen]?"),
        ("owners", "xyzzy", "f: there is no “xyzzy” in [owners]. It has me and unassigned."),
        ("merge", "xyzzy", "f: there is no “xyzzy” in [merge]. It has link."),
    ],
)
def test_a_key_that_is_none_gets_the_nearest_one(section: str, key: str, sentence: str) -> None:
    assert unknown_key("f", section, key) == sentence


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("theme", "f: “theme” stands outside a section. Did you mean theme in [screen]?"),
        ("view", "f: view is a section: write [view], and its settings below it."),
        ("xyzzy", "f: “xyzzy” stands outside a section. Settings stand in sections: [proposed],"),
    ],
)
def test_a_value_outside_a_section_gets_its_section(key: str, sentence: str) -> None:
    assert outside_a_section("f", key).startswith(sentence)


@pytest.mark.parametrize(
    ("section", "key", "value", "end"),
    [
        ("reject", "mode", "delet", 'takes "mark", "delete" or "move". Did you mean "delete"?'),
        ("reject", "mode", "xyzzy", 'takes "mark", "delete" or "move".'),
        ("view", "default", "Inbox", 'or "all". Did you mean "inbox"?'),
        ("proposed", "symbol_alone", "True", "Did you mean true?"),
        ("proposed", "symbol_alone", "aut", 'Did you mean "auto"?'),
        ("proposed", "symbols", "?", 'Did you mean ["?"]?'),
        ("proposed", "tags", "ai", 'Did you mean ["#ai"]?'),
        ("proposed", "tags", ["ai", "bot"], 'Did you mean ["#ai", "#bot"]?'),
        ("journal", "keep_days", "30", "from 1 to 36500. Did you mean 30?"),
        ("journal", "keep_days", 0, "from 1 to 36500."),
        ("proposed", "tags", [""], 'such as ["#ai"].'),
        ("proposed", "tags", ["", "ai"], 'Did you mean ["#ai"]?'),
        ("proposed", "symbols", [""], "which mean an open and a finished task."),
        ("proposed", "symbols", ["x"], "which mean an open and a finished task."),
        ("proposed", "symbols", ["?", " "], 'task. Did you mean ["?"]?'),
        ("proposed", "exclude_folders", ["../x"], 'such as ["Archive"]. Did you mean ["x"]?'),
        (
            "proposed",
            "exclude_folders",
            ["a/./b", ""],
            'such as ["Archive"]. Did you mean ["a/b"]?',
        ),
        ("proposed", "exclude_folders", [".."], 'such as ["Archive"].'),
        ("owners", "me", [""], 'such as ["@Ana"].'),
        ("owners", "me", ["", "@Ana"], 'Did you mean ["@Ana"]?'),
        ("dates", "languages", [], 'such as ["en", "de"].'),
        ("dates", "languages", ["EN", "German"], 'Did you mean ["en", "de"]?'),
        ("capture", "note", {"a": 1}, "ending in .md."),
    ],
)
def test_a_wrong_value_gets_what_the_setting_takes_and_the_nearest_value(
    section: str, key: str, value: object, end: str
) -> None:
    sentence = wrong_value("f", SETTINGS[section, key], value)
    assert sentence.startswith("f: ")
    assert f" is no value for {key} in [{section}], which takes " in sentence
    assert sentence.endswith(end)


def test_a_long_value_is_cut() -> None:
    assert len(wrong_value("f", SETTINGS["reject", "mode"], "x" * 9999)) < 250
    assert wrong_value("f", SETTINGS["journal", "keep_days"], "9" * 9999).endswith("36500.")


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("VAULTRIAGE_PROPOSED_SYMBOL", "VAULTRIAGE_PROPOSED_SYMBOLS"),
        ("VAULTRIAGE_VEW_DEFAULT", "VAULTRIAGE_VIEW_DEFAULT"),
        ("VAULTRIAGE_VAULT_PATH", "VAULTRIAGE_VAULT_DEFAULT"),
    ],
)
def test_a_variable_that_looks_like_a_setting_gets_the_nearest_one(
    variable: str, meant: str
) -> None:
    sentence = f"{variable}: there is no such setting. Did you mean {meant}?"
    assert unknown_variable(variable) == sentence


@pytest.mark.parametrize("variable", ["VAULTRIAGE_BUILD", "PATH", "XAULTRIAGE_VIEW_DEFAULT"])
def test_variables_of_others_are_their_own_business(variable: str) -> None:
    assert unknown_variable(variable) is None
