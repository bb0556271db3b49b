"""What is measured, in which vaults, in which order."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Final

from bench import targets
from bench.blocking import blocking
from bench.changing import changing
from bench.deciding import deciding
from bench.keys import moving, saving_and_deciding
from bench.likeness import likeness
from bench.others import others
from bench.parsing import parsing
from bench.reading import Reads, cold, memory, totals, warm
from bench.shapes import Shape, bare, dense
from bench.starting import first_frame, version
from bench.table import Row, Target
from bench.vaults import MadeVault, cached_vault, own_copy

_COLD: Final = {10_000: targets.COLD_10K, 100_000: targets.COLD_100K}
_LARGE: Final = 100_000


@dataclass(frozen=True, slots=True)
class Plan:
    """The sizes, each of them the condition of some targets."""

    notes: tuple[int, ...] = (10_000, 100_000)
    """Vaults of one task and a half a note."""
    tasks: tuple[int, ...] = (1_000, 10_000, 100_000, 1_000_000)
    """Vaults of twenty tasks a note, for how cost grows; memory is measured in the last."""
    rows: int = 100_000
    """Tasks in the vault that is looked at and written to, likewise dense."""
    bare: int = 10_000
    """Notes in the vault without tasks."""
    compared: int = 1_000
    """Notes in the vault that others read too: some of them take seconds for that."""
    samples: int = 100
    """Key presses, saves and decisions each."""


QUICK: Final = Plan((1_000,), (1_000, 10_000), 10_000, 1_000, 1_000, 40)


@dataclass(frozen=True, slots=True)
class Bench:
    """One run of a plan."""

    plan: Plan
    env: Mapping[str, str]
    seed: int
    folder: str | None
    """Where vaults are kept."""
    others: str
    """The environment of what else reads vaults."""

    def rows(self) -> Iterator[Row]:
        """Everything, row by row, as it is measured."""
        yield from parsing(self.seed)
        yield from version(self.env)
        yield from likeness(self.seed)
        for notes in self.plan.notes:
            yield from self._as_people_have_it(notes)
        for tasks in self.plan.tasks:
            yield from self._growing(tasks)
        yield from self._on_screen(self._vault(dense(self.plan.rows, self.seed)))
        yield from others(
            self._vault(Shape(self.plan.compared, seed=self.seed, odd=False)), self.env, self.others
        )

    def _as_people_have_it(self, notes: int) -> Iterator[Row]:
        made, env = self._vault(Shape(notes, seed=self.seed)), self.env
        yield from cold(Reads(made, env), _COLD.get(notes))
        yield from totals(made, env)
        yield from warm(made, env, _if_large(notes, targets.WARM))
        frame, rows = targets.FIRST_FRAME, targets.FIRST_ROWS
        yield from first_frame(made, env, _if_large(notes, frame), _if_large(notes, rows))

    def _growing(self, tasks: int) -> Iterator[Row]:
        made, env = self._vault(dense(tasks, self.seed)), self.env
        reads = Reads(made, env)
        yield from cold(reads, targets.COLD_1M_TASKS if made.is_million else None)
        yield from warm(made, env)
        if tasks == self.plan.tasks[-1]:
            yield from memory(reads, Reads(self._vault(bare(self.plan.bare, self.seed)), env))
        yield from changing(made, env, targets.FILTER if tasks == _LARGE else None)

    def _on_screen(self, made: MadeVault) -> Iterator[Row]:
        yield from moving(made, self.env, self.plan.samples)
        with self._own_copy(made) as copy:
            yield from blocking(copy, self.env)
        with self._own_copy(made) as copy:
            yield from deciding(copy, self.plan.samples)
        with self._own_copy(made) as copy:
            yield from saving_and_deciding(copy, self.env, self.plan.samples)

    def _vault(self, shape: Shape) -> MadeVault:
        return cached_vault(shape, self.folder)

    @contextmanager
    def _own_copy(self, made: MadeVault) -> Iterator[MadeVault]:
        with TemporaryDirectory(prefix="vaultriage-bench-", dir=self.folder) as folder:
            yield own_copy(made, folder)


def _if_large(notes: int, target: Target) -> Target | None:
    return target if notes == _LARGE else None
