"""One priority up or down, and an edit with a verb behind it, as the writer plans them."""

from datetime import date

import pytest

from parsers.proposed import ProposedRule, ProposedSettings
from parsers.status_change import StatusRules
from parsers.task import parse_task
from vault.editing import EditContext, plan
from vault.edits import Accept
from vault.relative_edits import EditThen, Reprioritize
from vault.set_task import SetDescription, SetTask

CONTEXT = EditContext(date(2026, 11, 22), StatusRules(), ProposedRule(ProposedSettings()))


def after(line: str, edit: Reprioritize | EditThen) -> tuple[str, str]:
    task = parse_task(line)
    assert task is not None
    rewrite = plan(edit, task, CONTEXT, proposed=CONTEXT.proposed.holds(task))
    (made,) = rewrite.lines
    return made, rewrite.remark


@pytest.mark.parametrize(
    ("line", "by", "made"),
    [
        ("- [ ] Call", 1, "- [ ] Call 🔼"),
        ("- [ ] Call", -1, "- [ ] Call 🔽"),
        ("- [ ] Call 🔼 📅 2026-12-01", 1, "- [ ] Call ⏫ 📅 2026-12-01"),
        ("- [ ] Call 🔼 📅 2026-12-01", -1, "- [ ] Call 📅 2026-12-01"),
        ("- [ ] Call ⏬", 1, "- [ ] Call 🔽"),
    ],
)
def test_a_priority_goes_up_or_down(line: str, by: int, made: str) -> None:
    assert after(line, Reprioritize(by)) == (made, "")


def test_it_ends_at_the_highest_and_the_lowest() -> None:
    assert after("- [ ] Call 🔺", Reprioritize(1)) == (
        "- [ ] Call 🔺",
        "It has the highest priority already.",
    )
    assert after("- [ ] Call ⏬", Reprioritize(-1))[1] == "It has the lowest priority already."


def test_an_edited_proposal_is_accepted_in_one_step() -> None:
    edit = EditThen(SetTask((SetDescription("Ring @Bo #task #proposed"),)), Accept())
    assert edit.name == "accept"
    assert after("- [?] Call #task #proposed ⏫", edit) == ("- [ ] Ring @Bo #task ⏫", "")


def test_a_proposal_that_loses_its_tag_in_the_edit_is_accepted_as_well() -> None:
    edit = EditThen(SetTask((SetDescription("Ring @Bo"),)), Accept())
    assert after("- [?] Call #task #proposed", edit) == ("- [ ] Ring @Bo", "")
