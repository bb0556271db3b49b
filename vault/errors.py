"""One class per situation that stops an operation: a sentence, a hint, and an exit code."""

from typing import ClassVar


class VaultriageError(Exception):
    """What happened (`message`) and what to do about it (`hint`), both for people to read."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class UsageError(VaultriageError):
    """Something typed makes no sense: an argument, a reference, a filter, a date."""

    exit_code = 2


class ConfigError(UsageError):
    """A setting is wrong: which one, where it stands, and what was perhaps meant."""


class ConflictError(VaultriageError):
    """The line is not what it was when the decision was made; nothing was written."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "", *, was: str = "", now: str = "") -> None:
        super().__init__(message, hint)
        self.was = was
        self.now = now


class NotFoundError(VaultriageError):
    """A vault, note or task is not there (any more)."""

    exit_code = 4


class VaultGoneError(VaultriageError):
    """The vault's own folder is not there, or another one stands in its place."""

    exit_code = 4

    def __init__(self, root: str) -> None:
        super().__init__(
            f"The vault is gone: {root} is not there, or empty.",
            "Bring it back (move it back, mount it again), then decide again.",
        )


class NotANoteError(NotFoundError):
    """The path names no regular file inside the vault: a folder, a pipe, a symlink, `..`."""


class NotPermittedError(VaultriageError):
    """The system does not let us write this note, or the program runs read-only."""

    exit_code = 5


class NoteBusyError(VaultriageError):
    """Another program kept the note open for longer than a write may wait."""

    exit_code = 3


class NoSpaceError(VaultriageError):
    """The disk, the quota or a file-size limit is full; the note's old bytes are intact."""

    exit_code = 6


class UnsureError(VaultriageError):
    """A write was begun, and the note may be neither as before nor as wanted.

    The journal keeps both versions: the next start of the program judges by the note.
    """


class JournalError(VaultriageError):
    """The decision cannot be recorded, so nothing is written."""

    exit_code = 5
