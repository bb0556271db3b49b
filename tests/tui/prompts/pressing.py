"""Presses keys into a prompt, without a screen."""

from tui.prompts.prompt import Answer, Prompt

_NAMED = {
    "enter", "escape", "tab", "shift+tab", "backspace", "delete", "left", "right", "up", "down",
    "home", "end", "pageup", "pagedown",
}  # fmt: skip
_CHARACTERS = {"space": " ", "tab": "\t", "enter": "\r"}


def press(prompt: Prompt, *keys: str) -> Answer | None:
    """Press keys by their names; any other text is typed sign by sign. The last answer."""
    answer = None
    for key in keys:
        if key in _NAMED or key.startswith("ctrl+") or key == "space":
            answer = prompt.press(key, _CHARACTERS.get(key))
        else:
            for sign in key:
                answer = prompt.press("space" if sign == " " else sign, sign)
    return answer
