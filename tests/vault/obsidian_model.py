"""A model of an editor that holds a note, merges what others save into it, and saves late.

As Obsidian does: the buffer is saved in place some time after the last key. When the file is seen
to have changed and the buffer is dirty, the change is made into patches with a little context, and
each is applied to the buffer where its context is found, exactly or nearly (the method of
diff-match-patch); where it is not, it is dropped. A change that is not seen before the save is
overwritten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

MARGIN = 4
"""Characters of context on each side of a patch."""
NEAR = 0.5
"""How alike the context must be."""
FAR = 1000
"""Characters from where it was expected that count as much as no likeness at all."""


@dataclass(frozen=True, slots=True)
class Patch:
    """`old` becomes `new`; both begin and end with the same context."""

    at: int
    old: str
    new: str


def make_patches(before: str, after: str) -> list[Patch]:
    """What turns one text into the other; changes that are near each other are one patch."""
    groups: list[list[tuple[int, int, int, int]]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if groups and i1 - groups[-1][-1][1] < 2 * MARGIN:
            groups[-1].append((i1, i2, j1, j2))
        else:
            groups.append([(i1, i2, j1, j2)])
    return [_patch(before, after, group) for group in groups]


def _patch(before: str, after: str, group: list[tuple[int, int, int, int]]) -> Patch:
    start, end = group[0][0], group[-1][1]
    head, tail = before[max(0, start - MARGIN) : start], before[end : end + MARGIN]
    changed = after[group[0][2] : group[-1][3]]
    return Patch(start - len(head), head + before[start:end] + tail, head + changed + tail)


def apply_patches(patches: list[Patch], text: str) -> str:
    """The text with every patch whose place is found."""
    shift = 0
    for patch in patches:
        place = _place(patch, text, patch.at + shift)
        if place is None:
            continue
        start, end = place
        made = _carried(patch, text[start:end])
        text = text[:start] + made + text[end:]
        shift += len(made) - (end - start)
    return text


def _place(patch: Patch, text: str, expected: int) -> tuple[int, int] | None:
    exact = list(_occurrences(patch.old, text))
    if exact:
        start = min(exact, key=lambda at: abs(at - expected))
        return start, start + len(patch.old)
    size = len(patch.old)
    best, found = NEAR, None
    for start in range(max(0, expected - 80), min(len(text), expected + 80) + 1):
        window = text[start : start + size]
        likeness = SequenceMatcher(None, patch.old, window, autojunk=False).quick_ratio()
        score = likeness - abs(start - expected) / FAR
        if score > best:
            best, found = score, (start, start + len(window))
    return found


def _occurrences(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _carried(patch: Patch, found: str) -> str:
    """The change of the patch made in a text that is nearly its old one."""
    if found == patch.old:
        return patch.new
    moves = SequenceMatcher(None, patch.old, found, autojunk=False).get_opcodes()

    def moved(at: int) -> int:
        for _tag, i1, i2, j1, j2 in moves:
            if at <= i2:
                return min(j1 + at - i1, j2)
        return len(found)

    made, end = "", 0
    changes = SequenceMatcher(None, patch.old, patch.new, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in changes:
        if tag != "equal":
            start = max(end, moved(i1))
            made += found[end:start] + patch.new[j1:j2]
            end = max(start, moved(i2))
    return made + found[end:]


class Editor:
    """One note in an editor; nothing is seen or saved but when a method says so."""

    def __init__(self, note: Path) -> None:
        self._note = note
        self._seen = self.text = _text(note)

    def see(self) -> None:
        """Notice what others saved: take it in, or merge it into what was typed."""
        now = _text(self._note)
        typed = self.text != self._seen
        self.text = apply_patches(make_patches(self._seen, now), self.text) if typed else now
        self._seen = now

    def save(self) -> None:
        """Write the buffer over whatever is there, in place, as Node does."""
        with self._note.open("wb") as file:
            file.write(self.text.encode())
        self._seen = self.text


def _text(note: Path) -> str:
    return note.read_bytes().decode()
