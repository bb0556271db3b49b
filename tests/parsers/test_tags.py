"""Tags as the plugin reads them."""

import pytest
from hypothesis import given

from parsers.tags import find_tags, is_tag_or_subtag, tag_at_end, tag_spans
from tests.strategies import raw_lines, task_texts


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#a b #c/d-e_f", ("#a", "#c/d-e_f")),
        ("#a #a", ("#a", "#a")),
        ("#123 #日本 #a;b", ("#123", "#日本", "#a;b")),
        ("x#a (#b) #", ()),
        ("#a, #b. #c:d", ("#a", "#b", "#c")),
        ("a\u00a0#b\ufeff#c", ("#b",)),
        ("\u00a0#a", ("#a",)),
        ("#a#b", ("#a",)),
        ("#a⏫", ("#a⏫",)),
        ("no tag", ()),
    ],
)
def test_tags_are_found_where_the_plugin_finds_them(text: str, tags: tuple[str, ...]) -> None:
    assert find_tags(text) == tags


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a #b", 2),
        ("#b", 0),
        ("a#b", -1),
        ("a #", -1),
        ("a #b.", -1),
        ("a #b c", -1),
        ("", -1),
        ("a\t#b", 2),
    ],
)
def test_the_tag_at_the_end(text: str, at: int) -> None:
    assert tag_at_end(text) == at


@given(task_texts())
def test_a_span_holds_its_tag(text: str) -> None:
    assert tuple(text[start:end] for start, end in tag_spans(text)) == find_tags(text)


@given(raw_lines())
def test_the_tag_at_the_end_is_the_last_of_all(text: str) -> None:
    at = tag_at_end(text)
    if at >= 0:
        assert find_tags(text)[-1] == text[at:].rstrip("\ufeff\u00a0\t\r\u2028\u2029")


@pytest.mark.parametrize(
    ("tag", "parent", "belongs"),
    [
        ("#proposed", "#proposed", True),
        ("#Proposed/AI", "#proposed", True),
        ("#proposed", "#proposed/ai", False),
        ("#proposedx", "#proposed", False),
        ("#STRASSE", "#straße", True),
    ],
)
def test_a_subtag_belongs_to_its_parent(tag: str, parent: str, belongs: bool) -> None:
    assert is_tag_or_subtag(tag, parent) is belongs
