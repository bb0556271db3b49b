"""parsers.recurrence_text: normal forms, the plugin's oddities included."""

import pytest

from parsers.recurrence_grammar import read_rule
from parsers.recurrence_text import normal_form


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("every mon", "every week on Monday"),
        ("every 1 days", "every day"),
        ("every 101 days", "every 101 day"),
        ("every 3 weekdays", "every 3 weeks on weekdays"),
        ("every mon, tue, wed, thu, fri, sat, sun", "every day"),
        ("every 2 mon, tue, wed, thu, fri, sat, sun", "every 2 weeks days"),
        ("every fri, mon and wed", "every week on Monday, Wednesday, Friday"),
        ("every monday, tuesday the 13th", "every week on Monday or Tuesday the 13th"),
        ("every week in june", "every week in June"),
        ("every week at 5 and 7", "every week at 5 and 7"),
        ("every day at 5 when done", "every day at 5 when done"),
        ("every hour on monday", "every hour"),
        ("every 30 minutes", "every 30 minutes"),
        ("every month on the last, 3rd, 2nd last", "every month on the 3rd, last and 2nd last"),
        ("every month on the 22nd, 32nd", "every month on the 22nd and 32th"),
        ("every month on weekdays", "every month on weekdays"),
        ("every month in june", "every June"),
        ("every 3 months in june", "every 3 months in June"),
        ("every 101 months in june", "every 101 months June"),
        ("every month on mon and 2nd tue", "every month on Monday and on the 2nd Tuesday"),
        ("every year on weekdays", "every year"),
        ("every 2 june", "every 2 years June"),
        ("every dec, apr on the last sun", "every December and April on the last Sunday"),
        ("every year in week 1", "every year in week 1"),
        ("every year in week 1, 2 and 3", "every year in weeks 1, 2 and 3"),
        ("every day for 1 times", "every day for 1 time"),
        ("every day for 5", "every day for 5 times"),
        ("every day until 1 mar 2030", "every day until March 1, 2030"),
    ],
)
def test_a_rule_is_written_in_the_plugins_words(rule: str, text: str) -> None:
    parts = read_rule(rule)
    assert parts is not None
    assert normal_form(parts) == text
