"""Who a task is for: the forms in which a line names an owner."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from parsers.signifiers import DATE_SIGNS, PRIORITY_SIGNS, WORD_SIGNS

LAST_NAME_UNKNOWN: Final = "(last name unknown)"

_MOST_WORDS: Final = 6
_KEYS: Final = "owner|assignee"
# The bounds keep a hostile line from being read again from each of its brackets.
_HIDDEN = re.compile(
    r"`+[^`]*`+|\b[a-z][a-z0-9+.-]{0,30}://\S+|!?\[[^\]\[]{0,1000}\]\([^()\[\]]*\)", re.IGNORECASE
)
_LINK = r"\[\[[^\[\]]*\]\]"
_MENTION = re.compile(
    rf"[(\[]\s?(?:{_KEYS})::\s?"
    rf"(?P<field>{_LINK}|[^()\[\]]{{1,200}}(?:\(last name unknown\))?)\s?[)\]]"
    rf"|(?<![\w@./])@(?P<at_link>{_LINK})"
    rf"|(?P<link>{_LINK})"
    r"|(?<![\w@./])@(?P<at>(?=[^\W_]))",
    re.IGNORECASE,
)
# Combining marks: decomposed letters, Hebrew and Arabic points, the vowel signs of India and Siam.
_MARKS: Final = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d"
_WORD = re.compile(rf"[^\W_][\w{_MARKS}.'’&-]*")
_POSSESSIVE = re.compile(r"['’]s\Z")
_GAP = re.compile(r"[ \u00a0]+")
_SIGNS: Final = "".join([*PRIORITY_SIGNS, *DATE_SIGNS, *WORD_SIGNS.values()])
_TAIL = re.compile(rf"[.,;:!?)]|\s*(?:$|[@#{_SIGNS}]|[(\[][\w ]{{1,40}}::|\[\[@)")
_PARTICLES: Final = frozenset(
    (
        *("van", "von", "der", "den", "de", "da", "di", "del", "dos", "das"),
        *("la", "le", "el", "al", "bin", "ibn", "ter"),
    )
)


@dataclass(frozen=True, slots=True)
class OwnerMention:
    """One place in a description that names an owner."""

    name: str
    """The name alone: without `@`, brackets, folder, `.md` or alias."""
    raw: str
    """As it stands in the description."""
    start: int
    """Offset of `raw` in the description."""


def find_owners(description: str, known: Container[str] = ()) -> tuple[OwnerMention, ...]:
    """Every owner in `description`, the same name once, in order.

    `known` holds the names of people as `name_key` gives them: in running text the longest of
    them wins.
    """
    found: dict[str, OwnerMention] = {}
    for mention in find_mentions(description, known):
        found.setdefault(name_key(mention.name), mention)
    return tuple(found.values())


def find_mentions(description: str, known: Container[str] = ()) -> tuple[OwnerMention, ...]:
    """Every place that names an owner, in order; one owner may be named in several."""
    if "@" not in description and "::" not in description:
        return ()
    return tuple(_mentions(_blanked(description), known))


def _blanked(description: str) -> str:
    """The description with code spans, URLs and Markdown links as blanks of the same length."""
    return _HIDDEN.sub(lambda hidden: "\x00" * len(hidden.group()), description)


def _mentions(text: str, known: Container[str]) -> Iterator[OwnerMention]:
    for found in _MENTION.finditer(text):
        if found["at"] is not None:
            end = _end_of_name(text, found.end(), known)
            name = _without_remark(text[found.end() : end])
            yield OwnerMention(name, text[found.start() : end], found.start())
            continue
        link = found["link"]
        if link and not link.startswith("[[@"):
            continue
        name = link_name(found["field"] or found["at_link"] or link).removeprefix("@")
        if name := _without_remark(name):
            yield OwnerMention(name, found.group(), found.start())


def _without_remark(name: str) -> str:
    return name.strip().removesuffix(LAST_NAME_UNKNOWN).strip()


def name_key(name: str) -> str:
    """What is equal for two ways to write one name: case, composed letters, blanks, remark."""
    return normalize("NFC", " ".join(_without_remark(name).split())).casefold()


def link_name(written: str) -> str:
    """What `[[folder/Name#heading|alias]]` (brackets optional) points to: `Name`."""
    inner = written.strip().removeprefix("[[").removesuffix("]]")
    target = inner.split("|", 1)[0].split("#", 1)[0].strip().removesuffix(".md")
    folder, _, name = target.rpartition("/")
    if name.casefold() == "readme" and folder:
        return folder.rpartition("/")[2]
    return name


def _end_of_name(text: str, start: int, known: Container[str]) -> int:
    """Where the name that starts at `start` ends."""
    ends = _word_ends(text, start)
    for end in reversed(ends):
        if name_key(text[start:end]) in known:
            return _with_last_name_unknown(text, end)
    end = ends[0]
    for following in ends[1:]:
        if not _reads_like_a_name(text[end:following].strip()):
            break
        end = following
    end = _with_last_name_unknown(text, end)
    # In running text nobody can tell where an unknown name ends: it is its first word.
    return end if _TAIL.match(text, end) else _with_last_name_unknown(text, ends[0])


def _word_ends(text: str, start: int) -> list[int]:
    ends: list[int] = []
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text, start)):
        name = _POSSESSIVE.sub("", word.group().rstrip(".'’&-"))
        ends.append(start + len(name))
        gap = _GAP.match(text, word.end())
        if gap is None or ends[-1] != word.end():
            break
        start = gap.end()
    return ends


def _reads_like_a_name(word: str) -> bool:
    return word[:1].isupper() or not word[:1].islower() or word in _PARTICLES


def _with_last_name_unknown(text: str, end: int) -> int:
    gap = _GAP.match(text, end)
    at = gap.end() if gap else end
    return at + len(LAST_NAME_UNKNOWN) if text.startswith(LAST_NAME_UNKNOWN, at) else end
