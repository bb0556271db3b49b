"""One random trial of finding a task again, judged by knowing where its line really went."""

import random

from parsers.blocks import read_blocks
from parsers.note import parse_note
from parsers.task import DEFAULT_GRAMMAR
from tests.vault.outside_edits import edit_outside, random_note
from vault.errors import ConflictError
from vault.identity import locate, sought_task


def trial(seed: int) -> str:
    """What came of a write after 0 to 5 outside edits."""
    dice = random.Random(seed)
    lines = random_note(dice)
    data = b"\n".join(line.text for line in lines)
    note = parse_note("Note.md", data, DEFAULT_GRAMMAR)
    if not note.tasks:
        return "no task"
    at = dice.choice(note.tasks)
    mine = lines[at.number]
    for _ in range(dice.randint(0, 5)):
        edit_outside(dice, lines)
    now = [line.text for line in lines]
    blocks = read_blocks(b"\n".join(now), now)
    there = [n for n, line in enumerate(lines) if line is mine and line.text == at.raw]
    try:
        number = locate(sought_task(note, at), now, blocks)
    except ConflictError:
        return "needless refusal" if there and there[0] not in blocks.hidden else "refusal"
    if now[number] != at.raw or number in blocks.hidden:
        return "other text"
    return "right" if [number] == there else "wrong twin"
