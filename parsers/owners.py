"""Who a task is for: the forms in which a line names an owner."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from msgspec import Struct

from parsers.signifiers import DATE_SIGNS, PRIORITY_SIGNS, WORD_SIGNS

LAST_NAME_UNKNOWN: Final = "(last name unknown)"

_MOST_WORDS: Final = 6
_MOST_ENDS: Final = 10
_KEYS: Final = "owner|assignee"
# The bounds keep a hostile line from being read again from each of its brackets.
_HIDDEN = re.compile(
    r"`+[^`]*`+|\b[a-z][a-z0-9+.-]{0,30}://\S+|!?\[[^\]\[]{0,1000}\]\([^()\[\]]*\)", re.IGNORECASE
)
_LINK = r"\[\[[^\[\]]*\]\]"
_LINK_INSIDE = re.compile(_LINK)
_MENTION = re.compile(
    rf"[(\[] {{0,9}}(?:{_KEYS}) {{0,9}}:: {{0,9}}"
    rf"(?P<field>{_LINK}|[^()\[\]]{{1,200}}(?:\(last name unknown\))?) {{0,9}}[)\]]"
    rf"|(?<![^\W_]|[@./])@(?P<at_link>{_LINK})"
    rf"|(?P<link>{_LINK})"
    r"|(?<![^\W_]|[@./])@(?P<at>(?=[^\W_]))",
    re.IGNORECASE,
)
# Combining marks: decomposed letters, Hebrew and Arabic points, the vowel signs of India and Siam.
_MARKS: Final = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d"
_WORD = re.compile(rf"[^\W_][\w{_MARKS}.'’&-]*")
_NO_END: Final = ".'’&-_"
_POSSESSIVE = re.compile(r"['’]s\Z")
_GAP = re.compile(r"[ \u00a0]+")
_SIGNS: Final = "".join([*PRIORITY_SIGNS, *DATE_SIGNS, *WORD_SIGNS.values()])
_TAIL = re.compile(
    rf"[.,;:!?)\]\"”»*=~|_]|\s[-–—|](?!\S)|\s*(?:$|[@#{_SIGNS}]|[(\[][\w ]{{1,40}}::|\[\[@)"
)
_PATH_GOES_ON = re.compile(r"/[\w.]")
# What may stand between the words of somebody who is known: `Dr. Ana Souza`, `Souza, Ana (Oslo)`.
_INSIDE_A_NAME = re.compile(rf"[^\W_][\w{_MARKS}.'’&-]*|[^\s@#\[\]{_SIGNS}]")
_TITLES: Final = frozenset({"dr", "prof", "mr", "mrs", "ms", "st", "fr", "sr", "jr"})
_PARTICLES: Final = frozenset(
    (
        *("van", "von", "der", "den", "de", "da", "di", "del", "dos", "das"),
        *("la", "le", "el", "al", "bin", "ibn", "ter"),
    )
)


class OwnerMention(Struct, frozen=True):
    """One place in a description that names an owner."""

    name: str
    """The name alone: without `@`, brackets, folder, `.md` or alias."""
    raw: str
    """As it stands in the description."""
    start: int
    """Offset of `raw` in the description."""

    @property
    def link(self) -> str:
        """The path that a link in it names, without heading, alias and `.md`; empty without one."""
        found = _LINK_INSIDE.search(self.raw) if "[[" in self.raw else None
        return link_path(found.group()) if found else ""


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
            if _may_be_a_name(text, found.end(), end) or name_key(name) in known:
                yield OwnerMention(name, text[found.start() : end], found.start())
            continue
        link = found["link"]
        if link and not link.startswith("[[@"):
            continue
        name = link_name(found["field"] or found["at_link"] or link).removeprefix("@")
        if (name := _without_remark(name)) and (not name[0].isdecimal() or name_key(name) in known):
            yield OwnerMention(name, found.group(), found.start())


def _without_remark(name: str) -> str:
    return name.strip().removesuffix(LAST_NAME_UNKNOWN).strip()


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """What is equal for two ways to write one name: case, composed letters, blanks, remark."""
    return normalize("NFC", " ".join(_without_remark(name).split())).casefold()


def link_path(written: str) -> str:
    """What `[[folder/Name.md#heading|alias]]` (brackets optional) points to: `folder/Name`."""
    inner = written.strip().removeprefix("[[").removesuffix("]]")
    return inner.split("|", 1)[0].split("#", 1)[0].strip().removesuffix(".md")


def link_name(written: str) -> str:
    """What `[[folder/Name#heading|alias]]` (brackets optional) points to: `Name`."""
    folder, _, name = link_path(written).rpartition("/")
    if name.casefold() == "readme" and folder:
        return folder.rpartition("/")[2]
    return name


def _end_of_name(text: str, start: int, known: Container[str]) -> int:
    """Where the name that starts at `start` ends."""
    for end in reversed(_possible_ends(text, start)):
        if name_key(text[start:end]) in known:
            return _with_last_name_unknown(text, end)
    ends = _word_ends(text, start)
    end = ends[0]
    for following in ends[1:]:
        if not _reads_like_a_name(text[end:following].strip()):
            break
        end = following
    end = _with_last_name_unknown(text, end)
    # In running text nobody can tell where an unknown name ends: it is its first word.
    return end if _TAIL.match(text, end) else _with_last_name_unknown(text, ends[0])


def _may_be_a_name(text: str, start: int, end: int) -> bool:
    """Whether what nobody goes by may be a name: neither a time, `@10:30`, nor `@types/node`."""
    return not text[start].isdecimal() and _PATH_GOES_ON.match(text, end) is None


def _possible_ends(text: str, start: int) -> list[int]:
    """Where the name of somebody known could end: behind each word and each sign that follows."""
    ends: list[int] = []
    at = start
    while len(ends) < _MOST_ENDS and (part := _INSIDE_A_NAME.match(text, at)):
        bare = _POSSESSIVE.sub("", part.group().rstrip(_NO_END))
        ends += sorted({at + len(bare), part.end()} if bare else {part.end()})
        gap = _GAP.match(text, part.end())
        at = gap.end() if gap else part.end()
    return ends


def _word_ends(text: str, start: int) -> list[int]:
    ends: list[int] = []
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text, start)):
        name = _POSSESSIVE.sub("", word.group().rstrip(_NO_END))
        ends.append(start + len(name))
        gap = _GAP.match(text, word.end())
        if gap is None or not (ends[-1] == word.end() or _is_initial_or_title(word.group())):
            break
        start = gap.end()
    return ends


def _is_initial_or_title(word: str) -> bool:
    """Whether the full stop behind it ends no sentence: `J.`, `Dr.`."""
    bare = word.removesuffix(".").casefold()
    return word.endswith(".") and (len(bare) == 1 or bare in _TITLES)


def _reads_like_a_name(word: str) -> bool:
    return word[:1].isupper() or not word[:1].islower() or word in _PARTICLES


def _with_last_name_unknown(text: str, end: int) -> int:
    gap = _GAP.match(text, end)
    at = gap.end() if gap else end
    return at + len(LAST_NAME_UNKNOWN) if text.startswith(LAST_NAME_UNKNOWN, at) else end
