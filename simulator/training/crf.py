"""Training of a CRF by L-BFGS: no random part, so the same input gives the same file."""

from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

L1, L2, MIN_COUNT, ITERATIONS = 0.1, 0.3, 2, 100
"""Chosen with whole files left out; a threefold change of either penalty moves macro-F1 by less than half a point."""


def train_crf(attributes: Sequence[list[list[str]]], labels: Sequence[Sequence[str]], path: Path) -> None:
    """Train on answers (for each sentence the names of its attributes) and write the model file. Raises OSError."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": L1,
            "c2": L2,
            "feature.minfreq": MIN_COUNT,
            "max_iterations": ITERATIONS,
            "feature.possible_transitions": True,
        }
    )
    for items, marks in zip(attributes, labels, strict=True):
        trainer.append(items, list(marks))
    trainer.train(str(path))
