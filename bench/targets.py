"""What is to be reached, and under which condition: a row gets its target only under that one."""

from typing import Final

from bench.table import Target

PARSE: Final = Target(6, 4, "µs")
"""A task line with every field."""
COLD_10K: Final = Target(3, 2)
"""A first read of 10,000 notes / rg -n."""
COLD_100K: Final = Target(2, 1.4)
"""The same for 100,000 notes."""
COLD_1M_TASKS: Final = Target(6, 4)
"""The same for a million tasks, twenty in a note."""
WARM: Final = Target(1.5, 0.8)
"""A first read of 100,000 notes with a cache / find."""
FIRST_FRAME: Final = Target(1.8, 1.4)
"""From exec, 100,000 notes, with a cache / import textual.app."""
FIRST_ROWS: Final = Target(100, 50, "ms")
"""After the first frame, 100,000 notes, with a cache."""
MEMORY: Final = Target(400, 220, "B")
"""A task, its line kept, at a million tasks; what a note without tasks takes is not the task's."""
ONE_NOTE: Final = Target(1, 0.2, "ms")
"""One note read again and every open view, at a million tasks."""
KEY_IN_VIEW: Final = Target(10, 5, "ms")
"""p95, 100,000 rows."""
KEY_SCROLLING: Final = Target(15, 8, "ms")
"""p95, 100,000 rows."""
FILTER: Final = Target(60, 30, "ms")
"""Filter or group 100,000 rows."""
BLOCKED: Final = Target(15, 5, "ms")
"""The longest time in which the screen does nothing while 500 notes change at once."""
ACCEPT: Final = Target(30, 10, "ms")
"""p95."""
OUTSIDE_SAVE: Final = Target(150, 80, "ms")
"""p95."""
