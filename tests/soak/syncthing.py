"""Two Syncthings on this computer that keep two folders alike and talk to nobody else."""

import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.waiting import wait_until

_ID = re.compile(r"[A-Z0-9]{7}(?:-[A-Z0-9]{7}){7}")
_PATIENCE_S = 60.0

_CONFIG = """\
<configuration version="36">
  <folder id="notes" label="notes" path="{folder}" type="sendreceive" rescanIntervalS="5"
          fsWatcherEnabled="true" fsWatcherDelayS="1">
    <device id="{one}"></device><device id="{other}"></device>
    <maxConflicts>-1</maxConflicts>
  </folder>
  <device id="{one}" name="one" compression="never"><address>{own}</address></device>
  <device id="{other}" name="other" compression="never"><address>{peer}</address></device>
  <gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>soak</apikey></gui>
  <options>
    <listenAddress>{own}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <stunKeepaliveStartS>0</stunKeepaliveStartS>
    <reconnectionIntervalS>2</reconnectionIntervalS>
    <startBrowser>false</startBrowser>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <urAccepted>-1</urAccepted>
    <crashReportingEnabled>false</crashReportingEnabled>
  </options>
</configuration>
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One Syncthing: its own home, its folder of notes."""

    home: Path
    notes: Path
    device: str
    port: int

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"tcp://127.0.0.1:{self.port}"

    def files(self) -> dict[str, bytes]:
        """Every note, conflict copies among them."""
        return {path.name: path.read_bytes() for path in self.notes.glob("*.md")}

    def conflict_copies(self) -> list[str]:
        """The names of the copies that Syncthing made where two sides changed one note."""
        return [path.name for path in self.notes.glob("*.sync-conflict-*")]


@contextmanager
def two_sides(folder: Path) -> Iterator[tuple[Side, Side]]:
    """Both run until the end of the block."""
    sides = _side(folder / "one"), _side(folder / "other")
    running = []
    try:
        for side, peer in (sides, sides[::-1]):
            running.append(_start(side, peer))
        yield sides
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(_PATIENCE_S)


def wait_until_alike(one: Side, other: Side) -> None:
    """Wait until both folders hold the same. Raises AssertionError when they never do."""
    assert wait_until(lambda: _alike(one, other), _PATIENCE_S), "the folders stay different"


def _alike(one: Side, other: Side) -> bool:
    try:
        return one.files() == other.files()
    except FileNotFoundError:  # between listing and reading, a name of Syncthing's went
        return False


def _side(folder: Path) -> Side:
    home, notes = folder / "home", folder / "notes"
    notes.mkdir(parents=True)
    (notes / ".stfolder").mkdir()
    command = ["syncthing", "generate", f"--home={home}", "--no-default-folder"]
    made = subprocess.run(
        [*command, "--skip-port-probing"], capture_output=True, check=True, text=True
    )
    found = _ID.search(made.stdout + made.stderr)
    assert found is not None, made.stdout + made.stderr
    return Side(home, notes, found[0], _free_port())


def _start(side: Side, peer: Side) -> subprocess.Popen[bytes]:
    config = _CONFIG.format(
        folder=side.notes,
        one=side.device,
        other=peer.device,
        own=side.address,
        peer=peer.address,
        gui=_free_port(),
    )
    (side.home / "config.xml").write_text(config, encoding="utf-8")
    command = ["syncthing", "serve", f"--home={side.home}", "--no-browser", "--no-restart"]
    log = (side.home / "log").open("wb")
    with log:
        return subprocess.Popen(
            [*command, "--no-upgrade"], stdout=log, stderr=log, start_new_session=True
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
