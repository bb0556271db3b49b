"""The list: one flat sequence of lines, drawn line by line, however long it is."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar, Final

from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size, Spacing
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.messages import CursorMoved, MarksChanged
from tui.widgets.task_row import Look, RowPainter, group_parts, row_parts
from vault.index import TaskId
from vault.view import EMPTY_VIEW, Row, View

_GAP: Final = 0
"""The line between two notes; tasks are positive, headers negative."""
_KEPT_STRIPS: Final = 2048
_MARGIN: Final = 2
"""Lines kept in sight above and below the cursor."""


class TaskList(ScrollView, can_focus=True, inherit_bindings=False):
    """The tasks of a view, grouped by note, with one cursor and any number of marks.

    The cursor and the marks belong to tasks: new rows move under them, never the other way.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = RowPainter.COMPONENT_CLASSES

    cursor: reactive[TaskId | None] = reactive(None, repaint=False)
    """The task that a verb without marks acts on."""
    gaps: reactive[bool] = reactive(default=True, repaint=False)
    """Whether an empty line stands between notes."""
    waiting: reactive[frozenset[TaskId]] = reactive(frozenset())
    """Tasks that are decided, and whose notes are still to be written."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.view: View = EMPTY_VIEW
        self.marks: set[TaskId] = set()
        self._lines: list[int] = []
        self._line_of: dict[int, int] = {}
        self._ids: list[TaskId] = []
        self._place: dict[TaskId, int] = {}
        self._wanted: TaskId | None = None
        self._touched = False
        self._painter = RowPainter(self)
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_KEPT_STRIPS)

    # What is shown

    def show(self, view: View, *, steady: bool) -> None:
        """Put another view in place; the cursor stays on its task, or takes the nearest.

        `steady`: the vault is read. Before that, and as long as nobody has touched the list, the
        cursor stays at the top, whatever comes.
        """
        changed = {i for i in self.marks if self._line_changed(i, view)}
        if view.name is not self.view.name:
            self._touched, self._wanted = False, None
        old_line = self._line_of.get(self.cursor or 0, 0)
        above = self._place.get(self.cursor or TaskId(0), 0) if self._touched else 0
        self.view = view
        self._lay_out()
        self._strips.clear()
        if self.virtual_size.height != len(self._lines):
            self.virtual_size = Size(0, len(self._lines))
        if changed:
            self.marks -= changed
            self.post_message(MarksChanged(len(self.marks)))
        if self._wanted in view.rows:
            self.cursor, self._wanted = self._wanted, None
        elif self.cursor is None or self.cursor not in view.rows or not self._touched:
            self.cursor = self._nearest(above)
        else:
            self._stay_at(old_line, self._line_of[self.cursor])
        self._touched |= steady
        self.post_message(CursorMoved(self.cursor))
        self.refresh()

    def _line_changed(self, task_id: TaskId, view: View) -> bool:
        """Whether a marked line is gone or another: nobody has marked what stands there now."""
        now = view.rows.get(task_id)
        return now is None or now.found.at.raw != self.view.rows[task_id].found.at.raw

    def _stay_at(self, old_line: int, new_line: int) -> None:
        """Scroll with the rows, so that the cursor stays where it is on the screen."""
        if new_line != old_line:
            self.scroll_to(y=self.scroll_offset.y + new_line - old_line, animate=False, force=True)
        self._keep_in_sight(new_line)

    def go_to(self, task_id: TaskId) -> None:
        """Put the cursor on this task, now or with the next rows that have it."""
        if task_id in self.view.rows:
            self._put(task_id)
        else:
            self._wanted = task_id

    def _put(self, task_id: TaskId) -> None:
        """Put the cursor somewhere because somebody wants it there."""
        self._touched = True
        self._wanted = None
        self.cursor = task_id

    def _lay_out(self) -> None:
        lines: list[int] = []
        for entry in self.view.order:
            if entry < 0 and lines and self.gaps:
                lines.append(_GAP)
            lines.append(entry)
        self._lines = lines
        self._line_of = {entry: line for line, entry in enumerate(lines) if entry > 0}
        self._ids = [TaskId(entry) for entry in lines if entry > 0]
        self._place = {task_id: place for place, task_id in enumerate(self._ids)}

    def _nearest(self, above: int) -> TaskId | None:
        return self._ids[min(above, len(self._ids) - 1)] if self._ids else None

    @property
    def task_ids(self) -> Sequence[TaskId]:
        """Every task shown, from the top."""
        return self._ids

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.view.rows.get(self.cursor) if self.cursor is not None else None

    @property
    def targets(self) -> list[Row]:
        """What a verb acts on: the marked rows from the top, else the one under the cursor."""
        if self.marks:
            return [self.view.rows[i] for i in self.task_ids if i in self.marks]
        return [self.current] if self.current else []

    # Moving

    def move(self, by: int) -> None:
        """Move the cursor over `by` tasks."""
        if self.cursor is not None:
            self._put_at(self._place[self.cursor] + by)

    def move_page(self, pages: float) -> None:
        """Move the cursor by so many screens."""
        if self.cursor is None:
            return
        line = self._line_of[self.cursor] + int(self.size.height * pages)
        here = bisect_right(self._ids, line, key=self._line_of.__getitem__)
        self._put_at(here - 1)

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last task."""
        if self._ids:
            self._put_at(len(self._ids) if last else 0)

    def move_note(self, by: int) -> None:
        """Move the cursor to the first task of the next note, or of the one before."""
        if self.cursor is None:
            return
        firsts = [group.rows[0].found.id for group in self.view.groups]
        note = bisect_right(firsts, self._place[self.cursor], key=self._place.__getitem__) - 1
        if note + by < len(firsts):
            self._put(firsts[max(0, note + by)])

    def advance(self, decided: Collection[TaskId]) -> None:
        """Move on from decided tasks: to the next open one below, else to the first above."""
        if self.cursor is None:
            return
        here = self._place[self.cursor]
        for place in (*range(here, len(self._ids)), *range(here)):
            task_id = self._ids[place]
            if task_id not in decided and not self.view.rows[task_id].lingering:
                self._put(task_id)
                return

    def _put_at(self, place: int) -> None:
        self._put(self._ids[max(0, min(place, len(self._ids) - 1))])

    def watch_cursor(self, old: TaskId | None, new: TaskId | None) -> None:
        """Redraw two lines, and keep the cursor in sight."""
        for task_id in (old, new):
            if task_id in self._line_of:
                self.refresh_line(self._line_of[task_id])
        if new is not None:
            self._keep_in_sight(self._line_of[new])
        self.post_message(CursorMoved(new))

    def _keep_in_sight(self, line: int) -> None:
        top = line
        while top and self._lines[top - 1] <= 0 and line - top < _MARGIN:
            top -= 1
        region = Region(0, top, 1, line - top + 1)
        self.scroll_to_region(region, animate=False, force=True, spacing=_spacing(self.size.height))

    # Marks

    def toggle_mark(self) -> None:
        """Mark the task under the cursor, or not any more, and go on to the next."""
        if self.cursor is None:
            return
        self.marks ^= {self.cursor}
        self.refresh_line(self._line_of[self.cursor])
        self.post_message(MarksChanged(len(self.marks)))
        self.move(1)

    def mark(self, task_ids: Iterable[TaskId]) -> None:
        """Mark these tasks, or unmark them when all of them are marked."""
        wanted = {i for i in task_ids if not self.view.rows[i].lingering}
        self.marks = self.marks - wanted if wanted <= self.marks else self.marks | wanted
        self.refresh()
        self.post_message(MarksChanged(len(self.marks)))

    def mark_note(self) -> None:
        """Mark the tasks of the note under the cursor."""
        if self.current:
            path = self.current.found.path
            self.mark(i for i, row in self.view.rows.items() if row.found.path == path)

    def clear_marks(self) -> None:
        """Forget every mark."""
        if self.marks:
            self.marks.clear()
            self.refresh()
            self.post_message(MarksChanged(0))

    # Drawing

    def watch_gaps(self) -> None:
        """Lay the lines out again."""
        self._lay_out()
        self.virtual_size = Size(0, len(self._lines))
        if self.cursor in self._line_of:
            self._keep_in_sight(self._line_of[self.cursor])
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight when the height has changed."""
        if self.cursor in self._line_of:
            self._keep_in_sight(self._line_of[self.cursor])

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._strips.clear()
        self._painter.forget()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is."""
        line = event.y + self.scroll_offset.y
        if 0 <= line < len(self._lines) and self._lines[line] > 0:
            self._put(TaskId(self._lines[line]))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if not 0 <= line < len(self._lines):
            return Strip.blank(width, self.rich_style)
        entry = self._lines[line]
        if entry == _GAP:
            return Strip.blank(width, self.rich_style)
        state = (entry == self.cursor, entry in self.marks, entry in self.waiting)
        key = (entry, width, *state)
        if key not in self._strips:
            self._strips[key] = self._draw(entry, width, *state)
        return self._strips[key]

    def _draw(self, entry: int, width: int, cursor: bool, marked: bool, waits: bool) -> Strip:  # noqa: FBT001
        if entry < 0:
            parts = group_parts(self.view.groups[-1 - entry], width)
        else:
            row = self.view.rows[TaskId(entry)]
            look = Look(cursor=cursor, marked=marked, waits=waits)
            parts = row_parts(row, width, self.view.day, look)
        background = "cursor-row" if cursor else "marked-row" if marked else ""
        return self._painter.strip(parts, width, background)


def _spacing(height: int) -> Spacing:
    margin = _MARGIN if height > 3 * _MARGIN else 0
    return Spacing(margin, 0, margin, 0)
