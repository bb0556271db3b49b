"""The names of keys: as people write them, and as Textual calls them."""

import re
from typing import Final

_NAMED: Final = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""Textual's names of keys that write no sign, and what is shown for them."""
_ALSO: Final = {
    **{shown.casefold(): name for name, shown in _NAMED.items()},
    "return": "enter",
    "ret": "enter",
    "pgup": "pageup",
    "pgdown": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "spacebar": "space",
}
_SIGN_NAMES: Final = """
exclamation_mark quotation_mark number_sign dollar_sign percent_sign ampersand apostrophe
left_parenthesis right_parenthesis asterisk plus comma minus full_stop slash colon semicolon
less_than_sign equals_sign greater_than_sign question_mark at left_square_bracket backslash
right_square_bracket circumflex_accent underscore grave_accent left_curly_bracket vertical_line
right_curly_bracket tilde
"""
_SIGNS: Final = dict(zip(_SIGN_NAMES.split(), "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", strict=True))
"""Textual's names of the signs of a keyboard."""
_NAMES: Final = {sign: name for name, sign in _SIGNS.items()}
_TAKEN: Final = {
    "ctrl+h": "Backspace",
    "ctrl+i": "Tab",
    "ctrl+j": "Enter",
    "ctrl+m": "Enter",
    "ctrl+left_square_bracket": "Esc",
}
"""Keys that reach a program as others."""
_KEPT: Final = {
    "ctrl+s": "many terminals stop at it",
    "ctrl+z": "it gives the terminal back to the shell",
    "ctrl+c": "people press it to copy",
    "ctrl+q": "it always quits",
}
_SHORT_CONTROL: Final = re.compile(r"(?:\^|[Cc]-)(\S)\Z")


def parse_key(text: str) -> str:
    """Textual's name of a key: of `ctrl+d`, `?`, `G`, `space`, `PgDn`, `shift+tab`, `F5`, `C-d`.

    Raises ValueError with the end of a sentence that says why it cannot be bound.
    """
    text = text.strip() if text != " " else "space"
    if short := _SHORT_CONTROL.match(text):
        text = f"ctrl+{short[1]}"
    *modifiers, last = _parts(text)
    held = {modifier.casefold() for modifier in modifiers}
    if held & {"alt", "meta", "option"}:
        raise ValueError("terminals send Esc for Alt, which cannot be told from the key Esc")
    if held - {"ctrl", "shift"} or not last:
        raise ValueError("it is no key; keys are written as ctrl+d, ?, space, G, PgDn or F5")
    name = _held(_one_key(last), held)
    if name in _TAKEN:
        raise ValueError(f"a terminal sends it as {_TAKEN[name]}")
    if name in _KEPT:
        raise ValueError(_KEPT[name])
    return name


def _parts(text: str) -> list[str]:
    """The modifiers and the key; a plus can be the key itself."""
    if text.endswith("+"):
        return [*filter(None, text[:-1].split("+")), "+"]
    return text.split("+")


def _one_key(text: str) -> str:
    if len(text) == 1 and text not in _ALSO:
        return text if text.isalnum() else _name_of_sign(text)
    name = text.casefold().replace(" ", "")
    if name in _NAMED or name in _ALSO:
        return _ALSO.get(name, name)
    if sign := _sign_of_name(name):
        return _name_of_sign(sign)
    raise ValueError("it is no key; keys are written as ctrl+d, ?, space, G, PgDn or F5")


def _held(key: str, modifiers: set[str]) -> str:
    """The key with its modifiers; Shift with a letter is the capital letter."""
    if len(key) == 1 and "ctrl" in modifiers:
        key = key.casefold()
    elif len(key) == 1 and "shift" in modifiers:
        return key.upper()
    return "+".join([*sorted(modifiers), key])


def _name_of_sign(sign: str) -> str:
    """What Textual calls it: mostly what Unicode does."""
    if sign in _NAMES:
        return _NAMES[sign]
    import unicodedata  # noqa: PLC0415 - hardly ever needed

    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    if not name:
        raise ValueError("it is no key that can be typed")
    return name


def _sign_of_name(name: str) -> str:
    """The sign that Textual calls so; empty when none is."""
    if name in _SIGNS:
        return _SIGNS[name]
    import unicodedata  # noqa: PLC0415 - hardly ever needed

    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""


def shown_key(name: str) -> str:
    """A key as people write it: `j`, `?`, `PgDn`, `Ctrl+D`."""
    *modifiers, key = name.split("+")
    shown = _NAMED.get(key) or (key if len(key) == 1 else _sign_of_name(key) or key)
    if not modifiers:
        return shown
    shown = shown.upper() if len(shown) == 1 else shown
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])
