"""Random outside edits between reading and writing: is the right line found?"""

from collections import Counter
from collections.abc import Iterator

from tests.soak.figures import Figure, at_most, none_of, told
from tests.vault.identity_trials import trial

PART = "identity"
TRIALS = 40_000
_FIRST_SEED = 1_000_000
"""Other seeds than those of `make test`."""


def identities(share: float) -> Iterator[Figure]:
    """Trials with 0 to 5 outside edits each."""
    seeds = range(_FIRST_SEED, _FIRST_SEED + round(TRIALS * share))
    came_of = Counter(map(trial, seeds))
    trials = came_of.total() - came_of["no task"]
    yield told(PART, "trials", trials)
    yield told(PART, "right line", came_of["right"])
    yield told(PART, "refused, since the line was changed or deleted", came_of["refusal"])
    yield none_of(PART, "writes on other text", came_of["other text"])
    yield at_most(PART, "wrong twin", came_of["wrong twin"], trials, 0.005)
    yield at_most(PART, "needless refusal", came_of["needless refusal"], trials, 0.04)
