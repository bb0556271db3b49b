"""What the word at the cursor may become: an owner behind `@`, a tag, a note in a link."""

import re
from typing import Final

from msgspec import Struct

from parsers.owners import name_key
from tui.prompts.known import Known
from tui.prompts.narrowing import narrowed, without
from tui.prompts.typed_line import TypedLine

_BEGUN: Final = re.compile(
    r"(?P<link>@?\[\[)(?P<note>[^\[\]|#]{0,80})\Z"
    r"|(?<![\w@./])@(?P<owner>[^@#\[\]]{0,40})\Z"
    r"|(?:(?<=\s)|\A)(?P<tag>#[^\s#]{0,80})\Z"
)
_MOST: Final = 30
_LOOKED_BACK: Final = 90


class Completion(Struct, frozen=True):
    """One way to end what is begun."""

    shown: str
    text: str
    """What takes the place of what is typed."""
    start: int
    """Where that begins in the line."""

    def put_into(self, line: TypedLine) -> TypedLine:
        """The line with it, and a blank to go on behind."""
        behind = line.text[line.at : line.at + 1]
        return line.replaced(self.start, self.text + ("" if behind == " " else " "))


def completions(line: TypedLine, known: Known) -> list[Completion]:
    """The likeliest first; none where nothing is begun, or it is whole already."""
    first = max(0, line.at - _LOOKED_BACK)
    begun = _BEGUN.search(line.text[first : line.at])
    if begun is None:
        return []
    start = first + begun.start()
    found = [Completion(text.strip(), text, start) for text in _endings(begun, known)]
    whole = line.text[start : line.at].strip().casefold()
    return [] if found and found[0].text.casefold() == whole else found


def _endings(begun: re.Match[str], known: Known) -> list[str]:
    people = without((*known.people, *known.me, *known.owners), (), name_key)
    if begun["link"]:
        names = people if begun["link"].startswith("@") else known.notes
        return [f"{begun['link']}{name}]]" for name in narrowed(names, begun["note"], _MOST)]
    if begun["owner"] is not None:
        if begun["owner"][:1].isspace():
            return []
        return [f"@{name}" for name in narrowed(people, begun["owner"], _MOST)]
    return narrowed(known.tags, begun["tag"].removeprefix("#"), _MOST)
