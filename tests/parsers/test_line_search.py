"""What bytes tell of words and tags is what the task tells."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.dataview import DATAVIEW
from parsers.filter import parse_filter
from parsers.line_search import FOLDED_TO_ASCII, search_for
from parsers.lines import decode_line, encode_line
from parsers.signifiers import EMOJI
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar, parse_task
from tests.strategies import DATAVIEW_FIELDS, hostile_lines, task_lines

TYPED = st.lists(
    st.sampled_from(
        [
            *(
                "#a",
                "#TASK",
                "#A/B",
                "#proposed",
                "ab",
                "É",
                "2026",
                "ſ",
                "s",
                "x",
                "x]",
                "due",
                "[",
            ),
            *(
                "deck",
                "k",
                "ss",
                "日本",
                "]",
                "-",
                "^block-1",
                "b2",
                "prepare",
                "#日本",
                "week",
                "\x85",
            ),
        ]
    ),
    min_size=1,
    max_size=3,
)
FOLDED = st.text(st.sampled_from(FOLDED_TO_ASCII + "skfiab #"), max_size=8).map("- [x] {}".format)


@given(
    st.one_of(task_lines(), task_lines(DATAVIEW_FIELDS), hostile_lines(), FOLDED),
    TYPED,
    st.sampled_from(["", "#task", "#TASK"]),
    st.booleans(),
)
@example("- [ ]foo x] y", ["foo"], "", False)
@example("- []] x", ["x]"], "", False)
@example("- [x] a", ["x"], "", False)
@example("- [ ] a ^due", ["due"], "", False)
@example("- [ ] a [due:: 2026-01-01]", ["due"], "", True)
def test_words_and_tags_are_found_where_the_task_has_them(
    line: str, typed: list[str], own: str, dataview: bool
) -> None:
    grammar = TaskGrammar(dialect=DATAVIEW if dataview else EMOJI, global_filter=own)
    raw = encode_line(line.replace("\n", ""))
    task = parse_task(decode_line(raw), grammar)
    wanted = parse_filter(" ".join(typed))
    search = wanted.search_in("")
    if task is not None and search is not None:
        assert search.tells(raw, grammar) in {wanted.matches(task, "", ()), None}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("deck", True),
        ("prepare DECK", True),
        ("missing", False),
        ("2026", None),
        ("#proposed", True),
        ("#Proposed", True),
        ("#prop", None),
        ("#call", False),
        ("größe", None),
        ("maß", False),
    ],
)
def test_most_lines_need_not_be_read(typed: str, told: bool | None) -> None:
    raw = "- [?] Prepare the Deck Größe @Ana 📅 2026-12-01 #proposed".encode()
    search = parse_filter(typed).search_in("")
    assert search is not None
    assert search.tells(raw, DEFAULT_GRAMMAR) is told


def test_the_characters_that_fold_to_ascii_are_these() -> None:
    every = (chr(code) for code in range(128, 0x110000) if not 0xD800 <= code < 0xE000)
    folding = "".join(c for c in every if any(part.isascii() for part in c.casefold()))
    assert sorted(folding) == sorted(FOLDED_TO_ASCII)


def test_the_same_search_is_made_once() -> None:
    assert search_for(("a",), ()) is search_for(("a",), ())
