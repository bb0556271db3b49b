"""Priority, status and reasons: one key each."""

from parsers.priority import Priority
from parsers.status import Status, StatusRegistry, StatusType
from tests.tui.prompts.pressing import press
from tui.prompts.menu import PriorityPrompt, ReasonPrompt, StatusPrompt
from tui.prompts.prompt import Edited, Left
from vault.edits import Reject
from vault.set_task import SetField, SetTask

STATUSES = StatusRegistry(
    (
        Status(" ", "Todo", StatusType.TODO, "x"),
        Status("/", "Doing", StatusType.IN_PROGRESS, "x"),
        Status("!", "", StatusType.ON_HOLD, "x"),
    )
)


def test_a_number_sets_a_priority() -> None:
    for key, value in zip(
        "123456", ("highest", "high", "medium", None, "low", "lowest"), strict=True
    ):
        answer = press(PriorityPrompt("Call", {Priority.NONE}), key)
        assert isinstance(answer, Edited)
        assert isinstance(answer.edit, SetTask)
        (made,) = answer.edit.assignments
        assert isinstance(made, SetField)
        assert made.value == value


def test_the_own_priority_is_checked_and_the_arrows_go_from_it() -> None:
    asked = PriorityPrompt("Call", {Priority.HIGH})
    assert [choice.checked for choice in asked.choices] == [False, True, *[False] * 4]
    answer = press(asked, "down", "enter")
    assert isinstance(answer, Edited)
    assert "medium" in repr(answer.edit)


def test_a_key_of_no_priority_does_nothing() -> None:
    asked = PriorityPrompt("Call", {Priority.HIGH})
    assert press(asked, "7", "x") is None
    assert asked.line.text == ""
    assert press(asked, "escape") == Left()


def test_the_statuses_of_the_vault_have_their_symbols_as_keys() -> None:
    asked = StatusPrompt("Call", STATUSES, {"/"})
    assert [(c.key, c.text, c.note, c.checked) for c in asked.choices] == [
        (" ", "Todo", "[ ] todo", False),
        ("/", "Doing", "[/] in progress", True),
        ("!", "[!]", "[!] on hold", False),
    ]
    assert press(asked, "!") == Edited(SetTask((), "!"))
    assert press(StatusPrompt("Call", STATUSES, {"/"}), "space") == Edited(SetTask((), " "))


def test_each_reason_has_a_key() -> None:
    reasons = [press(ReasonPrompt("Call"), key) for key in "dnovw"]
    assert reasons == [
        Edited(Reject(), reason)
        for reason in ("duplicate", "not mine", "obsolete", "vague", "wrong")
    ]


def test_a_reason_of_ones_own_is_typed_and_has_words() -> None:
    asked = ReasonPrompt("Call")
    assert press(asked, "t") is None
    assert press(asked, "space", "enter") is None
    assert asked.said.text == "A reason has words; Esc leaves it as it is."
    assert press(asked, "done by Kim ", "enter") == Edited(Reject(), "done by Kim")
    long = ReasonPrompt("Call")
    press(long, "t")
    long.paste("word " * 200)
    assert press(long, "enter") is None
    assert long.said.text == "A reason may have 500 characters."
