"""Each setting of Obsidian and its plugins that changes while the vault is open."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.vault.test_indexer import SOON, Live
from tests.waiting import wait_until
from vault.daily_notes import COMMUNITY_PLUGINS, DAILY_NOTES, PERIODIC_NOTES
from vault.edits import Accept, Complete, Reject
from vault.obsidian import TASKS_SETTINGS
from vault.outcomes import Decision
from vault.vault import Vault

DAY = date(2026, 11, 22)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    (tmp_path / ".obsidian/plugins/obsidian-tasks-plugin").mkdir(parents=True)
    (tmp_path / ".obsidian/plugins/periodic-notes").mkdir(parents=True)
    (tmp_path / "Archive").mkdir()
    (tmp_path / "Archive/old.md").write_text("- [ ] old\n")
    (tmp_path / "a.md").write_text("- [?] one #proposed\n- [ ] two #task [due:: 2026-11-30]\n")
    found = Live(tmp_path)
    yield found
    found.vault.close()


def save(live: Live, file: str, content: object) -> None:
    (live.root / ".obsidian" / file).write_text(json.dumps(content))


def soon(holds: Callable[[], bool]) -> bool:
    return wait_until(holds, SOON)


def test_the_global_filter(live: Live) -> None:
    save(live, TASKS_SETTINGS, {"globalFilter": "#task"})
    assert live.shows("two #task [due:: 2026-11-30]")


def test_settings_that_changed_when_the_vault_could_not_be_read_hold_once_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("- [ ] one\n- [ ] two #task\n")
    vault = Vault(str(tmp_path), today=lambda: DAY)
    vault.load()
    (tmp_path / ".obsidian" / TASKS_SETTINGS).parent.mkdir(parents=True)
    (tmp_path / ".obsidian" / TASKS_SETTINGS).write_text(json.dumps({"globalFilter": "#task"}))
    with monkeypatch.context() as away:
        away.setattr(vault._indexer, "_walk", lambda *_: None)
        vault._indexer._look_everywhere()
    vault._indexer._look_everywhere()
    assert [found.task.description for found in vault.tasks()] == ["two #task"]


def test_the_format_of_tasks(live: Live) -> None:
    assert all(found.task.due is None for found in live.vault.tasks())
    save(live, TASKS_SETTINGS, {"taskFormat": "dataview"})
    assert live.shows("old", "one #proposed", "two #task")
    assert live.vault.tasks()[2].task.due == date(2026, 11, 30)


def test_the_registry_of_statuses(live: Live) -> None:
    status = {"symbol": "?", "name": "Idea", "type": "DONE", "nextStatusSymbol": " "}
    save(live, TASKS_SETTINGS, {"statusSettings": {"coreStatuses": [status]}})
    assert soon(lambda: [f.task.status.name for f in live.vault.tasks()][1] == "Idea")
    assert not any(found.proposed for found in live.vault.tasks())


@pytest.mark.parametrize(
    ("setting", "edit", "line"),
    [
        ({"setDoneDate": False}, Complete(), "- [x] one"),
        ({"setCancelledDate": False}, Reject(), "- [-] one"),
        ({"setCreatedDate": True}, Accept(), "- [ ] one ➕ 2026-11-22"),
    ],
)
def test_the_dates_that_a_status_sets(
    live: Live, setting: dict[str, bool], edit: Accept | Complete | Reject, line: str
) -> None:
    before = live.vault.settings
    save(live, TASKS_SETTINGS, setting)
    assert soon(lambda: live.vault.settings != before)
    live.vault.apply([Decision(live.vault.tasks()[1], edit)])
    assert (live.root / "a.md").read_text().startswith(line)


def test_where_the_next_occurrence_goes(live: Live) -> None:
    (live.root / "b.md").write_text("- [ ] each 🔁 every day 📅 2026-11-22\n")
    assert soon(lambda: len(live.texts()) == 4)
    save(live, TASKS_SETTINGS, {"recurrenceOnNextLine": True})
    assert soon(lambda: live.vault.settings.rules.recurrence_on_next_line)
    live.vault.apply([Decision(live.vault.tasks()[3], Complete())])
    first, second = (live.root / "b.md").read_text().splitlines()
    assert (first[:5], second[:5]) == ("- [x]", "- [ ]")


def test_presets_and_the_global_query(live: Live) -> None:
    save(live, TASKS_SETTINGS, {"includes": {"mine": "x"}, "globalQuery": "limit 5"})
    assert soon(lambda: live.vault.settings.global_query == "limit 5")
    assert live.vault.settings.presets == {"mine": "x"}


def test_excluded_files_and_their_number(live: Live) -> None:
    save(live, "app.json", {"userIgnoreFilters": ["Archive/"]})
    assert live.shows("one #proposed", "two #task [due:: 2026-11-30]")
    assert soon(lambda: live.vault.hidden_notes == 1)
    (live.root / "Archive/more.md").write_text("- [ ] more\n")
    assert soon(lambda: live.vault.hidden_notes == 2)
    (live.root / "a.md").rename(live.root / "Archive/a.md")
    assert live.shows()
    assert soon(lambda: live.vault.hidden_notes == 3)
    (live.root / "Archive/a.md").rename(live.root / "a.md")
    (live.root / "Archive/more.md").unlink()
    assert live.shows("one #proposed", "two #task [due:: 2026-11-30]")
    assert soon(lambda: live.vault.hidden_notes == 1)
    save(live, "app.json", {"userIgnoreFilters": [r"/^\w\.md$/"]})
    assert live.shows("old")
    assert soon(lambda: live.vault.hidden_notes == 1)
    save(live, "app.json", {"userIgnoreFilters": ["/(/"]})
    assert live.shows("old", "one #proposed", "two #task [due:: 2026-11-30]")
    assert soon(lambda: len(live.vault.problems) == live.vault.hidden_notes + 1 == 1)


def test_the_folder_of_templates(live: Live) -> None:
    (live.root / "T").mkdir()
    (live.root / "T/t.md").write_text("- [?] template #proposed\n")
    assert soon(lambda: sum(found.proposed for found in live.vault.tasks()) == 2)
    save(live, "templates.json", {"folder": "T"})
    assert soon(lambda: sum(found.proposed for found in live.vault.tasks()) == 1)
    save(live, "templates.json", {"folder": ""})
    assert soon(lambda: sum(found.proposed for found in live.vault.tasks()) == 2)


def test_daily_notes_and_periodic_notes(live: Live) -> None:
    def today() -> str:
        return live.vault.settings.daily_notes.path(DAY)

    assert today() == "2026-11-22.md"
    save(live, DAILY_NOTES, {"folder": "Daily"})
    assert soon(lambda: today() == "Daily/2026-11-22.md")
    save(live, PERIODIC_NOTES, {"daily": {"enabled": True, "folder": "P", "format": "YYYY.MM.DD"}})
    assert soon(lambda: today() == "P/2026.11.22.md")
    save(live, COMMUNITY_PLUGINS, ["obsidian-tasks-plugin"])
    assert soon(lambda: today() == "Daily/2026-11-22.md")
    (live.root / ".obsidian" / DAILY_NOTES).unlink()
    assert soon(lambda: today() == "2026-11-22.md")


def test_a_change_that_no_task_depends_on_reads_no_note_again(live: Live) -> None:
    before = live.vault.tasks()
    save(live, DAILY_NOTES, {"folder": "Daily"})
    assert soon(lambda: live.vault.settings.daily_notes.folder == "Daily")
    save(live, "app.json", {"userIgnoreFilters": ["Archive/"]})
    assert live.shows("one #proposed", "two #task [due:: 2026-11-30]")
    assert all(n.note is w.note for n, w in zip(live.vault.tasks(), before[1:], strict=True))


def test_a_config_folder_that_goes_and_one_that_comes(live: Live) -> None:
    save(live, TASKS_SETTINGS, {"globalFilter": "#task"})
    assert live.shows("two #task [due:: 2026-11-30]")
    shutil.rmtree(live.root / ".obsidian")
    assert live.shows("old", "one #proposed", "two #task [due:: 2026-11-30]")
    (live.root / ".desktop").mkdir()
    (live.root / ".desktop/app.json").write_text('{"userIgnoreFilters": ["a.md"]}')
    assert live.shows("old")
