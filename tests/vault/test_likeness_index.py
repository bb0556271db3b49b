"""Wordings by their rare words: the same answers whatever came and went before."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.likeness.likeness import compare
from parsers.likeness.wording import read_wording
from vault.likeness_index import LikenessIndex

PHRASES = st.sampled_from(
    (
        *("send", "mail", "print", "the plan", "the fence", "12", "13", "@Ana", "@Bo", "not"),
        *("by friday", "from Oslo", "to Oslo", "check list", "checklist", "registration"),
        *("register", "MoU", "memorandum of understanding", "old", "kiosk", "kisok", "harbour"),
        *("and wave to the whole crew", "and report back", "https://a.example/1"),
    )
)
TEXTS = st.lists(PHRASES, max_size=6).map(" ".join)
CHANGES = st.lists(st.tuples(st.integers(1, 12), st.none() | TEXTS), max_size=30)


def index_of(texts: dict[int, str]) -> LikenessIndex:
    index = LikenessIndex()
    for entry, text in texts.items():
        index.add(entry, read_wording(text))
    return index


def groups(*texts: str) -> list[tuple[int, ...]]:
    return index_of(dict(enumerate(texts, 1))).groups()


def followed(changes: list[tuple[int, str | None]]) -> tuple[LikenessIndex, dict[int, str]]:
    """An index that followed the changes, and what is in it now."""
    index, texts = LikenessIndex(), dict[int, str]()
    for entry, text in changes:
        index.remove(entry)
        texts.pop(entry, None)
        if text is not None:
            index.add(entry, read_wording(text))
            texts[entry] = text
    return index, texts


@settings(max_examples=300)
@given(CHANGES, TEXTS)
def test_what_follows_changes_knows_what_one_made_anew_knows(
    changes: list[tuple[int, str | None]], asked: str
) -> None:
    index, texts = followed(changes)
    anew = index_of(dict(sorted(texts.items())))
    assert len(index) == len(anew) == len(texts)
    assert index.groups() == anew.groups()
    wording = read_wording(asked)
    assert index.alike(wording, 5) == anew.alike(wording, 5)


@given(CHANGES)
def test_an_index_that_is_emptied_holds_nothing(changes: list[tuple[int, str | None]]) -> None:
    index, texts = followed(changes)
    for entry in texts:
        index.remove(entry)
    assert len(index) == 0
    assert not any((index._forms, index._numbers, index._postings, index._clauses))


@given(st.lists(TEXTS, max_size=10))
def test_every_group_holds_only_what_says_the_same_as_each_other(texts: list[str]) -> None:
    index = index_of(dict(enumerate(texts)))
    for group in index.groups():
        for one in group:
            for other in group:
                assert index.between(one, other).same


@given(st.lists(TEXTS, max_size=10))
def test_each_is_in_one_group_at_most(texts: list[str]) -> None:
    found = [entry for group in index_of(dict(enumerate(texts))).groups() for entry in group]
    assert len(found) == len(set(found))


def test_what_says_the_same_is_found_whatever_its_letters() -> None:
    assert groups("Order the old lamps", "Order the old lapms") == [(1, 2)]
    assert groups("Print the check list for Oslo", "Print the checklist for Oslo") == [(1, 2)]
    assert groups("Print the checklist for Oslo", "Print the check list for Oslo") == [(1, 2)]
    assert groups("Sign the MoU", "Sign the memorandum of understanding") == [(1, 2)]
    assert groups("Sign the memorandum of understanding", "Sign the MoU") == [(1, 2)]
    assert groups("Calibrate the radar", "Calibration of the radar") == [(1, 2)]


def test_a_wrong_join_does_not_spread() -> None:
    apart = groups("Paint the pier fence", "Paint the pier fence by Friday", "Paint it by Monday")
    assert apart == [(1, 2)]
    # The one without a day is like both of the others, which are not like each other.
    fences = ("Paint the fence by Friday", "Paint the fence", "Paint the fence by Monday")
    (group,) = groups(*fences)
    assert len(group) == 2


def test_a_clause_that_many_tasks_end_with_counts_for_nothing() -> None:
    clause = "and wave to the harbour crew"
    tasks = ["Paint the fence", "Order lamps", "Call the bank", "Move the boats"]
    few = [f"{task} {clause}" for task in tasks[:3]]
    many = [f"{task} {clause}" for task in tasks]
    assert groups(*few, "Paint the fence") == []
    assert groups(*many, "Paint the fence") == [(1, 5)]


def test_a_clause_counts_again_when_it_is_rare_again() -> None:
    clause = "and wave to the harbour crew"
    tasks = ["Paint the fence", "Order lamps", "Call the bank", "Move the boats"]
    index = index_of({n: f"{task} {clause}" for n, task in enumerate(tasks, 1)})
    index.add(9, read_wording("Paint the fence"))
    assert index.groups() == [(1, 9)]
    index.remove(4)
    assert index.groups() == []


def test_a_clause_that_names_somebody_is_part_of_its_task() -> None:
    texts = [f"{task} and send it to Ana" for task in ("Draw A", "Draw B", "Draw C", "Draw D")]
    assert groups(*texts, "Draw A") == []


def test_the_most_alike_come_first_by_their_rare_words() -> None:
    index = index_of(
        {
            1: "Check the lamps at the pier",
            2: "Check the boats at the pier",
            3: "Check the zeppelin in the hangar",
            4: "Check the pier",
        }
    )
    wording = read_wording("Look at the zeppelin on the pier")
    assert index.alike(wording, 9) == [3, 4, 1, 2]
    assert index.alike(wording, 2, but=3) == [4, 1]
    assert index.alike(read_wording("Sing"), 9) == []


def test_adding_and_removing_says_whether_an_entry_is_there() -> None:
    index = index_of({7: "Paint the fence"})
    assert 7 in index
    index.remove(7)
    index.remove(7)
    assert 7 not in index


def test_between_gives_the_spans_of_each_own_text() -> None:
    index = index_of({1: "Paint the fence", 2: "**Paint** the *fence* today"})
    likeness = index.between(1, 2)
    assert likeness.there == ((22, 27),)
    assert likeness == compare(
        read_wording("Paint the fence"), read_wording("**Paint** the *fence* today")
    )
