"""Status symbols and the registry."""

from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType


def test_the_first_of_two_with_the_same_symbol_wins() -> None:
    one, two = (Status("x", name, StatusType.DONE, " ") for name in ("One", "Two"))
    assert StatusRegistry([one, two]).of("x") is one
    assert list(StatusRegistry([one, two])) == [one]


def test_an_unknown_symbol_is_not_registered_by_asking() -> None:
    registry = StatusRegistry()
    assert registry.of("?") == Status("?", "Unknown", StatusType.TODO, "x")
    assert "?" not in registry
    assert registry == StatusRegistry(DEFAULT_STATUSES)
    assert registry != StatusRegistry([])


def test_the_first_status_of_the_first_type_that_has_one() -> None:
    registry = StatusRegistry()
    found = registry.first_of(StatusType.ON_HOLD, StatusType.CANCELLED, StatusType.TODO)
    assert found is registry.of("-")
    assert registry.first_of(StatusType.ON_HOLD) is None


def test_three_types_are_done_for_a_query() -> None:
    done = {kind for kind in StatusType if kind.is_done}
    assert done == {StatusType.DONE, StatusType.CANCELLED, StatusType.NON_TASK}
