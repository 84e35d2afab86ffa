"""One training step of a network in numpy: loss and gradients of a batch of answers, and the Adam update.

Derived from the forward pass in `labelling.section_network`; a test holds the gradients against finite differences.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from simulator.labelling.section_network import Floats, Weights, sigmoid, softmax

SMOOTHING = 0.05
"""Share of the target spread over all sections: sentences that mix two sections are common."""


@dataclass(frozen=True, slots=True)
class Batch:
    """B answers padded to T sentences; `turned` reverses each answer in place."""

    inputs: Floats
    features: Floats
    turned: npt.NDArray[np.int64]


Loss = Callable[[Floats], tuple[float, Floats]]
"""From the scores of a batch (B, T, scores) to the loss and its gradient for them; padding has none."""


@dataclass(frozen=True, slots=True)
class Dropout:
    """Factors (0 or 1/kept) for the inputs (B, T, 384), the hidden vectors and the read-out (B, T, H)."""

    inputs: Floats
    hidden: Floats
    out: Floats


@dataclass(slots=True)
class _Trace:
    """What the LSTMs' forward pass leaves for the backward pass; axes (direction, answer, cell) in lists over time."""

    opened: list[Floats]
    candidates: list[Floats]
    memories: list[Floats]
    states: list[Floats]


def reversal(lengths: npt.NDArray[np.int64], longest: int) -> npt.NDArray[np.int64]:
    """Index (B, T) that reverses each answer and leaves the padding behind it."""
    steps = np.arange(longest)[None, :]
    return np.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)


def loss_and_gradients(weights: Weights, batch: Batch, drop: Dropout, loss_of: Loss) -> tuple[float, Weights]:
    """The loss of the batch, and its gradient for every weight."""
    inputs = batch.inputs * drop.inputs
    before = inputs @ weights.project + batch.features @ weights.notice + weights.hidden
    hidden = np.maximum(before, 0.0) * drop.hidden
    both = np.stack([hidden, _turn(hidden, batch.turned)])
    trace = _read(weights, both)
    states = np.stack(trace.states[1:], axis=2)
    read = np.concatenate([states[0], _turn(states[1], batch.turned)], axis=2)
    out = (read + hidden) * drop.out
    loss, at_scores = loss_of(out @ weights.leave + weights.scores)

    at_out = (at_scores @ weights.leave.T) * drop.out
    cells = weights.recur.shape[1]
    at_states = np.stack([at_out[:, :, :cells], _turn(at_out[:, :, cells:], batch.turned)])
    at_gates, at_recur = _read_back(weights, trace, at_states)
    at_both = at_gates @ weights.enter[:, None].swapaxes(2, 3)
    at_hidden = at_out + at_both[0] + _turn(at_both[1], batch.turned)
    at_before = at_hidden * drop.hidden * (before > 0)
    gradients = Weights(
        project=_outer(inputs, at_before),
        notice=_outer(batch.features, at_before),
        hidden=at_before.sum(axis=(0, 1)),
        enter=np.stack([_outer(both[side], at_gates[side]) for side in (0, 1)]),
        recur=at_recur,
        gates=at_gates.sum(axis=(1, 2)),
        leave=_outer(out, at_scores),
        scores=at_scores.sum(axis=(0, 1)),
    )
    return loss, gradients


def section_loss(scores: Floats, gold: npt.NDArray[np.int64]) -> tuple[float, Floats]:
    """Mean smoothed cross-entropy over the sentences, and its gradient; `gold` is −1 beyond an answer's end."""
    probabilities = softmax(scores)
    real = gold >= 0
    sections = probabilities.shape[2]
    target = np.eye(sections, dtype=probabilities.dtype)[np.maximum(gold, 0)] * (1 - SMOOTHING) + SMOOTHING / sections
    count = int(real.sum())
    loss = -float((target * np.log(probabilities + 1e-12)).sum(axis=2)[real].sum()) / count
    gradient: Floats = (probabilities - target) * real[:, :, None] / count
    return loss, gradient.astype(probabilities.dtype)


def _read(weights: Weights, both: Floats) -> _Trace:
    """Both LSTMs at once over (2, B, T, H); padding lies at the end and cannot reach what comes before it."""
    cells = weights.recur.shape[1]
    entering = both @ weights.enter[:, None] + weights.gates[:, None, None]
    nothing = np.zeros((2, both.shape[1], cells), both.dtype)
    trace = _Trace([], [], [nothing], [nothing])
    for step in range(both.shape[2]):
        raw = entering[:, :, step] + trace.states[-1] @ weights.recur
        opened, candidate = sigmoid(raw[:, :, : 3 * cells]), np.tanh(raw[:, :, 3 * cells :])
        memory = opened[:, :, cells : 2 * cells] * trace.memories[-1] + opened[:, :, :cells] * candidate
        trace.opened.append(opened)
        trace.candidates.append(candidate)
        trace.memories.append(memory)
        trace.states.append(opened[:, :, 2 * cells :] * np.tanh(memory))
    return trace


def _read_back(weights: Weights, trace: _Trace, at_states: Floats) -> tuple[Floats, Floats]:
    """Gradients at the gates (2, B, T, 2 H) and at `recur`, from the gradients at the states (2, B, T, H/2)."""
    cells = weights.recur.shape[1]
    steps = len(trace.opened)
    at_gates = np.zeros((*at_states.shape[:3], 4 * cells), at_states.dtype)
    at_recur = np.zeros_like(weights.recur)
    at_state, at_memory = np.zeros_like(trace.states[0]), np.zeros_like(trace.states[0])
    back = weights.recur.swapaxes(1, 2)
    for step in reversed(range(steps)):
        opened, candidate = trace.opened[step], trace.candidates[step]
        entered, kept, shown = (opened[:, :, part * cells : (part + 1) * cells] for part in range(3))
        bent = np.tanh(trace.memories[step + 1])
        at_state = at_state + at_states[:, :, step]
        at_memory = at_memory + at_state * shown * (1 - bent**2)
        parts = (at_memory * candidate, at_memory * trace.memories[step], at_state * bent)
        at_open = np.concatenate(parts, axis=2) * opened * (1 - opened)
        at_raw = np.concatenate([at_open, at_memory * entered * (1 - candidate**2)], axis=2)
        at_gates[:, :, step] = at_raw
        at_recur += trace.states[step].swapaxes(1, 2) @ at_raw
        at_state, at_memory = at_raw @ back, at_memory * kept
    return at_gates, at_recur


def _turn(values: Floats, turned: npt.NDArray[np.int64]) -> Floats:
    result: Floats = np.take_along_axis(values, turned[:, :, None], axis=1)
    return result


def _outer(left: Floats, right: Floats) -> Floats:
    """Sum over all sentences of left ⊗ right."""
    result: Floats = left.reshape(-1, left.shape[-1]).T @ right.reshape(-1, right.shape[-1])
    return result


class Adam:
    """Adam with decoupled weight decay (Loshchilov and Hutter 2019)."""

    def __init__(self, weights: Weights, decay: float) -> None:
        self._decay = decay
        self._mean = {name: np.zeros_like(getattr(weights, name)) for name in Weights.names()}
        self._square = {name: np.zeros_like(getattr(weights, name)) for name in Weights.names()}
        self._steps = 0

    def update(self, weights: Weights, gradients: Weights, rate: float) -> Weights:
        """The weights after one step at learning rate `rate`."""
        self._steps += 1
        changed = {}
        for name in Weights.names():
            value, slope = getattr(weights, name), getattr(gradients, name)
            self._mean[name] = 0.9 * self._mean[name] + 0.1 * slope
            self._square[name] = 0.999 * self._square[name] + 0.001 * slope**2
            mean = self._mean[name] / (1 - 0.9**self._steps)
            square = self._square[name] / (1 - 0.999**self._steps)
            changed[name] = value * (1 - rate * self._decay) - rate * mean / (np.sqrt(square) + 1e-8)
        return replace(weights, **changed)
