"""The page of keys: what it shows as an example can be written into the settings as it is."""

import tomllib

from tui.keymap import make_keymap
from tui.keys_page import keys_page


def test_the_example_of_the_page_binds_its_keys_and_leaves_no_action_without_one() -> None:
    example = tomllib.loads(keys_page().partition("```toml\n")[2].partition("```")[0])["keys"]
    preset = example.pop("preset")
    wanted = {a: (keys,) if isinstance(keys, str) else tuple(keys) for a, keys in example.items()}
    keymap = make_keymap(preset, wanted)
    assert keymap.problems == ()
    assert keymap.keys["accept"] == ("1", "z")
    assert keymap.keys["theme"] == ()
