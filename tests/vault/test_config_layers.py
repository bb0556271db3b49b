"""Where settings come from: files that are read or told about, and who overrules whom."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.config import DEFAULTS
from vault.config_layers import (
    Layer,
    Source,
    combine,
    problems_of,
    read_environment,
    read_file,
)
from vault.config_table import SETTINGS


def written(folder: Path, content: str | bytes, name: str = "config.toml") -> str:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(file)


def problem(source: Source) -> str:
    (sentence,) = source.problems
    return sentence


def test_a_file_says_what_it_sets_and_nothing_else(tmp_path: Path) -> None:
    path = written(tmp_path, '[owners]\nme = ["@Ana"]\n\n[merge]\nlink = true\n\n[view]\n')
    source = read_file(path, Layer.USER)
    assert source.values == {("owners", "me"): ("@Ana",), ("merge", "link"): True}
    assert (source.place, source.problems) == (path, ())


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff[merge]\nlink = true\n")
    assert read_file(path, Layer.USER).values == {("merge", "link"): True}


def test_a_file_that_is_not_there_sets_nothing_unless_it_was_named(tmp_path: Path) -> None:
    path = str(tmp_path / "config.toml")
    assert read_file(path, Layer.USER) == Source(Layer.USER, path)
    assert path in problem(read_file(path, Layer.USER, needed=True))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[view\n", "is not TOML: Expected"),
        ("a = 1\na = 2\n", "is not TOML: Cannot overwrite a value (at line 2, column 6)."),
        (b"[view]\ndefault = '\xff'\n", "is not UTF-8."),
        ("a = " + "[" * 5000, "is not TOML"),
        ("a = " + "9" * 5000, "is not TOML"),
        ("#" * (1 << 20) + "\n", "cannot be read: it is larger than 1 MB."),
    ],
)
def test_a_file_that_is_no_toml_is_told_with_its_name(
    content: str | bytes, sentence: str, tmp_path: Path
) -> None:
    path = written(tmp_path, content)
    assert problem(read_file(path, Layer.USER)).startswith(f"{path} {sentence}")


def test_what_is_no_file_is_told_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        assert problem(read_file(str(path), Layer.USER)).startswith(f"{path} cannot be read: ")


def test_a_link_is_followed_at_home_and_not_in_a_vault(tmp_path: Path) -> None:
    link = tmp_path / ".vaultriage.toml"
    link.symlink_to(written(tmp_path, "[merge]\nlink = true\n"))
    assert read_file(str(link), Layer.USER).values == {("merge", "link"): True}
    refused = read_file(str(link), Layer.VAULT)
    assert refused.values == {}
    assert problem(refused).startswith(f"{link} cannot be read: ")


def test_everything_that_is_wrong_is_told_and_what_is_right_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path, 'x = 1\n[vew]\n[merge]\nlink = true\nlnk = 1\n[reject]\nmode = ""\n')
    source = read_file(path, Layer.USER)
    assert source.values == {("merge", "link"): True}
    assert [sentence.removeprefix(f"{path}: ").split(".")[0] for sentence in source.problems] == [
        "“x” stands outside a section",
        "there is no section [vew]",
        "there is no “lnk” in [merge]",
        '"" is no value for mode in [reject], which takes "mark", "delete" or "move"',
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0x" + "f" * 5000, "0xffff"),
        ("9" * 40, "0x1d6329f1c35ca4bf"),
        ("{ a = 0x" + "f" * 5000 + " }", "a table is no value"),
        ("[" * 90 + "]" * 90, "[[["),
        ("1979-05-27T07:32:00Z", "1979-05-27"),
        ("nan", "nan is no value"),
        ("-1.5e300", "-1.5e+300 is no value"),
    ],
)
def test_what_toml_can_hold_and_no_setting_can_be_is_told(
    value: str, shown: str, tmp_path: Path
) -> None:
    path = written(tmp_path, f"[journal]\nkeep_days = {value}\n")
    assert problem(read_file(path, Layer.USER)).startswith(f"{path}: {shown}")


@pytest.mark.parametrize("section", ["journal", "vault"])
def test_a_vault_has_no_say_in_what_is_about_all_of_them(section: str, tmp_path: Path) -> None:
    key = {"journal": "keep_days = 1", "vault": 'default = "/"'}[section]
    path = written(tmp_path, f"[{section}]\n{key}\n", ".vaultriage.toml")
    source = read_file(path, Layer.VAULT)
    assert source.values == {}
    assert f"[{section}] is about more than one vault" in problem(source)
    assert not read_file(path, Layer.USER).problems


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        ("PROPOSED_SYMBOL_ALONE", "true", True),
        ("PROPOSED_SYMBOL_ALONE", "auto", "auto"),
        ("PROPOSED_SYMBOL_ALONE", '"auto"', "auto"),
        ("PROPOSED_SYMBOLS", "?", ("?",)),
        ("PROPOSED_SYMBOLS", "1", ("1",)),
        ("PROPOSED_EXCLUDE_FOLDERS", "Old notes, Archive", ("Old notes", "Archive")),
        ("OWNERS_ME", '["@Ana", "@me"]', ("@Ana", "@me")),
        ("CAPTURE_HEADING", "true", "true"),
        ("CAPTURE_HEADING", '"New"', '"New"'),
        ("JOURNAL_KEEP_DAYS", "30", 30),
        ("SCREEN_THEME", "light", "light"),
        ("VAULT_DEFAULT", "/home/ana/[a], b", "/home/ana/[a], b"),
    ],
)
def test_a_variable_is_text_a_list_with_commas_or_toml(
    variable: str, text: str, value: object
) -> None:
    source = read_environment({f"VAULTRIAGE_{variable}": text, "PATH": "/bin"})
    assert list(source.values.values()) == [value]
    assert source.problems == ()


def test_a_wrong_variable_is_told_by_its_name() -> None:
    wrong = read_environment({"VAULTRIAGE_SCREEN_THEME": "lite"})
    assert problem(wrong) == (
        'VAULTRIAGE_SCREEN_THEME: "lite" is no value for theme in [screen], which takes "auto", '
        '"dark", "light", "high-contrast" or "ansi". Did you mean "light"?'
    )
    assert "VAULTRIAGE_SCREEN_THEME?" in problem(read_environment({"VAULTRIAGE_SCREEN_THEM": "x"}))


def test_a_variable_that_is_no_toml_is_a_wrong_value() -> None:
    for text in ("9" * 5000, "[" * 5000, "3 # days", "3\nb = 4"):
        read = read_environment({"VAULTRIAGE_JOURNAL_KEEP_DAYS": text})
        assert len(read.values) + len(read.problems) == 1


def test_an_empty_variable_and_those_of_others_say_nothing() -> None:
    environment = {"VAULTRIAGE_SCREEN_THEME": "", "VAULTRIAGE_VAULT": "Notes", "HOME": "/"}
    assert read_environment(environment) == Source(Layer.ENVIRONMENT, "")


@given(st.sampled_from([s.variable for s in SETTINGS.values()]), st.text(min_size=1))
def test_no_text_in_a_variable_is_more_than_a_value_or_a_problem(variable: str, text: str) -> None:
    source = read_environment({variable: text})
    assert len(source.values) + len(source.problems) == 1


def test_each_layer_overrules_those_before_it_key_by_key() -> None:
    user = Source(Layer.USER, "u", {("owners", "me"): ("@u",), ("merge", "link"): True})
    vault = Source(Layer.VAULT, "v", {("owners", "me"): ("@v",), ("view", "default"): "all"})
    shell = Source(Layer.ENVIRONMENT, "", {("view", "default"): "today"})
    layered = combine([user, vault, shell])
    assert layered.config.owners.me == ("@v",)
    assert layered.config.merge.link is True
    assert layered.config.view.default == "today"
    assert layered.config.owners.unassigned == DEFAULTS.owners.unassigned
    assert {name: source.layer for name, source in layered.origins.items()} == {
        ("owners", "me"): Layer.VAULT,
        ("merge", "link"): Layer.USER,
        ("view", "default"): Layer.ENVIRONMENT,
    }


def test_nothing_said_leaves_the_defaults() -> None:
    assert combine([]).config == DEFAULTS
    assert problems_of([]) == []


def test_moving_rejected_proposals_needs_a_note_in_whichever_layer() -> None:
    mode = Source(Layer.USER, "/home/ana/config.toml", {("reject", "mode"): "move"})
    note = Source(Layer.VAULT, "v", {("reject", "move_to"): "Rejected.md"})
    (sentence,) = problems_of([mode])
    assert sentence.startswith('/home/ana/config.toml: mode = "move" in [reject] needs move_to, ')
    assert problems_of([mode, note]) == []
    shell = read_environment({"VAULTRIAGE_REJECT_MODE": "move"})
    assert problems_of([shell])[0].startswith("VAULTRIAGE_REJECT_MODE: ")


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("en-GB", ' Did you mean "en"?'),
        ("xx", ' There are "en", "de", "fr", "es" and many more.'),
        ("deu", ' Did you mean "de"?'),
    ],
)
def test_a_language_that_nobody_understands_is_told(tmp_path: Path, code: str, meant: str) -> None:
    path = written(tmp_path, f'[dates]\nlanguages = ["en", "{code}"]\n')
    (sentence,) = problems_of([read_file(path, Layer.USER)])
    told = f'{path}: "{code}" in languages in [dates] is no language whose dates are understood.'
    assert sentence == told + meant


def test_languages_that_dateparser_alone_understands_are_right() -> None:
    languages = {"VAULTRIAGE_DATES_LANGUAGES": "it,zh-Hans,en"}
    assert problems_of([read_environment(languages)]) == []


def test_any_action_can_stand_in_keys_with_one_key_or_a_list(tmp_path: Path) -> None:
    file = written(tmp_path, '[keys]\npreset = "linear"\naccept = "y"\nreject = ["n", "ctrl+r"]\n')
    shell = read_environment({"VAULTRIAGE_KEYS_UNDO": "z,ctrl+u", "VAULTRIAGE_KEYS_PRESET": ""})
    keys = combine([read_file(file, Layer.USER), shell]).config.keys
    assert keys.preset == "linear"
    assert keys.actions == {"accept": ("y",), "reject": ("n", "ctrl+r"), "undo": ("z", "ctrl+u")}


def test_what_is_no_key_at_all_is_told_with_an_example(tmp_path: Path) -> None:
    file = written(tmp_path, "[keys]\naccept = 3\n")
    assert problem(read_file(file, Layer.USER)) == (
        f"{file}: 3 is no value for accept in [keys], which takes a key or a list of keys, such as "
        '"ctrl+d" or ["a", "+"].'
    )


def test_a_vault_does_not_bind_keys(tmp_path: Path) -> None:
    file = written(tmp_path, '[keys]\nreject = "a"\n')
    assert "[keys] is about more than one vault" in problem(read_file(file, Layer.VAULT))
