"""Notes with twins, and what other programs do to them between our reading and our writing."""

import random
from dataclasses import dataclass

HEADINGS = (b"# Crew meeting", b"## Decisions", b"## Follow-up", b"### Later", b"## Decisions")
TASKS = (
    b"- [?] Prepare the deck. @Myself #task #proposed #auto",
    b"- [?] Send the minutes. @Ana Souza #task #proposed #auto",
    b"- [?] Book the pier. @Myself #task #proposed #auto",
    b"\t- [?] Ask for prices. @Bo #task #proposed",
    b"- [ ] Water the plants",
    b"- [ ] ",
)
PROSE = (b"", b"", b"Some words about it.", b"- a bullet", b"> quoted", b"*Source: [[Call]]*")


@dataclass(slots=True)
class Line:
    """A line that stays itself wherever it moves and whatever becomes of its text."""

    text: bytes


Lines = list[Line]


def random_note(dice: random.Random) -> Lines:
    """Sections with tasks, about a quarter of which have an equal line somewhere in the note."""
    texts: list[bytes] = []
    for section in range(dice.randint(1, 4)):
        texts.append(dice.choice(HEADINGS))
        for number in range(dice.randint(1, 7)):
            if dice.random() < 0.3:
                texts.append(dice.choice(PROSE))
            common = dice.choice(TASKS)
            texts.append(common if dice.random() < 0.35 else common + b" %d.%d" % (section, number))
        if dice.random() < 0.15:
            texts += [b"```", dice.choice(TASKS), b"```"]
        texts.append(b"")
    return [Line(text) for text in texts]


def edit_outside(dice: random.Random, lines: Lines) -> None:
    """One edit as a person, Obsidian, a pipeline or a sync program makes it."""
    dice.choices(
        [_insert, _delete, _change, _toggle, _move, _copy, _move_block, _swap, _retitle],
        [5, 4, 4, 4, 3, 1, 2, 1, 1],
    )[0](dice, lines)


def _insert(dice: random.Random, lines: Lines) -> None:
    new = dice.choice((dice.choice(TASKS), b"- [?] New %d" % dice.randrange(99), *PROSE))
    lines.insert(dice.randint(0, len(lines)), Line(new))


def _delete(dice: random.Random, lines: Lines) -> None:
    if len(lines) > 1:
        del lines[dice.randrange(len(lines))]


def _change(dice: random.Random, lines: Lines) -> None:
    dice.choice(lines).text += b" more"


def _toggle(dice: random.Random, lines: Lines) -> None:
    line = dice.choice(lines)
    line.text = line.text.replace(b"[?]", b"[x]").replace(b"[ ]", b"[x]")


def _move(dice: random.Random, lines: Lines) -> None:
    line = lines.pop(dice.randrange(len(lines)))
    lines.insert(dice.randint(0, len(lines)), line)


def _copy(dice: random.Random, lines: Lines) -> None:
    lines.insert(dice.randint(0, len(lines)), Line(dice.choice(lines).text))


def _move_block(dice: random.Random, lines: Lines) -> None:
    start = dice.randrange(len(lines))
    block = lines[start : start + dice.randint(2, 6)]
    del lines[start : start + len(block)]
    at = dice.randint(0, len(lines))
    lines[at:at] = block


def _swap(dice: random.Random, lines: Lines) -> None:
    if len(lines) > 1:
        at = dice.randrange(len(lines) - 1)
        lines[at], lines[at + 1] = lines[at + 1], lines[at]


def _retitle(dice: random.Random, lines: Lines) -> None:
    for line in lines:
        if line.text.startswith(b"#") and dice.random() < 0.5:
            line.text += b"!"
