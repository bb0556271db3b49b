"""The keys of a screen, for Textual."""

from textual.binding import Binding, BindingsMap

from tui.actions import ACTIONS
from tui.keymap import Keymap


def bindings_of(keymap: Keymap) -> BindingsMap:
    """What each key runs on the screen."""
    return BindingsMap(
        [
            Binding(",".join(keymap.keys[action.id]), action.method, action.label, show=False)
            for action in ACTIONS
            if keymap.keys[action.id]
        ]
    )
