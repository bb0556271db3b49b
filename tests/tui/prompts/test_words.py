"""The text of a task and new tasks: completed, checked before Enter leaves, shown as written."""

from datetime import date

import pytest

from parsers.status_change import StatusRules
from parsers.task import DEFAULT_GRAMMAR
from tests.tui.prompts.pressing import press
from tui.prompts.known import Known
from tui.prompts.prompt import Captured, Edited, Left
from tui.prompts.words import CapturePrompt, NewLines, Place, TextPrompt
from vault.capture import Capture
from vault.edits import Accept
from vault.relative_edits import EditThen
from vault.set_task import SetDescription, SetTask

KNOWN = Known(
    people=("Ana Souza", "Bo Lind"),
    tags=("#task", "#errand"),
    notes=("Ana Souza", "Harbour", "Projects/Kiosk"),
)
LINES = NewLines(date(2026, 11, 22), DEFAULT_GRAMMAR, StatusRules(set_created_date=True))
DAILY = Place("Daily/2026-11-22.md", "Tasks", is_new=True)
INBOX = Place("Inbox.md", "", is_new=False)


def text(words: str = "Call Ana", *, accepts: bool = False) -> TextPrompt:
    asked = TextPrompt(words, DEFAULT_GRAMMAR, accepts=accepts)
    asked.known = KNOWN
    return asked


def test_enter_gives_the_whole_description() -> None:
    answer = press(text(), " today", "enter")
    assert answer == Edited(SetTask((SetDescription("Call Ana today"),)))


def test_the_same_text_is_nothing_to_do() -> None:
    assert press(text(), "enter") == Left()
    assert press(text(), "x", "backspace", "enter") == Left()


def test_edit_and_accept_is_one_edit_and_accepts_what_nobody_changed() -> None:
    edit = SetTask((SetDescription("Call Ana!"),))
    assert press(text(accepts=True), "!", "enter") == Edited(EditThen(edit, Accept()))
    assert press(text(accepts=True), "enter") == Edited(Accept())


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        (("ctrl+u",), "it is empty"),
        ((" 📅 2026-12-01",), "Tasks would read a field at its end"),
        ((" ^block",), "Obsidian would read a block link at its end"),
    ],
)
def test_what_cannot_be_written_is_told_and_stays(keys: tuple[str, ...], problem: str) -> None:
    asked = text()
    press(asked, *keys)
    typed = asked.line
    assert press(asked, "enter") is None
    assert asked.said.text == f"This cannot be written: {problem}."
    assert asked.line == typed


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        (" @so", "Call Ana @Ana Souza "),
        (" #err", "Call Ana #errand "),
        (" [[kio", "Call Ana [[Projects/Kiosk]] "),
        (" @[[bo", "Call Ana @[[Bo Lind]] "),
        (" @Ana So", "Call Ana @Ana Souza "),
    ],
)
def test_tab_completes_owners_tags_and_links(typed: str, completed: str) -> None:
    asked = text()
    press(asked, typed, "tab")
    assert asked.line.text == completed
    assert not asked.choices


def test_the_arrows_choose_what_tab_completes() -> None:
    asked = text()
    press(asked, " @", "down", "tab")
    assert asked.line.text == "Call Ana @Bo Lind "


def test_nothing_is_completed_in_the_middle_of_other_words() -> None:
    for typed in (" a@b", " http://x/#y", " x#err", " @Ana has to", " nothing"):
        asked = text()
        press(asked, typed)
        assert not asked.choices, typed


def test_a_new_task_shows_where_it_goes_and_its_line() -> None:
    asked = CapturePrompt((DAILY, INBOX), LINES)
    press(asked, "Buy rope #errand 📅 2026-12-01")
    assert [said.text for said in asked.preview] == [
        "Daily/2026-11-22.md › Tasks · a new note",
        "- [ ] Buy rope #errand 📅 2026-12-01 ➕ 2026-11-22",
    ]
    press(asked, "tab")
    assert asked.preview[0].text == "Inbox.md"
    answer = press(asked, "enter")
    assert answer == Captured(Capture("Buy rope #errand 📅 2026-12-01", "Inbox.md", ""))


def test_what_is_no_task_is_told_before_enter_and_stays() -> None:
    asked = CapturePrompt((INBOX,), LINES)
    press(asked, "Buy rope 📅 2026-02-31")
    wrong = "The due date 2026-02-31 is on no calendar; nothing was written."
    assert asked.preview[1].text == wrong
    assert press(asked, "enter") is None
    assert asked.said.text.startswith(wrong)
    assert asked.line.text == "Buy rope 📅 2026-02-31"


def test_nothing_typed_is_no_task() -> None:
    assert press(CapturePrompt((INBOX,), LINES), "enter") == Left()


def test_pasted_lines_become_one() -> None:
    asked = CapturePrompt((INBOX,), LINES)
    asked.paste("Buy rope\r\nand paint\x1b[31m")
    assert asked.line.text == "Buy rope and paint[31m"
