"""The keys that move the cursor and mark; they change nothing but the list."""

from tui.widgets.task_list import TaskList


class ListKeys:
    """Actions of a screen that has a list."""

    tasks: TaskList

    def action_down(self) -> None:
        """One down."""
        self.tasks.move(1)

    def action_up(self) -> None:
        """One up."""
        self.tasks.move(-1)

    def action_first(self) -> None:
        """To the top."""
        self.tasks.move_to_end(last=False)

    def action_last(self) -> None:
        """To the bottom."""
        self.tasks.move_to_end(last=True)

    def action_next_note(self) -> None:
        """To the next note."""
        self.tasks.move_note(1)

    def action_previous_note(self) -> None:
        """To the note before."""
        self.tasks.move_note(-1)

    def action_mark(self) -> None:
        """Mark or unmark, and go on."""
        self.tasks.toggle_mark()
        self.tasks.move(1)

    def action_mark_range(self) -> None:
        """Mark what the cursor passes, until the next time."""
        self.tasks.toggle_range()

    def action_mark_note(self) -> None:
        """Mark the note."""
        self.tasks.mark_note()

    def action_mark_all(self) -> None:
        """Mark everything shown."""
        self.tasks.mark(self.tasks.task_ids)
