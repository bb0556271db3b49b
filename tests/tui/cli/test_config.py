"""`config`, and that what is set is followed by the commands."""

import json
from pathlib import Path

import pytest

from tests.tui.cli.program import Ended, Program, run
from vault.config_text import default_file

OWN = ".config/vaultriage/config.toml"


def own(program: Program, text: str) -> Path:
    file = program.home / OWN
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def proposed(ended: Ended) -> list[str]:
    assert ended.code == 0, ended.complaint
    return [found["description"] for found in ended.objects]


def listed(program: Program, *more: str, extra: dict[str, str] | None = None) -> list[str]:
    return proposed(program("list", "--proposed", "--format", "ndjson", *more, extra=extra))


def test_init_writes_the_default_file_and_path_names_it(tmp_path: Path) -> None:
    path = str(tmp_path / OWN)
    assert run(["config", "path"], home=tmp_path).text == f"{path}\n"
    ended = run(["config", "init"], home=tmp_path)
    assert (ended.code, ended.text, ended.err) == (0, f"{path}\n", b"")
    assert Path(path).read_text(encoding="utf-8") == default_file()
    checked = run(["config", "check"], home=tmp_path)
    assert (checked.code, checked.text) == (0, f"{path}: 0 settings, all right\n")


def test_init_never_writes_over_a_file(program: Program) -> None:
    file = own(program, "[view]\n")
    ended = program("config", "init")
    assert (ended.code, ended.out) == (2, b"")
    assert f"{file} is there already" in ended.complaint
    assert file.read_text() == "[view]\n"


def test_init_writes_nothing_when_nothing_is_to_be_written(tmp_path: Path) -> None:
    assert run(["config", "init", "--read-only"], home=tmp_path).code == 5
    assert list(tmp_path.iterdir()) == []


def test_init_writes_where_it_is_told_to_and_says_where_it_cannot(tmp_path: Path) -> None:
    ended = run(["config", "init", "--config", "a/b.toml"], home=tmp_path)
    assert (ended.code, ended.text) == (0, f"{tmp_path}/a/b.toml\n")
    ended = run(["config", "init", "--config", "a/b.toml/c.toml"], home=tmp_path)
    assert (ended.code, ended.out) == (4, b"")
    assert ended.complaint.count("\n") == 1


def test_the_system_s_custom_for_the_folder_is_followed(tmp_path: Path) -> None:
    ended = run(["config", "path"], home=tmp_path, extra={"XDG_CONFIG_HOME": str(tmp_path / "x")})
    assert ended.text == f"{tmp_path}/x/vaultriage/config.toml\n"


def test_check_names_everything_that_is_wrong_in_every_layer(program: Program) -> None:
    file = own(program, "[merge]\nlnk = true\n")
    inside = program.write(".vaultriage.toml", b'[vew]\n[reject]\nmode = "delet"\n')
    ended = program("config", "check", extra={"VAULTRIAGE_VIEW_DEFAULT": "outbox"})
    assert (ended.code, ended.out) == (2, b"")
    told = ended.complaint.splitlines()
    assert told[0].startswith(f"vaultriage: {file}: there is no “lnk” in [merge].")
    assert told[1].startswith(f"vaultriage: {inside}: there is no section [vew].")
    assert told[2].startswith(f'vaultriage: {inside}: "delet" is no value for mode in [reject],')
    assert told[3].startswith('vaultriage: VAULTRIAGE_VIEW_DEFAULT: "outbox" is no value for')
    assert len(told) == 4


def test_check_names_keys_that_cannot_be_bound_as_they_are_written(program: Program) -> None:
    file = own(program, '[keys]\nacept = "a"\naccept = ["z", "alt+a"]\nreject = "z"\n')
    extra = {"VAULTRIAGE_KEYS_UNDO": "ctrl+z", "VAULTRIAGE_KEYS_REDO": "w"}
    ended = program("config", "check", extra=extra)
    assert (ended.code, ended.out) == (2, b"")
    told = ended.complaint.removeprefix("vaultriage: ").split("\nvaultriage: ")
    why = "terminals send Esc for Alt, which cannot be told from the key Esc"
    assert told[0] == f"{file}: there is no action “acept” to bind a key to. Did you mean accept?"
    assert told[1] == f"{file}: accept cannot be bound to “alt+a”: {why}."
    assert told[2] == f"{file}: z is given to accept and to reject; it does accept."
    why = "it gives the terminal back to the shell"
    assert told[3] == f"VAULTRIAGE_KEYS_UNDO: undo cannot be bound to “ctrl+z”: {why}.\n"
    assert len(told) == 4
    own(program, '[keys]\npreset = "linear"\naccept = ["r", "1"]\n')
    assert program("config", "check").code == 0


def test_check_looks_at_the_file_it_is_given_alone(program: Program) -> None:
    own(program, "[merge]\nlnk = true\n")
    good = program.write("good.toml", b"[merge]\nlink = true\n[journal]\nkeep_days = 3\n")
    ended = program("config", "check", str(good))
    assert (ended.code, ended.text) == (0, f"{good}: 2 settings, all right\n")
    inside = program.write(".vaultriage.toml", good.read_bytes())
    assert (
        "[journal] is about more than one vault"
        in program("config", "check", str(inside)).complaint
    )
    assert program("config", "check", "nowhere.toml").code == 2


@pytest.mark.parametrize(
    "typed",
    [["list"], ["accept", "a.md:1"], ["undo"], ["config", "show"], ["--view", "all", "list"]],
    ids=" ".join,
)
def test_a_wrong_setting_stops_every_command_with_the_same_sentence(
    typed: list[str], program: Program
) -> None:
    program.write("a.md", b"- [?] one #proposed\n")
    file = own(program, "[proposed]\nsymbol = 3\n")
    ended = program(*typed)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.complaint == (
        f"vaultriage: {file}: there is no “symbol” in [proposed]. Did you mean symbols?\n"
    )
    assert (program.vault / "a.md").read_bytes() == b"- [?] one #proposed\n"


def test_a_sentence_about_a_file_cannot_steer_the_terminal(program: Program) -> None:
    program.write(".vaultriage.toml", b'["a\\u001b]0;x\\u0007"]\n')
    assert "there is no section [a␛]0;x␇]" in program("list").complaint


def test_the_layers_overrule_each_other(program: Program) -> None:
    program.write("a.md", b"- [ ] one #one\n- [ ] two #two\n- [ ] three #three\n")
    assert listed(program) == []
    own(program, '[proposed]\ntags = ["#one"]\n')
    assert listed(program) == ["one #one"]
    program.write(".vaultriage.toml", b'[proposed]\ntags = ["#two"]\n')
    assert listed(program) == ["two #two"]
    extra = {"VAULTRIAGE_PROPOSED_TAGS": "#two,#three"}
    assert listed(program, extra=extra) == ["two #two", "three #three"]


def test_a_file_named_by_hand_replaces_the_own_one(program: Program) -> None:
    program.write("a.md", b"- [ ] one #one\n- [ ] two #two\n")
    own(program, "this is no TOML")
    other = program.home / "other.toml"
    other.write_text('[proposed]\ntags = ["#two"]\n')
    assert listed(program, "--config", str(other)) == ["two #two"]
    ended = program("list", "--config", "nowhere.toml")
    assert (ended.code, ended.out) == (2, b"")
    assert f"{program.home}/nowhere.toml is not there" in ended.complaint


def test_show_gives_every_value_with_its_layer(program: Program) -> None:
    file = own(program, '[owners]\nme = ["@Ana"]\n')
    inside = program.write(".vaultriage.toml", b'[reject]\nmode = "delete"\n')
    shown = program("config", "show", extra={"VAULTRIAGE_MERGE_LINK": "true"}).text
    assert f'me = ["@Ana"]          # user: {file}\n' in shown
    assert f'mode = "delete"     # vault: {inside}\n' in shown
    assert "link = true  # environment: VAULTRIAGE_MERGE_LINK\n" in shown
    assert 'theme = "auto"   # default\n' in shown


def test_without_a_vault_the_settings_can_be_shown_all_the_same(tmp_path: Path) -> None:
    assert "[proposed]" in run(["config", "show"], home=tmp_path).text
    assert run(["config", "show", "--vault", "nowhere"], home=tmp_path).code == 4


def test_the_demo_follows_no_file_but_a_named_one(program: Program) -> None:
    file = own(program, '[proposed]\ntags = ["#nothing"]\nsymbol_alone = false\n')
    count = ["--demo", "list", "--proposed", "--total"]
    assert int(run(count, home=program.home).text) > 0
    assert run([*count, "--config", str(file)], home=program.home).text == "0\n"


def test_the_default_vault_is_opened_where_none_is_near(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    notes = home / "Notes"
    for folder in (notes, elsewhere):
        folder.mkdir(parents=True)
    (notes / "a.md").write_text("- [ ] one\n")
    file = home / OWN
    file.parent.mkdir(parents=True)
    file.write_text('[vault]\ndefault = "Notes"\n')
    assert run(["list", "--total"], home=home, here=elsewhere).text == "1\n"
    file.write_text('[vault]\ndefault = "Notse"\n')
    ended = run(["list", "--total"], home=home, here=elsewhere)
    assert (ended.code, ended.out) == (4, b"")
    assert "It is the default in [vault] of your settings" in ended.complaint


def test_ignored_notes_can_be_read_after_all(program: Program) -> None:
    program.write("Archive/a.md", b"- [ ] one\n")
    settings = json.dumps({"userIgnoreFilters": ["Archive/"]}).encode()
    program.write(".obsidian/app.json", settings)
    assert program("list", "--total").text == "0\n"
    assert program("list", "--total", extra={"VAULTRIAGE_IGNORED_SHOW": "true"}).text == "1\n"


def test_steps_older_than_the_user_wants_are_forgotten(program: Program) -> None:
    program.write("a.md", b"- [?] one #proposed\n- [?] two #proposed\n- [?] three #proposed\n")
    for number in (1, 2, 3):
        assert program("accept", f"a.md:{number}").code == 0
    own(program, "[journal]\nkeep_steps = 2\n")
    labels = [step["label"] for step in program("history", "--format", "json").json]
    assert labels == ["accept “three #proposed”", "accept “two #proposed”"]
