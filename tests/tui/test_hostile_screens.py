"""Five thousand hostile lines through a real terminal."""

from pathlib import Path

from tests.tui.hostile_screens import leaks, make_hostile_lines, shapes, show_all

LINES = 5600


def test_no_control_byte_of_a_note_reaches_the_terminal_and_nothing_runs(tmp_path: Path) -> None:
    plain, hostile, home = (tmp_path / name for name in ("plain", "hostile", "home"))
    for folder in (plain, hostile, home):
        folder.mkdir()
    make_hostile_lines(plain, 0, 300)
    make_hostile_lines(hostile, 1, LINES)
    before = {path.name: path.read_bytes() for path in hostile.iterdir()}
    own = shapes(show_all(plain, home, 300).raw)
    shown = show_all(hostile, home, LINES)
    assert leaks(shown.raw, own) == []
    assert shown.lines >= 5000
    assert shown.code == 0
    assert {path.name: path.read_bytes() for path in hostile.iterdir()} == before


def test_a_leak_would_be_seen() -> None:
    own = frozenset({b"\x1b[#m"})
    assert leaks(b"\x1b[31mfine\x1b[0m\r\n", own) == []
    for raw in (b"\x1b[7331m", b"\x1b[2J", b"\x1b]0;x\x07", b"\x07", b"\xc2\x9b", b"\x9b",
                "\u202e".encode(), "\U000e0041".encode()):  # fmt: skip
        assert len(leaks(b"a" + raw + b"b", own)) == 1
