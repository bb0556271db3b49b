"""`vaults`: what Obsidian's own list names."""

import json
from pathlib import Path

from tests.tui.cli.program import run


def _register(home: Path, **vaults: dict[str, object]) -> None:
    place = home / ".config/obsidian/obsidian.json"
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps({"vaults": vaults}))


def test_the_vault_opened_last_comes_first_and_the_open_one_is_marked(tmp_path: Path) -> None:
    old, new = tmp_path / "Old", tmp_path / "Newer"
    old.mkdir()
    _register(
        tmp_path,
        a={"path": str(old), "ts": 1, "open": True},
        b={"path": str(new), "ts": 2},
    )
    assert run(["vaults"], home=tmp_path).text == f"  Newer  {new}\n* Old    {old}\n"
    assert run(["vaults", "--format", "json"], home=tmp_path).json == [
        {"name": "Newer", "path": str(new), "open": False, "exists": False},
        {"name": "Old", "path": str(old), "open": True, "exists": True},
    ]


def test_without_obsidian_there_are_none(tmp_path: Path) -> None:
    ended = run(["vaults"], home=tmp_path)
    assert (ended.code, ended.out, ended.err) == (0, b"", b"")


def test_a_vault_can_be_named_as_obsidian_names_it(tmp_path: Path) -> None:
    vault = tmp_path / "elsewhere" / "Notes"
    vault.mkdir(parents=True)
    (vault / "a.md").write_text("- [ ] one\n")
    _register(tmp_path, a={"path": str(vault), "ts": 1})
    assert run(["--vault", "Notes", "list", "--total"], home=tmp_path).text == "1\n"
