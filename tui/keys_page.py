"""The page of the documentation that lists every action with its keys, in every preset."""

from collections.abc import Iterator
from typing import Final

from tui.actions import ACTIONS, ActionGroup
from tui.keymap import make_keymap
from tui.presets import PRESETS

_ABOVE: Final = """\
# Keys

Every key, as `?` shows them: those of the `default` preset, and of the others where they differ.
The name is what the settings call it:

```toml
[keys]
preset = "linear"            # or "taskwarrior"
accept = ["1", "z"]
theme = []                   # no key at all; the palette (Ctrl+P) still has it
view_all = "0"
```

A key is written as on the keyboard: `a`, `G`, `?`, `space`, `enter`, `esc`, `tab`, `shift+tab`,
`PgDn`, `up`, `f5`, `ctrl+d`. What you bind is taken from the action that had it. Alt cannot be
bound, nor can Ctrl+H, I, J, M, which terminals send as other keys, nor Ctrl+C, Q, S, Z. What is
wrong is told at the start and by `vaultriage config check`; the rest holds."""

_BELOW: Final = """\
`Ctrl+Q` always quits, `Ctrl+Z` gives the terminal back to the shell until `fg`. A click puts the
cursor on a task, opens a view or a note, or filters by an owner; two clicks show the whole task;
the wheel scrolls. Where a line has changed before a decision reached it, `w` applies the decision
to the line as it is now, `e` opens the note in `$EDITOR`, and `Esc` leaves the line as it is."""


def keys_page() -> str:
    """The page as a whole."""
    return "\n".join([_ABOVE, "", *_tables(), _BELOW]) + "\n"


def _tables() -> Iterator[str]:
    maps = {preset: make_keymap(preset) for preset in PRESETS}
    others = [preset for preset in PRESETS if preset != "default"]
    for group in ActionGroup:
        yield from (f"## {group}", "", f"| key | name | does | {' | '.join(others)} |")
        yield "|---|---|---|" + "---|" * len(others)
        for action in ACTIONS:
            if action.group is group:
                own = _keys(maps["default"].shown(action.id))
                cells = [own, f"`{action.id}`", action.help]
                shown = (_keys(maps[preset].shown(action.id)) for preset in others)
                cells += ["" if keys == own else keys for keys in shown]
                yield f"| {' | '.join(cells)} |"
        yield ""


def _keys(shown: str) -> str:
    """Each key as code; a bar would end the cell."""
    return " ".join(f"`{key}`" for key in shown.replace("|", "\\|").split(" ") if key) or "none"
