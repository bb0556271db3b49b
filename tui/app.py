"""The app: the only place that changes state.

Keys become messages on the screen; here they become work on the vault, off the screen's thread.
Decisions are written one after the other, in the order in which they were made.
"""

import asyncio
import os
from dataclasses import replace
from time import monotonic
from typing import ClassVar, Final

from textual import on, work
from textual.binding import BindingType

from parsers.filter import parse_filter
from tui import reports
from tui.conflicts import Conflicts
from tui.detail import gather_detail
from tui.editor import editor_command, run_editor
from tui.jobs import Jobs
from tui.keymap import DEFAULT_KEYMAP, Keymap
from tui.looking_app import LookingApp
from tui.looks import Looks, plain_looks
from tui.losses import Losses
from tui.messages import (
    CursorMoved,
    Decided,
    FilterLeft,
    FilterTyped,
    LeaveWanted,
    NoteWanted,
    RescanWanted,
    Settled,
    UndoWanted,
    VaultChanged,
    ViewWanted,
)
from tui.screens.triage import TriageScreen
from tui.session import Session
from tui.terminal import end_without_terminal, leave_on_signals, terminal_is_gone
from tui.widgets.empty_panel import empty_lines
from tui.widgets.header import HeaderState
from vault.errors import VaultriageError
from vault.events import (
    DecisionLost,
    Event,
    IndexChanged,
    ScanProgress,
    SettingsChanged,
    WatchState,
)
from vault.outcomes import Applied, Decision, OutcomeKind
from vault.vault import Vault
from vault.verb_settings import as_set
from vault.view import EMPTY_VIEW, View, ViewName, ViewRequest

_LOADING_PAUSE_S: Final = 0.25
"""Seconds between two looks at a vault that is still being read, or four times what one took."""
_FIRST_ROWS_PAUSE_S: Final = 0.03
"""The same as long as nothing is shown."""
_DAY_CHECK_S: Final = 30
_TERMINAL_CHECK_S: Final = 1


class VaultriageApp(LookingApp, inherit_bindings=False):
    """The terminal inbox of one vault."""

    TITLE = "vaultriage"
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
        super().__init__(looks or plain_looks(vault.config.screen))
        self.vault = vault
        self.session = Session()
        self._request = ViewRequest(name=view)
        self._view: View = EMPTY_VIEW
        self._header = HeaderState(
            vault=vault.name, live=False, read=(0, 0), read_only=vault.read_only, remark=remark
        )
        self._jobs = Jobs(vault)
        self._rows_wanted = False
        self._rows_busy = False
        self._rows_due = 0.0
        self._day = vault.today()
        self._triage = TriageScreen(keymap)
        self._leaving = False
        self._conflicts = Conflicts(vault, self.push_screen, self._jobs.decide, self._open_note)
        self.farewell: list[str] = []
        """What is to be said once the screen is gone, a sentence each."""
        self._told: set[str] = set()
        self._problems = tuple(problem.sentence for problem in keymap.problems)
        self._losses = Losses()

    async def on_mount(self) -> None:
        """Show the frame first; everything else comes from the vault's threads."""
        self.dress()
        await self.push_screen(self._triage)
        self.vault.subscribe(self._hear)
        self.vault.start()
        self._write_in_order()
        self.set_interval(_DAY_CHECK_S, self._notice_the_day)
        self._triage.show_header(self._header)
        leave_on_signals(self._leave_now)
        if not self.is_headless:
            self.set_interval(_TERMINAL_CHECK_S, self._notice_the_terminal)

    def _leave_now(self) -> None:
        self._triage.post_message(LeaveWanted())

    def _notice_the_terminal(self) -> None:
        if terminal_is_gone():
            self._leave_now()

    async def action_quit(self) -> None:
        """Leave, once every key before is a decision and every decision is written."""
        self._leave_now()

    def action_interrupt(self) -> None:
        """Quitting is one key, and this is not it: people press it to copy."""
        leave = self._triage.keymap.first("leave") or "Ctrl+Q"
        self._say(f"{leave} quits. Everything decided is in the notes.")

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
                reading = None if self.vault.loaded else (done, total)
                self._set_header(replace(self._header, read=reading))
                if self.vault.loaded or monotonic() > self._rows_due:
                    self._want_rows()
                if self.vault.loaded:
                    self._say_problems()
                    self._jobs.go_on()
            case WatchState(live, remark):
                self._set_header(replace(self._header, live=live))
                if remark:
                    self._say(remark, "warning")
            case DecisionLost():
                self._say(self._losses.add(message.event), "error")
            case SettingsChanged(problems):
                self._told.update(problems)
                self._say(reports.settings_text(problems), "warning" if problems else "information")
                self._want_rows()

    def _say_problems(self) -> None:
        known = (*self._problems, *self.vault.problems)
        problems = [problem for problem in known if problem not in self._told]
        self._told.update(problems)
        if problems:
            self._say(reports.problems_text(problems), "warning")

    def _want_rows(self) -> None:
        self._rows_wanted = True
        if not self._rows_busy:
            self._rows_busy = True
            self._build_rows()

    @work(group="rows", exit_on_error=False)
    async def _build_rows(self) -> None:
        try:
            while self._rows_wanted:
                self._rows_wanted = False
                request = self._request
                loaded = self.vault.loaded  # before the rows are built: they may be older than it
                began = monotonic()
                view = await asyncio.to_thread(self.vault.view, request)
                if request is not self._request:
                    self._rows_wanted = True  # another view is wanted by now
                    continue
                pause = _LOADING_PAUSE_S if view.total else _FIRST_ROWS_PAUSE_S
                self._rows_due = monotonic() + max(pause, 4 * (monotonic() - began))
                self._show(view, loaded=loaded)
        except Exception as error:  # noqa: BLE001 - the rows that stand are better than no program
            self._unexpected(error)
        finally:
            self._rows_busy = False

    def _show(self, view: View, *, loaded: bool) -> None:
        self._view = view
        counts = view.counts
        known = [row for task_id in self.session.verbs if (row := view.rows.get(task_id))]
        for row in known:
            if row.found.proposed:
                self.session.forget(row.found.id)
        self._set_header(
            replace(
                self._header,
                proposed=counts[ViewName.INBOX],
                overdue=counts[ViewName.OVERDUE],
                today=counts[ViewName.TODAY],
                decided=self.session.decided,
            )
        )
        self._triage.show_view(view, self._empty_lines(view), loaded=loaded)
        self._triage.show_hidden(self.vault.hidden_notes)

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

    def _notice_the_day(self) -> None:
        if self.vault.today() != self._day:
            self._day = self.vault.today()
            self._want_rows()

    # From the screen

    @on(Decided)
    def _decided(self, message: Decided) -> None:
        edit = as_set(message.edit, self.vault.config)
        decisions = tuple(Decision(found, edit) for found in message.tasks)
        ids = {found.id for found in message.tasks}
        self.session.proposals.update(found.id for found in message.tasks if found.proposed)
        self._request = replace(self._request, lingering=self._request.lingering | ids)
        self._forget_finished_notes()
        self._jobs.decide(decisions)

    @on(UndoWanted)
    def _undo_wanted(self, message: UndoWanted) -> None:
        self._jobs.revert(again=message.again)

    @on(ViewWanted)
    def _view_wanted(self, message: ViewWanted) -> None:
        self._request = replace(self._request, name=message.name, lingering=frozenset())
        self._want_rows()

    @on(FilterTyped)
    def _filter_typed(self, message: FilterTyped) -> None:
        self._request = replace(self._request, filter=parse_filter(message.text))
        self._want_rows()

    @on(FilterLeft)
    def _filter_left(self, message: FilterLeft) -> None:
        if not message.keep:
            self._filter_typed(FilterTyped(""))

    @on(RescanWanted)
    def _rescan_wanted(self) -> None:
        self.vault.rescan()
        self._say("Looking at every file again.")

    @on(NoteWanted)
    def _note_wanted(self, message: NoteWanted) -> None:
        self._triage.filter_text = ""
        self._request = ViewRequest()
        for found in self.vault.in_note(message.path):
            if found.proposed:
                self._triage.go_to(found.id)
                break
        self._want_rows()

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

    def _forget_finished_notes(self) -> None:
        """Decided rows stay until their note is finished and left."""
        row = self._triage.tasks.current
        here = row.found.path if row else ""
        done = {g.note.path for g in self._view.groups if not g.open and g.note.path != here}
        known = map(self._view.rows.get, self._request.lingering)
        leaving = {r.found.id for r in known if r and r.lingering and r.found.path in done}
        self._request = replace(self._request, lingering=self._request.lingering - leaving)

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
        stay = self._request.lingering
        stay = stay - ids if verb == "undo" else stay | ids
        self._request = replace(self._request, lingering=stay)
        if applied.written:
            self._say(reports.reverted_text(applied, verb))
            self._triage.go_to(applied.outcomes[0].task_id)

    @work(group="editor")
    async def _open_note(self, path: str, line: int) -> None:
        try:
            command = editor_command(os.path.join(self.vault.root, path), line, os.environ)
        except VaultriageError as error:
            self._say(str(error), "error")
            return
        await self._jobs.flush()
        with self.suspend():
            problem = run_editor(command)
        if problem:
            self._say(problem, "warning")

    async def action_pause(self) -> None:
        """Stop until the shell's fg, with everything written."""
        await self._jobs.flush()
        self.action_suspend_process()
