"""References to tasks, and the guard that keeps them honest."""

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tui.cli.refs import Ref, expand, find_task, guard_of, parse_ref, ref_of
from vault.errors import ConflictError, NotFoundError, UsageError
from vault.vault import Vault

HERE = "/"


def _opened(folder: Path, note: bytes) -> Vault:
    (folder / "a.md").write_bytes(note)
    vault = Vault(str(folder), today=lambda: date(2026, 11, 22))
    vault.load()
    return vault


def test_a_guard_is_the_beginning_of_the_sha_256_of_the_line() -> None:
    assert guard_of(b"- [ ] one\r") == hashlib.sha256(b"- [ ] one\r").hexdigest()[:8]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("a.md:14", Ref("a.md", 14, None)),
        ("a b/c.md:1@9f2c11ab", Ref("a b/c.md", 1, "9f2c11ab")),
        ("a.md:1@9F2C11AB", Ref("a.md", 1, "9f2c11ab")),
        ("a:1.md:2", Ref("a:1.md", 2, None)),
        ("a@b.md:3", Ref("a@b.md", 3, None)),
        ("line\nbreak.md:4", Ref("line\nbreak.md", 4, None)),
    ],
)
def test_a_reference_is_path_line_and_guard(text: str, ref: Ref) -> None:
    assert parse_ref(text) == ref


@pytest.mark.parametrize(
    "text",
    ["", "a.md", "a.md:", ":3", "a.md:x", "a.md:-1", "a.md:1@", "a.md:1@abc", "a.md:1@zzzzzzzz"],
)
def test_anything_else_is_no_reference(text: str) -> None:
    with pytest.raises(UsageError):
        parse_ref(text)


@given(st.text(st.characters(codec=None)), st.integers(0, 10**9 - 1))
def test_any_path_with_any_line_is_a_reference(path: str, line: int) -> None:
    assume(path)
    assert parse_ref(f"{path}:{line}") == Ref(path, line, None)


def test_a_dash_stands_for_the_lines_of_standard_input() -> None:
    given_lines = BytesIO(b"b.md:1\r\n\n  \nc\xff.md:2")
    assert list(expand(["a.md:1", "-", "d.md:3"], lambda: given_lines)) == [
        "a.md:1",
        "b.md:1",
        "c\udcff.md:2",
        "d.md:3",
    ]


def test_the_printed_reference_finds_the_task(tmp_path: Path) -> None:
    vault = _opened(tmp_path, b"- [ ] one\n- [ ] two\n")
    for task in vault.tasks():
        assert find_task(vault, parse_ref(ref_of(task)), HERE) == task


def test_a_line_that_moved_is_found_by_its_guard(tmp_path: Path) -> None:
    guard = guard_of(b"- [ ] one")
    vault = _opened(tmp_path, b"new\n- [ ] other\n\n- [ ] one\n")
    assert find_task(vault, Ref("a.md", 2, guard), HERE).line == 4
    assert find_task(vault, Ref("a.md", 999, guard), HERE).line == 4


def test_a_line_that_changed_is_a_conflict_that_shows_the_line_now(tmp_path: Path) -> None:
    vault = _opened(tmp_path, b"- [ ] one, edited\n")
    with pytest.raises(ConflictError) as caught:
        find_task(vault, Ref("a.md", 1, guard_of(b"- [ ] one")), HERE)
    assert caught.value.now == "- [ ] one, edited"


def test_a_line_that_moved_among_its_twins_is_a_conflict(tmp_path: Path) -> None:
    vault = _opened(tmp_path, b"new\n- [ ] one\n- [ ] one\n")
    guard = guard_of(b"- [ ] one")
    with pytest.raises(ConflictError, match="2 lines"):
        find_task(vault, Ref("a.md", 1, guard), HERE)
    assert find_task(vault, Ref("a.md", 3, guard), HERE).line == 3


@pytest.mark.parametrize("line", [0, 1, 3, 99])
def test_a_line_without_a_task_is_not_found(tmp_path: Path, line: int) -> None:
    vault = _opened(tmp_path, b"text\n- [ ] one\n```\n- [ ] two\n```\n")
    with pytest.raises(NotFoundError, match="nearest task is on line 2"):
        find_task(vault, Ref("a.md", line, None), HERE)


def test_a_path_may_be_absolute_or_counted_from_the_working_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    vault = _opened(tmp_path, b"- [ ] one\n")
    (task,) = vault.tasks()
    here = str(tmp_path / "sub")
    for path in ("a.md", "./a.md", "../a.md", str(tmp_path / "a.md"), "sub/../a.md"):
        assert find_task(vault, Ref(path, 1, None), here) == task


def test_a_vault_reached_by_a_link_takes_real_paths(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    _opened(real, b"- [ ] one\n")
    vault = _opened(tmp_path / "link", b"- [ ] one\n")
    assert find_task(vault, Ref("a.md", 1, None), str(real)).line == 1
    assert find_task(vault, Ref(str(real / "a.md"), 1, None), HERE).line == 1


@pytest.mark.parametrize("path", ["b.md", "../a.md", "/etc/passwd", "a\0.md", "..", "x" * 5000])
def test_a_path_outside_the_vault_or_nowhere_is_not_found(tmp_path: Path, path: str) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "a.md").write_bytes(b"- [ ] outside\n")
    vault = _opened(tmp_path / "vault", b"- [ ] one\n")
    with pytest.raises(NotFoundError):
        find_task(vault, Ref(path, 1, None), str(tmp_path / "vault"))


def test_a_file_that_is_no_note_of_the_vault_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"- [ ] one\n")
    vault = _opened(tmp_path, b"")
    with pytest.raises(NotFoundError, match="no note that this vault shows"):
        find_task(vault, Ref("a.txt", 1, None), HERE)
