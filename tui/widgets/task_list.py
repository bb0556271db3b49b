"""The list: one flat sequence of lines, drawn line by line, however long it is."""

from collections.abc import Collection
from itertools import chain
from typing import ClassVar, Final

from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size, Spacing
from textual.reactive import reactive
from textual.strip import Strip

from tui.messages import CursorMoved, ZoomWanted
from tui.widgets.list_lines import GAP, ListLines
from tui.widgets.marked_list import MarkedList
from tui.widgets.task_row import Look, RowPainter, group_parts, row_parts
from vault.index import TaskId
from vault.view import View

_KEPT_STRIPS: Final = 2048
_DOUBLE: Final = 2
_MARGIN: Final = 2
"""Lines kept in sight above and below the cursor."""


class TaskList(MarkedList, can_focus=True, inherit_bindings=False):
    """The tasks of a view, grouped by note, with one cursor and any number of marks.

    The cursor and the marks belong to tasks: new rows move under them, never the other way.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = RowPainter.COMPONENT_CLASSES

    gaps: reactive[bool] = reactive(default=True, repaint=False)
    """Whether an empty line stands between notes."""
    waiting: reactive[frozenset[TaskId]] = reactive(frozenset())
    """Tasks that are decided, and whose notes are still to be written."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._wanted: TaskId | None = None
        self._touched = False
        self._painter = RowPainter(self)
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_KEPT_STRIPS)

    # What is shown

    def show(self, view: View, *, steady: bool, ours: Collection[TaskId] = frozenset()) -> None:
        """Put another view in place; the cursor stays on its task, or takes the nearest.

        `steady`: the vault is read. Before that, and as long as nobody has touched the list, the
        cursor stays at the top, whatever comes. `ours` are tasks that this program itself has
        changed: they stay marked for the next edit.
        """
        changed = self.marks_changed_by(view, ours)
        if view.name is not self.view.name:
            self._touched = False
            self._wanted = self._wanted if self._wanted in view.rows else None
        old_line = self._lines.line_of(self.cursor) or 0
        above = (self._touched and self._lines.place_of(self.cursor)) or 0
        self.view = view
        self._lay_out()
        self._strips.clear()
        if self.virtual_size.height != self._lines.height:
            self.virtual_size = Size(0, self._lines.height)
        self.forget_marks(changed)
        if self._wanted in view.rows:
            self.cursor, self._wanted = self._wanted, None
        elif self.cursor is None or self.cursor not in view.rows or not self._touched:
            self.cursor = self._nearest(above)
        else:
            self._stay_at(old_line, self._lines.line_of(self.cursor) or 0)
        self._touched |= steady
        self.post_message(CursorMoved(self.cursor))
        self.refresh()

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

    def expect(self, task_id: TaskId) -> None:
        """Put the cursor on this task with the next rows that have it, not before."""
        self._wanted = task_id

    def go_to_note(self, path: str) -> bool:
        """Put the cursor on the first open task of a note; False when the view has none."""
        rows = next((group.rows for group in self.view.groups if group.note.path == path), ())
        open_ones = [row.found.id for row in rows if not row.lingering]
        if open_ones and (self.current is None or self.current.found.path != path):
            self._put(open_ones[0])
        return bool(open_ones)

    def _put(self, task_id: TaskId) -> None:
        """Put the cursor somewhere because somebody wants it there."""
        self._touched = True
        self._wanted = None
        self.cursor = task_id

    def _lay_out(self) -> None:
        self._lines = ListLines(self.view, gaps=self.gaps)

    def _nearest(self, above: int) -> TaskId | None:
        count = self._lines.count
        return self._lines.task_at(min(above, count - 1)) if count else None

    # Moving

    def move(self, by: int) -> None:
        """Move the cursor over `by` tasks."""
        if self.cursor is not None:
            self._put_at((self._lines.place_of(self.cursor) or 0) + by)

    def move_page(self, pages: float) -> None:
        """Move the cursor by so many screens."""
        if self.cursor is None:
            return
        line = (self._lines.line_of(self.cursor) or 0) + int(self.size.height * pages)
        self._put_at(self._lines.tasks_down_to(line) - 1)

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last task."""
        if self._lines.count:
            self._put_at(self._lines.count if last else 0)

    def move_note(self, by: int) -> None:
        """Move the cursor to the first task of the next note, or of the one before."""
        note = self._lines.note_of(self.cursor)
        if note is not None and note + by < len(self.view.groups):
            self._put(self.view.groups[max(0, note + by)].ids[0])

    def advance(self, decided: Collection[TaskId]) -> None:
        """Move on from decided tasks: to the next open one below, else to the first above."""
        if self.cursor is None:
            return
        here = self._lines.place_of(self.cursor) or 0
        for place in chain(range(here, self._lines.count), range(here)):
            task_id = self._lines.task_at(place)
            if task_id not in decided and not self.view.rows[task_id].lingering:
                self._put(task_id)
                return

    def _put_at(self, place: int) -> None:
        self._put(self._lines.task_at(max(0, min(place, self._lines.count - 1))))

    def watch_cursor(self, old: TaskId | None, new: TaskId | None) -> None:
        """Redraw two lines, and keep the cursor in sight."""
        for task_id in (old, new):
            if (line := self._lines.line_of(task_id)) is not None:
                self.refresh_line(line)
        if new is not None:
            self._keep_in_sight(self._lines.line_of(new) or 0)
        self.stretch_range()
        self.post_message(CursorMoved(new))

    def _keep_in_sight(self, line: int) -> None:
        top = line
        while top and self._lines.entry(top - 1) <= 0 and line - top < _MARGIN:
            top -= 1
        region = Region(0, top, 1, line - top + 1)
        self.scroll_to_region(region, animate=False, force=True, spacing=_spacing(self.size.height))

    # Drawing

    def watch_gaps(self) -> None:
        """Lay the lines out again."""
        self._lay_out()
        self.virtual_size = Size(0, self._lines.height)
        self.on_resize()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight when the height has changed."""
        if (line := self._lines.line_of(self.cursor)) is not None:
            self._keep_in_sight(line)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._strips.clear()
        self._painter.forget()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is."""
        line = event.y + self.scroll_offset.y
        if 0 <= line < self._lines.height and (entry := self._lines.entry(line)) > 0:
            self._put(TaskId(entry))
            if event.chain == _DOUBLE:
                self.post_message(ZoomWanted())

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if not 0 <= line < self._lines.height:
            return Strip.blank(width, self.rich_style)
        entry = self._lines.entry(line)
        if entry == GAP:
            return Strip.blank(width, self.rich_style)
        state = (entry == self.cursor, entry in self.marks, entry in self.waiting)
        key = (entry, width, *state)
        if key not in self._strips:
            self._strips[key] = self._draw(entry, width, *state)
        return self._strips[key]

    def _draw(self, entry: int, width: int, cursor: bool, marked: bool, waits: bool) -> Strip:  # noqa: FBT001
        if entry < 0:
            group = self.view.groups[-1 - entry]
            parts = group_parts(group.note, group.open, width)
        else:
            row = self.view.rows[TaskId(entry)]
            look = Look(cursor=cursor, marked=marked, waits=waits)
            parts = row_parts(row, width, self.view.day, look)
        background = "cursor-row" if cursor else "marked-row" if marked else ""
        return self._painter.strip(parts, width, background)


def _spacing(height: int) -> Spacing:
    margin = _MARGIN if height > 3 * _MARGIN else 0
    return Spacing(margin, 0, margin, 0)
