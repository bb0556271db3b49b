"""What was typed, and the sentence for what makes no sense."""

from datetime import date
from pathlib import Path

import pytest

from tests.tui.cli.program import run
from tui.cli.arguments import VERBS, VIEWS, parse
from tui.cli.verbs import EDITS
from vault.view import ViewName


def test_the_views_that_can_be_typed_are_the_views_there_are() -> None:
    assert list(VIEWS) == [name.casefold() for name in ViewName]


def test_the_verbs_that_can_be_typed_are_the_edits_there_are() -> None:
    assert VERBS.keys() == EDITS.keys()


def test_global_options_stand_before_or_behind_the_command() -> None:
    before = parse(["--vault", "v", "--today", "2026-11-22", "--read-only", "list", "--total"])
    behind = parse(["list", "--total", "--today", "2026-11-22", "--read-only", "--vault", "v"])
    assert vars(before) == vars(behind)
    assert (behind.vault, behind.today, behind.read_only) == ("v", date(2026, 11, 22), True)


def test_without_a_command_every_option_has_its_default() -> None:
    options = parse([])
    assert (options.command, options.vault, options.demo, options.view) == (None, None, False, None)


def test_a_view_may_be_written_in_any_case() -> None:
    assert parse(["--view", "Inbox"]).view == "inbox"


def test_references_may_stand_on_both_sides_of_an_option() -> None:
    options = parse(["accept", "a.md:1", "--format", "json", "b.md:2", "-"])
    assert options.refs == ["a.md:1", "b.md:2", "-"]


def test_a_value_of_set_may_begin_with_a_dash() -> None:
    options = parse(
        ["set", "a.md:1", "--tag", "-#a", "--tag", "+#b", "--due", "-3d", "b.md:1", "-"]
    )
    assert (options.tag, options.due) == (["-#a", "+#b"], "-3d")
    assert options.refs == ["a.md:1", "b.md:1", "-"]
    assert parse(["set", "--due", "x", "--", "--tag", "-#a:1"]).refs == ["--tag", "-#a:1"]


def test_behind_two_dashes_a_reference_may_begin_with_a_dash() -> None:
    assert parse(["accept", "--", "-rf --help.md:1"]).refs == ["-rf --help.md:1"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["lst"], "“lst” is no command. Did you mean list?"),
        (["acept", "a.md:1"], "“acept” is no command. Did you mean accept?"),
        (["frobnicate"], "“frobnicate” is no command; there are list, accept, start, reject,"),
        (["list", "--formt", "json"], "There is no option --formt. Did you mean --format?"),
        (["list", "--format", "jsn"], "“jsn” is no format. Did you mean json?"),
        (["list", "--view", "inbx"], "“inbx” is no view. Did you mean inbox?"),
        (["list", "a.md:1"], "“a.md:1” is one argument too many."),
        (["accept"], "REF"),
        (["accept", "--query", "x", "a.md:1"], "There is no option --query"),
        (["--today", "2026-13-01", "list"], "“2026-13-01” is no date like 2026-11-22."),
        (["--today", "20261122", "list"], "“20261122” is no date like 2026-11-22."),
        (["--demo", "--vault", "x", "list"], "leave out --vault"),
        (["--view", "all", "accept", "a.md:1"], "--view means nothing to accept"),
        (["list", "--query", "not done"], "The query language is not available in this version."),
        (["l\x1b]0;x\x07"], "“l␛]0;x␇” is no command"),
    ],
)
def test_a_mistake_gets_one_sentence_and_exit_code_2(
    typed: list[str], sentence: str, tmp_path: Path
) -> None:
    ended = run(typed, home=tmp_path)
    assert (ended.code, ended.out) == (2, b"")
    assert sentence in ended.complaint
    assert ended.complaint.startswith("vaultriage: ")
    assert ended.complaint.count("\n") == 1


@pytest.mark.parametrize("command", ["", "list", *VERBS, "set", "show", "vaults"])
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    ended = run([*filter(None, [command]), "--help"], home=tmp_path)
    assert (ended.code, ended.err) == (0, b"")
    assert "usage: vaultriage" in ended.text
    assert "--vault PATH|NAME" in ended.text
