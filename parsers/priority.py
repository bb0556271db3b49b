"""The six priorities of the Tasks plugin."""

from enum import IntEnum


class Priority(IntEnum):
    """Ordered as the plugin sorts them: the highest first."""

    HIGHEST = 0
    HIGH = 1
    MEDIUM = 2
    NONE = 3
    LOW = 4
    LOWEST = 5

    @property
    def word(self) -> str:
        """The name in JSON and in queries: `highest` ... `lowest`."""
        return self.name.lower()
