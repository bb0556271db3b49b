"""Regular expressions as JavaScript reads them: what Node 20 answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.js_pattern import JsPatternError, js_pattern

TEXTS = (
    "Archive/a.md",
    "a.md",
    "2026.md",
    "x y",
    "1-1",
    "aaa",
    "a",
    "b",
    "",
    "A",
    "Z",
    "a{,3}",
    "x{y",
    "[",
    "&",
    "a/b.md",
    "\u00e9",
    "\u00e9.md",
    "a\nb",
    "a\u2028b",
    "a\u00a0",
    "\u0001",
    "p{L}",
    "aa",
    "ab",
    "bc",
    ".",
    "-",
    "]",
    "}",
    "\u0000",
    "\t",
    "ac",
    "cb",
    "a.md\n",
    "\u0663",
    "/b",
    "a b",
)


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [
        ("^Archive/", 0x1),
        ("\\.md$", 0x28007),
        ("\\d{4}", 0x4),
        ("^\\w+$", 0x3038006E0),
        ("\\bx", 0x1008),
        ("(?<y>\\d)-\\k<y>", 0x10),
        ("[^]a", 0x800021),
        ("[]", 0x0),
        ("[\\d-]+$", 0x8000010),
        ("a{,3}", 0x800),
        ("a{2,}", 0x800020),
        ("a{2}", 0x800020),
        ("x{y", 0x1000),
        ("[[]", 0x2000),
        ("[a&&b]", 0x37039CC8E3),
        ("\\A", 0x201),
        ("\\Z$", 0x400),
        ("\\/b", 0x1000008000),
        ("\\u0041", 0x201),
        ("\\x41", 0x201),
        ("\\cA", 0x200000),
        ("\\p{L}", 0x400000),
        ("(a)\\1", 0x800020),
        ("(?:a|b)c", 0x102000000),
        ("(?=a)", 0x25019C8863),
        ("(?!a)b", 0x32030C8080),
        ("(?<=a)b", 0x1000000),
        ("(?<!a)b", 0x32020C8080),
        ("\\s", 0x24801C0008),
        ("\\S$", 0x3B7FEFFEFF),
        (".b", 0x3201008000),
        ("a.b", 0x2000008000),
        ("$", 0x3FFFFFFFFF),
        ("^$", 0x100),
        ("a|b", 0x37039C88E3),
        ("[^/]+/[^/]+\\.md$", 0x8001),
        ("\\-", 0x8000010),
        ("[\\]]", 0x10000000),
        ("[\\w.-]+", 0x370FDE9EFF),
        ("é", 0x30000),
        ("\\W", 0x3CFC7FF81F),
        ("[\\s]", 0x24801C0008),
        ("\\ba", 0x25019C8863),
        ("}", 0x20400800),
        ("]", 0x10000000),
        ("\\t", 0x80000000),
        ("\\0", 0x40000000),
        ("[\\b]", 0x0),
        ("[\\0-a]", 0x35DDFEEE7F),
        ("a+?", 0x25019C8863),
        ("a??", 0x3FFFFFFFFF),
        ("a{1,2}?", 0x25019C8863),
        ("^.*?/x", 0x0),
    ],
)
def test_a_pattern_matches_what_it_matches_in_javascript(pattern: str, matched: int) -> None:
    """`matched` has a bit for each of the texts, the first one lowest."""
    found = js_pattern(pattern)
    assert sum(1 << n for n, text in enumerate(TEXTS) if found.search(text)) == matched


@pytest.mark.parametrize(
    "pattern",
    [
        "a++",
        "a*+",
        "a{2}+",
        "(?>a)",
        "(?P<a>b)",
        "(?i)a",
        "(?i:a)",
        "(?#a)",
        "(",
        "[",
        "a**",
        "\\",
        "*a",
        "(?a)",
        "a{2,1}",
        "(?<n>a)(?<n>b)",
        "(?<1>a)",
        "a{99999999999999999999}",
        "(" * 9_999,
    ],
)
def test_what_javascript_refuses_is_refused(pattern: str) -> None:
    with pytest.raises(JsPatternError):
        js_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(?<=a+)b", r"\1(a)"])
def test_what_only_javascript_can_is_refused_too(pattern: str) -> None:
    with pytest.raises(JsPatternError):
        js_pattern(pattern)


@given(st.text(st.sampled_from("ab1,.*+?^$|()[]{}<>=!:\\-/kdDsSwWuxcP\n\u00e9"), max_size=12))
def test_any_text_is_a_pattern_or_none(text: str) -> None:
    try:
        found = js_pattern(text)
    except JsPatternError:
        return
    place = found.search("ab1é")
    assert place is None or place.group() in "ab1é"
