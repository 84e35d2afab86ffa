"""How a network is trained from its start to its end: rounds over answers in batches, rate, dropout; seeded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.labelling.section_network import Floats, Weights
from simulator.training.network_steps import Adam, Batch, Dropout, Loss, loss_and_gradients

Taught = tuple[Batch, Loss]
"""A batch and what is wanted of it."""
_BATCH = 16
_DECAY = 0.05
_WARM_UP = 0.3
_DROPPED = 0.4


@dataclass(frozen=True, slots=True)
class Course:
    """How often every answer is seen, the highest rate, and the share of inputs that is dropped."""

    rounds: int
    rate: float
    dropped_inputs: float


def start(chance: np.random.Generator, inputs: int, features: int, hidden: int, scores: int) -> Weights:
    """Uniform in ±1/√fan-in, the usual start of linear and recurrent layers. The arguments are sizes."""
    cells = hidden // 2

    def uniform(fan_in: int, *shape: int) -> npt.NDArray[np.float32]:
        bound = fan_in**-0.5
        return chance.uniform(-bound, bound, shape).astype(np.float32)

    return Weights(
        project=uniform(inputs, inputs, hidden),
        notice=uniform(features, features, hidden),
        hidden=uniform(inputs, hidden),
        enter=uniform(cells, 2, hidden, 4 * cells),
        recur=uniform(cells, 2, cells, 4 * cells),
        gates=uniform(cells, 2, 4 * cells),
        leave=uniform(hidden, hidden, scores),
        scores=uniform(hidden, scores),
    )


def train_network(
    weights: Weights,
    count: int,
    teach: Callable[[npt.NDArray[np.int64]], Taught],
    course: Course,
    chance: np.random.Generator,
) -> Weights:
    """The weights after the course over `count` answers: Adam, a rate that rises and falls once, dropout."""
    adam = Adam(weights, _DECAY)
    steps = course.rounds * -(-count // _BATCH)
    step = 0
    for _ in range(course.rounds):
        order = chance.permutation(count)
        for begin in range(0, count, _BATCH):
            batch, loss_of = teach(order[begin : begin + _BATCH])
            drop = _dropout(batch, weights.hidden.shape[0], course.dropped_inputs, chance)
            _, gradients = loss_and_gradients(weights, batch, drop, loss_of)
            weights = adam.update(weights, gradients, _rate(step, steps, course.rate))
            step += 1
    return weights


def padded(rows: Sequence[Floats], longest: int) -> npt.NDArray[np.float32]:
    """Answers of shape (sentences, width) as (answers, longest, width), with zeros behind their ends."""
    result = np.zeros((len(rows), longest, rows[0].shape[1]), np.float32)
    for index, row in enumerate(rows):
        result[index, : len(row)] = row
    return result


def _dropout(batch: Batch, width: int, dropped_inputs: float, chance: np.random.Generator) -> Dropout:
    def factors(shape: tuple[int, ...], dropped: float) -> npt.NDArray[np.float32]:
        kept = chance.random(shape, dtype=np.float32) >= dropped
        return kept.astype(np.float32) / np.float32(1 - dropped)

    hidden = (*batch.inputs.shape[:2], width)
    return Dropout(factors(batch.inputs.shape, dropped_inputs), factors(hidden, _DROPPED), factors(hidden, _DROPPED))


def _rate(step: int, steps: int, highest: float) -> float:
    """One cycle (Smith 2018): up from a 25th of the top over the first 30 %, then down to nearly nothing, by cosine."""
    top = _WARM_UP * steps
    if step < top:
        low, high, along = highest / 25, highest, step / top
    else:
        low, high, along = highest, highest / 1e5, (step - top) / max(steps - top, 1)
    return float(low + (high - low) * (1 - np.cos(np.pi * along)) / 2)
