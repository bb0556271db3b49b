"""The right word that somebody may have meant by a wrong one."""

from parsers.nearest import nearest


def test_the_most_similar_word_is_named_whatever_the_case() -> None:
    assert nearest("Acept", ["reject", "accept", "except"]) == "accept"


def test_nothing_is_named_where_nothing_is_similar() -> None:
    assert nearest("frobnicate", ["accept", "reject"]) is None
    assert nearest("accept", []) is None


def test_a_word_is_named_as_it_is_written_and_only_if_it_is_like_enough() -> None:
    assert nearest("view_defalt", ["VIEW_DEFAULT"], likeness=0.9) == "VIEW_DEFAULT"
    assert nearest("view_deal", ["VIEW_DEFAULT"], likeness=0.9) is None
