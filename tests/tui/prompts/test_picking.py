"""Owners and tags: typed letters narrow, Tab takes several, and a bare Enter changes nothing."""

import pytest

from parsers.task import parse_task
from tests.tui.prompts.pressing import press
from tui.prompts.known import Known
from tui.prompts.owners import OwnerPrompt
from tui.prompts.prompt import Answer, Edited, Left
from tui.prompts.tags import TagPrompt
from vault.set_task import SetTask

KNOWN = Known(
    people=("Ana Souza", "Bo Lind", "Ines Duarte"),
    me=("Myself",),
    owners=("Bo Lind", "Kim"),
    tags=("#task", "#proposed", "#deep/work", "#errand"),
    names=frozenset({"ana souza", "bo lind", "ines duarte", "myself"}),
)


def owners(*own: str, present: tuple[str, ...] = ()) -> OwnerPrompt:
    asked = OwnerPrompt("Call", own, present)
    asked.known = KNOWN
    return asked


def tags(*own: str) -> TagPrompt:
    asked = TagPrompt("Call", own)
    asked.known = KNOWN
    return asked


def line_after(answer: Answer | None, line: str) -> str:
    assert isinstance(answer, Edited)
    assert isinstance(answer.edit, SetTask)
    for assignment in answer.edit.assignments:
        task = parse_task(line)
        assert task is not None
        line = assignment.line_after(task)
    return line


def test_those_of_the_meeting_come_first_then_me_then_people_notes_then_others() -> None:
    asked = owners(present=("Ines Duarte", "Zoe"))
    assert [(choice.text, choice.note) for choice in asked.choices] == [
        ("@Ines Duarte", "in this meeting"),
        ("@Zoe", "in this meeting"),
        ("@Myself", "you"),
        ("@Ana Souza", "people note"),
        ("@Bo Lind", "people note"),
        ("@Kim", "on other tasks"),
    ]


def test_letters_narrow_to_the_names_they_begin() -> None:
    asked = owners()
    press(asked, "so")
    assert [choice.text for choice in asked.choices] == ["@Ana Souza", "@so"]
    assert asked.choices[-1].note == "new"
    assert line_after(press(asked, "enter"), "- [ ] Call") == "- [ ] Call @Ana Souza"


def test_a_name_that_nobody_knows_can_be_typed() -> None:
    assert line_after(press(owners(), "Zoe", "enter"), "- [ ] Call #a") == "- [ ] Call @Zoe #a"


def test_the_owner_takes_the_place_of_the_one_before() -> None:
    answer = press(owners("Bo Lind"), "ana", "enter")
    assert line_after(answer, "- [ ] Ask @Bo Lind about it") == "- [ ] Ask @Ana Souza about it"


def test_a_bare_enter_keeps_the_owners() -> None:
    assert press(owners("Bo Lind", "Kim"), "tab", "tab", "enter") == Left()
    assert press(owners("Bo Lind"), "enter") == Left()


def test_nobody_has_a_key() -> None:
    answer = press(owners("Bo Lind"), "-")
    assert line_after(answer, "- [ ] Call @Bo Lind #a") == "- [ ] Call #a"
    assert "-" not in [choice.key for choice in owners().choices]


def test_tab_takes_several() -> None:
    asked = owners("Bo Lind")
    press(asked, "ana", "tab")
    assert asked.said.text == "@Bo Lind @Ana Souza"
    assert asked.line.text == ""
    answer = press(asked, "Zoe", "enter")
    assert line_after(answer, "- [ ] Call @Bo Lind ⏫") == "- [ ] Call @Bo Lind @Ana Souza @Zoe ⏫"


def test_tab_takes_one_of_several_away() -> None:
    answer = press(owners("Bo Lind", "Kim"), "bo", "tab", "enter")
    assert line_after(answer, "- [ ] Call @Bo Lind @Kim today") == "- [ ] Call @Kim today"


def test_what_is_no_name_is_told_and_stays() -> None:
    asked = owners()
    assert press(asked, "Zoe, Max", "enter") is None
    assert asked.said.text == (
        "“Zoe, Max” cannot be an owner: it is not the name of one owner. Tab adds one to another."
    )
    assert asked.line.text == "Zoe, Max"


def test_a_bare_enter_keeps_the_tags() -> None:
    assert press(tags("#task"), "enter") == Left()


@pytest.mark.parametrize(
    ("keys", "after"),
    [
        (("err", "enter"), "- [ ] Call #task #errand 📅 2026-12-01"),
        (("task", "enter"), "- [ ] Call 📅 2026-12-01"),
        (("new/one", "enter"), "- [ ] Call #task #new/one 📅 2026-12-01"),
        (("#errand", "space", "deep", "space", "enter"),
         "- [ ] Call #task #errand #deep/work 📅 2026-12-01"),
        (("down", "enter"), "- [ ] Call #task #proposed 📅 2026-12-01"),
        (("tab", "err", "enter"), "- [ ] Call #errand 📅 2026-12-01"),
    ],
)  # fmt: skip
def test_tags_are_put_on_and_taken_off(keys: tuple[str, ...], after: str) -> None:
    answer = press(tags("#task"), *keys)
    assert line_after(answer, "- [ ] Call #task 📅 2026-12-01") == after


def test_what_would_come_and_go_is_shown() -> None:
    asked = tags("#task")
    press(asked, "tab", "err")
    assert asked.said.text == "+#errand -#task"


def test_what_is_no_tag_is_told_and_stays() -> None:
    asked = tags()
    assert press(asked, "a,b", "enter") is None
    assert asked.said.text == (
        "That cannot be written: a tag is # and letters, digits, -, _ or /, without blanks."
    )
    assert asked.line.text == "a,b"
