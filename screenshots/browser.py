"""SVG -> PNG with a headless Chromium that talks to nobody, and what to install for it."""

import os
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import Final

_FONTS: Final = {
    "JetBrains Mono": "fonts-jetbrains-mono",
    "DejaVu Sans Mono": "fonts-dejavu-core",
    "Noto Color Emoji": "fonts-noto-color-emoji",
    "Noto Sans Mono CJK JP": "fonts-noto-cjk",
}
"""Font families and the Debian packages that hold them."""
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--default-background-color=00000000",
)
_PATIENCE_S: Final = 60
_PNG_SIZE_AT: Final = slice(16, 24)


def ensure_tools() -> str:
    """The path of Chromium; what is missing is installed where that is allowed.

    Raises SystemExit with what to install where it is not.
    """
    packages = _missing()
    if packages:
        _install(packages)
    found = _chromium()
    if found is None or _missing():
        raise SystemExit("The pictures need Debian's packages " + " ".join(packages) + ".")
    return found


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def _missing() -> list[str]:
    families = ""
    if shutil.which("fc-list"):
        families = _run(["fc-list", ":", "family"])
    packages = [package for family, package in _FONTS.items() if family not in families]
    packages += [] if shutil.which("fc-list") else ["fontconfig"]
    return [*packages, *([] if _chromium() else ["chromium"])]


def _install(packages: list[str]) -> None:
    apt = shutil.which("apt-get")
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if apt is None or (rights and shutil.which("sudo") is None):
        return
    for words in (["update", "-q"], ["install", "-qy", "--no-install-recommends", *packages]):
        subprocess.run([*rights, apt, *words], check=False, stdin=subprocess.DEVNULL)


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def take_png(chromium: str, svg: Path, size: tuple[int, int]) -> Path:
    """The picture beside `svg`, of exactly `size` pixels.

    Raises RuntimeError when the browser made another one, or none.
    """
    png = svg.with_suffix(".png")
    png.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="vaultriage-browser-") as profile:
        command = [
            chromium,
            *_FLAGS,
            f"--user-data-dir={profile}",
            f"--window-size={size[0]},{size[1]}",
            f"--screenshot={png}",
            svg.as_uri(),
        ]
        done = subprocess.run(command, check=False, capture_output=True, timeout=_PATIENCE_S)
    if not png.exists():
        raise RuntimeError(done.stderr.decode(errors="replace"))
    made = struct.unpack(">II", png.read_bytes()[_PNG_SIZE_AT])
    if made != size:
        raise RuntimeError(
            f"{png.name} is {made[0]} x {made[1]} pixels, not {size[0]} x {size[1]}."
        )
    return png
