"""What a decision costs without a screen: a proposal accepted, journal and note on the disk."""

import gc
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.prose import DAY
from bench.table import Row, duration
from bench.timing import percentile, timed
from bench.vaults import MadeVault
from vault.edits import Accept
from vault.index import IndexedTask
from vault.outcomes import Decision
from vault.vault import Vault


def deciding(made: MadeVault, samples: int) -> Iterator[Row]:
    """Vault.apply until journal and note are on the disk; the vault is changed by it."""
    with TemporaryDirectory(prefix="vaultriage-bench-state-") as state:
        yield from _deciding(made, samples, state)


def _deciding(made: MadeVault, samples: int, state: str) -> Iterator[Row]:
    vault = Vault(made.root, today=lambda: DAY, state=state)
    vault.load()
    proposals = [found for found in vault.tasks() if found.proposed]
    chosen = proposals[:: max(1, len(proposals) // samples)][:samples]
    gc.collect()
    took = [timed(partial(_accept, vault, found)).wall for found in chosen]
    bare = [timed(partial(_write_bare, made, found)).wall for found in chosen]
    vault.close()
    for share in (0.5, 0.95):
        value, other = percentile(took, share), percentile(bare, share)
        yield Row(
            f"accept, journal and note on disk, p{share * 100:g}, {made.size}",
            duration(value),
            yardstick=f"write and fsync alone {duration(other)}",
            ratio=value / other,
        )


def _accept(vault: Vault, found: IndexedTask) -> None:
    applied = vault.apply([Decision(found, Accept())])
    if applied.written != 1:
        raise RuntimeError(f"Not accepted: {applied.outcomes[0].message}")


def _write_bare(made: MadeVault, found: IndexedTask) -> None:
    """The same note's bytes written over themselves, and nothing else."""
    path = Path(made.root, found.path)
    fd = os.open(path, os.O_RDWR)
    try:
        os.pwrite(fd, os.pread(fd, 1 << 20, 0), 0)
        os.fsync(fd)
    finally:
        os.close(fd)
