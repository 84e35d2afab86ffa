"""Fits the context model (`labelling.section_context`) so that no answer gets probabilities from a fit that saw it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from simulator.answer.types import SECTIONS
from simulator.labelling.embeddings import Embedder
from simulator.labelling.section_context import ContextModel, Probabilities, context_inputs
from simulator.training.corpus import Answer

STRENGTH = 0.3
"""Inverse of the L2 penalty; chosen with whole files left out (0.1 to 1 differ by less than half a point)."""
_ITERATIONS = 300


@dataclass(slots=True)
class ContextFits:
    """Fits of one kind (live or not), remembered by the files they were trained on, as folds share many of them."""

    embedder: Embedder
    live: bool
    _inputs: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    _models: dict[frozenset[str], ContextModel] = field(default_factory=dict)

    def model(self, answers: Sequence[Answer]) -> ContextModel:
        """The fit on all `answers`; ids must be unique."""
        key = frozenset(answer.id for answer in answers)
        if key not in self._models:
            self._models[key] = self._fit(answers)
        return self._models[key]

    def cross_fitted(self, answers: Sequence[Answer]) -> list[Probabilities]:
        """Probabilities for each answer from a fit without the answer's file; with one file, without the answer."""
        sources = {answer.source for answer in answers}
        group = {answer.id: answer.source if len(sources) > 1 else answer.id for answer in answers}
        result = []
        for answer in answers:
            others = [other for other in answers if group[other.id] != group[answer.id]]
            result.append(self.model(others).probabilities(self.inputs(answer)))
        return result

    def inputs(self, answer: Answer) -> npt.NDArray[np.float64]:
        if answer.id not in self._inputs:
            vectors = self.embedder.embed(answer.sentences)
            self._inputs[answer.id] = context_inputs(vectors, answer.sentences, live=self.live)
        return self._inputs[answer.id]

    def _fit(self, answers: Sequence[Answer]) -> ContextModel:
        from sklearn.linear_model import LogisticRegression

        inputs = np.concatenate([self.inputs(answer) for answer in answers])
        labels = [SECTIONS.index(section) for answer in answers for section in answer.sections]
        fit = LogisticRegression(C=STRENGTH, max_iter=_ITERATIONS).fit(inputs, labels)
        weights, bias = np.zeros((inputs.shape[1], len(SECTIONS))), np.full(len(SECTIONS), -1e3)
        weights[:, fit.classes_], bias[fit.classes_] = fit.coef_.T, fit.intercept_
        return ContextModel(weights, bias)
