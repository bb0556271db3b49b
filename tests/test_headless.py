"""What runs without a screen never imports what draws one."""

from tests.imports import ROOT, imported


def _headless_modules() -> list[str]:
    folders = ("parsers", "vault", "tui/cli")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    files += [ROOT / "tui" / name for name in ("safe_text.py", "demo.py", "version.py")]
    return sorted(".".join(f.relative_to(ROOT).with_suffix("").parts) for f in files)


def test_no_headless_module_imports_textual_or_rich() -> None:
    modules = [name.removesuffix(".__init__") for name in _headless_modules()]
    assert "tui.cli.main" in modules
    assert "vault.vault" in modules
    code = f"import importlib\nfor name in {modules!r}: importlib.import_module(name)"
    assert imported(code, of=("textual", "rich")) == set()
