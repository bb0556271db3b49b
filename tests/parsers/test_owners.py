"""The forms in which a line names an owner, and what looks like one and is none."""

import time

import pytest
from hypothesis import given

from parsers.owners import find_owners, link_name, name_key
from tests.strategies import raw_lines, task_texts

KNOWN = frozenset(
    {
        *("ana souza", "ana souza lima", "bo", "myself", "mary-jane o'neil", "dr. ana souza"),
        *("souza, ana", "ana (oslo)", "3m"),
    }
)


def names(description: str, known: frozenset[str] = frozenset()) -> list[str]:
    return [mention.name for mention in find_owners(description, known)]


@pytest.mark.parametrize(
    ("description", "wanted"),
    [
        ("Prepare the deck. @Myself", ["Myself"]),
        ("Prepare the deck. @Ana Souza", ["Ana Souza"]),
        ("Prepare. @Ana Souza (last name unknown)", ["Ana Souza"]),
        ("Prepare. @Noor (last name unknown) #task", ["Noor"]),
        ("Prepare. @[[Ana Souza]]", ["Ana Souza"]),
        ("Prepare. @[[People/Ana Souza.md|Ana]]", ["Ana Souza"]),
        ("Prepare. @[[People/Ana Souza/README|Ana]]", ["Ana Souza"]),
        ("Prepare. @[[People/Ana Souza#Work|Ana]]", ["Ana Souza"]),
        ("Prepare. [[@Ana Souza]]", ["Ana Souza"]),
        ("Prepare. [[@Ana Souza|Ana]]", ["Ana Souza"]),
        ("Prepare (owner:: Ana Souza)", ["Ana Souza"]),
        ("Prepare (owner:: Noor (last name unknown)) x", ["Noor"]),
        ("Prepare [assignee:: [[Ana Souza]]]", ["Ana Souza"]),
        ("Prepare [Owner::[[People/Ana Souza|Ana]]] x", ["Ana Souza"]),
        ("Prepare (owner:: @Ana Souza)", ["Ana Souza"]),
        ("(owner:: Ana) and (owner:: Bo) [assignee:: ana]", ["Ana", "Bo"]),
        ("@Ana Souza @Bo @ANA SOUZA", ["Ana Souza", "Bo"]),
        ("a @Ana Souza#task", ["Ana Souza"]),
        ("a @Ana Souza #task", ["Ana Souza"]),
        ("a @Ana Souza ⏫ 📅 2026-11-22", ["Ana Souza"]),
        ("a @Ana Souza [due:: 2026-11-22]", ["Ana Souza"]),
        ("a @Ana Souza (priority:: high)", ["Ana Souza"]),
        ("a @Ana Souza @[[Bo]] [[@Cy]]", ["Ana Souza", "Bo", "Cy"]),
        ("Call @Ana Souza.", ["Ana Souza"]),
        ("Call @Ana Souza, then rest", ["Ana Souza"]),
        ("(with @Ana Souza)", ["Ana Souza"]),
        ("@Ludwig van der Berg #task", ["Ludwig van der Berg"]),
        ("@日本 太郎 #task", ["日本 太郎"]),
        ("@Ana\u00a0Souza", ["Ana\u00a0Souza"]),
        ("@j.doe", ["j.doe"]),
        ("@Mary-Jane O'Neil", ["Mary-Jane O'Neil"]),
        ("@Ana's deck", ["Ana"]),
        ("@Ana’s deck", ["Ana"]),
        ("@ana_b", ["ana_b"]),
        ("@Zoe\u0308 Ada #x", ["Zoe\u0308 Ada"]),
        ("@हिन्दी #x", ["हिन्दी"]),
        ("**@Ana Souza** and _@Bo_ and ==@Cy Park==", ["Ana Souza", "Bo", "Cy Park"]),
        ('"@Ana Souza" | @Bo Park | «@Cy Park»', ["Ana Souza", "Bo Park", "Cy Park"]),
        ("@Ana Souza - send it – @Bo Park – and rest", ["Ana Souza", "Bo Park"]),
        ("@Dr. Ana Souza @J. R. Park #x", ["Dr. Ana Souza", "J. R. Park"]),
        ("Ask @Bo. Then rest", ["Bo"]),
        ("(owner:: Ana) [owner:: [[Bo]]] (ASSIGNEE:: @Cy)", ["Ana", "Bo", "Cy"]),
        ("( owner ::  Ana ) [ assignee::  [[Bo]]  ]", ["Ana", "Bo"]),
    ],
)
def test_every_form_of_an_owner_is_read(description: str, wanted: list[str]) -> None:
    assert names(description) == wanted


@pytest.mark.parametrize(
    "description",
    [
        "",
        "Ana Souza",
        "[[Ana Souza]]",
        "[[Meeting with @Ana]]",
        "![[pic @Ana.png]]",
        "[Ana](people/@ana.md)",
        "![@Ana](https://a.example/@b)",
        "mail a@b.org and foo@ and @ and @!",
        "`@Ana` and ``@Bo ` c``",
        "https://a.example/@ana and obsidian://open?vault=@ana",
        "(owner: Ana) owner:: Ana (owner::)",
        "(due:: 2026-11-22) [note:: x]",
        "@[[]] [[@]] [assignee:: [[]]]",
        "path/@ana ./@ana a.@b @@",
        "at @10:30, @5pm, @2026-12-01, @[[2026-12-01]], @{2026-12-01}",
        "add @types/node and @scope/a.b",
    ],
)
def test_what_looks_like_an_owner_and_is_none(description: str) -> None:
    assert names(description) == []


@pytest.mark.parametrize(
    ("description", "wanted"),
    [
        ("@Ana Souza reviews the deck", "Ana Souza"),
        ("@Ana Souza Lima reviews", "Ana Souza Lima"),
        ("@ana  souza reviews", "ana  souza"),
        ("@Bo Lindqvist reviews", "Bo"),
        ("Ask @Ana Souza’s team", "Ana Souza"),
        ("@Mary-Jane O'Neil's deck", "Mary-Jane O'Neil"),
        ("@Cy Reviews the deck", "Cy"),
        ("@cy reviews the deck", "cy"),
        ("@Dr. Ana Souza reviews", "Dr. Ana Souza"),
        ("@Dr. Ana Souza. Then rest", "Dr. Ana Souza"),
        ("@Souza, Ana reviews", "Souza, Ana"),
        ("@Ana (Oslo) reviews", "Ana (Oslo)"),
        ("@Bo & Cy review", "Bo"),
        ("@3M sells", "3M"),
        ("@Bo/Ana", "Bo"),
    ],
)
def test_in_running_text_the_longest_known_person_wins(description: str, wanted: str) -> None:
    assert names(description, KNOWN) == [wanted]


def test_what_stands_in_the_line_is_kept() -> None:
    (mention,) = find_owners("a @[[People/Ana Souza|Ana]] b")
    assert mention.raw == "@[[People/Ana Souza|Ana]]"
    (mention,) = find_owners("a @Noor (last name unknown) b")
    assert (mention.name, mention.raw) == ("Noor", "@Noor (last name unknown)")


def test_composed_and_decomposed_names_are_the_same() -> None:
    assert name_key("Zoe\u0308  ADA (last name unknown)") == name_key("Zo\u00eb Ada")
    assert names("@Zo\u00eb Ada and @Zoe\u0308 Ada.", frozenset({name_key("Zo\u00eb Ada")})) == [
        "Zo\u00eb Ada"
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("[[A/B|c]]", "B"),
        ("B", "B"),
        (" [[B#h]] ", "B"),
        ("[[A/README]]", "A"),
        ("[[A/readme.md]]", "A"),
        ("README", "README"),
        ("[[]]", ""),
    ],
)
def test_a_link_means_its_target(written: str, name: str) -> None:
    assert link_name(written) == name


@pytest.mark.parametrize(
    ("description", "link"),
    [
        ("@[[People/Ana Souza.md#Work|Ana]]", "People/Ana Souza"),
        ("[[@Ana|A]]", "@Ana"),
        ("[assignee:: [[People/Ana]]]", "People/Ana"),
        ("(owner:: Ana)", ""),
        ("@Ana", ""),
    ],
)
def test_a_mention_knows_where_its_link_leads(description: str, link: str) -> None:
    assert [mention.link for mention in find_owners(description)] == [link]


@given(raw_lines())
def test_no_text_raises(text: str) -> None:
    for mention in find_owners(f"@{text} (owner:: {text}) [[@{text}", KNOWN):
        assert mention.name.strip()


@given(task_texts())
def test_an_owner_stands_in_the_text(text: str) -> None:
    for mention in find_owners(text, KNOWN):
        assert mention.raw in text
        assert mention.name in mention.raw


@pytest.mark.parametrize(
    "part",
    [
        "(owner:: ", "[a](", "[[@", "@[[", "`", "a.", "@A b ", "@a ", "@Aa (", "[[", "@A.",
        "[owner:: [[", "a://", "[x] (",
    ],
)  # fmt: skip
def test_a_hostile_line_is_read_in_no_time(part: str) -> None:
    started = time.process_time()
    find_owners(part * (50_000 // len(part)) + " @", KNOWN)
    assert time.process_time() - started < 1
