"""Another owner, or none: in whichever form a line names one."""

import pytest

from parsers.owner_edits import (
    lines_with_owner,
    owner_keys,
    parse_owner,
    without_owners,
    words_beside_owners,
)
from parsers.task import Task, parse_task
from parsers.text_edits import NotWordsError

KNOWN = frozenset({"ana souza", "bo"})


def parsed(line: str) -> Task:
    task = parse_task(line)
    assert task is not None, line
    return task


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [ ] Write @Ana ⏫", "- [ ] Write @Cleo ⏫"),
        ("- [ ] Write @Ana Souza now", "- [ ] Write @Cleo now"),
        ("- [ ] Write @Noor (last name unknown) ⏫", "- [ ] Write @Cleo ⏫"),
        ("- [ ] Write @[[People/Ana|A]] ⏫", "- [ ] Write @[[Cleo]] ⏫"),
        ("- [ ] Write [[@Ana]] ⏫", "- [ ] Write [[@Cleo]] ⏫"),
        ("- [ ] Write (owner:: Ana) ⏫", "- [ ] Write (owner:: Cleo) ⏫"),
        ("- [ ] Write [assignee:: [[Ana]]] ⏫", "- [ ] Write [assignee:: [[Cleo]]] ⏫"),
        ("- [ ] Write [Owner::Ana ] ⏫", "- [ ] Write [Owner::Cleo ] ⏫"),
        ("- [ ] Write @Ana  @Bo (owner:: Dan) ⏫", "- [ ] Write @Cleo ⏫"),
        ("- [ ] Let @Ana ask @Bo.", "- [ ] Let @Cleo ask @Cleo."),
        ("- [ ] @Ana's deck, a@b.org `@Ana`", "- [ ] @Cleo's deck, a@b.org `@Ana`"),
        ("- [ ] a ⏫ #t", "- [ ] a @Cleo ⏫ #t"),
        ("- [ ] a #t ⏫ ^id  \r", "- [ ] a @Cleo #t ⏫ ^id  \r"),
        ("- [ ]", "- [ ] @Cleo"),
        ("- [ ] a⏫", "- [ ] a @Cleo ⏫"),
    ],
)
def test_an_owner_stands_where_owners_stood_and_in_their_form(line: str, after: str) -> None:
    assert lines_with_owner(parsed(line), "Cleo", "", KNOWN)[0] == after


def test_where_a_name_would_be_cut_short_there_is_a_link_to_try() -> None:
    lines = lines_with_owner(parsed("- [ ] Let @Ana write"), "Cleo Doe", "", KNOWN)
    assert lines == ["- [ ] Let @Cleo Doe write", "- [ ] Let @[[Cleo Doe]] write"]
    assert [owner_keys(parsed(line), KNOWN) for line in lines] == [["cleo"], ["cleo doe"]]


def test_a_form_that_was_typed_is_written() -> None:
    written = "(owner:: Cleo)"
    assert lines_with_owner(parsed("- [ ] a @Ana ⏫"), "Cleo", written, ()) == [
        "- [ ] a (owner:: Cleo) ⏫"
    ]
    assert lines_with_owner(parsed("- [ ] a ⏫"), "Cleo", written, ()) == [
        "- [ ] a (owner:: Cleo) ⏫"
    ]


def test_without_owners_the_other_words_stay() -> None:
    task = parsed("- [ ] Let @Ana Souza  ask @Bo. (owner:: Dan) ⏫ ^id")
    assert without_owners(task, KNOWN) == "- [ ] Let  ask. ⏫ ^id"
    assert words_beside_owners(task, KNOWN) == ["Let", "ask", "."]
    assert without_owners(parsed("- [ ] @Ana"), ()) == "- [ ] "


@pytest.mark.parametrize(
    ("typed", "name", "written"),
    [
        ("Ana", "Ana", ""),
        ("@Ana", "Ana", ""),
        (" @ana souza ", "ana souza", ""),
        ("Noor (last name unknown)", "Noor (last name unknown)", ""),
        ("@[[People/Ana|A]]", "Ana", "@[[People/Ana|A]]"),
        ("[[@Ana]]", "Ana", "[[@Ana]]"),
        ("(owner:: [[Ana]])", "Ana", "(owner:: [[Ana]])"),
    ],
)
def test_an_owner_is_typed_as_a_name_or_in_a_form_of_a_line(
    typed: str, name: str, written: str
) -> None:
    assert parse_owner(typed) == (name, written)


@pytest.mark.parametrize(
    "typed", ["", "@", "Ana, Bo", "a|b", "a/b", "[[Ana]]", "a\nb", "a\x00", "]"]
)
def test_what_names_no_single_owner_is_refused(typed: str) -> None:
    with pytest.raises(NotWordsError):
        parse_owner(typed)


def test_a_comma_belongs_to_the_name_of_somebody_known() -> None:
    assert parse_owner("Souza, Ana", {"souza, ana"}) == ("Souza, Ana", "")
