"""What is marked in the list: single tasks, a range that follows the cursor, a note, everything."""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet

from textual.reactive import reactive
from textual.scroll_view import ScrollView

from tui.messages import MarksChanged
from tui.widgets.list_lines import ListLines
from vault.index import TaskId
from vault.view import EMPTY_VIEW, Row, View


class MarkedList(ScrollView, inherit_bindings=False):
    """Rows with a cursor and marks, both of which belong to tasks."""

    cursor: reactive[TaskId | None] = reactive(None, repaint=False)
    """The task that a verb without marks acts on."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.view: View = EMPTY_VIEW
        self.marks: set[TaskId] = set()
        self._lines = ListLines(EMPTY_VIEW, gaps=True)
        self._range: tuple[TaskId, frozenset[TaskId]] | None = None
        """Where a range began, and what was marked before."""

    @property
    def task_ids(self) -> Sequence[TaskId]:
        """Every task shown, from the top."""
        return list(self.view.rows)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.view.rows.get(self.cursor) if self.cursor is not None else None

    @property
    def targets(self) -> list[Row]:
        """What a verb acts on: the marked rows from the top, else the one under the cursor."""
        if self.marks:
            marked = sorted(self.marks, key=lambda task_id: self._lines.line_of(task_id) or 0)
            return [self.view.rows[task_id] for task_id in marked]
        return [self.current] if self.current else []

    def toggle_mark(self) -> None:
        """Mark the task under the cursor, or not any more."""
        if self.cursor is None:
            return
        self._range = None
        self.marks ^= {self.cursor}
        self.refresh_line(self._lines.line_of(self.cursor) or 0)
        self._tell()

    def toggle_range(self) -> None:
        """From now on mark what lies between here and the cursor, or stop doing so."""
        if self._range is not None or self.cursor is None:
            self._range = None
            self._tell()
            return
        self._range = self.cursor, frozenset(self.marks)
        self.stretch_range()

    def stretch_range(self) -> None:
        """The cursor has moved: a range that has begun ends where it is now."""
        if self._range is None or self.cursor is None:
            return
        start, before = self._range
        between = self._lines.between(start, self.cursor)
        self.marks = {*before, *(i for i in between if not self.view.rows[i].lingering)}
        self.refresh()
        self._tell()

    def mark(self, task_ids: Iterable[TaskId]) -> None:
        """Mark these tasks, or unmark them when all of them are marked."""
        wanted = {i for i in task_ids if not self.view.rows[i].lingering}
        self._range = None
        self.marks = self.marks - wanted if wanted <= self.marks else self.marks | wanted
        self.refresh()
        self._tell()

    def mark_note(self) -> None:
        """Mark the tasks of the note under the cursor."""
        group = self.view.rows.group_of(self.cursor) if self.cursor is not None else None
        if group:
            self.mark(group.ids)

    def clear_marks(self) -> None:
        """Forget every mark."""
        if self.marks or self._range:
            self._range = None
            self.marks.clear()
            self.refresh()
            self._tell()

    def marks_changed_by(self, view: View, ours: Collection[TaskId]) -> set[TaskId]:
        """The marked lines that are gone or others in it: nobody has marked what stands there.

        Lines that this program itself has changed, those of `ours`, are the same ones.
        """
        return {i for i in self.marks if self._line_changed(i, view, ours)}

    def _line_changed(self, task_id: TaskId, view: View, ours: Collection[TaskId]) -> bool:
        now = view.rows.get(task_id)
        same = now and (task_id in ours or now.found.at.raw == self.view.rows[task_id].found.at.raw)
        return not same

    def forget_marks(self, task_ids: AbstractSet[TaskId]) -> None:
        """Unmark these, which may no longer be there; a range that began at one of them ends."""
        if self._range and self._range[0] not in self.view.rows:
            self._range = None
        if task_ids:
            self._range = None
            self.marks -= task_ids
            self._tell()

    def _tell(self) -> None:
        self.post_message(MarksChanged(len(self.marks), growing=self._range is not None))
