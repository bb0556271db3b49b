"""Bytes to replace in one note, and the plan that says which, from the bytes as they are now."""

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from vault.errors import UsageError
from vault.overwrite import Revision, check_size


class Splice(Struct, frozen=True):
    """`data[start:end]` becomes `new`; offsets in bytes of the note as it is now."""

    start: int
    end: int
    new: bytes


Plan = Callable[[bytes], Sequence[Splice]]
"""Gets the note's bytes as they are now; gives the splices, none when nothing is to do.

It may raise ConflictError. It is called again when the bytes have changed, perhaps while others
wait for the note: it must not take long, and must not open the note.
"""


def apply_splices(data: bytes, splices: Sequence[Splice]) -> bytes:
    """`data` with every splice applied; ValueError unless sorted, apart and inside `data`."""
    parts: list[bytes] = []
    at = 0
    for splice in splices:
        if not at <= splice.start <= splice.end <= len(data):
            raise ValueError(f"{splice} overlaps, is out of order or outside {len(data)} bytes")
        parts += (data[at : splice.start], splice.new)
        at = splice.end
    return b"".join((*parts, data[at:]))


def planned(path: str, plan: Plan, data: bytes) -> Revision:
    """What `plan` makes of `data`; UsageError for a new NUL, NotANoteError over 64 MB."""
    splices = plan(data)
    if any(_adds_nul(data, splice) for splice in splices):
        raise UsageError(f"New text for {path} holds a NUL byte.")
    after = apply_splices(data, splices)
    check_size(path, len(after))
    if not splices:
        return Revision(data, after, 0, 0)
    same_length = len(after) == len(data)
    return Revision(data, after, splices[0].start, splices[-1].end if same_length else len(after))


def _adds_nul(data: bytes, splice: Splice) -> bool:
    return splice.new.count(0) > data.count(0, splice.start, splice.end)


def carries(data: bytes, before: bytes, after: bytes) -> bool:
    """Whether `data`, saved by another program, has the lines that made `before` into `after`."""
    was, made, now = (Counter(version.split(b"\n")) for version in (before, after, data))
    return all(now[line] >= made[line] for line in made - was) and all(
        now[line] <= made[line] for line in was - made
    )
