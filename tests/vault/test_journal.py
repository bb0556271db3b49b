"""Steps that can be taken back and made again."""

from vault.identity import Sought
from vault.index import TaskId
from vault.journal import Change, Journal, Step

PLACE = Sought((b"- [ ] a",), 0, (), (), (), ())


def change(path: str, text: str = "a") -> Change:
    return Change(path, TaskId(1), text, (b"- [?] a",), PLACE, 0, 0)


def test_a_step_is_named_by_its_task_or_by_their_number() -> None:
    assert (
        Step("accept", (change("a.md", "Prepare the deck"),)).label == "accept “Prepare the deck”"
    )
    assert Step("reject", (change("a.md"),) * 3).label == "reject 3 tasks"


def test_changes_stand_together_by_note_in_the_order_of_notes() -> None:
    b, a, again = change("b.md"), change("a.md"), change("b.md", "c")
    assert list(Step("reject", (b, a, again)).by_path()) == [("b.md", [b, again]), ("a.md", [a])]


def test_the_newest_step_is_taken_back_first() -> None:
    journal, one, two = Journal(), Step("one", ()), Step("two", ())
    journal.record(one)
    journal.record(two)
    assert (journal.take_done(), journal.take_done(), journal.take_done()) == (two, one, None)


def test_a_new_step_forgets_what_was_taken_back() -> None:
    journal = Journal()
    journal.put_undone(Step("one", ()))
    journal.put_done(Step("two", ()))
    assert journal.take_undone() == Step("one", ())
    journal.put_undone(Step("one", ()))
    journal.record(Step("three", ()))
    assert journal.take_undone() is None
