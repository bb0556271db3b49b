"""The odd things that notes hold: lines that look like tasks and are none, tasks in odd places.

A line that begins with `TASK` is a task; whoever writes a note takes the mark away and counts it.
"""

from typing import Final

TASK: Final = "\0"
"""Stands before a line that a reader must find."""
FAKE: Final = "- [ ] no task 📅 2026-01-01"

HIDING: Final = {
    "fence": ("```markdown", FAKE, "```"),
    "long fence": ("`````", "```", FAKE, "```", FAKE, "`````"),
    "tilde fence": ("~~~", "```", FAKE, "~~~"),
    "fence in a list": ("- An example", "  ```", f"  {FAKE}", "  ```"),
    "fence in a quote": ("> > ```", f"> > {FAKE}", "> > ```"),
    "comment": ("%%", FAKE, "%%"),
    "html": ("<!--", FAKE, "-->"),
    "indented": ("## Log", "", "    " + FAKE),
    "math": ("$$", FAKE, "$$"),
}
"""Lines that hide fakes, by the kind of hiding."""
UNCLOSED: Final = ("```", FAKE, "", FAKE)
"""A fence that nobody closed hides the rest of its note."""
NO_BOXES: Final = ("- [] no task", "- [xx] no task", "-[ ] no task", "[ ] no task")
"""Nothing hides these; they only look like tasks."""

_PLACES: Final = (
    ("> > - ",),
    (">- ",),
    ("> [!todo] A callout", "> > [!note] In a callout", "> > * "),
    ("\u00a0\u00a0- ",),
    ("10) ",),
    ("+   ",),
    ("```", "code", "```", "- "),
    ("%% said in passing %%", "- "),
    ("~~~", "```", "~~~", "- "),
    ("> ```", "> code", "- "),
)
"""Lines before a task's box, the last of them on its own line."""


def in_odd_places(boxes: list[str]) -> list[tuple[str, ...]]:
    """One part of a note for each text that begins with a box: a task where few would look."""
    parts = []
    for number, box in enumerate(boxes):
        *before, opening = _PLACES[number % len(_PLACES)]
        parts.append((*before, f"{TASK}{opening}{box}"))
    return parts


PLACES: Final = len(_PLACES)
