"""Duplicates in a vault: what counts, what has become of it, and that answers follow the notes."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.imports import imported
from vault.duplicates import RECENT_DAYS, Cluster, State, _order, state_of
from vault.edits import Reject, RejectMode
from vault.outcomes import Decision
from vault.vault import Vault

TODAY = date(2026, 11, 22)


def saved(vault: Vault, *paths: str) -> None:
    """Let the vault read notes that somebody else has saved."""
    vault._indexer._catch_up(paths)


def opened(root: Path, *notes: str) -> Vault:
    """A vault of notes a.md, b.md ...; each is its lines."""
    for letter, note in zip("abcdefgh", notes, strict=False):
        (root / f"{letter}.md").write_text(note, encoding="utf-8")
    vault = Vault(str(root), today=lambda: TODAY)
    vault.load()
    return vault


def places(cluster: Cluster) -> list[str]:
    return [f"{m.path}:{m.found.line if m.found else '-'} {m.state}" for m in cluster.members]


def liked(vault: Vault) -> list[list[tuple[str, int, int]]]:
    """What each task is like: place, score."""
    return [
        [
            (one.known.path, one.known.found.line if one.known.found else 0, one.likeness.score)
            for one in sorted(vault.like(found, 99), key=lambda one: _order(one.known))
        ]
        for found in vault.tasks()
    ]


def test_a_proposal_is_found_again_among_open_done_and_rejected_tasks(tmp_path: Path) -> None:
    vault = opened(
        tmp_path,
        "- [?] Order the lamps @Ana #proposed\n- [?] Paint the fence #proposed\n",
        "- [ ] Buy the lamps\n- [-] Paint the fence ❌ 2026-10-01\n",
        "- [?] Ring the bank #proposed\n- [x] Call the bank ✅ 2026-11-20\n",
    )
    assert [places(cluster) for cluster in vault.duplicates()] == [
        ["b.md:1 open", "a.md:1 proposed"],
        ["b.md:2 rejected", "a.md:2 proposed"],
        ["c.md:2 done", "c.md:1 proposed"],
    ]
    _, rejected, done = vault.duplicates()
    assert rejected.first.on == date(2026, 10, 1)
    assert done.first.on == date(2026, 11, 20)


def test_what_is_finished_on_both_sides_is_no_duplicate(tmp_path: Path) -> None:
    vault = opened(tmp_path, "- [x] Call Bo ✅ 2026-11-20\n- [-] Call Bo ❌ 2026-11-20\n")
    assert vault.duplicates() == ()


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("- [?] a #proposed", State.PROPOSED),
        ("- [ ] a", State.OPEN),
        ("- [/] a", State.OPEN),
        ("- [-] a", State.REJECTED),
        ("- [x] a ✅ 2026-11-22", State.DONE),
        ("- [x] a ✅ 2026-08-24", State.DONE),
        ("- [x] a ✅ 2026-08-23", None),
        ("- [x] a ✅ 2026-11-23", None),
        ("- [x] a", None),
        ("- [x] a 🔁 every week ✅ 2026-11-20", None),
    ],
)
def test_what_was_done_lately_counts_and_what_may_be_due_again_does_not(
    tmp_path: Path, line: str, state: State | None
) -> None:
    (found,) = opened(tmp_path, line).tasks()
    assert RECENT_DAYS == 90
    assert state_of(found, TODAY) is state


def test_the_one_to_keep_is_a_task_then_the_oldest(tmp_path: Path) -> None:
    vault = opened(
        tmp_path,
        "---\ndate: 2026-11-03\n---\n- [?] Order lamps #proposed\n",
        "---\ndate: 2026-11-02\n---\n- [?] Order lamps #proposed\n",
        "---\ndate: 2026-11-04\n---\n- [ ] Order lamps\n",
    )
    (cluster,) = vault.duplicates()
    assert places(cluster) == ["c.md:4 open", "b.md:4 proposed", "a.md:4 proposed"]
    assert cluster.score == 100


def test_my_names_are_one_and_nobody_is_no_owner(tmp_path: Path) -> None:
    vault = opened(
        tmp_path,
        "- [?] Order lamps @me #proposed\n- [?] Paint a fence @TBD #proposed\n",
        "- [ ] Order lamps @Myself\n- [ ] Paint a fence @Ana\n- [?] Order lamps @Ana #proposed\n",
    )
    assert [places(cluster) for cluster in vault.duplicates()] == [
        ["b.md:1 open", "a.md:1 proposed"],
        ["b.md:2 open", "a.md:2 proposed"],
    ]


def test_a_person_has_all_the_names_of_the_note(tmp_path: Path) -> None:
    (tmp_path / "People").mkdir()
    (tmp_path / "People/Ana Souza.md").write_text("---\naliases: [Anita]\n---\n")
    vault = opened(tmp_path, "- [?] Order lamps @Anita #proposed\n- [ ] Order lamps @[[Ana Souza]]")
    assert len(vault.duplicates()) == 1
    (tmp_path / "People/Ana Souza.md").write_text("---\naliases: []\n---\n")
    saved(vault, "People/Ana Souza.md")
    assert vault.duplicates() == ()


def test_what_is_like_a_task_says_why_and_where_they_differ(tmp_path: Path) -> None:
    vault = opened(tmp_path, "- [?] Send invoice 12 to Ana #proposed\n- [ ] Send invoice 13 to Ana")
    proposal, task = vault.tasks()
    (alike,) = vault.like(proposal)
    assert alike.known.found == task
    assert not alike.likeness.same
    assert alike.likeness.reason == "another number"
    assert [alike.known.text[slice(*span)] for span in alike.likeness.there] == ["13"]
    assert [proposal.task.description[slice(*span)] for span in alike.likeness.here] == ["12"]


def test_the_most_alike_come_first(tmp_path: Path) -> None:
    vault = opened(
        tmp_path,
        "- [?] Order the red lamps #proposed\n- [ ] Order red paint\n- [ ] Order the red lamps.\n",
    )
    first, second = vault.like(vault.tasks()[0], 2)
    assert (first.known.text, first.likeness.score) == ("Order the red lamps.", 100)
    assert second.known.text == "Order red paint"
    assert len(vault.like(vault.tasks()[0], 1)) == 1


def test_answers_follow_what_this_program_writes(tmp_path: Path) -> None:
    vault = opened(tmp_path, "- [?] Order lamps #proposed\n- [?] Order lamps. #proposed\n")
    (before,) = vault.duplicates()
    assert [member.state for member in before.members] == [State.PROPOSED, State.PROPOSED]
    vault.apply([Decision(vault.tasks()[0], Reject())])
    (after,) = vault.duplicates()
    assert [member.state for member in after.members] == [State.REJECTED, State.PROPOSED]
    assert after.first.on == TODAY
    vault.undo()
    assert vault.duplicates() == (before,)


def test_answers_follow_a_note_that_is_renamed_and_one_that_takes_its_name(tmp_path: Path) -> None:
    vault = opened(tmp_path, "- [ ] Order lamps\n", "- [ ] Order lamps.\n")
    assert len(vault.duplicates()) == 1
    (tmp_path / "a.md").rename(tmp_path / "c.md")
    saved(vault, "a.md", "c.md")
    assert [places(cluster) for cluster in vault.duplicates()] == [["b.md:1 open", "c.md:1 open"]]
    (tmp_path / "a.md").write_text("- [ ] Paint a fence\n")
    saved(vault, "a.md")
    assert [places(cluster) for cluster in vault.duplicates()] == [["b.md:1 open", "c.md:1 open"]]


def test_a_proposal_that_was_rejected_and_deleted_is_remembered(tmp_path: Path) -> None:
    lines = "- [?] Order lamps #proposed\n- [?] Paint a fence #proposed\n"
    vault = opened(tmp_path, lines, "- [?] Buy lamps #proposed\n")
    assert [places(cluster) for cluster in vault.duplicates()] == [
        ["a.md:1 proposed", "b.md:1 proposed"]
    ]
    vault.apply([Decision(vault.tasks()[0], Reject(RejectMode.DELETE))], "obsolete")
    (cluster,) = vault.duplicates()
    assert places(cluster) == ["a.md:- rejected", "b.md:1 proposed"]
    assert cluster.first.found is None
    assert cluster.first.reason == "obsolete"
    vault.undo()
    (again,) = vault.duplicates()
    assert places(again) == ["a.md:1 proposed", "b.md:1 proposed"]


LINES = st.lists(
    st.sampled_from(
        [
            *("- [?] Order lamps #proposed", "- [ ] Buy the lamps", "- [-] Order lamps"),
            *("- [?] Order 2 lamps @Ana #proposed", "- [ ] Order two lamps @Bo", "text"),
            *("- [x] Buy lamps ✅ 2026-11-20", "- [ ] Paint the fence", "- [?] Paint it #proposed"),
        ]
    ),
    max_size=5,
).map("\n".join)
SAVES = st.lists(st.tuples(st.sampled_from(["a.md", "b.md", "c.md"]), LINES), max_size=8)


@settings(max_examples=60, deadline=None)
@given(SAVES)
def test_answers_that_follow_notes_are_those_of_a_vault_opened_anew(
    tmp_path_factory: pytest.TempPathFactory, saves: list[tuple[str, str]]
) -> None:
    root = tmp_path_factory.mktemp("vault")
    followed = opened(root)
    followed.duplicates()
    for path, text in saves:
        (root / path).write_text(text)
        saved(followed, path)
        followed.duplicates()
    anew = opened(root)
    assert list(map(places, followed.duplicates())) == list(map(places, anew.duplicates()))
    assert liked(followed) == liked(anew)


def test_nobody_pays_for_it_who_does_not_ask() -> None:
    code = "import tui.cli.listing, tui.cli.screen, vault.vault"
    assert imported(code, of=("vault.duplicates", "parsers.likeness")) == set()
