"""Write run.txt and dev.txt: every package with its version and hashes, and no index address."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent


def compile_lock(name: str, *extra: str) -> None:
    """Resolve pyproject.toml's dependencies (and groups in `extra`) into requirements/<name>."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    command += ["--no-header", "--no-annotate", "--upgrade", "--output-file", str(HERE / name)]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
    subprocess.run([*command, *extra], check=True, cwd=ROOT, env=environment)  # noqa: S603


def main() -> None:
    """Write both files; uv is fetched into this environment when it is missing."""
    install = [sys.executable, "-m", "pip", "install", "--quiet", "uv"]
    subprocess.run(install, check=True)  # noqa: S603
    compile_lock("run.txt", "pyproject.toml")
    compile_lock("dev.txt", "pyproject.toml", "--group", "dev")


if __name__ == "__main__":
    main()
