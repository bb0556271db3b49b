"""Editors that save old versions after ours: every decision survives, or its loss is told."""

import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.vault.obsidian_model import Editor, apply_patches, make_patches
from tests.waiting import wait_until
from vault.edits import Accept, Complete, Edit, Reject
from vault.events import DecisionLost, Event
from vault.journal import WATCHED_S
from vault.outcomes import Decision
from vault.vault import Vault

NOTES = 90
SAVES_WITHIN_S = 2.0
SLACK_S = 2.0
"""A busy machine looks a little later than it should."""

EDITS: list[Edit] = [Accept(), Reject(), Complete(), Accept(start=True)]

Save = Callable[[], None]


def body(number: int) -> str:
    return (
        f"---\ntitle: Call {number}\n---\n# Call {number}\n\nWords about the call.\n\n"
        "## Action items\n"
        f"- [ ] Water the plants {number}\n"
        f"- [?] Prepare deck {number}. @Myself #task #proposed #auto\n"
        f"- [?] Book the pier {number}. #task #proposed\n\n"
        "## Notes\nNothing else was said.\n"
    )


def scenario(dice: random.Random, editor: Editor) -> list[tuple[float, Save]]:
    """What an editor does after our write, each with its time: saves that are stale or merged."""
    name, typed = dice.choice(list(TYPED.items()))
    editor.text = typed(editor.text)
    saves = dice.choices([1, 2, 4, 6], [6, 3, 1, 1])[0]
    held = editor.text
    merges = dice.random() < 0.4 and name != "nothing"

    def save() -> None:
        if merges:
            editor.see()
        else:
            editor.text = held
        editor.save()

    return [(dice.uniform(0, SAVES_WITHIN_S), save) for _ in range(saves)]


TYPED: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "elsewhere": lambda text: text.replace("Words", "More words") + "And then some.\n",
    "beside": lambda text: text.replace("- [?] Prepare", "- [ ] A new one\n- [?] Prepare"),
    "in the line": lambda text: text.replace("Prepare deck", "Prepare the deck"),
    "at its end": lambda text: text.replace("#proposed #auto", "#proposed #auto 📅 2026-12-01"),
    "away": lambda text: "\n".join(line for line in text.split("\n") if "Prepare" not in line),
    "moved": lambda text: "".join(sorted(text.splitlines(keepends=True), reverse=True)),
}


def test_every_decision_survives_or_its_loss_is_told_within_five_seconds(tmp_path: Path) -> None:
    dice = random.Random(20261122)
    root = tmp_path / "vault"
    root.mkdir()
    for number in range(NOTES):
        (root / f"{number}.md").write_text(body(number))
    vault = Vault(str(root), today=lambda: date(2026, 11, 22), state=str(tmp_path / "state"))
    told: dict[str, float] = {}

    def hear(event: Event) -> None:
        if isinstance(event, DecisionLost):
            told[event.path] = time.monotonic()

    vault.subscribe(hear)
    vault.start()
    assert wait_until(lambda: vault.loaded)
    editors = {number: Editor(root / f"{number}.md") for number in range(NOTES)}
    tasks = {t.path: t for t in vault.tasks() if "Prepare" in t.task.description}
    wanted: dict[str, str] = {}
    agenda: list[tuple[float, str, Save]] = []
    for number, editor in editors.items():
        path = f"{number}.md"
        edit = dice.choice(EDITS)
        applied = vault.apply([Decision(tasks[path], edit)])
        assert applied.written == 1
        wanted[path] = applied.outcomes[0].after
        plan = scenario(dice, editor)
        agenda += [(time.monotonic() + delay, path, save) for delay, save in plan]
    saved: dict[str, float] = {}
    for at, path, save in sorted(agenda, key=lambda entry: entry[0]):
        wait_until(lambda at=at: time.monotonic() >= at)  # type: ignore[misc]
        save()
        saved[path] = time.monotonic()
    assert wait_until(lambda: not vault._journal.watched.claim(), 30)
    vault.close()

    texts = {path: (root / path).read_text() for path in wanted}
    survived = {path for path, line in wanted.items() if carries(texts[path], line)}
    assert survived | told.keys() == wanted.keys()
    assert not survived & told.keys()
    assert max(told[path] - saved[path] for path in told) < WATCHED_S + SLACK_S
    # The dice make enough of both.
    assert len(survived) > NOTES / 3
    assert len(told) > NOTES / 10
    assert {loss.path for loss in vault_losses(root, tmp_path)} == told.keys()


def carries(text: str, wanted: str) -> bool:
    """Whether the decided task stands there with its new status, and is no proposal any more."""
    number = wanted.partition("deck ")[2].partition(".")[0]
    (line,) = [x for x in text.split("\n") if f"deck {number}." in x] or [""]
    return line[:6] == wanted[:6] and "#proposed" not in line


def vault_losses(root: Path, folder: Path) -> list[DecisionLost]:
    vault = Vault(str(root), today=lambda: date(2026, 11, 22), state=str(folder / "state"))
    losses = vault.losses(NOTES)
    vault.close()
    return losses


# The model


def test_the_model_merges_changes_of_two_lines() -> None:
    patches = make_patches(body(1), body(1).replace("[?] Prepare", "[ ] Prepare"))
    typed = "On top\n" + body(1).replace("Words", "More words")
    assert apply_patches(patches, typed) == typed.replace("[?] Prepare", "[ ] Prepare")


def test_the_model_merges_changes_of_one_line() -> None:
    patches = make_patches("- [?] Prepare deck 1. #proposed\n", "- [ ] Prepare deck 1.\n")
    typed = "- [?] Prepare the deck 1. #proposed\n"
    assert apply_patches(patches, typed) == "- [ ] Prepare the deck 1.\n"


def test_the_model_drops_a_change_whose_place_is_gone() -> None:
    patches = make_patches(body(1), body(1).replace("[?] Prepare", "[ ] Prepare"))
    assert apply_patches(patches, "Nothing is left.") == "Nothing is left."


@given(st.lists(st.sampled_from("abc"), max_size=30), st.integers(0, 29), st.text("xyz"))
def test_a_patch_for_the_text_itself_is_applied_whole(
    letters: list[str], at: int, new: str
) -> None:
    before = "".join(letters)
    after = before[:at] + new + before[at + 1 :]
    assert apply_patches(make_patches(before, after), before) == after
