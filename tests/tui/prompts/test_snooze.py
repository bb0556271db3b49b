"""The prompt for putting off: tomorrow at Enter, any day by a key or typed."""

from datetime import date

from parsers.date_settings import DEFAULT_DATES
from tests.tui.prompts.pressing import press
from tui.prompts.days import Counted
from tui.prompts.prompt import PutOffUntil
from tui.prompts.snooze import SnoozePrompt
from tui.typed_days import clears, typed_day
from vault.errors import UsageError

TODAY = date(2026, 11, 22)


def prompt() -> SnoozePrompt:
    def until(typed: str) -> date | None:
        if clears(typed):
            return None
        day = typed_day(typed, TODAY, DEFAULT_DATES)
        if day is None or day <= TODAY:
            raise UsageError(f"“{typed}” is no day to come.")
        return day

    return SnoozePrompt("Call", Counted(TODAY, DEFAULT_DATES), until)


def test_enter_alone_is_tomorrow() -> None:
    asked = prompt()
    assert asked.said.text == "until Mon 23 Nov, tomorrow"
    assert press(asked, "enter") == PutOffUntil("tomorrow")


def test_days_have_keys_and_others_are_typed_or_picked() -> None:
    assert press(prompt(), ".") == PutOffUntil("2026-11-29")
    assert press(prompt(), "+2w", "enter") == PutOffUntil("+2w")
    assert press(prompt(), "right", "enter") == PutOffUntil("2026-11-24")


def test_none_takes_it_back() -> None:
    asked = prompt()
    press(asked, "none")
    assert asked.said.text == "puts it off no longer"
    assert press(asked, "enter") == PutOffUntil("none")


def test_no_day_to_come_is_told_and_stays() -> None:
    asked = prompt()
    assert press(asked, "yesterday", "enter") is None
    assert asked.said.text == "“yesterday” is no day to come."
    assert asked.line.text == "yesterday"
    assert press(asked, "ctrl+u", "enter") is None
    assert asked.said.text == "Say until when; none puts it off no longer."
