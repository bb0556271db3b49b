"""Narrowing: what begins with the letters comes first, accents and case do not count."""

from tui.prompts.narrowing import narrowed, without

NAMES = ("Renata Cruz", "Ana Souza", "Ivana Ana", "Ána", "Bo Lind", "Ana Souza")


def test_the_exact_name_then_the_beginning_then_a_word_then_the_rest() -> None:
    assert narrowed(NAMES, "ana", 9) == ["Ána", "Ana Souza", "Ivana Ana"]
    assert narrowed(NAMES, "na", 9) == ["Renata Cruz", "Ana Souza", "Ivana Ana", "Ána"]


def test_nothing_typed_keeps_the_order_and_each_once() -> None:
    assert narrowed(NAMES, "", 9) == ["Renata Cruz", "Ana Souza", "Ivana Ana", "Ána", "Bo Lind"]
    assert narrowed(NAMES, "", 2) == ["Renata Cruz", "Ana Souza"]


def test_a_tag_is_found_without_its_sign_and_by_its_parts() -> None:
    assert narrowed(("#deep/work", "#task"), "work", 9) == ["#deep/work"]
    assert narrowed(("#deep/work", "#task"), "#ta", 9) == ["#task"]


def test_without_leaves_names_once_and_no_known_one() -> None:
    assert without(["B", "a", "b", "C"], ["A"], str.casefold) == ["B", "C"]
