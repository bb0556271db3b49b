"""The task under the cursor: text, origin, the note around it, what a verb would write."""

from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.detail import Detail
from tui.render import age, fit, headline, plain, short_diff, split_title, wrap
from vault.people import Owner, OwnerKind

_LABEL: Final = 6
_FLAT: Final = 10
"""Below this height the pane shows the short form."""
_MOST_TEXT: Final = 5
_MOST_CURRENT: Final = 5
_LEAST_CONTEXT: Final = 3


class DetailPane(Widget):
    """The long form in a column, or a few lines below the list."""

    detail: reactive[Detail | None] = reactive(None)

    def render(self) -> Content:
        """As many lines as there is room for."""
        if self.detail is None:
            return Content()
        width = self.size.width
        flat = self.size.height < _FLAT
        lines = self._short(self.detail, width) if flat else self._long(self.detail, width)
        return Content("\n").join(lines[: self.size.height])

    def _short(self, detail: Detail, width: int) -> list[Content]:
        text = wrap(headline(detail.found.task, detail.owners), width, 2)
        return [
            *(Content.styled(line, "bold $strong") for line in text),
            self._one_line_origin(detail, width),
            *_heading_line(detail, width)[: self.size.height - len(text) - 3],
            *_difference(detail, width, 1),
        ]

    def _long(self, detail: Detail, width: int) -> list[Content]:
        text = wrap(headline(detail.found.task, detail.owners), width, _MOST_TEXT)
        above = [
            Content(),
            *(Content.styled(line, "bold $strong") for line in text),
            Content(),
            *_origin(detail, width),
            Content(),
        ]
        below = [Content(), _rule(f"on {detail.verb}", width), *_difference(detail, width, 3)]
        room = self.size.height - len(above) - len(below) - 1
        if room < _LEAST_CONTEXT or not detail.lines:
            return [*above, *below]
        return [*above, _rule("context", width), *_context(detail, width, room), *below]

    def _one_line_origin(self, detail: Detail, width: int) -> Content:
        info = detail.found.note.info
        title = split_title(info.title)[0]
        day = info.date.isoformat() if info.date else ""
        source = plain(info.source or "")
        rest = " · ".join(part for part in (day, source) if part)
        title = fit(title, min(len(title), width // 3)).rstrip()
        room = width - Content(title).cell_length - 3
        place = f"{plain(detail.found.path)}:{detail.found.line}"
        known = f" · {rest} · " if rest else " · "
        return Content.assemble(
            (title, "$person"), (known, "$quiet"), (_ending(place, room - len(known)), "$quiet")
        )


def _heading_line(detail: Detail, width: int) -> list[Content]:
    """The heading above the task, when there is one."""
    heading = _headings(detail)
    return [Content.styled(fit(f"## {heading}", width).rstrip(), "bold $open")] if heading else []


def _rule(title: str, width: int) -> Content:
    line = "─" * max(0, width - len(title) - 4)
    return Content.assemble(("── ", "$faint"), (title, "$quiet"), (f" {line}", "$faint"))


def _note_day(detail: Detail) -> str:
    day = detail.found.note.info.date
    return f"{day:%a} {day.isoformat()}  {age(day, detail.today)}" if day else ""


def _origin(detail: Detail, width: int) -> list[Content]:
    """From, date, via, note, tags: what is known."""
    found, info = detail.found, detail.found.note.info
    title, subtitle = split_title(info.title)
    via = " ".join(filter(None, [info.source, "generated" if info.generated else ""]))
    note = _ending(f"{plain(found.path)}:{found.line}", width - _LABEL)
    rows = [
        ("from", title, "$person"),
        ("", subtitle, "$words"),
        ("with", ", ".join(map(plain, info.participants)), "$words"),
        ("date", _note_day(detail), "$words"),
        ("via", plain(via), "$words"),
        ("note", note, "underline $open"),
        ("", plain(f"properties: {info.problem}") if info.problem else "", "$quiet"),
        ("under", _headings(detail), "$words"),
        ("owner", " ".join(map(_owner, detail.owners)), "$other-owner"),
        ("due", _due(detail), "$words"),
        ("waits", _listed("for", detail.waits_for), "$words"),
        ("holds", _listed("up", detail.blocks), "$words"),
        ("every", _rule_text(detail), "$words"),
        ("you", detail.hint.removeprefix("you "), "$quiet"),
        ("tags", plain(" ".join(found.task.tags)), "$other-owner"),
    ]
    return [
        Content.assemble(
            (fit(label, _LABEL), "$quiet"), (fit(text, width - _LABEL).rstrip(), style)
        )
        for label, text, style in rows
        if text
    ]


def _owner(owner: Owner) -> str:
    """The name, and what kind of name it is when it stands for no person."""
    known = owner.kind in (OwnerKind.ME, OwnerKind.PERSON)
    return f"@{plain(owner.name)}" + ("" if known else f" ({owner.kind})")


def _listed(word: str, texts: tuple[str, ...]) -> str:
    """The texts behind a word that goes on from the row's label."""
    return f"{word} {', '.join(texts)}" if texts else ""


def _headings(detail: Detail) -> str:
    """The open headings, without one that only repeats the note's title."""
    headings = detail.found.at.headings
    if headings[:1] == (detail.found.note.info.title,):
        headings = headings[1:]
    return plain(" › ".join(headings))


def _rule_text(detail: Detail) -> str:
    """The recurrence without its first word, which is the row's label."""
    recurrence = detail.found.task.recurrence
    return recurrence.text.removeprefix("every ") if recurrence else plain(detail.found.task.rule)


def _ending(text: str, width: int) -> str:
    """The text, or its end when it is too long: of a path the end tells most."""
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) > width - 1:
        text = text[1:]
    return "…" + text


def _due(detail: Detail) -> str:
    due = detail.found.task.due
    return f"{due:%a} {due.isoformat()}" if due else ""


def _context(detail: Detail, width: int, room: int) -> list[Content]:
    """The note around the task with its line numbers; the task's own line wraps."""
    at = detail.found.line - detail.first_line
    if not 0 <= at < len(detail.lines):
        return []
    digits = len(str(detail.first_line + len(detail.lines)))
    cells = width - digits - 2
    current = wrap(detail.lines[at].strip(), cells, _MOST_CURRENT)
    above = max(0, min(at, (room - len(current)) // 2))
    below = room - len(current) - above
    shown = [_context_line(detail, i, digits, cells) for i in range(at - above, at)]
    for number, text in enumerate(current):
        label = str(detail.found.line) if number == 0 else ""
        shown.append(
            Content.assemble(
                (label.rjust(digits), "$proposed"),
                ("▐", "$proposed"),
                (" " + fit(text, cells), "$words on $cursor-row"),
            )
        )
    after = range(at + 1, min(at + 1 + below, len(detail.lines)))
    return [*shown, *(_context_line(detail, i, digits, cells) for i in after)]


def _context_line(detail: Detail, index: int, digits: int, cells: int) -> Content:
    text = detail.lines[index]
    style = "bold $open" if text.startswith("#") and " " in text else "$quiet"
    number = str(detail.first_line + index).rjust(digits)
    return Content.assemble((number, "$faint"), "  ", (fit(text, cells).rstrip(), style))


def _difference(detail: Detail, width: int, most: int) -> list[Content]:
    """The line as it is and as the verb would leave it, cut to where they differ."""
    if not detail.after:
        return [Content.styled(line, "$quiet") for line in wrap(detail.remark, width, most)]
    after = detail.after.split("\n")
    if detail.after == detail.before:
        return [Content.styled(detail.remark or "nothing changes", "$quiet")]
    old, new = short_diff(detail.before, after[-1])
    shown = [(old, "$taken"), *((fit(line, width * most), "$added") for line in after[:-1])]
    shown.append((new, "$added"))
    lines = [
        Content.styled(part.rstrip(), style)
        for text, style in shown
        for part in wrap(text.rstrip(), width, most)
    ]
    remark = [Content.styled(part, "$quiet") for part in wrap(detail.remark, width, most)]
    return [*lines, *(remark if detail.remark else [])]
