"""Who a name on a task line means."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.dataview import DATAVIEW
from parsers.lines import encode_line
from parsers.note import Note, parse_note
from parsers.signifiers import EMOJI
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task
from tests.strategies import hostile_lines
from vault.people import Owner, OwnerKind, OwnerSettings, People


def note(path: str, *properties: str) -> Note:
    text = "\n".join(["---", *properties, "---", ""]) if properties else ""
    return parse_note(path, text.encode(), DEFAULT_GRAMMAR)


def task(description: str) -> Task:
    found = parse_task(f"- [ ] {description}")
    assert found is not None
    return found


def owners(description: str, *notes: Note) -> list[tuple[str, str, str | None]]:
    return [(o.name, o.kind, o.path) for o in People(notes=notes).owners(task(description))]


def test_me_and_nobody_are_names_of_the_settings() -> None:
    assert owners("@Myself @me @TBD @tbd") == [
        ("Myself", "me", None),
        ("TBD", "unassigned", None),
    ]
    people = People(OwnerSettings(me=("Ana",), unassigned=()))
    (owner,) = people.owners(task("@ana"))
    assert owner == Owner("ana", OwnerKind.ME, "@ana", None)


def test_a_name_without_a_note_is_unknown() -> None:
    assert owners("@Ana Souza") == [("Ana Souza", "unknown", None)]


@pytest.mark.parametrize(
    ("path", "properties"),
    [
        ("x/Ana Souza.md", ["type: person"]),
        ("x/Ana Souza.md", ["type: people"]),
        ("x/Ana Souza.md", ["tags: [person]"]),
        ("x/Ana Souza.md", ["tags: ['#type/people']"]),
        ("x/Ana Souza.md", ["tags: person/team"]),
        ("People/Ana Souza.md", []),
        ("a/People/Ana Souza.md", []),
        ("People/Ana Souza/README.md", []),
        ("People/Ana Souza/readme.md", []),
        ("People/Ana Souza/Ana Souza.md", []),
        ("x/as.md", ["type: person", "title: Ana Souza"]),
        ("x/Ana Souza/README.md", ["type: person"]),
        ("x/Ana Souza.md", ["type: Person"]),
        ("x/Ana Souza.md", ["type: [person]"]),
        ("x/Ana Souza.md", ["type:", "  - people"]),
        ("x/Ana Souza.md", ["type: '[[Person]]'"]),
        ("x/Ana Souza.md", ["tags:", "  - work", "  - Person"]),
        ("people/Ana Souza.md", []),
        ("People/@Ana Souza.md", []),
        ("@Ana Souza.md", ["type: person"]),
        ("x/as.md", ["type: person", "title: '@Ana Souza'"]),
    ],
)
def test_a_people_note_by_type_tag_or_folder(path: str, properties: list[str]) -> None:
    assert owners("@Ana Souza", note(path, *properties)) == [("Ana Souza", "person", path)]


@pytest.mark.parametrize(
    ("path", "properties"),
    [
        ("x/Ana Souza.md", []),
        ("x/Ana Souza.md", ["type: meeting", "tags: [persons]"]),
        ("People/README.md", ["title: Ana Souza"]),
        ("People/Bo/Ana Souza.md", []),
        ("People/Bo/2026-11-20 Ana Souza.md", ["title: Ana Souza", "person: Bo"]),
        ("People/Ana Souza.md", ["generated: true"]),
        ("Our People/Ana Souza.md", []),
    ],
)
def test_a_note_about_something_else_names_nobody(path: str, properties: list[str]) -> None:
    assert owners("@Ana Souza", note(path, *properties)) == [("Ana Souza", "unknown", None)]


def test_aliases_title_and_name_are_the_same_person_once() -> None:
    ana = note("People/asouza.md", "title: Ana Souza", "aliases: [Ana, Nana]")
    description = "@ana @Nana @[[asouza]] [[@Ana Souza|A]] (owner:: ANA SOUZA)"
    assert owners(description, ana) == [("Ana Souza", "person", "People/asouza.md")]


def test_a_name_of_two_people_is_ambiguous() -> None:
    notes = (
        note("People/Ana Souza.md", "aliases: Ana"),
        note("People/Ana Lima.md", "aliases: Ana"),
    )
    assert owners("@Ana", *notes) == [("Ana", "ambiguous", None)]
    assert owners("@Ana Lima", *notes) == [("Ana Lima", "person", "People/Ana Lima.md")]


def test_the_longest_known_person_wins_in_running_text() -> None:
    notes = (note("People/Ana.md"), note("People/Ana Souza.md"))
    assert owners("@Ana Souza asks", *notes)[0][0] == "Ana Souza"
    assert owners("@Ana Lima asks", *notes)[0][0] == "Ana"


def test_a_name_in_other_letters_is_the_same_person() -> None:
    zoe = note("People/Zoe\u0308.md")
    assert owners("@Zo\u00eb", zoe) == [("Zoe\u0308", "person", "People/Zoe\u0308.md")]


def test_a_person_whose_last_name_is_unknown_is_found() -> None:
    noor = note("People/Noor (last name unknown).md")
    assert owners("@Noor (last name unknown)", noor)[0][1:] == ("person", noor.path)
    assert owners("@Noor", noor)[0][1:] == ("person", noor.path)


def test_broken_properties_name_the_file() -> None:
    ana = note("People/Ana.md", 'title: "open')
    assert owners("@Ana", ana) == [("Ana", "person", "People/Ana.md")]


def test_a_link_means_the_note_at_its_path() -> None:
    one, other = note("a/People/Ana Souza.md"), note("b/People/Ana Souza/README.md")
    for form in ("@[[{}|Ana]]", "[[@{}]]", "[assignee:: [[{}.md#Work]]]", "(owner:: [[{}]])"):
        for link in ("a/People/Ana Souza", "A/people/ana souza", "/a/People/Ana Souza"):
            found = owners(form.format(link), one, other)
            assert found == [("Ana Souza", "person", one.path)]
        for link in ("b/People/Ana Souza/README", "b/People/Ana Souza", "Ana Souza/README"):
            found = owners(form.format(link), one, other)
            assert found == [("Ana Souza", "person", other.path)]
    assert owners("@[[Ana Souza]]", one, other) == [("Ana Souza", "ambiguous", None)]
    assert owners("@[[People/Ana Souza]]", one, other) == [("Ana Souza", "ambiguous", None)]
    both = owners(
        "@[[a/People/Ana Souza]] @[[b/People/Ana Souza]] @[[a/People/Ana Souza]]", one, other
    )
    assert [path for _, _, path in both] == [one.path, other.path]
    assert owners("@[[README]]", one, other) == [("README", "unknown", None)]


def test_a_link_means_a_note_before_it_means_an_alias() -> None:
    ana, other = note("People/Ana.md"), note("People/Bo.md", "aliases: [Ana]")
    assert owners("@[[Ana]]", ana, other) == [("Ana", "person", ana.path)]
    assert owners("@Ana", ana, other) == [("Ana", "ambiguous", None)]
    assert owners("@[[Bo|Ana]]", ana, other) == [("Bo", "person", other.path)]


def test_a_link_whose_path_leads_nowhere_is_read_as_the_name() -> None:
    ana = note("People/Ana Souza.md", "aliases: [Ana]")
    assert owners("@[[Old/Ana Souza]] [[@Ana]]", ana) == [("Ana Souza", "person", ana.path)]


def test_two_notes_of_one_folder_are_one_person() -> None:
    both = (
        note("People/Ana Souza/Ana Souza.md", "aliases: [Ana]"),
        note("People/Ana Souza/README.md", "aliases: [Nana]"),
    )
    for notes in (both, both[::-1]):
        description = "@Ana @Nana @[[Ana Souza]] @[[People/Ana Souza/README]]"
        assert owners(description, *notes) == [("Ana Souza", "person", both[1].path)]


def test_notes_of_the_same_name_elsewhere_are_two_people() -> None:
    notes = (note("People/Ana Souza.md"), note("x/as.md", "type: person", "title: Ana Souza"))
    assert owners("@ana souza", *notes) == [("ana souza", "ambiguous", None)]
    assert owners("@[[as]] @[[Ana Souza]]", *notes) == [
        ("Ana Souza", "person", "x/as.md"),
        ("Ana Souza", "person", "People/Ana Souza.md"),
    ]


def test_somebody_whose_note_bears_my_name_is_me_under_every_name() -> None:
    ana = note("People/Ana Souza.md", "aliases: [Ana, Nana]")
    people = People(OwnerSettings(me=("@Ana Souza", "@me")), (ana, note("People/Bo.md")))
    found = people.owners(task("@Nana @[[Ana Souza|A]] @me @Bo"))
    assert [(o.name, o.kind, o.raw, o.path) for o in found] == [
        ("Nana", OwnerKind.ME, "@Nana", None),
        ("Bo", OwnerKind.PERSON, "@Bo", "People/Bo.md"),
    ]


def test_unknown_and_ambiguous_names_are_there_once_in_any_letters() -> None:
    notes = (note("a/People/Ana.md"), note("b/People/Ana.md"))
    assert owners("@ana @ANA @Bo @bo (owner:: Zoe\u0308) @Zo\u00eb", *notes) == [
        ("ana", "ambiguous", None),
        ("Bo", "unknown", None),
        ("Zoe\u0308", "unknown", None),
    ]


PEOPLE = People(notes=(note("People/Ana Souza.md"), note("People/Bo.md", "aliases: [Bo and Co.]")))
NAMED = st.lists(
    st.sampled_from(
        [
            *(
                "@Ana",
                "@Ana Souza",
                "@bo",
                "@Bo's",
                "@Bo,",
                "[[@Bo]]",
                "[owner:: Bo]",
                "@",
                "(x @Bo)",
            ),
            *(
                "[x @Bo](y)",
                "`x @Bo`",
                "`",
                "[",
                "[[",
                "@[[People/Bo|B]]",
                "a@b.example",
                "and",
                "x",
            ),
            *(
                "📅 2026-12-01",
                "⏫",
                "🔁 every day",
                "#task",
                "@Dr. Ana",
                "-",
                "\u2028",
                "^b",
                "Co.",
            ),
            *("https://a.example/", "(owner:: x", "🆔 a1", "@Bo📅 2026-12-01", "😀"),
        ]
    ),
    max_size=8,
).map(" ".join)


@given(st.one_of(NAMED.map("- [ ] {}".format), hostile_lines()), st.booleans())
@example("- [@] x @Bo", False)
@example("> 1. [[] @Bo", False)
def test_the_owners_of_bytes_are_those_of_their_task(line: str, dataview: bool) -> None:
    grammar = TaskGrammar(dialect=DATAVIEW if dataview else EMOJI)
    raw = encode_line(line)
    read = parse_note("a.md", raw, grammar).tasks
    for found in read:
        assert PEOPLE.owners_in(found) == PEOPLE.owners(found.task)
        assert PEOPLE.owners_in(found) == People(notes=PEOPLE.notes).owners(found.task)


def test_lines_that_end_alike_name_the_same_people() -> None:
    text = "- [ ] Call @Bo 📅 2026-12-01\n- [ ] Write to @Bo ⏫\n- [ ] See `@Bo\n- [ ] `x` @Bo"
    one, other, code, shut = parse_note("a.md", text.encode(), DEFAULT_GRAMMAR).tasks
    assert PEOPLE.owners_in(one) is PEOPLE.owners_in(other)
    assert [owner.name for owner in PEOPLE.owners_in(code)] == ["Bo"]
    assert [owner.name for owner in PEOPLE.owners_in(shut)] == ["Bo"]


def test_a_note_of_a_meeting_with_somebody_is_not_that_person() -> None:
    meeting = note("x/Ana Souza.md", "tags: [person]", "person: '[[Ana Souza]]'")
    assert owners("@Ana Souza", meeting) == [("Ana Souza", "unknown", None)]


def test_a_whole_path_counts_more_than_the_end_of_a_longer_one() -> None:
    one, other = note("x/Ana.md", "type: person"), note("y/x/Ana.md", "type: person")
    assert owners("@[[x/Ana]]", one, other) == [("Ana", "person", "x/Ana.md")]
    assert owners("@[[Ana]]", one, other) == [("Ana", "ambiguous", None)]
