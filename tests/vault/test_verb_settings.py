"""How settings bear on verbs."""

from vault.config import Config, Rejecting
from vault.edits import Accept, Reject, RejectMode
from vault.verb_settings import as_set


def test_a_rejection_is_as_the_settings_say() -> None:
    moving = Config(reject=Rejecting(mode="move", move_to="No.md", reason="note"))
    assert as_set(Reject(), moving, "vague") == Reject(RejectMode.MOVE, "No.md", "vague")
    assert as_set(Reject(), Config(), "vague") == Reject()


def test_other_verbs_have_no_settings() -> None:
    assert as_set(Accept(), Config(reject=Rejecting(mode="delete"))) == Accept()
