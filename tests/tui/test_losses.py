"""What is said when another program undoes decisions."""

from tui.losses import Losses, lost_lines
from vault.events import DecisionLost

LOST = DecisionLost("Notes/a.md", "Pay", "- [?] Pay", "- [ ] Pay", "")


def test_a_loss_is_told_with_all_three_versions() -> None:
    assert lost_lines([LOST]) == [
        "Another program has undone a decision in Notes/a.md: Pay",
        "was: - [?] Pay",
        "wanted: - [ ] Pay",
        "now: nothing",
    ]


def test_losses_that_come_together_are_told_together() -> None:
    losses = Losses()
    losses.add(LOST)
    assert losses.add(LOST).endswith("now: nothing\nAnd 1 more.")
