"""The colours of the first frame, and that nothing is styled twice for them."""

from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest

from tests.tui.driving import TODAY, TWO_NOTES, ListeningApp, write_vault
from tui.themes import THEMES
from vault.config import Config, Screen
from vault.vault import Vault
from vault.view import ViewName


class Watched(ListeningApp):
    """Remembers how the first frame was styled."""

    first: tuple[str, set[str]] = ("", set())
    rules: object = None

    def post_display_hook(self) -> None:
        """Look before the vault is opened."""
        if not self.first[0] and not self._batch_count:
            ground = self.screen.styles.background.hex.casefold()
            self.first = (ground, set(self.screen.classes))
            self.rules = self.stylesheet.rules
        super().post_display_hook()


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize(
    ("size", "classes"), [((120, 35), {"-normal", "-tall"}), ((70, 20), {"-narrow", "-short"})]
)
async def test_the_first_frame_has_its_colours_and_is_made_for_its_window(
    tmp_path: Path, name: Literal["dark", "light"], size: tuple[int, int], classes: set[str]
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    config = Config(screen=Screen(theme=name))
    with closing(Vault(str(tmp_path), today=lambda: TODAY, config=config)) as vault:
        app = Watched(vault, ViewName.INBOX)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert app.first == (THEMES[name].variables["list"], classes)
            assert app.stylesheet.rules is app.rules  # nothing was parsed again
            other = THEMES[app.next_theme()]
            await pilot.pause()
            assert app.screen.styles.background.hex.casefold() == other.variables["list"]
