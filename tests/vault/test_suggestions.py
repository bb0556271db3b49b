"""Counts of decisions, and what is worth saying of them."""

from hypothesis import given
from hypothesis import strategies as st

from vault.suggestions import LEAST, Habits, Trait, TraitKind, Verdict

ANA: Trait = (TraitKind.PERSON, "from notes with Ana")
BEN: Trait = (TraitKind.PERSON, "from notes with Ben")
CALL: Trait = (TraitKind.TYPE, "from notes of the type call")


def learned(*kinds: tuple[Trait, int, int]) -> Habits:
    """Habits of so many accepted and rejected proposals of each kind."""
    habits = Habits()
    for number, (trait, accepted, rejected) in enumerate(kinds):
        verdicts = [True] * accepted + [False] * rejected
        habits.learn(number, [(frozenset({trait}), verdict) for verdict in verdicts])
    return habits


def test_what_was_mostly_accepted_is_told_with_its_figures() -> None:
    found = learned((ANA, 9, 1), (BEN, 2, 8)).suggest([ANA])
    assert found is not None
    assert found.reason == "you accepted 9 of 10 from notes with Ana"
    assert found.accepts
    assert found.likelihood > 0.7


def test_what_was_mostly_rejected_is_told_so() -> None:
    found = learned((ANA, 9, 1), (BEN, 1, 9)).suggest([BEN])
    assert found is not None
    assert found.reason == "you rejected 9 of 10 from notes with Ben"
    assert not found.accepts
    assert found.likelihood < 0.3


def test_few_decisions_tell_nothing() -> None:
    assert learned((ANA, LEAST - 1, 0), (BEN, 0, 9)).suggest([ANA]) is None


def test_what_is_as_usual_is_not_worth_a_word() -> None:
    assert learned((ANA, 19, 1), (BEN, 19, 1)).suggest([ANA]) is None


def test_neither_is_what_was_decided_either_way() -> None:
    assert learned((ANA, 5, 5), (BEN, 0, 20)).suggest([ANA]) is None


def test_of_several_kinds_the_most_striking_is_told() -> None:
    habits = learned((ANA, 8, 2), (CALL, 0, 20), (BEN, 20, 0))
    found = habits.suggest([ANA, CALL])
    assert found is not None
    assert found.trait == CALL


def test_a_proposal_of_no_known_kind_is_told_nothing() -> None:
    assert learned((ANA, 9, 1), (BEN, 0, 9)).suggest([CALL]) is None
    assert Habits().suggest([ANA]) is None


def test_what_is_taken_back_counts_no_longer() -> None:
    habits = learned((ANA, 9, 1), (BEN, 0, 9))
    assert habits.unknown([1, 7]) == [7]
    assert habits.suggest([ANA]) is None
    assert habits.unknown([0, 1]) == [0]


traits = st.frozensets(st.sampled_from([ANA, BEN, CALL]), max_size=3)
verdicts = st.lists(st.tuples(traits, st.booleans()), max_size=20)


@given(st.lists(verdicts, max_size=6), st.sets(st.integers(0, 5)), traits)
def test_counting_step_by_step_is_counting_what_stands(
    steps: list[list[Verdict]], gone: set[int], asked: frozenset[Trait]
) -> None:
    habits, anew = Habits(), Habits()
    for number, step in enumerate(steps):
        habits.learn(number, step)
        if number not in gone:
            anew.learn(number, step)
    habits.unknown(set(range(len(steps))) - gone)
    assert habits.suggest(sorted(asked)) == anew.suggest(sorted(asked))


@given(verdicts, traits)
def test_a_likelihood_lies_between_nothing_and_one(
    step: list[Verdict], asked: frozenset[Trait]
) -> None:
    habits = Habits()
    habits.learn(1, step)
    found = habits.suggest(asked)
    assert found is None or (0 < found.likelihood < 1 and found.decided >= LEAST)
