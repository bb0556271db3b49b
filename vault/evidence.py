"""What a vault's tasks say about the symbols whose meaning it decides itself."""

from collections.abc import Iterable, Iterator

from parsers.packed_keys import SYMBOL_SIZE, pack_symbol
from parsers.proposed import ProposedRule
from vault.held_note import HeldNote, is_below


def evidence(
    notes: Iterable[HeldNote], rule: ProposedRule, symbols: Iterable[str]
) -> Iterator[tuple[str, bool]]:
    """For each task with one of these symbols: which, and whether anything says it is proposed.

    That is a tag on its line, or that its note was generated.
    """
    packed_symbols = {pack_symbol(symbol): symbol for symbol in symbols}
    excluded = rule.settings.exclude_folders
    for held in notes:
        note = held.note
        if not note.may_have(packed_symbols) or is_below(note.path, excluded):
            continue
        own = note.grammar.global_filter
        for place, (packed, raw) in enumerate(zip(note.packed_keys, note.lines, strict=True)):
            symbol = packed_symbols.get(packed[:SYMBOL_SIZE])
            if symbol is None:
                continue
            tagged = rule.is_tagged_line(raw, own)
            if tagged is None:
                tagged = any(map(rule.is_proposed_tag, note.task_at(place).task.tags))
            yield symbol, tagged or note.info.generated
