"""Every fault from the shell: its exit code, a sentence, and a note as it was."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.program import TODAY, Program, environment
from tests.vault.faults import FAULTS, LINE, NOTE, PATH, Fault, everything, inflicted, make


@pytest.fixture
def ref(program: Program) -> str:
    """The proposal of the note, as `list` names it."""
    program.vault.rmdir()
    make(program.vault)
    (found,) = [one for one in program("list", "--format", "ndjson").objects if one["line"] == LINE]
    return str(found["ref"])


# A reference says which of two equal lines is meant: that one is no fault here.
@pytest.mark.parametrize("fault", [one for one in FAULTS if one.name != "doubled"], ids=str)
def test_a_fault_has_its_exit_code_and_leaves_everything_as_it_is(
    program: Program, ref: str, fault: Fault
) -> None:
    with inflicted(fault, program.vault):
        before = everything(program.vault)
        ended = program("accept", ref)
        assert everything(program.vault) == before
    assert ended.code == fault.exit_code, ended.complaint
    assert (ended.out + ended.err).strip()
    assert b"Traceback" not in ended.err


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two users")
def test_a_note_of_another_owner_that_may_not_be_written_is_5(tmp_path: Path) -> None:
    shared = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    try:
        shared.chmod(0o755)
        vault, home = shared / "vault", shared / "home"
        note = make(vault)
        home.mkdir(mode=0o777)
        home.chmod(0o777)
        ended = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, "--vault", str(vault), "accept", f"{PATH}:{LINE}"],
            env=environment(home),
            cwd=home,
            capture_output=True,
            check=False,
        )
        assert ended.returncode == 5, ended.stderr
        assert b"permissions" in ended.stdout + ended.stderr
        assert note.read_bytes() == NOTE
    finally:
        shutil.rmtree(shared)


# First a look as root, so that nothing is left to import from where only root may go.
_AS_NOBODY = """
import encodings.ascii, os, sys
from tui.cli.main import main
main([*sys.argv[1:], "--dry-run"])
os.environ["XDG_STATE_HOME"] = os.environ["HOME"] + "/nobody"
os.setgroups([]); os.setgid(65534); os.setuid(65534)
sys.exit(main(sys.argv[1:]))
"""

_FULL = """
mount -t tmpfs -o size=64k none "$1" && cat "$2" > "$1/Note.md"
cat /dev/zero > "$1/rest" 2>/dev/null
vault="$1" copy="$3"; shift 3; "$@"; code=$?
cat "$vault/Note.md" > "$copy"
rm "$vault/rest"; "$1" -m tui --vault "$vault" list --total; cat "$vault/Note.md" > "$copy-later"
exit $code
"""


def test_a_full_disk_is_6_and_the_decision_is_written_once_there_is_room(
    program: Program, tmp_path: Path
) -> None:
    unshare = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-Urm"]
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system gives no mount namespace (unshare), so no small disk to fill")
    made, left = tmp_path / "made", tmp_path / "left"
    made.write_bytes((b"- [ ] Call.\n" + b"x" * 4096)[:4096])
    script = [*unshare, "sh", "-c", _FULL, "sh", str(program.vault), str(made), str(left)]
    command = ["--vault", str(program.vault), "--today", TODAY, "done", "Note.md:1"]
    ended = subprocess.run(
        [*script, sys.executable, "-m", "tui", *command],
        env=environment(program.home),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 6, ended.stderr
    assert ended.stdout.startswith(b"pending  Note.md:1  Call.")
    assert b"disk is full" in ended.stdout + ended.stderr
    assert left.read_bytes() == made.read_bytes()
    later = tmp_path / "left-later"
    assert later.read_bytes() == made.read_bytes().replace(
        b"[ ] Call.", b"[x] Call. \xe2\x9c\x85 2026-11-22"
    )
