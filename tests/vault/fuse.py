"""A folder that FUSE shows a second time: a real file system of another program."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import wait_until


class Mirror:
    """`front` shows what is in `behind`, while it is mounted."""

    def __init__(self, folder: Path) -> None:
        self.behind = folder / "behind"
        self.front = folder / "in front"
        self.behind.mkdir()
        self.front.mkdir()
        self._server: subprocess.Popen[bytes] | None = None

    def mount(self) -> bool:
        """Whether it could be mounted."""
        self._server = subprocess.Popen(
            ["bindfs", "-f", self.behind, self.front], stderr=subprocess.DEVNULL
        )
        ended = self._server.poll
        wait_until(lambda: os.path.ismount(self.front) or ended() is not None)
        return os.path.ismount(self.front)

    def kill(self) -> None:
        """End the program behind it, which leaves a mount that answers nothing."""
        if self._server:
            self._server.kill()
            self._server.wait()

    def unmount(self) -> None:
        """Take it away; the folder is empty then."""
        subprocess.run(["fusermount", "-u", "-z", self.front], check=False, capture_output=True)
        self.kill()


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    """A mirror that is mounted, under a name with a space."""
    if shutil.which("bindfs") is None or not os.access("/dev/fuse", os.R_OK | os.W_OK):
        pytest.skip("bindfs or /dev/fuse is not there")
    made = Mirror(tmp_path)
    if not made.mount():
        pytest.skip("FUSE may not be mounted here")
    yield made
    made.unmount()
