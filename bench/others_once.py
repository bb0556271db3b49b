"""Reads a vault with another library, in that library's environment: `others_once.py NAME ROOT`.

It prints how many tasks were found, or 0 for a library that knows no tasks. It is run by the
interpreter of an environment that holds nothing of vaultriage.
"""

import re
import sys
from importlib import import_module
from pathlib import Path

_TASK = re.compile(r"^[\s>]*(?:[-*+]|\d+[.)]) +\[.\]", re.MULTILINE)


def by_frontmatter(root: str) -> int:
    """What a script of ten lines does: properties parsed, a pattern over the rest."""
    frontmatter = import_module("frontmatter")
    tasks = 0
    for path in Path(root).rglob("*.md"):
        post = frontmatter.loads(path.read_text(encoding="utf-8", errors="replace"))
        tasks += len(_TASK.findall(post.content))
    return tasks


def by_obsidian_parse(root: str) -> int:
    """Properties, links, embeds and tags."""
    import_module("obsidian_parse").parse([root])
    return 0


def by_obsidiantools(root: str) -> int:
    """The graph of links, properties, tags and each note's text."""
    import_module("obsidiantools.api").Vault(Path(root)).connect().gather()
    return 0


if __name__ == "__main__":
    readers = {
        "python-frontmatter": by_frontmatter,
        "obsidian-parse": by_obsidian_parse,
        "obsidiantools": by_obsidiantools,
    }
    print(readers[sys.argv[1]](sys.argv[2]))
