"""Every setting, with its default, what it means and what it may be: these classes are the list.

The commented default file, `config show`, the checks and docs/configuration.md are made from it
(`vault.config_table`); `vault.config_layers` says where values come from.
"""

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from parsers.date_settings import DEFAULT_DATES, TypedDates
from parsers.proposed import ProposedSettings
from vault.people import OwnerSettings
from vault.view import ViewName
from vault.watch_settings import WatchSettings

_PROPOSED: Final = ProposedSettings()
_OWNERS: Final = OwnerSettings()
# No part is empty or begins with a dot: nobody would see such a note.
_NOTE_PATH: Final = r"\A(?:(?!/)(?!.*//)(?!(?:.*/)?\.)[^\x00-\x1f]*\.md)?\Z"
_ONE_LINE: Final = r"\A[^\x00-\x1f]*\Z"


def _is(meaning: str, allowed: str = "", *, choices: tuple[str, ...] = ()) -> Meta:
    """What a setting means; `allowed` where its type does not say what it may be."""
    return Meta(description=meaning, extra={"allowed": allowed, "choices": choices})


# A space is every open task; x is what is done, which is never proposed.
Symbols = tuple[Annotated[str, Meta(pattern=r"\A[^\x00-\x1f x]\Z")], ...]
Tags = tuple[Annotated[str, Meta(pattern=r"\A#[^\s#]+\Z")], ...]
Names = tuple[Annotated[str, Meta(pattern=r"\A@?[^@\s][^@\x00-\x1f]*\Z")], ...]
Folders = tuple[
    Annotated[str, Meta(pattern=r"\A(?!(?:.*/)?\.\.?(?:/|\Z))(?=.*[^/\s])[^\x00-\x1f]+\Z")], ...
]
Languages = Annotated[
    tuple[Annotated[str, Meta(pattern=r"\A[a-z]{2,3}(?:-[A-Za-z]+)*\Z")], ...],
    Meta(min_length=1),
]
_SOME_TAGS: Final = 'a list of tags, each with its #, such as ["#ai"]'
_SOME_SYMBOLS: Final = (
    'a list of single characters, such as ["?"], but neither a space nor x, which mean an open '
    "and a finished task"
)
_SOME_NAMES: Final = 'a list of names, such as ["@Ana"]'
_A_NOTE: Final = "a note's path from the vault's folder, ending in .md"


class Proposed(Struct, frozen=True, kw_only=True):
    """What counts as proposed."""

    symbols: Annotated[
        Symbols,
        _is("Status symbols of proposals.", _SOME_SYMBOLS),
    ] = _PROPOSED.symbols
    tags: Annotated[Tags, _is("Tags of proposals; tags below them count too.", _SOME_TAGS)] = (
        _PROPOSED.tags
    )
    symbol_alone: Annotated[
        bool | Literal["auto"],
        _is('Whether a symbol makes a proposal without a tag; "auto" looks at the vault.'),
    ] = _PROPOSED.symbol_alone
    exclude_folders: Annotated[
        Folders,
        _is(
            "Folders whose notes hold no proposals, besides the vault's templates.",
            'a list of folders inside the vault, such as ["Archive"]',
        ),
    ] = _PROPOSED.exclude_folders
    auto_tags: Annotated[
        Tags, _is("Tags that a pipeline leaves; shown as a badge, never taken away.", _SOME_TAGS)
    ] = _PROPOSED.auto_tags

    def settings(self) -> ProposedSettings:
        """The same, for the parsers."""
        return ProposedSettings(**msgspec.structs.asdict(self))


class Owners(Struct, frozen=True, kw_only=True):
    """Names on task lines that are no people notes."""

    me: Annotated[Names, _is("The names that mean you.", _SOME_NAMES)] = _OWNERS.me
    unassigned: Annotated[Names, _is("The names that mean nobody yet.", _SOME_NAMES)] = (
        _OWNERS.unassigned
    )

    def settings(self) -> OwnerSettings:
        """The same, for `vault.people`."""
        return OwnerSettings(**msgspec.structs.asdict(self))


class Rejecting(Struct, frozen=True, kw_only=True):
    """What becomes of a rejected proposal."""

    mode: Annotated[
        Literal["mark", "delete", "move"],
        _is("The line stays, cancelled; or is deleted; or moves to another note, cancelled."),
    ] = "mark"
    move_to: Annotated[
        str, Meta(pattern=_NOTE_PATH), _is('The note to which "move" moves.', _A_NOTE)
    ] = ""
    reason: Annotated[
        Literal["journal", "note"],
        _is("Where a reason for the rejection is kept."),
    ] = "journal"


class Dates(Struct, frozen=True, kw_only=True):
    """How dates are read that you type."""

    next_weekday: Annotated[
        Literal["plugin", "nearest"],
        _is(
            '"next friday": that of the next week, which starts on Sunday, as in the Tasks '
            "plugin; or the nearest one to come."
        ),
    ] = DEFAULT_DATES.next_weekday
    languages: Annotated[
        Languages,
        _is(
            "The languages of dates, by their codes.",
            'a list of one or more codes, such as ["en", "de"]',
        ),
    ] = DEFAULT_DATES.languages

    def settings(self) -> TypedDates:
        """The same, for the parsers."""
        return TypedDates(**msgspec.structs.asdict(self))


class Snoozing(Struct, frozen=True, kw_only=True):
    """What snoozing a proposal does."""

    write_start: Annotated[
        bool, _is("Write the day as a start date (🛫) instead of leaving the note as it is.")
    ] = False


class Merging(Struct, frozen=True, kw_only=True):
    """What merging a proposal into a task does."""

    link: Annotated[bool, _is("Add a link to the proposal's note to the line that is kept.")] = (
        False
    )


class Capturing(Struct, frozen=True, kw_only=True):
    """Where a new task goes."""

    note: Annotated[
        str, Meta(pattern=_NOTE_PATH), _is("The note; empty for the daily note.", _A_NOTE)
    ] = ""
    heading: Annotated[
        str,
        Meta(pattern=_ONE_LINE),
        _is("The heading under which it goes; empty for the end of the note.", "a heading's text"),
    ] = ""


class History(Struct, frozen=True, kw_only=True):
    """How long the journal remembers what was decided; it is one for all vaults."""

    keep_days: Annotated[
        int, Meta(ge=1, le=36_500), _is("Older steps can no longer be taken back.")
    ] = 365
    keep_steps: Annotated[
        int, Meta(ge=1, le=1_000_000), _is("Of more steps, the oldest are forgotten.")
    ] = 20_000


class DefaultVault(Struct, frozen=True, kw_only=True):
    """Which vault is opened."""

    default: Annotated[
        str,
        Meta(pattern=_ONE_LINE),
        _is(
            "The vault where none is named and none is around the working folder; empty for the "
            "one that Obsidian has open or opened last.",
            "a folder's path, from your home folder if it is relative, or a name that Obsidian "
            "knows",
        ),
    ] = ""


class FirstView(Struct, frozen=True, kw_only=True):
    """What the screen shows first."""

    default: Annotated[
        str,
        _is(
            "The view in which the screen opens without --view.",
            choices=tuple(name.casefold() for name in ViewName),
        ),
    ] = ViewName.INBOX.casefold()


class Screen(Struct, frozen=True, kw_only=True):
    """How the screen looks."""

    theme: Annotated[Literal["dark", "light"], _is("The colours at the start; T changes them.")] = (
        "dark"
    )


class Suggestions(Struct, frozen=True, kw_only=True):
    """Hints from what you decided before; nothing is decided by them."""

    show: Annotated[bool, _is("Say beside a proposal what you decided about others like it.")] = (
        True
    )


class Ignored(Struct, frozen=True, kw_only=True):
    """Notes that Obsidian's excluded files hide."""

    show: Annotated[bool, _is("Read them like all others instead of only counting them.")] = False


class Watching(Struct, frozen=True, kw_only=True):
    """How changes by other programs are noticed while the screen is open."""

    mode: Annotated[
        Literal["auto", "live", "polling"],
        _is(
            "Told by the system (live), looked for now and then (polling), or as the folder needs "
            "it: both for one on a network."
        ),
    ] = "auto"
    poll_seconds: Annotated[
        int,
        Meta(ge=0, le=86_400),
        _is("Seconds between two looks at every file; 0 for as often as they are cheap."),
    ] = 0

    def settings(self) -> WatchSettings:
        """The same, for `vault.lookout`."""
        return WatchSettings(**msgspec.structs.asdict(self))


class Config(Struct, frozen=True, kw_only=True):
    """Every setting. Sections and keys have the names that they have in a file."""

    proposed: Proposed = Proposed()
    owners: Owners = Owners()
    reject: Rejecting = Rejecting()
    dates: Dates = Dates()
    snooze: Snoozing = Snoozing()
    merge: Merging = Merging()
    capture: Capturing = Capturing()
    journal: History = History()
    vault: DefaultVault = DefaultVault()
    view: FirstView = FirstView()
    screen: Screen = Screen()
    ignored: Ignored = Ignored()
    watch: Watching = Watching()
    suggest: Suggestions = Suggestions()


DEFAULTS: Final = Config()
"""What holds where nobody says anything."""
