"""Several owners at once: who stays keeps the place, every other word stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.owner_edits import owner_keys
from parsers.task import parse_task
from vault.set_owners import SetOwners

KNOWN = frozenset({"ana souza", "bo"})


@pytest.mark.parametrize(
    ("line", "names", "after"),
    [
        ("- [ ] Call", ("Ana", "Bo"), "- [ ] Call @Ana @Bo"),
        ("- [ ] Call @Bo today #a 📅 2026-12-01", ("Bo", "Ana Souza"),
         "- [ ] Call @Bo @Ana Souza today #a 📅 2026-12-01"),
        ("- [ ] Call @Kim and @Bo", ("Bo", "Ana"), "- [ ] Call and @Bo @Ana"),
        ("- [ ] Call (owner:: Bo) ⏫ ^id", ("Bo", "Ana"), "- [ ] Call (owner:: Bo) @Ana ⏫ ^id"),
        ("- [ ] Call @Bo now", ("Bo", "kim lee"), "- [ ] Call @Bo @[[kim lee]] now"),
        ("- [ ] Call [[@Bo]]  twice\r", ("Bo", "Ana"), "- [ ] Call [[@Bo]] @Ana  twice\r"),
    ],
)  # fmt: skip
def test_the_line_names_them_all(line: str, names: tuple[str, ...], after: str) -> None:
    task = parse_task(line)
    assert task is not None
    edit = SetOwners(tuple((name, "") for name in names), KNOWN)
    assert edit.line_after(task) == after
    made = parse_task(after)
    assert made is not None
    assert edit.is_made(task, made)


@given(st.lists(st.sampled_from(["Ana Souza", "Bo", "Kim", "Zoe Blum"]), min_size=2, unique=True))
def test_any_names_are_read_again(names: list[str]) -> None:
    task = parse_task("- [?] Ask @Kim about (owner:: Bo) it #task ⏫")
    assert task is not None
    after = parse_task(SetOwners(tuple((name, "") for name in names), KNOWN).line_after(task))
    assert after is not None
    assert set(owner_keys(after, KNOWN)) == {name.casefold() for name in names}


def test_another_word_that_changed_is_not_what_was_asked_for() -> None:
    before, after = parse_task("- [ ] Call @Bo"), parse_task("- [ ] Ring @Bo @Ana")
    assert before is not None
    assert after is not None
    assert not SetOwners((("Bo", ""), ("Ana", "")), KNOWN).is_made(before, after)
