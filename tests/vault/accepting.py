"""The edit with which the writer's tests write, and the ways of writing that they try."""

import pytest

from tests.vault.one_write import replacing
from vault.strategies import Strategy

OLD, NEW = b"- [?] call", b"- [ ] call the bank"
ACCEPT = replacing(OLD, NEW)
LEASE = frozenset({Strategy.LEASE})
BOTH = pytest.mark.parametrize(
    "strategies",
    [frozenset({Strategy.LEASE}), frozenset({Strategy.EXCHANGE})],
    ids=["lease", "exchange"],
)
