"""Where vaults are: named ones, the folders around us, Obsidian's own registry."""

import json
from pathlib import Path

import pytest

from vault.errors import NotFoundError
from vault.places import find_vault, known_vaults


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def make_vault(path: Path) -> str:
    (path / ".obsidian").mkdir(parents=True)
    return str(path)


def register(home: Path, vaults: object, place: str = ".config/obsidian") -> None:
    (home / place).mkdir(parents=True, exist_ok=True)
    content = vaults if isinstance(vaults, bytes) else json.dumps({"vaults": vaults}).encode()
    (home / place / "obsidian.json").write_bytes(content)


def found(home: Path, here: Path, named: str | None = None, **environment: str) -> str:
    return find_vault(named, str(here), {"HOME": str(home), **environment})


def test_a_path_is_taken_as_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert found(home, tmp_path, "plain") == str(tmp_path / "plain")
    assert found(home, home, "../plain/") == str(tmp_path / "plain")
    assert found(home, home, str(tmp_path / "plain")) == str(tmp_path / "plain")


def test_the_environment_names_a_vault_unless_one_was_named(home: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    assert found(home, tmp_path, VAULTRIAGE_VAULT="one") == str(tmp_path / "one")
    assert found(home, tmp_path, "two", VAULTRIAGE_VAULT="one") == str(tmp_path / "two")


def test_a_name_in_the_registry_is_enough(home: Path, tmp_path: Path) -> None:
    path = make_vault(tmp_path / "deep/Harbour")
    register(home, {"1": {"path": path, "ts": 1}})
    assert found(home, home, "Harbour") == path


def test_the_nearest_parent_with_a_config_folder_is_the_vault(home: Path, tmp_path: Path) -> None:
    path = make_vault(tmp_path / "vault")
    inside = tmp_path / "vault/A/B"
    inside.mkdir(parents=True)
    register(home, {"1": {"path": str(home), "ts": 1, "open": True}})
    assert found(home, inside) == path
    assert found(home, Path(path)) == path


def test_else_the_open_vault_of_the_registry_else_the_newest(home: Path, tmp_path: Path) -> None:
    old, new = make_vault(tmp_path / "old"), make_vault(tmp_path / "new")
    register(home, {"1": {"path": old, "ts": 1, "open": True}, "2": {"path": new, "ts": 2}})
    assert found(home, home) == old
    register(home, {"1": {"path": old, "ts": 1}, "2": {"path": new, "ts": 2}})
    assert found(home, home) == new
    register(home, {"1": {"path": old, "ts": 1}, "2": {"path": str(tmp_path / "gone"), "ts": 2}})
    assert found(home, home) == old


def test_nothing_found_says_where_it_looked(home: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="--vault"):
        found(home, home)
    register(home, {"1": {"path": make_vault(tmp_path / "Harbour"), "ts": 1}})
    with pytest.raises(NotFoundError, match="Harbour"):
        found(home, home, "Harbor")
    (tmp_path / "file").write_text("")
    with pytest.raises(NotFoundError, match="not a folder"):
        found(home, tmp_path, "file")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"vaults": []}', b'{"vaults": {"1": null, "2": {"path": 3}}}', b"\xff"],
)
def test_a_broken_registry_knows_no_vault(home: Path, content: bytes) -> None:
    register(home, content)
    assert list(known_vaults({"HOME": str(home)})) == []


def test_odd_entries_leave_the_good_ones(home: Path) -> None:
    register(home, {"1": {"path": "/a/B", "ts": "soon", "open": 1}, "2": {"path": "/c/"}})
    first, second = known_vaults({"HOME": str(home)})
    assert (first.path, first.name, first.opened_at, first.open) == ("/a/B", "B", 0.0, False)
    assert second.name == "c"


@pytest.mark.parametrize(
    "place",
    [
        ".config/obsidian",
        ".var/app/md.obsidian.Obsidian/config/obsidian",
        "snap/obsidian/current/.config/obsidian",
    ],
)
def test_the_registry_is_found_wherever_its_package_keeps_it(home: Path, place: str) -> None:
    register(home, {"1": {"path": "/a"}}, place)
    assert [vault.path for vault in known_vaults({"HOME": str(home)})] == ["/a"]


def test_a_config_home_of_ones_own_is_followed(home: Path) -> None:
    register(home, {"1": {"path": "/a"}}, "cfg/obsidian")
    register(home, {"1": {"path": "/b"}})
    environment = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "cfg")}
    assert [vault.path for vault in known_vaults(environment)] == ["/a"]


def test_a_default_counts_where_no_vault_is_near(home: Path, tmp_path: Path) -> None:
    near, chosen = make_vault(tmp_path / "near"), make_vault(home / "Notes")
    known = make_vault(tmp_path / "Harbour")
    register(home, {"1": {"path": known, "ts": 1, "open": True}})
    environment = {"HOME": str(home)}
    assert find_vault(None, near, environment, "Notes") == near
    assert find_vault(None, str(tmp_path), environment, "Notes") == chosen
    assert find_vault(None, str(tmp_path), environment, chosen) == chosen
    assert find_vault(None, str(tmp_path), environment, "Harbour") == known
    assert find_vault(near, str(tmp_path), environment, "Notes") == near
    assert find_vault(None, "/", {**environment, "VAULTRIAGE_VAULT": near}, "Notes") == near


def test_a_default_that_is_not_there_is_told_and_nothing_else_opened(
    home: Path, tmp_path: Path
) -> None:
    register(home, {"1": {"path": make_vault(tmp_path / "Harbour"), "ts": 1, "open": True}})
    with pytest.raises(NotFoundError, match="It is the default in"):
        find_vault(None, str(tmp_path), {"HOME": str(home)}, "Harbor")
