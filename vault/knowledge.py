"""What is known of a vault's notes, under one lock: answers, our own writes, what is proposed."""

import os
import threading
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from parsers.lines import hash_content
from parsers.note import Note, parse_note
from parsers.proposed import ProposedRule, ProposedSettings, decide_symbols
from vault.evidence import evidence
from vault.index import Index, IndexedTask, Replaced, TaskId, Touched
from vault.obsidian import IgnoreFilter, ObsidianSettings, read_settings
from vault.people import OwnerSettings, People
from vault.people_notes import PeopleNotes
from vault.scanner import Signature, signature_of
from vault.writer import Written


class IndexSettings(Struct, frozen=True):
    """What the user's own settings say about reading a vault."""

    proposed: ProposedSettings = field(default_factory=ProposedSettings)
    owners: OwnerSettings = field(default_factory=OwnerSettings)
    show_ignored: bool = False
    """Whether the notes that Obsidian's ignored files hide are read like all others."""


class _Outdone(Struct, frozen=True):
    """What was known of a note before it was replaced last."""

    content_hash: int
    own: set[int]
    saved: float


class Knowledge:
    """The index, and by which settings its notes were read."""

    def __init__(self, root: str, wanted: IndexSettings) -> None:
        self._root = root
        self._wanted = wanted
        self._lock = threading.RLock()
        self.settings = read_settings(root)
        self._ignored = self._hidden_by(self.settings)
        self._index = Index(self._decide_rule(()))
        self._people = PeopleNotes(wanted.owners, self._index.notes)
        self._signatures: dict[str, Signature] = {}
        self._closed_folders: tuple[str, ...] = ()
        self._unreadable: dict[str, str] = {}
        self._own: dict[str, set[int]] = {}
        self._saved: dict[str, float] = {}
        self._outdone: dict[str, _Outdone] = {}
        self._hidden: frozenset[str] = frozenset()

    # Answers

    @property
    def rule(self) -> ProposedRule:
        """What is proposed in this vault."""
        return self._index.rule

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read, a sentence each."""
        with self._lock:
            unreadable = (*self._closed_folders, *self._unreadable.values())
            return (*self.settings.problems, *unreadable)

    @property
    def hidden_notes(self) -> int:
        """How many notes Obsidian's ignored files hide."""
        return len(self._hidden)

    def task(self, task_id: TaskId) -> IndexedTask | None:
        """The task as it is now; None when it is gone."""
        with self._lock:
            return self._index.get(task_id)

    def as_now(self, seen: IndexedTask) -> IndexedTask:
        """The task as it is now, if since it was seen nobody but this program wrote its note.

        Its line too may be another by then: an edit may follow another before the first is shown.
        Otherwise as it was seen: what others changed is for the rules of identity to judge.
        """
        with self._lock:
            now = self._index.get(seen.id)
            ours = seen.note.content_hash in self._own.get(seen.path, ())
            return now if now and ours else seen

    def saved_by_others(self, path: str) -> float:
        """When another program last saved a note that we knew already, in seconds since 1970.

        0 when none has in this run.
        """
        with self._lock:
            known, saved = self._signatures.get(path), self._saved.get(path, 0.0)
        try:
            stat = os.stat(os.path.join(self._root, path), follow_symlinks=False)
        except OSError:
            return saved
        is_new = known is not None and signature_of(stat) != known
        return stat.st_mtime if is_new else saved

    def in_note(self, path: str) -> tuple[IndexedTask, ...]:
        """The tasks of one note, from its top."""
        with self._lock:
            return self._index.in_note(path)

    def waits_for(self, found: IndexedTask) -> tuple[IndexedTask, ...]:
        """The unfinished tasks that this one depends on."""
        with self._lock:
            return self._index.waits_for(found)

    def blocks(self, found: IndexedTask) -> tuple[IndexedTask, ...]:
        """The unfinished tasks that depend on this one."""
        with self._lock:
            return self._index.blocks(found)

    def notes(self) -> dict[str, Note]:
        """Every note by its path, as of now."""
        with self._lock:
            return dict(self._index.notes)

    def tasks(self) -> list[IndexedTask]:
        """Every task, in order of path and line."""
        with self._lock:
            return [t for path in sorted(self._index.notes) for t in self._index.in_note(path)]

    def take_touched(
        self, lingering: Iterable[TaskId], *, everything: bool
    ) -> tuple[Touched, dict[TaskId, str]]:
        """See `Index.take_touched`; and the notes of those of `lingering` that are there."""
        with self._lock:
            known = map(self._index.get, lingering)
            where = {found.id: found.path for found in known if found}
            return self._index.take_touched(everything=everything), where

    def has_note(self, path: str) -> bool:
        """Whether the index holds this note."""
        with self._lock:
            return path in self._index.notes

    def note(self, path: str) -> Note | None:
        """The note at this path, without its tasks; None when there is none."""
        with self._lock:
            return self._index.notes.get(path)

    def note_count(self) -> int:
        """How many notes the index holds."""
        with self._lock:
            return len(self._index.notes)

    def people(self) -> People:
        """Who is who, by the notes as they are now."""
        with self._lock:
            return self._people.people()

    # Changes

    def put(self, path: str, written: Written, moved: Mapping[TaskId, int]) -> Replaced:
        """Take in a note that this program has written itself."""
        with self._lock:
            before = self._content_before(path, written)
            follows = before == hash_content(written.before)
            own = self._own.get(path, set()) if follows else set()
            self._signatures[path] = signature_of(written.stat)
            note = parse_note(path, written.after, self.settings.grammar)
            replaced = self._replace(path, note, moved)
            if before is not None and follows:
                self._own[path] = own | {before}
            return replaced

    def _content_before(self, path: str, written: Written) -> int | None:
        """What the note held before our write, also where the watcher has read that first.

        What it read was then nobody else's, and is forgotten.
        """
        known, other = self._index.notes.get(path), self._outdone.get(path)
        if known is None:
            return None
        echo = known.content_hash == hash_content(written.after)
        if not echo or other is None or other.content_hash != hash_content(written.before):
            return known.content_hash
        self._own[path] = other.own
        self._saved[path] = other.saved
        return other.content_hash

    def _take_in(
        self, notes: Sequence[Note], signatures: Mapping[str, Signature | None]
    ) -> dict[str, Signature]:
        """Take in those of some notes that nobody knew; their signatures, where those are sure."""
        with self._lock:
            known = self._index.notes
            new = [note for note in notes if note.path not in known]
            self._people.take_in(new)
            self._index.take_in(new)
            sure = {n.path: s for n in new if (s := signatures[n.path]) is not None}
            self._signatures.update(sure)
            return sure

    def _replace(self, path: str, note: Note | None, moved: Mapping[TaskId, int]) -> Replaced:
        known = self._index.notes.get(path)
        self._people.replace(path, known, note)
        own = self._own.pop(path, set())
        if known is not None:
            self._outdone[path] = _Outdone(known.content_hash, own, self._saved.get(path, 0.0))
        return self._index.replace(path, note, moved)

    def _rename(self, moves: Mapping[str, str]) -> None:
        """Known notes are at other paths, new by old, where none was known; they are to be read."""
        with self._lock:
            self._people.rename(moves)
            for old in moves:
                self._own.pop(old, None)
                self._unreadable.pop(old, None)
                self._signatures.pop(old, None)
            self._index.rename(moves)

    def _hidden_by(self, settings: ObsidianSettings) -> IgnoreFilter:
        return IgnoreFilter(() if self._wanted.show_ignored else settings.ignored)

    def _may_tell_of_the_symbol(self, path: str) -> bool:
        """Whether a note has open lines with a symbol whose meaning the vault decides."""
        held = self._index.held.get(path)
        return held is not None and not held.note.symbols.isdisjoint(self._wanted.proposed.symbols)

    def _decide_rule(self, evidence: Iterable[tuple[str, bool]]) -> ProposedRule:
        folders = (*self._wanted.proposed.exclude_folders, *self.settings.template_folders)
        settings = replace(self._wanted.proposed, exclude_folders=folders)
        return decide_symbols(settings, self.settings.grammar.statuses, evidence)

    def _settle_rule(self) -> None:
        """Decide, now that every note is read, whether a symbol alone makes a proposal."""
        with self._lock:
            rule, held = self._index.rule, list(self._index.held.values())
        # A look at every proposal of a large vault: nobody need wait for it.
        decided = self._decide_rule(evidence(held, rule, self._wanted.proposed.symbols))
        with self._lock:
            if decided != self._index.rule:
                self._index.set_rule(decided)
