"""Wikilinks and URIs of a task: every sign of a name is escaped, the line is named where it can."""

import json
from pathlib import Path

import pytest

from tests.tui.driving import TODAY, write_vault
from vault.index import IndexedTask
from vault.links import has_advanced_uri, line_of, link_to, uri_of
from vault.vault import Vault
from vault.view import Row


def only_task(root: Path, path: str, text: str) -> IndexedTask:
    write_vault(root, {path: text})
    vault = Vault(str(root), today=lambda: TODAY, read_only=True)
    try:
        vault.load()
        (found,) = vault.tasks()
    finally:
        vault.close()
    return found


@pytest.mark.parametrize(
    ("path", "text", "link"),
    [
        ("Plan.md", "- [ ] Call\n", "[[Plan]]"),
        ("Work/Plan.md", "# One\n## Two: a #b\n- [ ] Call\n", "[[Work/Plan#Two a b]]"),
        ("Plan.md", "# One\n- [ ] Call 📅 2026-12-01 ^call-1\n", "[[Plan#^call-1]]"),
    ],
)
def test_a_link_leads_to_the_block_the_heading_or_the_note(
    tmp_path: Path, path: str, text: str, link: str
) -> None:
    row = Row(only_task(tmp_path, path, text), (), lingering=False)
    assert link_to(row) == link


def test_a_copied_line_has_no_line_end(tmp_path: Path) -> None:
    found = only_task(tmp_path, "Plan.md", "  - [ ] Call  \r\n")
    assert line_of(Row(found, (), lingering=False)) == "  - [ ] Call  "


def test_a_uri_escapes_every_sign_of_a_name(tmp_path: Path) -> None:
    root = tmp_path / "My & vault"
    found = only_task(root, "A/50% + ü;$(x).md", "# H & m\n- [ ] Call\n")
    assert uri_of(found, str(root)) == (
        "obsidian://open?vault=My%20%26%20vault"
        "&file=A%2F50%25%20%2B%20%C3%BC%3B%24%28x%29%23H%20%26%20m"
    )


def test_with_the_plugin_the_uri_names_the_line(tmp_path: Path) -> None:
    found = only_task(tmp_path, "Plan.md", "\n\n- [ ] Call\n")
    assert not has_advanced_uri(str(tmp_path))
    config = tmp_path / ".obsidian"
    config.mkdir()
    for plugins, is_there in (([], False), (["obsidian-advanced-uri"], True), ({}, False)):
        (config / "community-plugins.json").write_text(json.dumps(plugins))
        assert has_advanced_uri(str(tmp_path)) is is_there
    (config / "community-plugins.json").write_text('["obsidian-advanced-uri"]')
    assert uri_of(found, str(tmp_path)) == (
        f"obsidian://advanced-uri?vault={tmp_path.name}&filepath=Plan.md&line=3"
    )
