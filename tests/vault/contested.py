"""A note that two programs change at once, made so that every lost or torn byte shows.

Both programs own a counter. The rival's stands in every row, ours at the top and at the bottom.
A rival that saves whole files also says which of our numbers it saved: one lower than ours, with
a higher count of its own, is a save from before our write, not a loss of ours.
"""

import re
from dataclasses import dataclass, replace

from vault.errors import ConflictError
from vault.splices import Splice

ROWS = 60
SHAPE = re.compile(
    rb"# ours (\d+) x*\ntheirs (\d+) carried (\d+)\n((?:row \d+\n)*)- \[ \] end (\d+)\n"
)


@dataclass(frozen=True, slots=True)
class State:
    """What a whole version of the note says."""

    ours: int
    theirs: int
    carried: int

    def to_bytes(self) -> bytes:
        """The version; its length goes up and down with both counters."""
        rows = b"row %d\n" % self.theirs * ROWS
        top = b"# ours %d %s\n" % (self.ours, b"x" * (self.ours % 7))
        own = b"theirs %d carried %d\n" % (self.theirs, self.carried)
        return top + own + rows + b"- [ ] end %d\n" % self.ours


def parse_state(data: bytes) -> State | None:
    """The state, or None for bytes that are no whole version."""
    found = SHAPE.fullmatch(data)
    if found is None:
        return None
    state = State(int(found[1]), int(found[2]), int(found[3]))
    return state if state.to_bytes() == data else None


def whole_state(data: bytes) -> State:
    """The state; a conflict for bytes that are no whole version."""
    state = parse_state(data)
    if state is None:
        raise ConflictError("The note is torn.")
    return state


def count_ours(data: bytes) -> list[Splice]:
    """Our edit, a Plan: one more, at the top and at the bottom, and nothing in between."""
    counted = replace(whole_state(data), ours=whole_state(data).ours + 1).to_bytes()
    top, end = data.index(b"\n"), data.rindex(b"\n- [ ] end")
    new_top, new_end = counted.index(b"\n"), counted.rindex(b"\n- [ ] end")
    return [Splice(0, top, counted[:new_top]), Splice(end, len(data), counted[new_end:])]


def count_theirs(data: bytes) -> list[Splice]:
    """The edit of another writer like ours, a Plan: the rows and nothing around them."""
    state = whole_state(data)
    counted = replace(state, theirs=state.theirs + 1, carried=state.ours).to_bytes()
    start, new_start = data.index(b"\n"), counted.index(b"\n")
    end, new_end = data.rindex(b"\n- [ ] end"), counted.rindex(b"\n- [ ] end")
    return [Splice(start, end, counted[new_start:new_end])]
