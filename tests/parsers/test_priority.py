"""The six priorities."""

from parsers.priority import Priority


def test_priorities_sort_as_the_plugin_sorts_them_with_none_above_low() -> None:
    words = [priority.word for priority in sorted(Priority)]
    assert words == ["highest", "high", "medium", "none", "low", "lowest"]
