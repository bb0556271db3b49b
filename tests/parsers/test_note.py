"""A note: its tasks with where they stand, and what its properties say about it."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.blocks import read_blocks
from parsers.lines import hash_lines, split_lines
from parsers.note import Note, parse_note, task_text
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar, parse_task
from tests.strategies import notes, raw_lines, task_lines


def note(text: str | bytes, path: str = "Note.md", grammar: TaskGrammar = DEFAULT_GRAMMAR) -> Note:
    return parse_note(path, text.encode() if isinstance(text, str) else text, grammar)


@given(st.one_of(task_lines(), raw_lines()))
@example("- [\ufeff] a")
@example("> >\u3000 10) [[] a")
def test_a_line_alone_is_a_task_of_its_note_where_the_parser_says_so(line: str) -> None:
    raw = b"\n\n" + line.encode("utf-8", "surrogateescape")
    hidden = read_blocks(raw, split_lines(raw)).hidden
    task = parse_task(task_text(2, split_lines(raw)[2]))
    wanted = [] if task is None or 2 in hidden else [task]
    assert [at.task for at in note(raw).tasks] == wanted


@given(notes())
def test_a_note_has_every_task_outside_hidden_lines_with_its_surroundings(data: bytes) -> None:
    lines = split_lines(data)
    blocks = read_blocks(data, lines)
    read = note(data)
    wanted = [
        number
        for number, raw in enumerate(lines)
        if number not in blocks.hidden and parse_task(task_text(number, raw))
    ]
    assert [at.number for at in read.tasks] == wanted
    for at in read.tasks:
        assert at.raw == lines[at.number]
        assert at.headings == blocks.heading_path(at.number)
        assert list(read.before(at)) == lines[max(0, at.number - 2) : at.number]
        assert list(read.after(at)) == lines[at.number + 1 : at.number + 3]
    if wanted:
        assert tuple(read.line_hashes) == hash_lines(lines)


FENCES = st.sampled_from(
    ["---", "--- ", "---\t", "...", "... ", "----", "-- -", "", "a: b", "--- #"]
)


@given(
    st.lists(FENCES, max_size=5), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"])
)
@example(["--- ", "a: b", "---"], "\n", "")
@example(["---", "---"], "\r\n", "\ufeff")
def test_a_note_has_the_same_properties_with_and_without_a_task(
    lines: list[str], end: str, mark: str
) -> None:
    text = mark + "".join(line + end for line in lines)
    with_task = text + "- [ ] a"
    blocks = read_blocks(with_task.encode(), split_lines(with_task.encode()))
    found = note(with_task)
    without = note(text + "- a")
    assert without.frontmatter == found.frontmatter
    assert bool(found.tasks) is (len(lines) not in blocks.hidden)
    wanted = b""
    if blocks.frontmatter:
        first, past = blocks.frontmatter
        wanted = b"\n".join(with_task.encode().split(b"\n")[first:past])
    assert found.frontmatter == wanted


def test_the_first_line_is_read_without_its_byte_order_mark() -> None:
    read = note("\ufeff- [ ] a\n\ufeff- [ ] b")
    assert [at.task.description for at in read.tasks] == ["a", "b"]
    assert read.tasks[0].raw == "\ufeff- [ ] a".encode()
    assert read.tasks[0].task.line == "- [ ] a"


def test_tasks_in_properties_fences_and_comments_are_none() -> None:
    read = note("---\n- [ ] a\n---\n```\n- [ ] b\n```\n%%\n- [ ] c\n%%\n- [ ] d\n")
    assert [at.task.description for at in read.tasks] == ["d"]


def test_a_task_without_the_global_filter_is_none() -> None:
    read = note("- [ ] a\n- [ ] b #task\n", grammar=TaskGrammar(global_filter="#task"))
    assert [at.task.description for at in read.tasks] == ["b #task"]


def test_a_note_with_tasks_in_other_words_has_another_hash() -> None:
    assert note("- [ ] a").content_hash == note("- [ ] a").content_hash
    assert note("- [ ] a").content_hash != note("- [ ] b").content_hash


@pytest.mark.parametrize(
    ("path", "title", "day"),
    [
        ("Meetings/2026-11-20 Crew meeting.md", "Crew meeting", date(2026, 11, 20)),
        ("2026-11-20.md", "2026-11-20", date(2026, 11, 20)),
        ("Crew 2026-11-20.md", "Crew 2026-11-20", date(2026, 11, 20)),
        ("2026-13-45 x.md", "x", None),
        ("12026-11-20.md", "12026-11-20", None),
        ("2026-11-20 - .md", "2026-11-20 - ", date(2026, 11, 20)),
        ("A.MD", "A", None),
    ],
)
def test_without_properties_a_notes_name_is_its_title_and_date(
    path: str, title: str, day: date | None
) -> None:
    info = note("", path).info
    assert (info.title, info.date) == (title, day)


def test_properties_say_who_when_and_what() -> None:
    info = note(
        "---\ntitle: Review\ntype: meeting\ndate: 2026-11-18\nperson: '[[People/Ana Souza|Ana]]'\n"
        "participants: [Ana, Bo]\naliases: [R]\ntags: [generated, '#x']\nsource: mail\n"
        "source_ref: a/b.txt\n---\n",
        "2026-01-01 x.md",
    ).info
    assert info.title == "Review"
    assert info.type == "meeting"
    assert info.date == date(2026, 11, 18)
    assert info.person == "Ana Souza"
    assert info.participants == ("Ana", "Bo")
    assert info.aliases == ("R",)
    assert info.tags == ("generated", "x")
    assert (info.source, info.source_ref) == ("mail", "a/b.txt")
    assert info.generated
    assert info.problem == ""


@pytest.mark.parametrize("text", ["---\ngenerated: true\n---\n", "---\ntags: generated\n---\n"])
def test_a_property_or_a_tag_says_that_a_note_was_generated(text: str) -> None:
    assert note(text).info.generated


def test_broken_properties_are_a_sentence_and_no_error() -> None:
    read = note('---\ntitle: "open\n---\n- [ ] a\n')
    assert read.info.problem
    assert len(read.tasks) == 1


def test_a_note_knows_its_folder_and_stem() -> None:
    read = note("", "A/B/c.md")
    assert (read.folder, read.stem) == ("A/B", "c")
    assert note("", "c.md").folder == ""
