"""Whether a row of figures moves, told only where chance is an unlikely reason. Pure.

The rule: the size of the move is the Theil–Sen slope, the median of the slopes between all pairs of sessions, which one
odd session cannot bend. Whether there is a move at all is the Mann–Kendall test, which asks how many pairs rise and how
many fall (two-sided, corrected for ties and continuity). Under `FEWEST` sessions nothing is said, for there the test's
approximation does not hold; and the probability has to be under `CHANCE`, the usual 5 % shared between the six measures
that are looked at side by side, so that on pure noise one archive in twenty shows any trend at all. Only the last
`WINDOW` sessions count: what was a year ago says little about now. The test takes sessions as independent; a run of
good days makes it a little too sure.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import Literal

FEWEST = 8
WINDOW = 60
CHANCE = 0.05 / 6

Kind = Literal["too_few", "none", "rises", "falls"]


@dataclass(frozen=True, slots=True)
class Trend:
    """What `sessions` figures say. `start` and `end` are where the fitted line begins and ends."""

    kind: Kind
    sessions: int
    middle: float
    """The median; 0 where there is no figure."""
    slope: float = 0.0
    """A session, Theil–Sen."""
    start: float = 0.0
    end: float = 0.0
    chance: float = 1.0
    """How likely pure chance makes so many pairs agree (two-sided)."""


def trend(values: Sequence[float]) -> Trend:
    """The trend of the last `WINDOW` of `values`, oldest first."""
    values = values[-WINDOW:]
    count = len(values)
    middle = median(values) if values else 0.0
    if count < FEWEST:
        return Trend("too_few", count, middle)
    slope = theil_sen(values)
    level = median(value - slope * place for place, value in enumerate(values))
    end = level + slope * (count - 1)
    chance = mann_kendall(values)
    kind: Kind = "none" if chance >= CHANCE or slope == 0 else "rises" if slope > 0 else "falls"
    return Trend(kind, count, middle, slope, level, end, chance)


def theil_sen(values: Sequence[float]) -> float:
    """The median slope a step; at least two values."""
    return median((later - earlier) / (j - i) for (i, earlier), (j, later) in combinations(enumerate(values), 2))


def mann_kendall(values: Sequence[float]) -> float:
    """The two-sided probability of such an order by chance, 1 where all values are equal; by the normal approximation.

    Source: Kendall, Rank Correlation Methods (1975), with his correction of the variance for ties.
    """
    score = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    count = len(values)
    spread = _spread(count) - sum(_spread(equal) for equal in Counter(values).values())
    if spread <= 0:
        return 1.0
    distance = max(0, abs(score) - 1) / math.sqrt(spread)
    return math.erfc(distance / math.sqrt(2))


def _spread(count: int) -> float:
    """The variance of the score of `count` values in random order."""
    return count * (count - 1) * (2 * count + 5) / 18
