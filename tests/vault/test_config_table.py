"""The table of settings: every row says what it means, and values are written as TOML."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from vault.config import DEFAULTS
from vault.config_table import OWN_SECTIONS, SECTIONS, SETTINGS, toml

_TEXTS = st.text(st.characters(codec="utf-8"))


def test_every_row_says_what_it_means_and_what_it_takes() -> None:
    for setting in SETTINGS.values():
        assert setting.meaning.endswith(".")
        assert setting.allowed
        assert setting.convert(setting.default) == setting.default
        assert getattr(getattr(DEFAULTS, setting.section), setting.key) == setting.default


def test_every_section_has_rows_and_says_what_it_is_about() -> None:
    assert {section for section, _ in SETTINGS} == SECTIONS.keys()
    assert all(about.endswith(".") and "\n" not in about for about in SECTIONS.values())
    assert SECTIONS.keys() > OWN_SECTIONS


def test_what_can_be_chosen_is_listed_in_words() -> None:
    assert SETTINGS["reject", "mode"].allowed == '"mark", "delete" or "move"'
    assert SETTINGS["proposed", "symbol_alone"].allowed == 'true, false or "auto"'
    assert SETTINGS["journal", "keep_days"].allowed == "a whole number from 1 to 36500"


def test_every_variable_sets_one_setting() -> None:
    variables = [setting.variable for setting in SETTINGS.values()]
    assert "VAULTRIAGE_PROPOSED_EXCLUDE_FOLDERS" in variables
    assert len({*variables}) == len(variables)


@given(st.one_of(st.booleans(), st.integers(-(2**63), 2**63 - 1), _TEXTS, st.lists(_TEXTS)))
def test_a_value_is_written_as_toml_reads_it(value: object) -> None:
    assert tomllib.loads(f"value = {toml(value)}") == {"value": value}


def test_bytes_that_are_no_text_are_shown_somehow() -> None:
    assert toml("a\udcff") == '"a?"'
