"""A real vault on a real folder: decisions, undo, conflicts, settings."""

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile_vault import make_hostile_vault
from tests.strategies import notes
from vault.config import DEFAULTS, Config, Ignored, Owners, Proposed
from vault.edits import Accept, Complete, Edit, Reject, Toggle
from vault.errors import NotFoundError
from vault.events import Event, IndexChanged, ScanProgress
from vault.index import IndexedTask
from vault.outcomes import Applied, Decision, OutcomeKind
from vault.people import OwnerKind
from vault.vault import Vault
from vault.view import ViewName, ViewRequest

TASKS_SETTINGS = ".obsidian/plugins/obsidian-tasks-plugin/data.json"


def write(root: Path, contents: dict[str, str | bytes]) -> None:
    for path, text in contents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def opened(root: Path, *, read_only: bool = False, config: Config = DEFAULTS) -> Vault:
    vault = Vault(str(root), today=lambda: date(2026, 11, 22), read_only=read_only, config=config)
    vault.load()
    return vault


def decided(vault: Vault, edit: Edit, tasks: Sequence[IndexedTask] | None = None) -> Applied:
    chosen = tasks if tasks is not None else [t for t in vault.tasks() if t.proposed]
    return vault.apply([Decision(found, edit) for found in chosen])


def kinds(applied: Applied | None) -> list[OutcomeKind]:
    assert applied is not None
    return [outcome.kind for outcome in applied.outcomes]


def proposals(vault: Vault) -> list[str]:
    return [found.task.description for found in vault.tasks() if found.proposed]


# Decisions


def test_many_notes_are_one_step_and_each_is_written_once(tmp_path: Path) -> None:
    before = {
        "a.md": b"- [?] one #proposed\r\n- [?] two #proposed\r\n",
        "b/c.md": b"\xef\xbb\xbf- [?] three #proposed\n\xff\n- [?] four #proposed",
    }
    write(tmp_path, dict(before))
    vault = opened(tmp_path)
    events: list[Event] = []
    vault.subscribe(events.append)
    applied = decided(vault, Reject())
    assert kinds(applied) == [OutcomeKind.WRITTEN] * 4
    assert [event.paths for event in events if isinstance(event, IndexChanged)] == [
        {"a.md"},
        {"b/c.md"},
    ]
    end = " ❌ 2026-11-22".encode()
    assert (tmp_path / "a.md").read_bytes() == b"- [-] one%s\r\n- [-] two%s\r\n" % (end, end)
    assert (tmp_path / "b/c.md").read_bytes() == (
        b"\xef\xbb\xbf- [-] three%s\n\xff\n- [-] four%s" % (end, end)
    )
    assert proposals(vault) == []
    undone = vault.undo()
    assert kinds(undone) == [OutcomeKind.WRITTEN] * 4
    assert {path: (tmp_path / path).read_bytes() for path in before} == before
    assert len(proposals(vault)) == 4
    assert vault.undo() is None


def test_redo_makes_the_step_again_until_something_else_is_decided(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "- [?] one #proposed\n- [?] two #proposed\n"})
    vault = opened(tmp_path)
    one, two = vault.tasks()
    decided(vault, Accept(), [one])
    after = (tmp_path / "a.md").read_bytes()
    vault.undo()
    assert kinds(vault.redo()) == [OutcomeKind.WRITTEN]
    assert (tmp_path / "a.md").read_bytes() == after
    assert vault.redo() is None
    vault.undo()
    second = vault.task(two.id)
    assert second
    decided(vault, Accept(), [second])
    assert vault.redo() is None


def test_a_recurring_task_is_taken_back_with_its_next_occurrence(tmp_path: Path) -> None:
    before = (
        "# H\n- [ ] a 🔁 every day 📅 2026-11-22\r\n- [ ] a 🔁 every day 📅 2026-11-22".encode()
    )
    write(tmp_path, {"a.md": before})
    vault = opened(tmp_path)
    first, last = vault.tasks()
    assert kinds(decided(vault, Complete(), [first, last])) == [OutcomeKind.WRITTEN] * 2
    assert (tmp_path / "a.md").read_text().splitlines() == [
        "# H",
        "- [ ] a 🔁 every day 📅 2026-11-23",
        "- [x] a 🔁 every day 📅 2026-11-22 ✅ 2026-11-22",
        "- [ ] a 🔁 every day 📅 2026-11-23",
        "- [x] a 🔁 every day 📅 2026-11-22 ✅ 2026-11-22",
    ]
    now = {found.id: found.line for found in vault.tasks()}
    assert (now[first.id], now[last.id]) == (3, 5)
    vault.undo()
    assert (tmp_path / "a.md").read_bytes() == before
    assert [found.id for found in vault.tasks()] == [first.id, last.id]
    vault.redo()
    vault.undo()
    assert (tmp_path / "a.md").read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] a 🏁 delete",
        "- [ ] a 🏁 delete\n",
        "- [ ] a 🏁 delete\n- [ ] b 🏁 delete",
        "- [ ] a 🏁 delete\n- [ ] b 🏁 delete\n",
        "x\n- [ ] a 🏁 delete\n",
        "x\n- [ ] a 🏁 delete",
        "- [ ] a 🏁 delete\r\ny",
    ],
)
def test_a_deleted_line_comes_back(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"a.md": text})
    vault = opened(tmp_path)
    count = len(vault.tasks())
    assert kinds(decided(vault, Complete(), vault.tasks())) == [OutcomeKind.WRITTEN] * count
    assert b"delete" not in (tmp_path / "a.md").read_bytes()
    assert vault.tasks() == []
    assert kinds(vault.undo()) == [OutcomeKind.WRITTEN] * count
    assert (tmp_path / "a.md").read_bytes() == text.encode()
    vault.redo()
    assert b"delete" not in (tmp_path / "a.md").read_bytes()


def test_nothing_to_do_is_no_step(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "- [ ] a\n"})
    vault = opened(tmp_path)
    applied = decided(vault, Accept(), vault.tasks())
    assert kinds(applied) == [OutcomeKind.UNCHANGED]
    assert applied.outcomes[0].message
    assert (applied.written, vault.undo()) == (0, None)
    assert vault.apply([]).outcomes == ()


def test_a_task_decided_twice_in_one_step_is_written_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "- [?] a #proposed\n"})
    vault = opened(tmp_path)
    (found,) = vault.tasks()
    applied = vault.apply([Decision(found, Accept()), Decision(found, Accept())])
    assert kinds(applied) == [OutcomeKind.WRITTEN]
    assert (tmp_path / "a.md").read_bytes() == b"- [ ] a\n"


def test_decisions_seen_before_an_outside_edit_still_find_their_lines(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "- [?] one #proposed\n- [?] two #proposed\n"})
    vault = opened(tmp_path)
    seen = vault.tasks()
    write(tmp_path, {"a.md": "# New\n\n- [?] one #proposed\nwords\n- [?] two #proposed\n"})
    assert kinds(decided(vault, Accept(), seen)) == [OutcomeKind.WRITTEN] * 2
    assert (tmp_path / "a.md").read_bytes() == b"# New\n\n- [ ] one\nwords\n- [ ] two\n"


# Conflicts and refusals


def test_a_conflict_shows_both_versions_and_stops_no_other(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.md": "- [?] one #proposed\n- [?] two #proposed\n", "b.md": "- [?] x #proposed\n"},
    )
    vault = opened(tmp_path)
    seen = vault.tasks()
    write(tmp_path, {"a.md": "- [?] one, other #proposed\n- [?] two #proposed\n"})
    applied = decided(vault, Accept(), seen)
    assert kinds(applied) == [OutcomeKind.CONFLICT, OutcomeKind.WRITTEN, OutcomeKind.WRITTEN]
    conflict = applied.outcomes[0]
    assert (conflict.before, conflict.after) == (
        "- [?] one #proposed",
        "- [?] one, other #proposed",
    )
    assert applied.failures == (conflict,)
    assert (tmp_path / "a.md").read_bytes() == b"- [?] one, other #proposed\n- [ ] two\n"
    assert proposals(vault) == ["one, other #proposed"]


def test_an_undo_of_a_line_that_changed_is_a_conflict(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "- [?] one #proposed\n- [?] two #proposed\n"})
    vault = opened(tmp_path)
    decided(vault, Accept())
    write(tmp_path, {"a.md": "- [ ] one and more\n- [ ] two\n"})
    assert kinds(vault.undo()) == [OutcomeKind.CONFLICT, OutcomeKind.WRITTEN]
    assert (tmp_path / "a.md").read_bytes() == b"- [ ] one and more\n- [?] two #proposed\n"


def test_a_note_that_vanished_is_gone_and_nothing_is_created(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "- [?] one #proposed\n", "b.md": "- [?] two #proposed\n"})
    vault = opened(tmp_path)
    seen = vault.tasks()
    (tmp_path / "a.md").unlink()
    assert kinds(decided(vault, Accept(), seen)) == [OutcomeKind.GONE, OutcomeKind.WRITTEN]
    assert os.listdir(tmp_path) == ["b.md"]


def test_a_note_that_became_a_link_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"v/a.md": "- [?] one #proposed\n", "out.md": "- [?] one #proposed\n"})
    vault = opened(tmp_path / "v")
    seen = vault.tasks()
    (tmp_path / "v/a.md").unlink()
    (tmp_path / "v/a.md").symlink_to("../out.md")
    assert kinds(decided(vault, Accept(), seen)) == [OutcomeKind.GONE]
    assert (tmp_path / "out.md").read_bytes() == b"- [?] one #proposed\n"


def test_read_only_writes_nothing_and_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "- [?] one #proposed\n"})
    vault = opened(tmp_path, read_only=True)
    applied = decided(vault, Accept())
    assert kinds(applied) == [OutcomeKind.REFUSED]
    assert "read-only" in applied.outcomes[0].message
    assert (tmp_path / "a.md").read_bytes() == b"- [?] one #proposed\n"
    assert vault.undo() is None


def test_an_edit_that_no_line_can_take_is_refused_and_stops_no_other(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "- [?] a 🔁 #proposed every day\n- [?] b #proposed\n"})
    vault = opened(tmp_path)
    assert kinds(decided(vault, Accept(), vault.tasks())) == [
        OutcomeKind.UNCHANGED if not vault.tasks()[0].proposed else OutcomeKind.REFUSED,
        OutcomeKind.WRITTEN,
    ]


def test_a_folder_that_is_not_there_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        opened(tmp_path / "missing")


# What is read


def test_ignored_notes_and_templates_are_no_inbox(tmp_path: Path) -> None:
    line = "- [?] a #proposed\n"
    write(
        tmp_path,
        {
            ".obsidian/app.json": json.dumps({"userIgnoreFilters": ["Archive/"]}),
            ".obsidian/templates.json": json.dumps({"folder": "Templates"}),
            "Archive/a.md": line,
            "Templates/a.md": line,
            "Drafts/a.md": line,
            "a.md": line,
        },
    )
    vault = opened(tmp_path, config=Config(proposed=Proposed(exclude_folders=("Drafts",))))
    assert [t.path for t in vault.tasks() if t.proposed] == ["a.md"]
    assert (vault.hidden_notes, vault.note_count()) == (1, 3)
    assert not vault.has_note("Archive/a.md")
    everything = opened(tmp_path, config=Config(ignored=Ignored(show=True)))
    assert (everything.hidden_notes, everything.note_count()) == (0, 4)
    assert everything.has_note("Archive/a.md")


def test_lines_in_folders_without_proposals_say_nothing_about_the_symbol(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".obsidian/templates.json": json.dumps({"folder": "Templates"}),
            "Templates/a.md": "- [?] Ask\n" * 9,
            "a.md": "- [?] tagged #proposed\n- [?] bare\n",
        },
    )
    vault = opened(tmp_path)
    assert [t.task.description for t in vault.tasks() if t.proposed] == ["tagged #proposed", "bare"]


def test_the_names_that_mean_somebody_are_settings(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "- [ ] Call @Ana and @later\n"})
    owners = Owners(me=("@Ana",), unassigned=("later",))
    vault = opened(tmp_path, config=Config(owners=owners))
    found = vault.people().owners(vault.tasks()[0].task)
    assert [owner.kind for owner in found] == [OwnerKind.ME, OwnerKind.UNASSIGNED]


def test_notes_with_the_same_title_stay_apart(tmp_path: Path) -> None:
    write(tmp_path, {"A/Call.md": "- [?] a #proposed\n", "B/Call.md": "- [?] a #proposed\n"})
    vault = opened(tmp_path)
    assert [g.note.path for g in vault.view(ViewRequest()).groups] == ["A/Call.md", "B/Call.md"]
    decided(vault, Accept(), [vault.tasks()[1]])
    assert (tmp_path / "A/Call.md").read_bytes() == b"- [?] a #proposed\n"
    assert (tmp_path / "B/Call.md").read_bytes() == b"- [ ] a\n"


def test_a_symbol_is_enough_where_half_of_its_lines_say_so(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.md": "- [?] a #proposed\n- [?] b\n- [?] c\n",
            "b.md": "---\ngenerated: true\n---\n- [?] d\n",
        },
    )
    assert len(proposals(opened(tmp_path))) == 4
    write(tmp_path, {"c.md": "- [?] e\n"})
    assert proposals(opened(tmp_path)) == ["a #proposed"]


def test_the_settings_of_the_tasks_plugin_are_followed(tmp_path: Path) -> None:
    listed = {"statusSettings": {"customStatuses": [
        {"symbol": "?", "name": "Question", "type": "TODO", "nextStatusSymbol": "x"}
    ]}, "globalFilter": "#task", "taskFormat": "dataview"}  # fmt: skip
    write(
        tmp_path,
        {
            TASKS_SETTINGS: json.dumps(listed),
            "a.md": "- [?] a #task\n- [?] b #task #proposed\n- [?] c\n",
        },
    )
    vault = opened(tmp_path)
    assert [t.task.description for t in vault.tasks()] == ["a #task", "b #task #proposed"]
    decided(vault, Reject())
    assert (tmp_path / "a.md").read_text().splitlines()[1] == (
        "- [-] b #task [cancelled:: 2026-11-22]"
    )


def test_the_first_read_tells_how_far_it_is(tmp_path: Path) -> None:
    write(tmp_path, {f"{n}.md": "- [ ] a\n" for n in range(450)})
    vault = Vault(str(tmp_path), today=lambda: date(2026, 11, 22))
    events: list[Event] = []
    vault.subscribe(events.append)
    loaded = [vault.loaded]
    vault.load()
    assert events == [ScanProgress(n, 450) for n in (0, 200, 450)]
    assert [*loaded, vault.loaded] == [False, True]
    assert len(vault.tasks()) == 450


def test_a_hostile_vault_opens_completely(tmp_path: Path) -> None:
    make_hostile_vault(tmp_path / "vault")
    vault = opened(tmp_path / "vault")
    assert len(vault.problems) >= 1
    paths = {found.path for found in vault.tasks() if found.proposed}
    wanted = {
        path
        for path in vault.note_paths()
        if b"#proposed" in vault.read_note(path)
        and not path.endswith(("utf-16.md", "open quote.md"))
    }
    assert not any("secret" in found.task.description for found in vault.tasks())
    assert wanted - paths <= {"no frontmatter end.md", "frontmatter/open quote.md"}
    view = vault.view(ViewRequest(ViewName.INBOX))
    assert view.total == sum(found.proposed for found in vault.tasks()) > 5000
    assert all(group.note.info.title for group in view.groups)


def test_hostile_notes_are_decided_and_restored_byte_for_byte(tmp_path: Path) -> None:
    make_hostile_vault(tmp_path / "vault")
    vault = opened(tmp_path / "vault")
    # One is another note's twin on the disk, the other would need a NUL to be written.
    left_out = {"hard link.md", "odd status.md"}
    chosen = [
        vault.in_note(path)[0]
        for path in sorted(vault.note_paths())
        if vault.in_note(path) and vault.in_note(path)[0].proposed and path not in left_out
    ]
    before = {found.path: vault.read_note(found.path) for found in chosen}
    applied = decided(vault, Reject(), chosen)
    assert len(applied.outcomes) > 80
    assert {outcome.kind for outcome in applied.outcomes} <= {
        OutcomeKind.WRITTEN,
        OutcomeKind.REFUSED,
    }
    assert len(applied.failures) < 5
    undone = vault.undo()
    assert set(kinds(undone)) == {OutcomeKind.WRITTEN}
    assert {path: vault.read_note(path) for path in before} == before


# Properties


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    notes(),
    st.lists(
        st.tuples(st.integers(0, 8), st.sampled_from([Accept(), Reject(), Complete(), Toggle()])),
        min_size=1,
        max_size=4,
    ),
)
def test_whatever_was_decided_undo_gives_the_same_bytes(
    tmp_path: Path, data: bytes, choices: Sequence[tuple[int, Edit]]
) -> None:
    write(tmp_path, {"a.md": data})
    vault = opened(tmp_path)
    steps = 0
    for number, edit in choices:
        tasks = vault.tasks()
        if number < len(tasks):
            steps += decided(vault, edit, [tasks[number]]).written > 0
    decided_bytes = (tmp_path / "a.md").read_bytes()
    assert all(set(kinds(vault.undo())) == {OutcomeKind.WRITTEN} for _ in range(steps))
    assert vault.undo() is None
    assert (tmp_path / "a.md").read_bytes() == data
    for _ in range(steps):
        vault.redo()
    assert (tmp_path / "a.md").read_bytes() == decided_bytes


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes(), st.sampled_from([Accept(), Reject(), Complete()]))
def test_a_verb_on_marks_changes_their_lines_and_no_other(
    tmp_path: Path, data: bytes, edit: Edit
) -> None:
    write(tmp_path, {"a.md": data})
    vault = opened(tmp_path)
    marked = [found for found in vault.tasks() if found.proposed and not found.task.rule]
    touched = {found.at.number for found in marked if found.task.on_completion != "delete"}
    if len(touched) < len(marked):
        return
    decided(vault, edit, marked)
    before, after = data.split(b"\n"), (tmp_path / "a.md").read_bytes().split(b"\n")
    assert len(before) == len(after)
    assert {n for n, raw in enumerate(before) if raw != after[n]} <= touched
    vault.undo()
    assert (tmp_path / "a.md").read_bytes() == data
