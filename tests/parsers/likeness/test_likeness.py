"""Whether two descriptions say the same: the labelled pairs, and what each rule is for."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.likeness.likeness import Likeness, Reason, compare, may_be_same
from parsers.likeness.wording import read_wording

DATA = Path(__file__).parents[2] / "data" / "likeness"


def compared(one: str, other: str) -> Likeness:
    return compare(read_wording(one), read_wording(other))


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of a labelled set."""

    precision: float
    recall: float
    wrong: float
    """The share of pairs of other tasks that were joined."""


def counted(name: str) -> Counts:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    found = [(label, compared(one, other).same) for label, _, one, other in map(_cells, lines)]
    same = [joined for label, joined in found if label == "same"]
    other = [joined for label, joined in found if label == "other"]
    right, wrong = sum(same), sum(other)
    return Counts(right / (right + wrong), right / len(same), wrong / len(other))


def _cells(line: str) -> list[str]:
    return line.split("\t")


def test_pairs_that_were_looked_at_are_told_apart() -> None:
    counts = counted("tuned.tsv")
    assert counts.precision == 1.0
    assert counts.recall >= 0.92


def test_pairs_that_were_never_looked_at_are_told_apart() -> None:
    counts = counted("held_out.tsv")
    assert counts.precision >= 0.95
    assert counts.recall >= 0.9
    assert counts.wrong <= 0.035


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Send invoice 12 to Ana", "Send invoice 13 to Ana", Reason.NUMBER),
        ("Submit the report by Monday", "Submit the report by Tuesday", Reason.TIME),
        ("Send the plan to Paula", "Send the plan to Pavel", Reason.NAME),
        ("Send the plan @Paula", "Send the plan @Pavel", Reason.OWNER),
        ("Write the plan for the pier", "Print the plan for the pier", Reason.STEP),
        ("Publish the plan", "Do not publish the plan", Reason.NEGATION),
        ("Read https://a.example/1", "Read https://a.example/2", Reason.ADDRESS),
        ("Copy it from Oslo to Bergen", "Copy it from Bergen to Oslo", Reason.DIRECTION),
        ("Air the hall before the show", "Air the hall after the show", Reason.OPPOSITE),
        ("Paint the fence at the pier", "Paint the kiosk at the pier", Reason.WORDS),
        ("Paint the fence", "Book a flight to Lyon", Reason.LITTLE),
        ("Send Paula the plan", "Send the plan to Paula.", Reason.EQUAL),
        ("Send Paula the plan by Friday", "Send the plan to Paula.", Reason.ALIKE),
    ],
)
def test_the_reason_says_what_decided(one: str, other: str, reason: Reason) -> None:
    assert compared(one, other).reason is reason
    assert compared(other, one).reason is reason


def test_spans_mark_what_the_other_one_lacks() -> None:
    one, other = "Send invoice 12 to Ana", "Please send invoice 130 to Ana"
    likeness = compared(one, other)
    assert [one[start:end] for start, end in likeness.here] == ["12"]
    assert [other[start:end] for start, end in likeness.there] == ["130"]


def test_spans_are_those_of_the_whole_description() -> None:
    one, other = (
        "🚀 [[Ana]] #x deploy **app** `api`",
        "Deploy app with [the cache](https://a.example)",
    )
    likeness = compared(one, other)
    assert [one[start:end] for start, end in likeness.here] == ["Ana", "api"]
    assert [other[start:end] for start, end in likeness.there] == ["cache"]


def test_only_equal_words_score_a_hundred() -> None:
    assert compared("Pay the bill", "pay the invoice!").score == 100
    assert compared("Pay bill 1", "Pay bill 2").score < 100
    assert compared("Pay the bill today", "Pay the bill").score == 95


def test_rarity_changes_the_score_and_not_the_verdict() -> None:
    one, other = read_wording("Paint the old red fence"), read_wording("Paint the red fence")
    plain = compare(one, other)
    weighed = compare(one, other, lambda unit: 9.0 if unit.word == "old" else 1.0)
    assert plain.same
    assert weighed.same
    assert weighed.score < plain.score


def test_a_name_on_the_line_is_the_owner_of_the_other() -> None:
    assert compared("Call Ana about the boat", "Call @Ana about the boat").same
    assert compared("Ana to call the bank", "Call the bank @Ana").same
    assert not compared("Ana to call the bank", "Bo to call the bank").same


def test_texts_without_a_word_are_the_same_only_when_they_are_equal() -> None:
    assert compared("🎉", "🎉").same
    assert not compared("🎉", "🚀").same
    assert not compared("", "Call Ana").same
    assert compared("Do it", "do it").same
    assert not compared("Do it", "Go there").same


WORDS = st.sampled_from(
    (
        *("send", "the", "plan", "fence", "12", "13", "Ana", "Bo", "@Ana", "not", "by", "friday"),
        *("monday", "from", "to", "before", "after", "https://a.example/1", "review", "and"),
        *("report", "back", "check", "list", "checklist", "registration", "register"),
    )
)
TEXTS = st.lists(WORDS, max_size=7).map(" ".join)


@given(TEXTS, TEXTS)
def test_either_order_gives_the_same_verdict(one: str, other: str) -> None:
    forth, back = compared(one, other), compared(other, one)
    assert (forth.score, forth.reason) == (back.score, back.reason)
    assert (forth.here, forth.there) == (back.there, back.here)


@given(TEXTS, TEXTS)
def test_the_quick_look_never_says_no_where_two_are_the_same(one: str, other: str) -> None:
    a, b = read_wording(one), read_wording(other)
    assert may_be_same(a, b) or not compare(a, b).same


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    likeness = compared(one, other)
    assert 0 <= likeness.score <= 100
    assert all(0 <= start < end <= len(one) for start, end in likeness.here)
    assert all(0 <= start < end <= len(other) for start, end in likeness.there)
    assert compared(one, one).same or not one.strip()
