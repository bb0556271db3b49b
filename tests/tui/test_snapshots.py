"""The whole screen, one picture a state: what no other test asserts is how it looks."""

import shutil
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.tui.driving import TODAY, Driver, ListeningApp
from tui.themes import ANSI_DARK, HIGH_CONTRAST, LIGHT
from vault.vault import Vault
from vault.view import ViewName

EXAMPLE = Path(__file__).parents[1] / "data" / "example_vault"


class Compare(Protocol):
    """The plugin's fixture."""

    def __call__(
        self,
        app: App[None],
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None]],
    ) -> bool: ...


Looks = Callable[..., bool]


@pytest.fixture
def looks(tmp_path: Path, snap_compare: Compare) -> Looks:
    """Press keys in the example vault and compare the screen with the picture of last time."""
    root = tmp_path / "Notes"
    shutil.copytree(EXAMPLE, root)

    def compare(*keys: str, size: tuple[int, int] = (120, 35), theme: str = "") -> bool:
        vault = Vault(str(root), today=lambda: TODAY)
        app = ListeningApp(vault, ViewName.INBOX)

        async def play(pilot: Pilot[None]) -> None:
            driver = Driver(app, pilot, root)
            await driver.ready()
            app.theme = theme or app.theme
            for key in keys:
                await driver.press(key)

        with closing(vault):
            return snap_compare(app, terminal_size=size, run_before=play)

    return compare


INBOX = ("a", "r", "j", "space")


def test_the_inbox(looks: Looks) -> None:
    assert looks(*INBOX)


def test_the_inbox_in_a_narrow_window(looks: Looks) -> None:
    assert looks(*INBOX, size=(80, 24))


def test_the_inbox_on_a_light_ground(looks: Looks) -> None:
    assert looks(*INBOX, theme=LIGHT.name)


def test_the_inbox_in_high_contrast(looks: Looks) -> None:
    assert looks(*INBOX, size=(80, 24), theme=HIGH_CONTRAST.name)


def test_the_inbox_in_the_colours_of_the_terminal(looks: Looks) -> None:
    assert looks(*INBOX, size=(80, 24), theme=ANSI_DARK.name)


def test_the_palette(looks: Looks) -> None:
    assert looks("colon", size=(80, 24))


def test_where_a_task_comes_from(looks: Looks) -> None:
    assert looks("i", size=(80, 24))


def test_the_help(looks: Looks) -> None:
    assert looks("question_mark")


def test_inbox_zero(looks: Looks) -> None:
    assert looks("V", "a")


def test_a_date_is_asked(looks: Looks) -> None:
    assert looks("d", *"fri")


def test_a_date_is_asked_in_a_small_window(looks: Looks) -> None:
    assert looks("d", *"fri", size=(60, 16))


def test_an_owner_is_asked(looks: Looks) -> None:
    assert looks("at")


def test_a_text_is_edited_in_a_narrow_window(looks: Looks) -> None:
    assert looks("e", *(["left"] * 40), size=(80, 24))


def test_a_new_task_is_typed(looks: Looks) -> None:
    assert looks("n", *"Rope", "space", "at", "i")
