"""Which status symbol a verb writes."""

import pytest

from parsers.status import Status, StatusRegistry, StatusType
from vault.verb_symbols import cancelled_symbol, rejected_symbol

_OFF = Status("c", "Off", StatusType.CANCELLED, " ")
_DROPPED = Status("d", "Dropped", StatusType.CANCELLED, " ")
_DECLINED = Status("n", "Declined", StatusType.CANCELLED, " ")
_MINUS = Status("-", "Cancelled", StatusType.CANCELLED, " ")
_LATER = Status("-", "Later", StatusType.TODO, "x")
_TODO = Status(" ", "Todo", StatusType.TODO, "x")


@pytest.mark.parametrize(
    ("statuses", "cancelled", "rejected"),
    [
        ([], "-", "-"),
        ([_TODO], "-", "-"),
        ([_LATER], "-", "-"),
        ([_OFF, _DROPPED], "c", "c"),
        ([_OFF, _LATER], "c", "c"),
        ([_OFF, _MINUS], "-", "-"),
        ([_DECLINED, _OFF], "c", "n"),
        ([_DECLINED, _MINUS], "-", "n"),
        ([_DECLINED], "n", "n"),
    ],
)
def test_what_is_cancelled_gets_a_symbol_that_the_settings_know_as_such(
    statuses: list[Status], cancelled: str, rejected: str
) -> None:
    registry = StatusRegistry(statuses)
    assert cancelled_symbol(registry) == cancelled
    assert rejected_symbol(registry) == rejected
