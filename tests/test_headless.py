"""What runs without a screen never imports what draws one."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def _headless_modules() -> list[str]:
    folders = ("parsers", "vault", "tui/cli")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    files += [ROOT / "tui" / name for name in ("safe_text.py", "demo.py", "version.py")]
    return sorted(".".join(f.relative_to(ROOT).with_suffix("").parts) for f in files)


def test_no_headless_module_imports_textual_or_rich() -> None:
    modules = [name.removesuffix(".__init__") for name in _headless_modules()]
    assert "tui.cli.main" in modules
    assert "vault.vault" in modules
    program = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "print(sorted({'textual', 'rich'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
