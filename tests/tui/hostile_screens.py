"""Hostile lines in a real terminal: what the program lets through, read from its raw bytes.

Every sequence in a hostile line carries the number `MARK`, which the program never sends of its
own, so that one of ours and one of the note's can be told apart.
"""

import random
import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.hostile_vault import TERMINAL_TRAPS
from tests.terminal import Terminal
from tests.tui.cli.program import TODAY, environment

MARK = b"7331"
_SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])"
)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories of what steers, hides or reorders."""
_OWN_CONTROLS = "\r\n"
_DRAWN = frozenset(
    map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD))
)
"""Of category Cf and yet with a shape of their own: signs of Arabic, Syriac and Kaithi numbers."""
_ODD = (
    *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x61C, 0xAD,
    0x34F, 0x180E, 0xFFF9, 0xFFFB, 0xE0001, 0xE0041, 0xE007F, 0xD800, 0xDFFF, 0xFFFF, 0x1D173,
)  # fmt: skip
_STEERING: tuple[Callable[[random.Random], bytes], ...] = (
    lambda _: b"\x1b[%bm" % MARK,
    lambda dice: b"\x1b[%b%c" % (MARK, dice.randrange(0x40, 0x7F)),
    lambda dice: b"\x1b[?%b;%d%c" % (MARK, dice.randrange(3000), dice.choice(b"hlnpu")),
    lambda dice: b"\x1b[>%b%b" % (MARK, dice.choice((b"u", b"m", b"q"))),
    lambda dice: b"\x1b]%d;%b\x07" % (dice.choice((0, 2, 4, 8, 9, 52, 133, 1337)), MARK),
    lambda dice: b"\x1b]%d;%b\x1b\\" % (dice.randrange(2000), MARK),
    lambda dice: b"\x1b%c%b\x1b\\" % (dice.choice(b"P_^X"), MARK),
    lambda _: b"\x9b%bm" % MARK,
    lambda _: "\x9b".encode() + MARK + b"H",
    lambda _: "\x9d".encode() + b"0;" + MARK + "\x9c".encode(),
    lambda dice: b"\x1b%c" % dice.randrange(0x20, 0x7F),
    lambda dice: b"%c" % dice.choice([n for n in range(0x20) if n != 0x0A]),
    lambda dice: chr(dice.randrange(0x7F, 0xA0)).encode(),
    lambda dice: bytes(dice.choices([n for n in range(256) if n != 0x0A], k=dice.randint(1, 9))),
    lambda dice: chr(dice.choice(_ODD)).encode("utf-8", "surrogatepass"),
)
_MARKUP = (
    b"[@click=app.quit]", b"[@click=app.leave]", b"[@click=\"app.bell('x')\"]", b"[/]", b"[bold]",
    b"[link=https://a.example]", b"[$error]", b"[", b"]", b"\\[", b"[/bold]", b"{0}", b"%s", b"$x",
)  # fmt: skip


def hostile_line(dice: random.Random, number: int) -> bytes:
    """A proposal, named `n<number>.` at its beginning, with up to six pieces that are no text."""
    pieces = [_piece(dice) for _ in range(dice.randint(1, 6))]
    return b"- [?] n%d. %b #task #proposed" % (number, b"ab ".join(pieces))


def _piece(dice: random.Random) -> bytes:
    kind = dice.random()
    if kind < 0.15:
        # A trap sets no colours: they could not be told from the program's own.
        return dice.choice([trap for trap in TERMINAL_TRAPS.values() if b"\x1b[31m" not in trap])
    return dice.choice(_MARKUP) if kind < 0.3 else dice.choice(_STEERING)(dice)


def make_hostile_lines(folder: Path, seed: int, lines: int, in_a_note: int = 250) -> None:
    """Notes of hostile lines under hostile headings; with seed 0 the same in plain words."""
    dice = random.Random(seed)
    for first in range(0, lines, in_a_note):
        heading = _piece(dice).replace(b"\n", b"") if seed else b"Words"
        numbers = range(first, min(first + in_a_note, lines))
        made = [
            hostile_line(dice, number) if seed else b"- [?] n%d. plain #task #proposed" % number
            for number in numbers
        ]
        (folder / f"{first}.md").write_bytes(b"# " + heading + b"\n\n" + b"\n".join(made) + b"\n")


def shape(sequence: bytes) -> bytes:
    """What a sequence does, without its numbers."""
    return re.sub(rb"[\d;:]+", b"#", sequence)


def shapes(raw: bytes) -> frozenset[bytes]:
    """What all sequences in a program's output do."""
    return frozenset(map(shape, _SEQUENCE.findall(raw)))


def leaks(raw: bytes, own: frozenset[bytes]) -> list[str]:
    """What of `raw` is neither text that any terminal shows as it is nor of the `own` shapes."""
    found = [
        repr(sequence)
        for sequence in _SEQUENCE.findall(raw)
        if MARK in sequence or shape(sequence) not in own
    ]
    try:
        text = _SEQUENCE.sub(b"", raw).decode("utf-8")
    except UnicodeDecodeError as error:
        return [*found, str(error)]
    signs = {sign for sign in set(text) if unicodedata.category(sign) in _HIDDEN}
    return [*found, *map(repr, signs - _DRAWN - set(_OWN_CONTROLS))]


@dataclass(slots=True)
class Shown:
    """What a session in the terminal came to."""

    raw: bytes
    lines: int
    """How many different lines were drawn."""
    code: int


_SIZE = (140, 120)
_PAGE_DOWN = "\x1b[6~"
_ESCAPE = "\x1b"
_OPENING = ("\r", "i", "\x10", "e", "A", "@", "t", "d", "p", "s", "R", "h", "n")
"""Keys that show a task, or what is known of it, elsewhere than in its row; Esc closes each."""
_NAME = re.compile(rb"n(\d+)\. ")
_QUIET_LOOKS = 6
_NEARLY_ALL = 0.98


def show_all(vault: Path, home: Path, lines: int) -> Shown:
    """Open the vault, turn every page, click all over the last one, open what opens, and quit."""
    environ = environment(home, {"TERM": "xterm-256color", "COLORTERM": "truecolor"})
    command = [sys.executable, "-m", "tui", "--vault", str(vault), "--today", TODAY]
    terminal = Terminal(command, environ, _SIZE)
    try:
        terminal.until_shown(f"{lines} proposed")
        terminal.until_shown("live")
        # Which note is read first, and so drawn first, is chance: every line counts, not the last.
        while len(_drawn(terminal)) < _NEARLY_ALL * lines:
            _press(terminal, _PAGE_DOWN)
        for row in range(4, _SIZE[1] - 1, 9):
            _press(terminal, f"\x1b[<0;40;{row}M\x1b[<0;40;{row}m")
        for key in _OPENING:
            _press(terminal, key)
            _press(terminal, _ESCAPE)
        terminal.press("q")
        code = terminal.until_ended()
    finally:
        terminal.close()
    return Shown(terminal.raw, len(_drawn(terminal)), code)


def _drawn(terminal: Terminal) -> set[bytes]:
    return set(_NAME.findall(terminal.raw))


def _press(terminal: Terminal, keys: str) -> None:
    """Press, and wait until something was drawn and nothing more is."""
    sizes = [len(terminal.raw)]
    terminal.press(keys)

    def is_quiet() -> bool:
        sizes.append(len(terminal.raw))
        return sizes[-1] > sizes[0] and len(set(sizes[-_QUIET_LOOKS:])) == 1

    terminal.until(is_quiet, f"an answer to {keys!r}")
