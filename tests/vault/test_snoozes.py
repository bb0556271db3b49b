"""What is put off, by real files and vaults: until when, across restarts, edits and moves."""

from datetime import date
from pathlib import Path

import pytest

from vault.config import Config, Snoozing
from vault.errors import ConflictError, NotPermittedError
from vault.events import Event, IndexChanged
from vault.index import IndexedTask
from vault.snoozes import FILE_NAME
from vault.vault import Vault
from vault.view import View, ViewName, ViewRequest

TODAY = date(2026, 11, 22)
UNTIL = date(2026, 12, 1)
NOTE = b"# A\r\n- [?] one #proposed @Ana\r\n\r\n- [?] two #proposed\r\n> - [?] three #proposed"


class Place:
    """A vault's folder with one note, and a folder for our state."""

    def __init__(self, folder: Path, note: bytes = NOTE) -> None:
        self.root = folder / "vault"
        self.state = folder / "state"
        self.root.mkdir()
        self.note = self.root / "a.md"
        self.note.write_bytes(note)

    def open(
        self, today: date = TODAY, *, read_only: bool = False, write_start: bool = False
    ) -> Vault:
        vault = Vault(
            str(self.root),
            today=lambda: today,
            read_only=read_only,
            state=str(self.state),
            config=Config(snooze=Snoozing(write_start=write_start)),
        )
        vault.load()
        return vault


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def proposals(vault: Vault) -> list[IndexedTask]:
    return [found for found in vault.tasks() if found.proposed]


def inbox(vault: Vault, name: ViewName = ViewName.INBOX) -> View:
    return vault.view(ViewRequest(name=name))


def words(vault: Vault, name: ViewName = ViewName.INBOX) -> list[str]:
    rows = inbox(vault, name).rows.values()
    return [row.found.task.description.split()[0] for row in rows]


def test_a_proposal_that_is_put_off_is_not_in_the_inbox_and_its_note_stays(place: Place) -> None:
    vault = place.open()
    events: list[Event] = []
    one = proposals(vault)[0]
    vault.subscribe(events.append)
    assert vault.snooze(one, UNTIL) is True
    assert events == [IndexChanged(frozenset({"a.md"}), frozenset(), frozenset({one.id}))]
    assert place.note.read_bytes() == NOTE
    shown = inbox(vault)
    assert words(vault) == ["two", "three"]
    assert (shown.total, shown.counts[ViewName.INBOX], shown.snoozed) == (2, 2, 1)
    assert "Ana" not in dict(shown.by_owner)
    assert words(vault, ViewName.ALL) == ["one", "two", "three"]


def test_it_survives_a_restart_and_is_back_on_its_day(place: Place) -> None:
    vault = place.open()
    vault.snooze(proposals(vault)[1], UNTIL)
    vault.close()
    assert words(place.open(date(2026, 11, 30))) == ["one", "three"]
    back = place.open(UNTIL)
    assert words(back) == ["one", "two", "three"]
    assert (back.snoozed(), inbox(back).snoozed) == ({}, 0)


def test_none_takes_it_back(place: Place) -> None:
    vault = place.open()
    one = proposals(vault)[0]
    vault.snooze(one, UNTIL)
    assert vault.snooze(one, UNTIL) is False
    assert vault.snooze(one, None) is True
    assert vault.snooze(one, None) is False
    assert words(vault) == ["one", "two", "three"]


def test_a_line_that_moved_in_its_note_is_still_put_off(place: Place) -> None:
    vault = place.open()
    vault.snooze(proposals(vault)[0], UNTIL)
    lines = NOTE.split(b"\n")
    place.note.write_bytes(b"new\n" + b"\n".join([*lines[2:], b"# B", lines[1]]))
    assert words(place.open()) == ["two", "three"]


def test_a_line_that_changed_is_put_off_no_longer(place: Place) -> None:
    vault = place.open()
    vault.snooze(proposals(vault)[0], UNTIL)
    place.note.write_bytes(NOTE.replace(b"one", b"one and a half"))
    assert words(place.open()) == ["one", "two", "three"]


def test_of_twins_only_the_one_is_put_off_wherever_it_goes(tmp_path: Path) -> None:
    twin = b"- [?] call #proposed\n"
    place = Place(tmp_path, b"# A\n" + twin + b"# B\n" + twin)
    vault = place.open()
    first, second = proposals(vault)
    vault.snooze(second, UNTIL)
    assert vault.snoozed() == {second.id: UNTIL}
    vault.snooze(first, date(2027, 1, 1))
    assert vault.snoozed() == {second.id: UNTIL, first.id: date(2027, 1, 1)}
    vault.snooze(first, None)
    place.note.write_bytes(b"# B\n\ntext\n" + twin + b"# A\n" + twin)
    again = place.open()
    assert [found.at.headings for found in proposals(again) if found.id in again.snoozed()] == [
        ("B",)
    ]


def test_what_is_accepted_is_put_off_no_longer(place: Place) -> None:
    vault = place.open()
    one = proposals(vault)[0]
    vault.snooze(one, UNTIL)
    place.note.write_bytes(NOTE.replace(b"[?] one #proposed", b"[ ] one"))
    assert place.open().snoozed() == {}


def test_a_line_that_changed_since_it_was_seen_is_not_put_off(place: Place) -> None:
    vault = place.open()
    one = proposals(vault)[0]
    place.note.write_bytes(NOTE.replace(b"one", b"other"))
    vault.load()
    with pytest.raises(ConflictError):
        vault.snooze(one, UNTIL)


def test_a_read_only_vault_shows_what_is_put_off_and_puts_nothing_off(place: Place) -> None:
    vault = place.open()
    vault.snooze(proposals(vault)[0], UNTIL)
    vault.close()
    looked_at = place.open(read_only=True)
    assert words(looked_at) == ["two", "three"]
    with pytest.raises(NotPermittedError):
        looked_at.snooze(proposals(looked_at)[1], UNTIL)


def test_two_programs_share_what_is_put_off(place: Place) -> None:
    one, other = place.open(), place.open()
    one.snooze(proposals(one)[0], UNTIL)
    other.snooze(proposals(other)[1], UNTIL)
    assert words(one) == words(other) == ["three"]


def test_another_vault_knows_nothing_of_it(place: Place, tmp_path: Path) -> None:
    vault = place.open()
    vault.snooze(proposals(vault)[0], UNTIL)
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "a.md").write_bytes(NOTE)
    other = Vault(str(copy), today=lambda: TODAY, state=str(place.state))
    other.load()
    assert words(other) == ["one", "two", "three"]


def test_a_broken_file_is_told_and_kept_beside_the_next_one(place: Place) -> None:
    place.state.mkdir()
    (place.state / FILE_NAME).write_bytes(b"{")
    vault = place.open()
    assert words(vault) == ["one", "two", "three"]
    assert any("no proposal is put off" in problem for problem in vault.problems)
    vault.snooze(proposals(vault)[0], UNTIL)
    assert (words(vault), vault.problems) == (["two", "three"], ())
    assert (place.state / (FILE_NAME + ".broken")).read_bytes() == b"{"


def test_what_is_over_is_forgotten(place: Place) -> None:
    vault = place.open()
    vault.snooze(proposals(vault)[0], date(2026, 11, 23))
    later = place.open(UNTIL)
    later.snooze(proposals(later)[1], date(2026, 12, 2))
    assert words(place.open(TODAY)) == ["one", "three"]


def test_bytes_that_are_not_utf_8_can_be_put_off(tmp_path: Path) -> None:
    place = Place(tmp_path, b"\xef\xbb\xbf- [?] caf\xe9 #proposed\n")
    vault = place.open()
    vault.snooze(proposals(vault)[0], UNTIL)
    assert words(place.open()) == []


def test_start_dates_hide_proposals_where_that_is_wanted(tmp_path: Path) -> None:
    place = Place(
        tmp_path, "- [?] one #proposed 🛫 2026-12-01\n- [?] two #proposed 🛫 2026-11-22\n".encode()
    )
    assert words(place.open()) == ["one", "two"]
    assert words(place.open(write_start=True)) == ["two"]
    assert words(place.open(UNTIL, write_start=True)) == ["one", "two"]


def test_of_a_start_date_and_a_kept_day_the_later_one_counts(place: Place) -> None:
    later = UNTIL.replace(year=UNTIL.year + 1)
    (note := place.root / "a.md").write_bytes(
        note.read_bytes().replace(b"one #proposed", "one #proposed 🛫 2026-11-23".encode())
    )
    vault = place.open(write_start=True)
    one = vault.tasks()[0]
    assert vault.snooze(one, later)
    assert vault.snoozed()[one.id] == later


def test_twins_that_are_both_put_off_stay_so_where_nothing_tells_them_apart(
    tmp_path: Path,
) -> None:
    twin = b"- [?] call #proposed\n"
    place = Place(tmp_path, b"# A\n" + twin + b"# B\n" + twin)
    vault = place.open()
    for found in proposals(vault):
        vault.snooze(found, UNTIL)
    place.note.write_bytes(twin + twin)
    assert words(place.open()) == []
