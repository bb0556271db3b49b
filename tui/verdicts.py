"""What is decided on the screen: for which rows, when it is held back, what `.` does again."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from time import monotonic
from typing import Final

from textual.message import Message

from tui.messages import Decided, PutOffWanted
from tui.widgets.key_bar import KeyBar
from tui.widgets.task_list import TaskList
from vault.edits import Accept, Cancel, Complete, Edit, Reject, fits
from vault.index import TaskId
from vault.relative_edits import EditThen
from vault.view import Row, View

_ASK_ABOVE: Final = 20
"""More marks than this are decided only after one more key."""
HOLD_BACK_S: Final = 0.3
"""For so long after the row under the cursor was replaced from outside, no verb is taken."""
LOOK_AGAIN: Final = "The row under the cursor has just changed. Look, then press again."
_VERBS: Final = (Accept, Reject, Complete, Cancel, EditThen)
"""What empties the queue, so that the cursor goes on; after every other edit it stays."""


class Verdicts:
    """Turns a verb into a message about the rows it is for, and remembers what is on its way."""

    def __init__(
        self,
        tasks: TaskList,
        key_bar: KeyBar,
        post: Callable[[Message], object],
        say: Callable[[str], None],
        blocked: Callable[[], bool],
    ) -> None:
        """`blocked`: whether the window shows no rows; what cannot be seen is not decided."""
        self._tasks = tasks
        self._key_bar = key_bar
        self._post = post
        self.say = say
        self._blocked = blocked
        self._pending: Counter[TaskId] = Counter()
        """How many edits of a task are on their way."""
        self._leaving: set[TaskId] = set()
        """Tasks that leave the queue with what is on its way."""
        self._settled: set[TaskId] = set()
        self._asking: Callable[[], None] | None = None
        self._replaced_at = -HOLD_BACK_S
        self._again: Callable[[], None] | None = None

    # What is on its way

    @property
    def ours(self) -> Collection[TaskId]:
        """Tasks whose lines this program is changing, or has just changed."""
        return {*self._pending, *self._leaving, *self._settled}

    def follow(self, before: Row | None, view: View) -> None:
        """Other rows are shown; `before` was under the cursor in the same view, if any."""
        known = map(view.rows.get, self._leaving)
        self._leaving = {row.found.id for row in known if row and not row.lingering}
        if before and self._was_replaced(before):
            self._replaced_at = monotonic()
        self._settled.clear()

    def _was_replaced(self, before: Row) -> bool:
        if before.found.id in self.ours:
            return False
        now = self._tasks.current
        return (
            now is None
            or now.found.id != before.found.id
            or now.found.at.raw != before.found.at.raw
        )

    def settle(self, task_ids: Iterable[TaskId]) -> None:
        """One edit of each of these tasks is made, or could not be: it may be decided again."""
        ids = set(task_ids)
        self._pending -= Counter(ids)
        self._leaving -= ids
        self._settled |= ids

    def look_again(self) -> None:
        """Nothing was written for the row that the cursor went back to."""
        self._replaced_at = monotonic()

    @property
    def holds_back(self) -> bool:
        """Whether the row under the cursor was replaced from outside a moment ago."""
        return monotonic() - self._replaced_at < HOLD_BACK_S

    # Deciding

    def may_ask(self) -> bool:
        """Whether anything can be decided on this screen; says why not."""
        if self._blocked():
            return False
        if self._key_bar.read_only:
            self.say("The vault is open read-only; nothing is written.")
        return not self._key_bar.read_only

    def held_back(self) -> bool:
        """Whether a key is to be pressed again after a look; asked twice, it need not be."""
        held, self._replaced_at = self.holds_back, -HOLD_BACK_S
        return held

    def _may_decide(self) -> bool:
        if not self.may_ask():
            return False
        if self.held_back():
            self.say(LOOK_AGAIN)
            return False
        return True

    def decide(self, edit: Edit, reason: str = "", rows: Collection[Row] | None = None) -> None:
        """Decide the marked rows, or the one under the cursor, or those that a prompt was for."""
        if rows is None and not self._may_decide():
            return
        leaves = isinstance(edit, _VERBS)
        self._again = lambda: self.decide(edit, reason)
        wanted = [row for row in rows or self._tasks.targets if self._is_free(row, leaves=leaves)]
        if not wanted:
            self._say_why_nothing()
        elif not any(fits(edit, row.found) for row in wanted):
            self.say("It is no proposal.")
        else:
            self._confirm(edit.name, wanted, lambda: self._send(edit, reason, wanted))

    def put_off(self, typed: str, rows: Collection[Row] | None = None) -> None:
        """Put them off until a day, as it was typed."""
        if rows is None and not self._may_decide():
            return
        self._again = lambda: self.put_off(typed)
        wanted = [row for row in rows or self._tasks.targets if self._is_free(row, leaves=True)]
        if not wanted:
            self._say_why_nothing()
            return
        self._confirm("snooze", wanted, lambda: self._send_off(typed, wanted))

    def repeat(self) -> None:
        """The last verb or edit once more, for other tasks."""
        if self._again is None:
            self.say("There is nothing to repeat.")
        else:
            self._again()

    def forget_last(self) -> None:
        """What was decided last is for one task alone: the text of another."""
        self._again = None

    def _send(self, edit: Edit, reason: str, rows: Collection[Row]) -> None:
        leaves = isinstance(edit, _VERBS)
        self._post(Decided(edit, tuple(row.found for row in rows), reason))
        self._sent(rows, leaves=leaves)

    def _send_off(self, typed: str, rows: Collection[Row]) -> None:
        self._post(PutOffWanted(tuple(row.found for row in rows), typed))
        self._sent(rows, leaves=True)

    def _sent(self, rows: Collection[Row], *, leaves: bool) -> None:
        ids = {row.found.id for row in rows}
        self._pending += Counter(ids)
        if leaves:
            self._leaving |= ids
            self._tasks.clear_marks()
            self._tasks.advance(self._leaving)

    def _is_free(self, row: Row, *, leaves: bool) -> bool:
        """An edit may follow another at once; a verb ends it."""
        return row.found.id not in self._leaving and not (leaves and row.lingering)

    def _say_why_nothing(self) -> None:
        if self._tasks.current is not None:
            undo = self._key_bar.keymap.told("undo", "takes the last decision back.")
            self.say(f"This one is decided already; {undo}" if undo else "It is decided already.")

    # Asking above many

    def _confirm(self, verb: str, rows: Collection[Row], send: Callable[[], None]) -> None:
        if len(rows) <= _ASK_ABOVE:
            send()
            return
        self._asking = send
        self._key_bar.question = f"{verb} {len(rows)} tasks?  y yes   any other key no"

    def answer(self, key: str) -> bool:
        """Whether a question waited: y answers it, any other key is a no and nothing else."""
        send, self._asking = self._asking, None
        if send is None:
            return False
        self._key_bar.question = ""
        if key == "y":
            send()
        return True
