"""Whether a task's line has words and tags, told from its bytes as far as bytes can tell."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from parsers.lines import decode_line
from parsers.signifiers import EMOJI
from parsers.tags import tag_at_end
from parsers.task import TaskGrammar
from parsers.whitespace import has_line_ender

# Characters whose folded form has ASCII letters: in no other text can such letters be hidden.
FOLDED_TO_ASCII: Final = (
    "\u00df\u0130\u0149\u017f\u01f0\u1e96\u1e97\u1e98\u1e99\u1e9a\u1e9e\u212a"
    "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
)
_BYTES_OF_FOLDED: Final = (b"\xc3", b"\xc4", b"\xc5", b"\xc7", b"\xe1", b"\xef", b"\xaa")


class LineSearch(Struct, frozen=True):
    """Words and tags, case-folded, of which each must be in a task's description."""

    words: tuple[tuple[str, bytes], ...]
    """With their bytes if they are ASCII."""
    tags: tuple[tuple[str, bytes], ...]
    """With their bytes where those, between spaces, are a tag for certain."""

    def may_be_in(self, lines: bytes) -> bool:
        """Whether one of these lines, joined by line feeds, may have all the words.

        Only for lines of which `hides_letters` says no.
        """
        folded = lines.lower()
        for word, plain in self.words:
            if plain:
                if plain not in folded:
                    return False
            elif word not in decode_line(lines).casefold():
                return False
        return True

    def lines_in(self, lines: bytes) -> list[tuple[int, bytes]] | None:
        """Those of these lines that may have all, with their numbers from 0; None: any of them.

        Only for lines of which `hides_letters` says no.
        """
        plain = [plain for _, plain in self.words] + [plain[1:-1] for _, plain in self.tags]
        sought = max(plain, key=len, default=b"")
        if not sought:
            return None
        folded = lines.lower()
        found: list[tuple[int, bytes]] = []
        number = past = 0
        at = folded.find(sought)
        while at >= 0:
            number += folded.count(b"\n", past, at)
            start = folded.rfind(b"\n", past, at) + 1 or past
            past = folded.find(b"\n", at)
            if past < 0:
                found.append((number, lines[start:]))
                break
            found.append((number, lines[start:past]))
            at = folded.find(sought, past)
        return found

    def tells(self, raw: bytes, grammar: TaskGrammar, *, hides: bool = True) -> bool | None:
        """Whether the task of these bytes has all of them; None where only the task can tell.

        `hides`: whether `hides_letters` says so of the line.
        """
        folded = raw.lower()
        start = end = 0
        is_certain = True
        for word, plain in self.words:
            at = folded.find(plain) if plain else -1
            if at >= 0:
                # Behind the box, whose symbol may be a bracket itself.
                start = start or raw.find(b"]", raw.find(b"[") + 2) + 1
                at = at if at >= start else folded.find(plain, start)
            if at >= 0:
                end = max(end, at + len(plain))
            elif (hides or not plain) and word in decode_line(raw[start:]).casefold():
                is_certain = False
            else:
                return False
        is_certain = is_certain and _is_described(raw[start:end], grammar)
        if self.tags:
            return self._tells_of_tags(raw, folded, grammar, is_certain=is_certain)
        return is_certain or None

    def _tells_of_tags(
        self, raw: bytes, folded: bytes, grammar: TaskGrammar, *, is_certain: bool
    ) -> bool | None:
        for tag, plain in self.tags:
            if not (plain and plain[1:-1] in folded) and tag not in decode_line(raw).casefold():
                return False
            is_certain = is_certain and _has_tag(folded, plain, grammar)
        return is_certain or None


@lru_cache(maxsize=256)
def search_for(words: Sequence[str], tags: Sequence[str]) -> LineSearch:
    """What looks for words and tags; words are case-folded already."""
    return LineSearch(
        tuple([(word, word.encode() if word.isascii() else b"") for word in words]),
        tuple([(tag.casefold(), _plain_tag(tag.casefold())) for tag in tags]),
    )


def _plain_tag(tag: str) -> bytes:
    return f" {tag} ".encode() if tag.isascii() and tag_at_end(tag) == 0 else b""


def hides_letters(lines: bytes) -> bool:
    """Whether the lines have characters whose folded form has ASCII letters."""
    # A byte of each; few lines have any. In text each is found 100 times as fast as in bytes.
    if lines.isascii() or not any(byte in lines for byte in _BYTES_OF_FOLDED):
        return False
    text = decode_line(lines)
    return any(char in text for char in FOLDED_TO_ASCII)


def _is_described(start: bytes, grammar: TaskGrammar) -> bool:
    """Whether a text that starts like this has all of that in its description.

    Fields begin with a sign or a bracket, a block link with a caret.
    """
    if not start.isascii() or b"^" in start or b"\r" in start:
        return False
    return grammar.dialect is EMOJI or not (b"[" in start or b"(" in start)


def _has_tag(folded: bytes, plain: bytes, grammar: TaskGrammar) -> bool:
    """Whether the tag surely is one of the task's."""
    if not plain or plain[1:-1].decode() == grammar.global_filter.casefold():
        return False
    folded = folded.removesuffix(b"\r")
    return (plain in folded or folded.endswith(plain[:-1])) and not has_line_ender(folded)
