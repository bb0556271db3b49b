"""The keys that are read from bytes are those of the task."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parsers import line_keys
from parsers.dataview import DATAVIEW
from parsers.fields import FieldKind
from parsers.keys import INVALID_DAY, NO_DAY, Keys
from parsers.lines import decode_line
from parsers.packed_keys import unpack_keys
from parsers.priority import Priority
from parsers.signifiers import EMOJI, WORD_SIGNS
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar, parse_task
from parsers.whitespace import LINE_ENDERS
from tests.parsers.vectors import read_vectors
from tests.strategies import DATAVIEW_FIELDS, EMOJI_FIELDS, hostile_lines, raw_lines, task_lines

DUE = date(2026, 12, 1).toordinal()
LINES = st.one_of(
    hostile_lines(), task_lines(), task_lines(DATAVIEW_FIELDS + EMOJI_FIELDS), raw_lines()
).map(lambda line: line.encode("utf-8", "surrogatepass"))


def read_keys(
    raw: bytes, grammar: TaskGrammar = DEFAULT_GRAMMAR, name_date: date | None = None
) -> Keys | None:
    packed = line_keys.read_keys(raw, grammar, name_date)
    return None if packed is None else unpack_keys(packed)


def keys_by_the_parser(raw: bytes, grammar: TaskGrammar) -> Keys | None:
    task = parse_task(decode_line(raw), grammar)
    if task is None:
        return None
    days = [
        INVALID_DAY if kind in task.invalid_dates else day.toordinal() if day else NO_DAY
        for kind in ("due", "scheduled", "start", "done", "cancelled")
        for day in [task.dates.get(FieldKind(kind))]
    ]
    return Keys(task.status.symbol, task.priority, *days)


@settings(max_examples=400)
@given(LINES, st.booleans(), st.sampled_from(["", "#task", "a", " ", "a ", "\ud83d", "é"]))
def test_the_keys_of_any_line_are_those_of_its_task(raw: bytes, dataview: bool, own: str) -> None:
    grammar = TaskGrammar(dialect=DATAVIEW if dataview else EMOJI, global_filter=own)
    assert read_keys(raw, grammar) == keys_by_the_parser(raw, grammar)


@given(st.lists(st.binary(max_size=6), max_size=6).map(b" ".join))
@example(b"\xf0\x9f\x93\xf0\x9f\x93\x85 2026-12-01")
@example(b"\xe2\x8f \xab 2026-12-01\r")
@example(b"2026-12-01\t \xe2\x8f\xab")
@example(b"\xf0\x9f\x93\x85  2026-12-01")
def test_bytes_that_are_no_text_are_read_as_the_parser_reads_them(tail: bytes) -> None:
    for raw in (b"- [ ] a " + tail, b"- [\xff] " + tail, b"- [" + tail):
        line = raw.replace(b"\n", b"")
        assert read_keys(line, DEFAULT_GRAMMAR) == keys_by_the_parser(line, DEFAULT_GRAMMAR)


@pytest.mark.parametrize("name", ["parse_emoji", "parse_dataview"])
def test_the_keys_of_every_vector_are_those_of_its_task(name: str) -> None:
    for vector in read_vectors(name):
        raw = vector.given["line"].encode("utf-8", "surrogateescape")
        assert read_keys(raw, vector.grammar) == keys_by_the_parser(raw, vector.grammar)


@pytest.mark.parametrize("sign", [*WORD_SIGNS.values(), *LINE_ENDERS, "^"])
def test_a_line_with_a_sign_that_words_cannot_tell_goes_to_the_parser(sign: str) -> None:
    for text in (f"- [ ] a {sign} b", f"- [ ] a{sign}b", f"- [ ] {sign} 📅 2026-12-01 a"):
        raw = text.encode()
        assert read_keys(raw, DEFAULT_GRAMMAR) == keys_by_the_parser(raw, DEFAULT_GRAMMAR)


def test_of_two_fields_the_leftmost_counts_and_a_wrong_date_is_told() -> None:
    line = "- [?] a 📅 2026-12-01 ⏫ 🛫 2026-02-30 📅 2027-01-01 #x ➕ 2026-01-01".encode()
    assert read_keys(line, DEFAULT_GRAMMAR) == Keys(
        "?", Priority.HIGH, DUE, NO_DAY, INVALID_DAY, NO_DAY, NO_DAY
    )


def test_more_fields_than_passes_are_counted_as_by_the_plugin() -> None:
    line = ("- [ ] a" + " 📅 2027-01-01" * 10 + " 📅 2026-12-01" * 21).encode()
    keys = read_keys(line, DEFAULT_GRAMMAR)
    assert keys is not None
    assert keys.due == DUE


@pytest.mark.parametrize(
    "text",
    [
        "a 🔁 every week 📅 2026-12-01 ^b-1",
        "a 📅 2026-12-01 🔁 every 2 weeks on Monday #x",
        "a 🗓\ufe0f 2026-12-01 🔺\ufe0f 🆔 a_1 ⛔ b , c",
        "a 📅 2026-12-01 🏁 delete ⛔ b,c 🆔 a-1 @Zoë",
        "a 🔁 every day 🔁 every week 🔁 📅 2026-12-01 🔁 x#y",
        "a 🔁\ufe0f every week 📅 2026-12-01 ^b  ",
        "^b 📅 2026-12-01 ^ ^c ^d",
        " ^b",
        "a 🆔 one two 📅 2026-12-01 🆔",
        "a 🔁every week 📅2026-12-01 🆔a",
        "🔁 " + "every " * 20 + "📅 2026-12-01",
        "a 📅 2026-12-01 #ü https://a.example/b#c",
    ],
)
def test_the_keys_before_fields_of_words_and_block_links_are_those_of_the_task(text: str) -> None:
    for end in ("", " 📅 2026-12-02", " every day", " ^x1", "\r"):
        raw = f"- [/] {text}{end}".encode()
        assert read_keys(raw) == keys_by_the_parser(raw, DEFAULT_GRAMMAR)


def test_the_usual_fields_are_read_without_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(line_keys, "parse_task")
    for text in (
        "a 🔁 every 2 weeks on Monday ⏫ ➕ 2026-01-01 🗓\ufe0f 2026-12-01 #task ^b-1",
        "a @Zoë 📅 2026-12-01 #ü 🆔 a1 ⛔ b,c",
        "a 📅 2026-12-01 🏁 keep",
    ):
        keys = read_keys(f"- [ ] {text}".encode())
        assert keys is not None
        assert keys.due == DUE


@given(LINES, st.booleans())
def test_undated_tasks_are_scheduled_by_their_notes_name(raw: bytes, dataview: bool) -> None:
    grammar = TaskGrammar(dialect=DATAVIEW if dataview else EMOJI)
    day = date(2026, 11, 22)
    keys, task = read_keys(raw, grammar, day), parse_task(decode_line(raw), grammar, day)
    if keys is None or task is None:
        assert (keys is None) is (task is None)
        return
    invalid = FieldKind.SCHEDULED in task.invalid_dates
    wanted = task.scheduled.toordinal() if task.scheduled else NO_DAY
    assert keys.scheduled == (INVALID_DAY if invalid else wanted)
