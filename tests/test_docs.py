"""The documents say what is there: commands, options, keys, and links that lead somewhere."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.tui.cli.program import ROOT
from tui.cli.arguments import BACK, CONFIG, LIST_FORMATS, SET_OPTIONS, VERBS, VIEWS
from tui.cli.refs import guard_of
from tui.cli.showing import shown_record
from tui.cli.task_record import Record
from tui.keys_page import keys_page
from vault.config_layers import VAULT_FILE, Layer, read_environment, read_file
from vault.config_text import settings_tables
from vault.outcomes import OutcomeKind
from vault.vault import Vault

COMMAND_LINE = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_VARIABLE = re.compile(r"`(VAULTRIAGE_[A-Z_]+)=([^`]+)`")
_REF = re.compile(r'"raw": "(?P<raw>[^"]+)"')


@pytest.mark.parametrize(
    "word", [*VERBS, *BACK, *LIST_FORMATS, *VIEWS, *OutcomeKind, "vaults", "set", "show"]
)
def test_the_command_line_page_has_every_command_and_word(word: str) -> None:
    assert f"`{word}`" in COMMAND_LINE or f"`{word} " in COMMAND_LINE


@pytest.mark.parametrize("option", [*SET_OPTIONS, "tag"])
def test_the_command_line_page_has_every_option_of_set(option: str) -> None:
    assert f"`--{option} " in COMMAND_LINE


def test_the_command_line_page_shows_every_key_of_a_task(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("- [?] Ask @Ana #proposed\n")
    vault = Vault(str(tmp_path), today=lambda: date(2026, 11, 22))
    vault.load()
    (found,) = vault.tasks()
    record = shown_record(found, vault)
    for key in _keys(record):
        assert f'"{key}": ' in COMMAND_LINE


def _keys(record: Record) -> list[str]:
    context = record["context"]
    inner = [record["status"], record["note"], *record["owners"], context, *context["lines"]]
    return [*record, *(key for part in inner for key in part)]


def test_the_guard_in_the_example_is_that_of_its_line() -> None:
    found = _REF.search(COMMAND_LINE)
    assert found is not None
    assert f".md:14@{guard_of(found['raw'].encode())}" in COMMAND_LINE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_link_to_another_file_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs/decisions").iterdir())]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_the_page_of_keys_is_what_the_registry_says() -> None:
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == keys_page()


def test_the_page_of_settings_ends_with_what_the_list_of_them_says() -> None:
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert page.endswith("\n\n" + settings_tables())


def test_the_page_of_settings_names_every_action_and_file_and_right_examples(
    tmp_path: Path,
) -> None:
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert f"`{VAULT_FILE}`" in page
    assert all(f"| `config {action}" in page for action in CONFIG)
    example = tmp_path / "config.toml"
    example.write_text(page.split("```toml\n")[1].split("```")[0])
    assert len(read_file(str(example), Layer.USER).values) == 2
    variables = dict(_VARIABLE.findall(page))
    assert len(read_environment(variables).values) == len(variables) == 2
