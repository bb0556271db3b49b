"""What the palette finds, and in which order."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.driving import TODAY, TWO_NOTES, write_vault
from tui.choices import (
    MOST_FOUND,
    Choice,
    ChoiceKind,
    action_choices,
    find_choices,
    note_choices,
    owner_choices,
)
from tui.keymap import DEFAULT_KEYMAP
from vault.vault import Vault
from vault.view import ViewRequest

ACTIONS = action_choices(DEFAULT_KEYMAP)


def named(*texts: str) -> list[Choice]:
    return [Choice(ChoiceKind.NOTE, t, t, "hint", folded=f"{t}\nhint".casefold()) for t in texts]


def found(typed: str, choices: list[Choice]) -> list[str]:
    return [one.choice.text for one in find_choices(typed, choices)]


def test_nothing_typed_shows_the_first_thirty() -> None:
    assert found("", ACTIONS) == [choice.text for choice in ACTIONS[:MOST_FOUND]]
    assert found("  ", named("a", "b")) == ["a", "b"]


def test_the_beginning_counts_more_than_a_word_and_a_word_more_than_its_middle() -> None:
    choices = named("The archive", "Inarching", "Arches")
    assert found("arch", choices) == ["Arches", "The archive", "Inarching"]


def test_every_word_must_be_there_in_any_order_and_case() -> None:
    choices = named("Harbour kiosks", "Kiosk hardware", "Harbour")
    assert found("KIOSK har", choices) == ["Harbour kiosks", "Kiosk hardware"]


def test_an_action_is_found_by_what_it_does() -> None:
    assert found("put it off", named("x")) == []
    assert found("look at every file", ACTIONS) == ["Rescan"]


def test_letters_in_their_order_are_enough_where_no_word_is_found() -> None:
    assert found("hkw", named("Harbour kiosk week", "Kiosk hardware")) == ["Harbour kiosk week"]


def test_the_letters_that_were_typed_are_told() -> None:
    [one] = find_choices("kio har", named("Kiosk hardware"))
    assert sorted(one.places) == [0, 1, 2, 6, 7, 8]
    [one] = find_choices("khw", named("Kiosk hardware"))
    assert sorted(one.places) == [0, 6, 10]


def test_an_owner_is_found_with_and_without_the_sign() -> None:
    choices = named("@Lena Okafor", "Ask Lena")
    assert found("@lena", choices) == ["@Lena Okafor"]
    assert found("lena", choices) == ["@Lena Okafor", "Ask Lena"]


@given(st.text(max_size=8), st.lists(st.text(max_size=12), max_size=50))
def test_whatever_is_typed_no_more_than_thirty_are_found_each_once(
    typed: str, texts: list[str]
) -> None:
    hits = find_choices(typed, named(*texts))
    assert len(hits) <= MOST_FOUND
    assert all(place < len(hit.choice.text) for hit in hits for place in hit.places)


def test_notes_with_proposals_and_owners_are_choices(tmp_path: Path) -> None:
    notes = {**TWO_NOTES, "Old.md": "- [ ] Done with @\x1b[31mAna #task\n", "Empty.md": "no task\n"}
    vault = Vault(str(write_vault(tmp_path, notes)), today=lambda: TODAY)
    vault.load()
    inbox = vault.view(ViewRequest())
    shown = [(choice.text, choice.hint) for choice in note_choices(inbox)]
    assert shown == [("First 2026-11-20", "3 proposed"), ("Second 2026-11-10", "2 proposed")]
    assert [choice.value for choice in note_choices(inbox)] == list(TWO_NOTES)
    assert all(choice.text.isprintable() for choice in owner_choices(inbox))
