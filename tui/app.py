"""The app: the only place that changes state.

Keys become messages on the screen; here they become work on the vault, off the screen's thread.
Decisions are written one after the other, in the order in which they were made.
"""

import asyncio
import os
from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, Final

from msgspec.structs import replace
from textual import on, work
from textual.binding import BindingType

from parsers.filter import parse_filter
from tui import reports
from tui.detail import gather_detail
from tui.following import Following
from tui.jobs import Jobs
from tui.keymap import DEFAULT_KEYMAP, Keymap
from tui.looks import Looks, plain_looks
from tui.losses import Losses
from tui.messages import (
    CaptureWanted,
    CursorMoved,
    Decided,
    FilterLeft,
    FilterTyped,
    FollowWanted,
    LeaveWanted,
    PutOffWanted,
    RescanWanted,
    Settled,
    UndoWanted,
    VaultChanged,
    ViewWanted,
)
from tui.outward import OutwardApp
from tui.rows import Rows
from tui.screens.triage import TriageScreen
from tui.session import Session
from tui.terminal import end_without_terminal, leave_on_signals, terminal_is_gone
from tui.widgets.empty_panel import empty_lines
from tui.widgets.header import HeaderState
from vault.events import (
    DecisionLost,
    Event,
    IndexChanged,
    NoteActivated,
    ScanProgress,
    SettingsChanged,
    WatchState,
)
from vault.index import IndexedTask
from vault.outcomes import Applied, Decision, OutcomeKind
from vault.vault import Vault
from vault.verb_settings import as_set
from vault.view import View, ViewName

if TYPE_CHECKING:
    from tui.conflicts import Conflicts

_CHECK_S: Final = 1
"""Seconds between two looks at what nobody tells of: the day, the terminal."""


class VaultriageApp(OutwardApp, inherit_bindings=False):
    """The terminal inbox of one vault."""

    TITLE = "vaultriage"
    # Absolute: Textual would look beside whichever class is made of this one.
    CSS_PATH = os.path.join(os.path.dirname(__file__), "styles", "triage.tcss")
    ENABLE_COMMAND_PALETTE = False
    # Textual's own ctrl+q overtakes the keys before it, whose decisions would be lost.
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+q", "quit"),
        ("ctrl+c", "interrupt"),
        ("ctrl+z", "pause"),
    ]

    def __init__(
        self,
        vault: Vault,
        *,
        view: ViewName = ViewName.INBOX,
        remark: str = "",
        keymap: Keymap = DEFAULT_KEYMAP,
        looks: Looks | None = None,
    ) -> None:
        """`remark` stands in the header, such as the day that the program was told it is."""
        self._jobs = Jobs(vault)
        looks = looks or plain_looks(vault.config.screen)
        super().__init__(looks, vault.root, self._jobs.flush)
        self.vault = vault
        self.session = Session()
        self._rows = Rows(vault, view)
        self._header = HeaderState(
            vault=vault.name,
            watch=WatchState(live=False, remark=""),
            read=(0, 0),
            read_only=vault.read_only,
            remark=remark,
        )
        self._all_shown = False
        """Whether rows of the whole vault are on the screen: until then it is no live one."""
        self._day = vault.today()
        self._triage = TriageScreen(lambda: self._prompts, keymap)
        self._begun = False
        self._leaving = False
        self._following = Following(vault)
        self.farewell: list[str] = []
        """What is to be said once the screen is gone, a sentence each."""
        self._told: set[str] = set()
        self._problems = tuple(problem.sentence for problem in keymap.problems)
        self._losses = Losses()

    @cached_property
    def _conflicts(self) -> "Conflicts":
        from tui.conflicts import Conflicts  # noqa: PLC0415 - nothing of it is in the first frame

        return Conflicts(self.vault, self.push_screen, self._jobs.decide, self._open_note)

    def get_default_screen(self) -> TriageScreen:
        """The only screen that is always there; Textual's own would be made, and never be seen."""
        self._triage.suit(self.size)
        return self._triage

    def on_mount(self) -> None:
        """Show the frame first; everything else comes from the vault's threads."""
        self._triage.show_header(self._header)
        leave_on_signals(self._leave_now)

    def post_display_hook(self) -> None:
        """The first frame is drawn: the vault may take the processor now."""
        if not self._begun and not self._batch_count:
            self._begun = True
            self._begin()

    def _begin(self) -> None:
        self.vault.subscribe(self._hear)
        self.vault.start()
        self._write_in_order()
        self.set_interval(_CHECK_S, self._notice)

    def _leave_now(self) -> None:
        self._triage.post_message(LeaveWanted())

    def _notice(self) -> None:
        """Another day: the clock went on, was set, or stands in another time zone."""
        if (day := self.vault.today()) != self._day:
            self._day = day
            self._want_rows()
        if not self.is_headless and terminal_is_gone():
            self._leave_now()

    async def action_quit(self) -> None:
        """Leave, once every key before is a decision and every decision is written."""
        self._leave_now()

    # From the vault

    def _hear(self, event: Event) -> None:
        """Take an event on any of the vault's threads over to the screen's."""
        self.post_message(VaultChanged(event))

    @on(VaultChanged)
    def _vault_changed(self, message: VaultChanged) -> None:
        match message.event:
            case IndexChanged():
                self._want_rows()
                if self.vault.loaded:
                    self._say_problems()
            case ScanProgress(done, total):
                self._read_so_far(done, total)
            case WatchState() as watch:
                text = reports.watch_text(watch, self._header.watch)
                self._set_header(replace(self._header, watch=watch))
                if text:
                    self._told.add(text)
                    self._say(text, "warning" if watch.remark else "information")
            case NoteActivated(path):
                self._following.hear(path)
                self._follow()
            case DecisionLost():
                self._say(self._losses.add(message.event), "error")
            case SettingsChanged(problems):
                self._told.update(problems)
                self._say(reports.settings_text(problems), "warning" if problems else "information")
                self._want_rows()

    def _read_so_far(self, done: int, total: int) -> None:
        loaded = self.vault.loaded
        self._set_header(replace(self._header, read=None if self._all_shown else (done, total)))
        if loaded or (done and self._rows.is_due):
            self._want_rows()
        if loaded:
            self._say_problems()
            self._jobs.go_on()

    def _say_problems(self) -> None:
        known = (*self._problems, *self.vault.problems)
        problems = [problem for problem in known if problem not in self._told]
        self._told.update(problems)
        if problems:
            self._say(reports.problems_text(problems), "warning")

    def _want_rows(self) -> None:
        if self._rows.want():
            self._make_rows()

    @work(group="rows", exit_on_error=False)
    async def _make_rows(self) -> None:
        try:
            await self._rows.make(self._show)
        except Exception as error:  # noqa: BLE001 - the rows that stand are better than no program
            self._unexpected(error)

    def _show(self, view: View, loaded: bool) -> None:  # noqa: FBT001 - as it is called
        known = [row for task_id in self.session.verbs if (row := view.rows.get(task_id))]
        for row in known:
            if row.found.proposed:
                self.session.forget(row.found.id)
        self._set_header(self._header.counting(view.counts, self.session.decided))
        self._triage.show_view(view, self._empty_lines(view), loaded=loaded)
        self._triage.show_hidden(self.vault.hidden_notes)
        if not loaded:
            self.call_after_refresh(self.vault.rows_are_shown)
        elif not self._all_shown:
            self._all_shown = True
            self._set_header(replace(self._header, read=None))
        self._follow()

    def _follow(self) -> None:
        """Go to the note that is read in Obsidian, once, as far as the view has rows of it."""
        if self._following.ahead and self._triage.tasks.go_to_note(self._following.ahead):
            self._following.arrived()
        self._triage.show_followed(self._following.told)

    def _empty_lines(self, view: View) -> tuple[tuple[str, str], ...]:
        return empty_lines(
            view,
            filtered=self._triage.filter_text,
            loaded=self.vault.loaded,
            notes=self.vault.note_count(),
            summary=self.session.summary,
            keymap=self._triage.keymap,
        )

    def _set_header(self, state: HeaderState) -> None:
        self._header = state
        self._triage.show_header(state)

    # From the screen

    @on(Decided)
    def _decided(self, message: Decided) -> None:
        edit = as_set(message.edit, self.vault.config, message.reason)
        self.session.proposals.update(found.id for found in message.tasks if found.proposed)
        self._let_stay(message.tasks)
        self._jobs.decide([Decision(found, edit) for found in message.tasks], message.reason)

    @on(PutOffWanted)
    def _put_off_wanted(self, message: PutOffWanted) -> None:
        self._let_stay(message.tasks)
        self._jobs.put_off(message.tasks, message.typed)

    @on(CaptureWanted)
    def _capture_wanted(self, message: CaptureWanted) -> None:
        capture = message.capture
        self._jobs.capture(capture, partial(self._triage.asking.ask_again, capture))

    def _let_stay(self, tasks: Sequence[IndexedTask]) -> None:
        """Their rows stay, dimmed, where the view does not hold them any more."""
        self._rows.let_stay(found.id for found in tasks)
        row = self._triage.tasks.current
        self._rows.forget_finished_notes(row.found.path if row else "")

    @on(UndoWanted)
    def _undo_wanted(self, message: UndoWanted) -> None:
        self._jobs.revert(again=message.again)

    @on(ViewWanted)
    def _view_wanted(self, message: ViewWanted) -> None:
        self._rows.open(message.name)
        self._want_rows()

    @on(FilterTyped)
    def _filter_typed(self, message: FilterTyped) -> None:
        self._rows.filter(parse_filter(message.text))
        self._want_rows()

    @on(FilterLeft)
    def _filter_left(self, message: FilterLeft) -> None:
        if not message.keep:
            self._filter_typed(FilterTyped(""))

    @on(FollowWanted)
    async def _follow_wanted(self) -> None:
        await asyncio.to_thread(self._following.toggle)
        if self._following.wanted and not self._following.path:
            self._say("Obsidian has no note open, or has not saved which.", "warning")
        self._follow()

    @on(RescanWanted)
    def _rescan_wanted(self) -> None:
        self.vault.rescan()
        self._say("Looking at every file again.")

    @on(LeaveWanted)
    async def _leave_wanted(self) -> None:
        if self._leaving:
            return
        self._leaving = True
        await self._jobs.join()
        closing = await asyncio.to_thread(self.vault.close)
        if not self.is_headless and terminal_is_gone():
            end_without_terminal()
        self.farewell = reports.farewell(closing, self.vault)
        self.exit()

    @on(CursorMoved)
    def _cursor_moved(self, message: CursorMoved) -> None:
        row = self._triage.tasks.current
        if row is not None and row.found.id == message.task_id:
            self._jobs.go_to(row.found.path)
            self._show_detail()

    @work(group="detail", exclusive=True, exit_on_error=False)
    async def _show_detail(self) -> None:
        row = self._triage.tasks.current
        if row is None:
            return
        try:
            detail = await asyncio.to_thread(gather_detail, self.vault, row.found, row.owners)
        except Exception as error:  # noqa: BLE001 - a task that cannot be told about can be left
            self._unexpected(error)
        else:
            self._triage.show_detail(detail)

    # Writing

    @work(group="writing")
    async def _write_in_order(self) -> None:
        await self._jobs.run(self._take, self._unexpected)

    def _take(self, settled: Settled | str) -> None:
        if isinstance(settled, Settled):
            self._settled(settled)
        elif settled:
            self._say(f"Nothing to {settled}.")
        self._set_header(replace(self._header, pending=self.vault.pending))

    def _settled(self, settled: Settled) -> None:
        applied, verb = settled.applied, settled.verb
        kinds = {outcome.task_id: outcome.kind for outcome in applied.outcomes}
        waiting = {task_id for task_id, kind in kinds.items() if kind is OutcomeKind.PENDING}
        self._triage.wait(waiting)
        self._triage.settle(kinds.keys() - waiting)
        self.session.take(applied, undone=verb == "undo")
        if verb:
            self._show_reverted(applied, verb)
        failures = [one for one in applied.failures if one.kind is not OutcomeKind.PENDING]
        if len(applied.outcomes) == 1 and reports.has_versions(applied.outcomes[0]):
            self._conflicts.ask(applied.outcomes[0], verb, applied.decisions)
        elif failures:
            self._say(reports.failure_text(failures, verb), "error")
        elif remark := reports.remark_text(applied):
            self._say(remark)
        if len(applied.outcomes) == 1 and failures:
            self._triage.come_back(applied.outcomes[0].task_id)
        self._want_rows()
        self.post_message(settled)

    def _show_reverted(self, applied: Applied, verb: str) -> None:
        ids = {outcome.task_id for outcome in applied.outcomes if outcome.error is None}
        (self._rows.let_go if verb == "undo" else self._rows.let_stay)(ids)
        if applied.written:
            self._say(reports.reverted_text(applied, verb))
            self._triage.go_to(applied.outcomes[0].task_id)
