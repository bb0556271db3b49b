"""Every end of the program has its exit code, and none shows a traceback."""

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hostile_vault import make_hostile_vault
from tests.tui.cli.program import ROOT, Program, environment, run
from tui.cli.main import main


def test_in_the_same_process_a_command_returns_its_code(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write("a.md", b"- [ ] one\n")
    assert main(["--vault", str(program.vault), "list", "--total"]) == 0
    assert capsys.readouterr().out == "1\n"
    assert main(["lst"]) == 2


def test_no_vault_anywhere_is_exit_code_4_with_the_places_looked_at(tmp_path: Path) -> None:
    ended = run(["list"], home=tmp_path)
    assert ended.code == 4
    assert str(tmp_path) in ended.complaint
    assert "--vault PATH" in ended.complaint


def test_a_vault_that_is_not_there_is_exit_code_4(tmp_path: Path) -> None:
    assert run(["--vault", "nowhere", "list"], home=tmp_path).code == 4


def test_the_vault_around_the_working_folder_is_found(program: Program) -> None:
    (program.vault / ".obsidian").mkdir()
    program.write("deep/down/a.md", b"- [ ] one\n")
    ended = run(["list", "--total"], home=program.home, here=program.vault / "deep/down")
    assert ended.text == "1\n"


def test_the_environment_names_a_vault(program: Program) -> None:
    program.write("a.md", b"- [ ] one\n")
    extra = {"VAULTRIAGE_VAULT": str(program.vault)}
    assert run(["list", "--total"], home=program.home, extra=extra).text == "1\n"


def test_without_a_terminal_the_screen_is_exit_code_2(program: Program) -> None:
    for typed in ([], ["--view", "today"], ["--demo"]):
        ended = run(typed, home=program.home)
        assert (ended.code, ended.out) == (2, b"")
        assert "needs a terminal" in ended.complaint
    assert list(program.home.glob("vaultriage-demo-*")) == []


def test_an_unexpected_error_is_a_sentence_with_a_log_and_debug_shows_where(
    program: Program,
) -> None:
    with open("/dev/full", "wb") as full:
        for debug in ([], ["--debug"]):
            ended = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "tui",
                    "--vault",
                    str(program.vault),
                    *debug,
                    "list",
                    "--total",
                ],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                cwd=program.home,
                env=environment(program.home),
                check=False,
            )
            assert ended.returncode == 1
            assert "Something unexpected happened (OSError" in ended.stderr
            assert ("Traceback" in ended.stderr) is bool(debug)
    log = program.home / ".local/state/vaultriage/log/vaultriage.log"
    assert str(log) in ended.stderr
    assert log.read_text().count("Traceback") == 2


def test_a_reader_who_leaves_ends_the_program_quietly(program: Program) -> None:
    program.write("many.md", b"- [ ] one of many\n" * 20_000)
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "--vault", str(program.vault), "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=program.home,
        env=environment(program.home),
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"many.md:1      [ ]  one of many\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 141


def test_an_interrupt_ends_the_program_quietly(program: Program) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "--vault", str(program.vault), "accept", "a.md:1", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=program.home,
        env=environment(program.home),
    ) as running:
        _wait_until_it_reads(running.pid)
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 130


def _wait_until_it_reads(pid: int) -> None:
    """Wait until the process sleeps in a read of its standard input."""
    deadline = time.monotonic() + 30
    channel = Path(f"/proc/{pid}/wchan")
    while "pipe" not in channel.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_closed_streams_are_no_trouble(program: Program) -> None:
    program.write("a.md", b"- [ ] one\n")
    command = f"{sys.executable} -m tui --vault {program.vault} list >&- 2>&- <&-"
    done = subprocess.run(
        ["sh", "-c", command], cwd=program.home, env=environment(program.home), check=False
    )
    assert done.returncode == 0


def test_the_plainest_locale_prints_everything(program: Program) -> None:
    program.write("ü.md", "- [ ] Grüße 佐藤 📅 2026-12-01\n".encode())
    plain = {"LC_ALL": "POSIX", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    text = program("list", extra=plain)
    assert (text.code, text.err) == (0, b"")
    assert rb"Gr\xfc\xdfe \u4f50\u85e4" in text.out
    (task,) = program("list", "--format", "json", extra=plain).json
    assert task["description"] == "Grüße 佐藤"
    assert program("list", "--vault", "/ü", extra=plain).code == 4


def test_a_hostile_vault_is_listed_without_a_traceback_or_a_control_byte(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    make_hostile_vault(vault)
    text = run(["--vault", str(vault), "list"], home=tmp_path)
    assert text.code == 0
    assert b"Traceback" not in text.err
    assert not any(byte < 0x20 for byte in text.out if byte != 0x0A)
    assert "/etc/passwd" not in text.complaint
    assert "never shown" not in text.text
    tasks = run(["--vault", str(vault), "list", "--format", "ndjson"], home=tmp_path).objects
    assert len(tasks) == text.text.count("\n")
    assert run(["--vault", str(vault), "list", "--format", "tsv"], home=tmp_path).code == 0


def test_the_version_takes_hardly_longer_than_python_itself(tmp_path: Path) -> None:
    def seconds(*arguments: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment(tmp_path),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    bare = sum(seconds("-c", "pass") for _ in range(15))
    assert sum(seconds("-m", "tui", "--version") for _ in range(15)) < 3 * bare
