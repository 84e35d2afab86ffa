"""The recurrent part of the findings judge: each sentence scored with the whole answer before and behind it.

The same network as for sections (`section_network`), fed with the features of `finding_features`. Some networks from
different starts are averaged.
"""

from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
import numpy.typing as npt

from simulator.labelling.embeddings import DIMENSIONS
from simulator.labelling.finding_model import SCORED, Matrix
from simulator.labelling.section_network import Weights, network_scores

MEANING = 2 * DIMENSIONS
"""The first columns of the features: meaning of the sentence alone and among its neighbours."""
PREFIX = "network_"


class FindingNetwork:
    """The averaged networks. Holds no state: safe to call from several threads."""

    def __init__(self, members: Sequence[Weights]) -> None:
        self._members = members

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.floating]]) -> Self:
        """From arrays named `network_0.project` and so on. Raises KeyError when there is none or one is cut short."""
        names = [name.removeprefix(PREFIX) for name in arrays if name.startswith(PREFIX)]
        count = len({name.split(".")[0] for name in names})
        return cls([Weights.from_arrays(arrays, f"{PREFIX}{index}.") for index in range(max(count, 1))])

    def to_arrays(self) -> dict[str, npt.NDArray[np.float16]]:
        return {
            name: array
            for index, member in enumerate(self._members)
            for name, array in member.to_arrays(f"{PREFIX}{index}.").items()
        }

    def scores(self, features: Matrix) -> Matrix:
        """Log odds that a sentence shows each of SCORED, shape (sentences, SCORED), for one answer."""
        each = [network_scores(member, features[:, :MEANING], features[:, MEANING:]) for member in self._members]
        return np.asarray(np.mean(each, axis=0)[:, : len(SCORED)], np.float32)
