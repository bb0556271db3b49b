"""A note's source: by path, by name, by the link in its text."""

from pathlib import Path

import pytest

from parsers.note import parse_note
from parsers.task import DEFAULT_GRAMMAR
from vault.provenance import Source, find_source

PATHS = (
    "Meetings/2026-11-20 Standup.md",
    "Sources/Transcripts/2026-11-20 Standup.md",
    "Sources/Mail/Ana.md",
    "Old/Mail/Ana.md",
    "Caf\u00e9.md",
)


def source(tmp_path: Path, ref: str, text: str = "") -> Source | None:
    (tmp_path / "Sources").mkdir(exist_ok=True)
    (tmp_path / "Sources/call.txt").write_bytes(b"")
    (tmp_path / "Sources/link.txt").symlink_to("/etc/hostname")
    data = f"---\nsource_ref: {ref!r}\n---\n{text}\n- [ ] a\n".encode()
    note = parse_note(PATHS[0], data, DEFAULT_GRAMMAR)
    return find_source(str(tmp_path), note, data, PATHS)


@pytest.mark.parametrize(
    ("ref", "path", "found_by"),
    [
        ("Sources/Mail/Ana.md", "Sources/Mail/Ana.md", "path"),
        ("Sources/Mail/Ana", "Sources/Mail/Ana.md", "path"),
        ("Sources/call.txt", "Sources/call.txt", "path"),
        ("[[Sources/Mail/Ana|the mail]]", "Sources/Mail/Ana.md", "path"),
        ("/Users/x/V/Sources/Transcripts/2026-11-20 Standup.md", PATHS[1], "name"),
        ("C:\\V\\Transcripts\\2026-11-20 standup.md", PATHS[1], "name"),
        ("2026-11-20 Standup", PATHS[1], "name"),
        ("/V/Sources/Mail/Ana.md", "Sources/Mail/Ana.md", "name"),
        ("/V/Cafe\u0301.md", "Caf\u00e9.md", "name"),
    ],
)
def test_a_source_ref_is_found_by_path_then_by_name(
    tmp_path: Path, ref: str, path: str, found_by: str
) -> None:
    assert source(tmp_path, ref) == Source(path, found_by)  # type: ignore[arg-type]


def test_an_absolute_path_into_this_vault_counts(tmp_path: Path) -> None:
    assert source(tmp_path, f"{tmp_path}/Sources/call.txt") == Source("Sources/call.txt", "path")


@pytest.mark.parametrize(
    "ref",
    ["Ana.md", "Mail/Ana.md", "nowhere.md", "https://a.example/Caf\u00e9.md", "../x.md", "",
     "/etc/hostname", "Sources/link.txt", "Sources", "a\x07b", PATHS[0].partition("/")[2] + "x"],
)  # fmt: skip
def test_what_is_nowhere_or_in_two_places_or_outside_is_not_found(tmp_path: Path, ref: str) -> None:
    assert source(tmp_path, ref) is None


@pytest.mark.parametrize(
    "text",
    [
        "*Source: [[2026-11-20 Standup]]*",
        "Source: [[Transcripts/2026-11-20 Standup#Start|call]]",
        "> **Source:** [[Sources/Transcripts/2026-11-20 Standup.md]]",
    ],
)
def test_the_link_of_the_note_comes_last(tmp_path: Path, text: str) -> None:
    for ref in ("", "gone.md", "https://a.example/x"):
        assert source(tmp_path, ref, text) == Source(PATHS[1], "link")
        (tmp_path / "Sources/link.txt").unlink()
    assert source(tmp_path, "Sources/Mail/Ana.md", text) == Source("Sources/Mail/Ana.md", "path")


def test_a_link_in_running_text_is_no_source(tmp_path: Path) -> None:
    assert source(tmp_path, "", "See the Source: [[Ana]] and [[Sources/Mail/Ana]]") is None
