"""Changes are noticed whatever the system refuses, and whatever becomes of the vault's folder."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from tests.vault.fuse import Mirror, mirror
from tests.vault.watched import Apart
from tests.waiting import wait_until
from vault.edits import Accept
from vault.events import Event, WatchState
from vault.gathering import Batch
from vault.lookout import Lookout
from vault.outcomes import Decision
from vault.vault import Vault
from vault.watch_settings import WatchSettings

__all__ = ["mirror"]

_NAMESPACE = ("unshare", "--user", "--map-root-user")

Opening = Callable[..., Apart]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "vault/A/B").mkdir(parents=True)
    (tmp_path / "vault/A/B/b.md").write_text("- [?] deep #proposed\n")
    (tmp_path / "vault/a.md").write_text("- [?] one #proposed\n")
    return tmp_path / "vault"


@pytest.fixture
def opened() -> Iterator[Opening]:
    """Opens vaults in processes of their own."""
    open_ones: list[Apart] = []

    def open_one(root: Path, before: str = "", **more: tuple[str, ...]) -> Apart:
        open_ones.append(Apart(root, before, **more))
        return open_ones[-1]

    yield open_one
    for one in open_ones:
        one.close()


@pytest.fixture
def limited(opened: Opening) -> Opening:
    """The same, in a user namespace, where the limits are its own."""
    trial = [*_NAMESPACE, "sh", "-c", "echo 9 > /proc/sys/user/max_inotify_watches"]
    with suppress(FileNotFoundError):
        if subprocess.run(trial, check=False, capture_output=True).returncode == 0:
            return lambda root, before: opened(root, before, wrapper=_NAMESPACE)
    pytest.skip("no user namespace of our own is to be had")


def test_a_limit_on_folders_is_told_looked_around_and_forgotten_when_it_is_raised(
    root: Path, limited: Opening
) -> None:
    vault = limited(root, "max_inotify_watches 2")  # the vault has three folders
    state = vault.state()
    assert (state["live"], state["word"]) == (False, "watch limit")
    assert "max_user_watches" in state["remark"]
    assert "sysctl" in state["remark"]
    assert state["problems"] == [state["remark"]]
    (root / "A/B/b.md").write_text("- [ ] other words\n")
    assert vault.comes(lambda: vault.tasks() == ["other words", "one #proposed"])
    vault.ask("limit max_inotify_watches 100")
    assert vault.comes(lambda: vault.state()["live"])
    assert vault.state()["problems"] == []
    (root / "A/B/b.md").write_text("- [ ] live again\n")
    assert vault.comes(lambda: vault.tasks() == ["live again", "one #proposed"])


def test_a_folder_too_many_that_comes_later_is_told_as_well(root: Path, limited: Opening) -> None:
    vault = limited(root, "max_inotify_watches 3")
    assert vault.state()["live"]
    (root / "C").mkdir()
    (root / "C/c.md").write_text("- [ ] three\n")
    assert vault.comes(lambda: vault.state()["word"] == "watch limit")
    assert vault.comes(lambda: len(vault.tasks()) == 3)
    (root / "C/c.md").write_text("- [ ] four\n- [ ] five\n")
    assert vault.comes(lambda: len(vault.tasks()) == 4)


def test_a_limit_on_programs_is_told_and_forgotten_when_it_is_raised(
    root: Path, limited: Opening
) -> None:
    vault = limited(root, "max_inotify_instances 0")
    state = vault.state()
    assert (state["live"], state["word"]) == (False, "watch limit")
    assert "max_user_instances" in state["remark"]
    (root / "a.md").write_text("- [ ] two\n")
    assert vault.comes(lambda: "two" in vault.tasks())
    vault.ask("limit max_inotify_instances 9")
    assert vault.comes(lambda: vault.state()["live"])


def test_reports_that_the_kernel_lost_are_made_good(root: Path, opened: Opening) -> None:
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text(encoding="ascii"))
    vault = opened(root)
    vault.pause()  # as ctrl+Z does: its queue fills and runs over
    for number in range(most // 3 + 100):  # made, renamed away, renamed back
        note = root / f"n{number}.md"
        note.touch()
        note.rename(root / "A/x.md")
        (root / "A/x.md").rename(note)
    (root / "late").mkdir()
    (root / "late/l.md").write_text("- [ ] late\n")
    (root / "A/B/b.md").unlink()
    vault.go_on()
    assert vault.comes(lambda: vault.tasks() == ["one #proposed", "late"])
    (root / "late/l.md").write_text("- [ ] watched\n")
    assert vault.comes(lambda: vault.tasks() == ["one #proposed", "watched"])
    assert vault.state()["live"]


def test_a_vault_that_is_moved_away_is_told_and_back_again_as_it_was(
    root: Path, opened: Opening
) -> None:
    vault = opened(root)
    elsewhere = root.with_name("elsewhere")
    root.rename(elsewhere)
    assert vault.comes(lambda: vault.state()["gone"])
    assert str(root) in vault.state()["remark"]
    assert vault.tasks() == ["deep #proposed", "one #proposed"]
    kind, message = vault.ask("decide")
    assert kind == "refused"
    assert "The vault is gone" in message
    (elsewhere / "a.md").write_text("- [?] changed meanwhile #proposed\n")
    assert not root.exists()
    elsewhere.rename(root)
    assert vault.comes(lambda: not vault.state()["gone"])
    assert vault.comes(lambda: vault.tasks() == ["deep #proposed", "changed meanwhile #proposed"])
    assert vault.state()["live"]
    assert vault.ask("decide")[0] == "written"
    (root / "A/B/b.md").write_text("- [ ] live\n")
    assert vault.comes(lambda: vault.tasks()[0] == "live")


def test_a_decision_at_the_very_moment_is_refused_too(root: Path, opened: Opening) -> None:
    vault = opened(root)
    root.rename(root.with_name("elsewhere"))
    kind, message = vault.ask("decide")
    assert (kind, "The vault is gone" in message) == ("refused", True)


def test_a_vault_in_whose_place_stands_an_empty_folder_is_gone(root: Path, opened: Opening) -> None:
    vault = opened(root)
    elsewhere = root.with_name("elsewhere")
    root.rename(elsewhere)
    root.mkdir()
    assert vault.comes(lambda: vault.state()["gone"])
    assert vault.ask("decide")[0] == "refused"
    assert vault.tasks() == ["deep #proposed", "one #proposed"]
    assert list(root.iterdir()) == []
    root.rmdir()
    elsewhere.rename(root)
    assert vault.comes(lambda: not vault.state()["gone"])
    assert vault.tasks() == ["deep #proposed", "one #proposed"]


def test_a_decision_is_not_lost_because_its_vault_is_unmounted(root: Path) -> None:
    states: list[Event] = []
    vault = Vault(str(root), today=lambda: date(2026, 11, 22), watch_for=2.0)
    vault.subscribe(states.append)
    vault.start()
    try:
        assert wait_until(lambda: WatchState(live=True, remark="") in states)
        assert wait_until(lambda: vault.loaded)
        assert vault.apply([Decision(vault.tasks()[0], Accept())]).written == 1
        root.rename(root.with_name("elsewhere"))
        root.mkdir()
        assert wait_until(lambda: any(isinstance(s, WatchState) and s.gone for s in states))
        assert not wait_until(lambda: bool(vault.lost), 2.5)
        root.rmdir()
        root.with_name("elsewhere").rename(root)
        assert wait_until(lambda: states[-1] == WatchState(live=True, remark=""))
        assert vault.lost == ()
    finally:
        vault.close()


def test_another_vault_in_the_place_of_the_first_is_followed(root: Path, opened: Opening) -> None:
    vault = opened(root)
    other = root.with_name("other")
    (other / "Z").mkdir(parents=True)
    (other / "Z/z.md").write_text("- [?] another #proposed\n")
    root.rename(root.with_name("old"))
    other.rename(root)
    assert vault.comes(lambda: vault.tasks() == ["another #proposed"])
    (root / "Z/z.md").write_text("- [?] another one #proposed\n")
    assert vault.comes(lambda: vault.tasks() == ["another one #proposed"])
    assert vault.state()["live"]
    assert vault.ask("decide")[0] == "written"


def test_a_vault_whose_folder_is_closed_for_a_while_keeps_its_tasks(
    root: Path, opened: Opening
) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is closed to root")
    vault = opened(root)
    root.chmod(0)
    assert vault.comes(lambda: vault.state()["gone"])
    root.chmod(0o755)
    assert vault.comes(lambda: not vault.state()["gone"])
    assert vault.tasks() == ["deep #proposed", "one #proposed"]


def test_what_another_machine_saves_on_a_far_folder_is_looked_for(
    mirror: Mirror, opened: Opening
) -> None:
    (mirror.behind / "a.md").write_text("- [?] one #proposed\n")
    vault = opened(mirror.front)
    state = vault.state()
    assert (state["live"], state["word"], state["problems"]) == (False, "FUSE folder", [])
    (mirror.behind / "a.md").write_text("- [?] saved behind the mount #proposed\n")
    assert vault.comes(lambda: vault.tasks() == ["saved behind the mount #proposed"])
    (mirror.front / "a.md").write_text("- [?] saved through it #proposed\n")
    assert vault.comes(lambda: vault.tasks() == ["saved through it #proposed"])


def test_a_disk_that_is_unmounted_is_gone_and_back_when_it_is_mounted_again(
    mirror: Mirror, opened: Opening
) -> None:
    (mirror.behind / "a.md").write_text("- [?] one #proposed\n")
    vault = opened(mirror.front)
    mirror.unmount()
    assert list(mirror.front.iterdir()) == []
    assert vault.comes(lambda: vault.state()["gone"])
    assert vault.tasks() == ["one #proposed"]
    assert vault.ask("decide")[0] == "refused"
    assert list(mirror.front.iterdir()) == []
    assert mirror.mount()
    assert vault.comes(lambda: not vault.state()["gone"])
    assert vault.tasks() == ["one #proposed"]
    assert vault.state()["word"] == "FUSE folder"
    assert vault.ask("decide")[0] == "written"
    assert (mirror.behind / "a.md").read_text() == "- [ ] one\n"


def test_a_mount_whose_program_died_is_gone_and_keeps_its_tasks(
    mirror: Mirror, opened: Opening
) -> None:
    (mirror.behind / "a.md").write_text("- [?] one #proposed\n")
    vault = opened(mirror.front)
    mirror.kill()
    assert vault.comes(lambda: vault.state()["gone"])
    assert vault.ask("decide")[0] == "refused"
    assert vault.tasks() == ["one #proposed"]


class Looking:
    """A lookout without a vault around it."""

    def __init__(self, root: Path, wanted: WatchSettings) -> None:
        self.batches: list[Batch] = []
        self.states: list[WatchState] = []
        self.lookout = Lookout(
            str(root),
            wanted,
            self.batches.append,
            self.states.append,
            expects_notes=lambda: True,
        )
        self.lookout.begin()


def test_who_wants_polling_gets_it_and_nothing_else(root: Path) -> None:
    looking = Looking(root, WatchSettings("polling", poll_seconds=7))
    looking.lookout.swept(computing=3.0, waiting=3.0)
    assert looking.states == [WatchState(live=False, remark="")]
    assert looking.lookout._watcher is None
    assert looking.lookout._pause == 7
    assert not looking.lookout.look()


@pytest.mark.parametrize(
    ("computing", "waiting", "pause"),
    [
        (0.0, 0.0, 2.0),
        (0.03, 0.03, 2.0),
        (0.4, 0.5, 24.0),
        (0.4, 9.0, 90.0),
        (0.4, 999.0, 600.0),
        (4.0, 4.0, 240.0),
    ],
)
def test_the_dearer_a_look_at_everything_the_rarer_it_is(
    root: Path, computing: float, waiting: float, pause: float
) -> None:
    looking = Looking(root, WatchSettings("polling"))
    looking.lookout.swept(computing, waiting)
    assert looking.lookout._pause == pytest.approx(pause)


def test_who_wants_live_is_not_polled_for_on_a_far_folder(mirror: Mirror) -> None:
    looking = Looking(mirror.front, WatchSettings("live"))
    try:
        assert looking.states == [WatchState(live=True, remark="")]
        looking.lookout._poll_at = 0.0
        assert not looking.lookout.look()
    finally:
        looking.lookout.end()


def test_a_computer_that_slept_is_followed_by_a_look_at_everything(root: Path) -> None:
    looking = Looking(root, WatchSettings("live"))
    try:
        assert not looking.lookout.look()
        slept = looking.lookout._moment
        looking.lookout._moment = type(slept)(slept.awake, slept.always - 3600, slept.wall - 3600)
        assert looking.lookout.look()
        assert not looking.lookout.look()
    finally:
        looking.lookout.end()


def test_a_folder_that_is_no_vault_yet_is_watched_too(tmp_path: Path, opened: Opening) -> None:
    vault = opened(tmp_path)
    assert vault.state()["live"]
    (tmp_path / "first.md").write_text("- [ ] first\n")
    assert vault.comes(lambda: vault.tasks() == ["first"])
    shutil.rmtree(tmp_path)
    assert vault.comes(lambda: vault.state()["gone"])
