"""What widgets, screen and app say to each other.

Nobody compares or prints a message, and each method that is not made spares a start some time.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from vault.edits import Edit
from vault.events import Event
from vault.index import IndexedTask, TaskId
from vault.outcomes import Applied
from vault.view import ViewName

if TYPE_CHECKING:
    from vault.capture import Capture


@dataclass(eq=False, repr=False)
class VaultChanged(Message):
    """The vault has told something, on whatever thread."""

    event: Event


@dataclass(eq=False, repr=False)
class Decided(Message):
    """Somebody made up their mind about some tasks."""

    edit: Edit
    tasks: tuple[IndexedTask, ...]
    reason: str = ""
    """Of a rejection; empty for none."""


@dataclass(eq=False, repr=False)
class PutOffWanted(Message):
    """Some tasks are to be put off until a day, as it was typed."""

    tasks: tuple[IndexedTask, ...]
    typed: str


@dataclass(eq=False, repr=False)
class CaptureWanted(Message):
    """A new task is to be added to a note."""

    capture: "Capture"


@dataclass(eq=False, repr=False)
class KnownWanted(Message):
    """A prompt wants to know which people, tags and notes there are."""


@dataclass(eq=False, repr=False)
class CopyWanted(Message):
    """A text is to go onto the clipboard."""

    text: str
    told: str
    """What it is, for people to read."""


@dataclass(eq=False, repr=False)
class OpenWanted(Message):
    """A task's line is to be opened: in the person's editor, or in Obsidian."""

    found: IndexedTask
    in_obsidian: bool


@dataclass(eq=False, repr=False)
class UndoWanted(Message):
    """The last step is to be taken back, or made again."""

    again: bool


@dataclass(eq=False, repr=False)
class Settled(Message):
    """A step was written, taken back or made again, as far as it could be."""

    applied: Applied
    verb: str
    """`""`, `undo` or `redo`."""


@dataclass(eq=False, repr=False)
class CursorMoved(Message):
    """The cursor stands on another task, or on the same one with another line."""

    task_id: TaskId | None


@dataclass(eq=False, repr=False)
class MarksChanged(Message):
    """Other tasks are marked than before."""

    count: int
    growing: bool = False
    """Whether a range follows the cursor."""


@dataclass(eq=False, repr=False)
class ViewWanted(Message):
    """Another view is to be shown."""

    name: ViewName


@dataclass(eq=False, repr=False)
class FilterTyped(Message):
    """The filter's text is another one."""

    text: str


@dataclass(eq=False, repr=False)
class FilterLeft(Message):
    """The filter line is left; its text stays or goes."""

    keep: bool


@dataclass(eq=False, repr=False)
class RescanWanted(Message):
    """Every file is to be looked at again."""


@dataclass(eq=False, repr=False)
class FollowWanted(Message):
    """The list is to follow the note that is read in Obsidian, or no longer."""


@dataclass(eq=False, repr=False)
class LeaveWanted(Message):
    """The program is to end, after everything that was wanted before."""


@dataclass(eq=False, repr=False)
class OtherColoursWanted(Message):
    """Other colours are to be shown: those of the next theme."""


@dataclass(eq=False, repr=False)
class ZoomWanted(Message):
    """The task under the cursor is to be shown as a whole."""


@dataclass(eq=False, repr=False)
class PaletteWanted(Message):
    """Everything that can be done or looked at is to be found by its name."""


@dataclass(eq=False, repr=False)
class ProvenanceWanted(Message):
    """It is to be shown where the task under the cursor comes from."""


@dataclass(eq=False, repr=False)
class TaskWanted(Message):
    """The cursor is to go to a task that is shown."""

    task_id: TaskId


@dataclass(eq=False, repr=False)
class OwnerWanted(Message):
    """Only the tasks of an owner are to be shown."""

    name: str
