"""What can be trained: a module of this package for each model, named here and loaded when it is needed.

Such a module offers `train(folder)`, which writes its weight files into `folder` and seals them, `evaluate()`, which
returns its figures as a JSON object (cross-validated where it was trained), and `render(report)`, which makes a
Markdown page of them.
"""

import importlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

from simulator.errors import UsageError

MODELS = ("sections", "findings", "probes", "grades")
"""In the order in which they are trained; a later one may use the weights of an earlier one."""
ON_REQUEST = ("spoken",)
"""Minutes of speech to be heard, or nothing to train: only done when named."""

Report = Mapping[str, Any]


class Model(Protocol):
    def train(self, folder: Path) -> None: ...

    def evaluate(self) -> Report: ...

    def render(self, report: Report) -> str: ...


def chosen_models(names: Sequence[str]) -> Iterator[tuple[str, Model]]:
    """The models named, or all of MODELS, in order. Raises UsageError for an unknown name before anything is loaded."""
    known = MODELS + ON_REQUEST
    for name in names:
        if name not in known:
            raise UsageError(f"no model is called {name!r}", remedy=f"Choose from: {', '.join(known)}")
    for name in known:
        if name in (names or MODELS):
            yield name, cast(Model, importlib.import_module(f"simulator.training.{name}"))
