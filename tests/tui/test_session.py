"""What was decided since the program started, as the header and inbox zero tell it."""

from tui.session import Session
from vault.index import TaskId
from vault.outcomes import Applied, Outcome, OutcomeKind


def applied(verb: str, *kinds: OutcomeKind, first: int = 1) -> Applied:
    outcomes = tuple(
        Outcome(TaskId(n), "Note.md", n, kind, "text", "before", "after", "")
        for n, kind in enumerate(kinds, first)
    )
    return Applied(verb, "", outcomes)


WRITTEN = OutcomeKind.WRITTEN
PROPOSALS = {TaskId(n) for n in range(1, 10)}


def test_nothing_decided_has_no_summary() -> None:
    assert (Session().decided, Session().summary) == (0, "")


def test_verbs_are_counted_apart_and_named_as_deeds() -> None:
    session = Session(proposals=PROPOSALS)
    session.take(applied("accept", WRITTEN, WRITTEN), undone=False)
    session.take(applied("reject", WRITTEN, first=3), undone=False)
    session.take(applied("start", WRITTEN, first=4), undone=False)
    session.take(applied("done", WRITTEN, first=5), undone=False)
    assert session.decided == 5
    assert session.summary == "5 decided: 2 accepted · 1 started · 1 rejected · 1 done"


def test_only_what_was_written_counts() -> None:
    session = Session(proposals=PROPOSALS)
    kinds = (WRITTEN, OutcomeKind.CONFLICT, OutcomeKind.UNCHANGED, OutcomeKind.REFUSED)
    session.take(applied("accept", *kinds), undone=False)
    assert session.summary == "1 decided: 1 accepted"


def test_what_was_taken_back_is_taken_off_and_redone_is_put_on() -> None:
    session = Session(proposals=PROPOSALS)
    step = applied("accept", WRITTEN, WRITTEN)
    session.take(step, undone=False)
    session.take(step, undone=True)
    assert session.decided == 0
    session.take(step, undone=False)
    assert session.decided == 2


def test_tasks_that_were_no_proposals_do_not_count() -> None:
    session = Session(proposals={TaskId(2)})
    session.take(applied("done", WRITTEN, WRITTEN), undone=False)
    assert session.decided == 1


def test_other_verbs_are_no_decisions() -> None:
    session = Session(proposals=PROPOSALS)
    session.take(applied("toggle", WRITTEN), undone=False)
    assert session.decided == 0


def test_what_is_a_proposal_again_by_another_hand_is_taken_off() -> None:
    session = Session(proposals=PROPOSALS)
    session.take(applied("accept", WRITTEN, WRITTEN), undone=False)
    session.forget(TaskId(2))
    assert session.summary == "1 decided: 1 accepted"
