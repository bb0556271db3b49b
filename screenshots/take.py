"""Takes the pictures again: `make screenshots`, or `take.py inbox help` for some of them."""

import asyncio
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from textual.strip import Strip

from screenshots.browser import ensure_tools, take_png
from screenshots.drawing import CELL_HEIGHT, CELL_WIDTH, draw
from screenshots.scenes import SCENES, Scene, Stage
from tui.app import VaultriageApp
from tui.demo import DEMO_DAY, copy_demo_vault
from vault.vault import Vault

_HERE: Final = Path(__file__).resolve().parent
_SIZES: Final = ((120, 35), (80, 24))


def main(names: Sequence[str]) -> None:
    """Take the named scenes, or all, in every size."""
    chromium = ensure_tools()
    for scene in SCENES:
        for size in _SIZES if not names or scene.name in names else ():
            _take(chromium, scene, size)


def _take(chromium: str, scene: Scene, size: tuple[int, int]) -> None:
    """Draw one scene; a PNG of the same drawing stays, since no two runs make equal bytes."""
    svg = _HERE / f"{scene.name}-{size[0]}x{size[1]}.svg"
    drawing = asyncio.run(_play(scene, size))
    known = svg.exists() and svg.read_text(encoding="utf-8") == drawing
    if known and svg.with_suffix(".png").exists():
        print(f"{svg.stem}: as it was")
        return
    svg.write_text(drawing, encoding="utf-8")
    take_png(chromium, svg, (size[0] * CELL_WIDTH, size[1] * CELL_HEIGHT))
    print(f"{svg.stem}: new")


async def _play(scene: Scene, size: tuple[int, int]) -> str:
    notes = copy_demo_vault()
    try:
        app = VaultriageApp(Vault(notes, today=lambda: DEMO_DAY))
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.until("rows are shown", lambda: bool(stage.screen.tasks.view.rows))
            await stage.calm()
            with stage.until_taken:
                await scene.play(stage)
                drawing = draw(_strips(app), size[0])
            await pilot.press("ctrl+q")
    finally:
        shutil.rmtree(Path(notes).parent)
    return drawing


def _strips(app: VaultriageApp) -> list[Strip]:
    compositor = app.screen._compositor  # noqa: SLF001 - Textual offers strips only to itself
    return compositor.render_strips(app.size)


if __name__ == "__main__":
    main(sys.argv[1:])
