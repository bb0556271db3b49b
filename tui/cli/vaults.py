"""The command `vaults`: what Obsidian's own list names."""

import json
import os

from parsers.lines import shown
from tui.cli.arguments import Options
from tui.cli.streams import takes_unicode, write_json, write_line
from vault.places import KnownVault, known_vaults


def run(options: Options) -> int:
    """Print the vaults that Obsidian knows, the one last opened first; always 0."""
    known = sorted(known_vaults(os.environ), key=lambda vault: vault.opened_at, reverse=True)
    if options.format == "json":
        records = [_record(vault) for vault in known]
        write_json(json.dumps(records, ensure_ascii=not takes_unicode()))
        return 0
    width = max((len(vault.name) for vault in known), default=0)
    for vault in known:
        write_line(f"{'*' if vault.open else ' '} {vault.name:<{width}}  {vault.path}")
    return 0


def _record(vault: KnownVault) -> dict[str, object]:
    return {
        "name": shown(vault.name),
        "path": shown(vault.path),
        "open": vault.open,
        "exists": os.path.isdir(vault.path),
    }
