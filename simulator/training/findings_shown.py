"""Verdicts of the judge as a candidate gets to see them: the flags that counting decides are counted."""

from simulator.answer.delivery import measure_delivery
from simulator.answer.rules import rulings
from simulator.answer.told import Told
from simulator.answer.words import estimate_words
from simulator.labelling.findings import Verdicts
from simulator.training.findings_data import Case

Judged = Verdicts
"""As the judge gives them, or as they are shown."""
_COUNTED = 0.9
"""What counting finds is over any threshold (`answer.findings` sees to that at run time)."""


def as_shown(case: Case, judged: Judged) -> Judged:
    """`judged` with those flags replaced that counting decides, on the judge's evidence where it has any."""
    words = estimate_words(" ".join(sentence.text for sentence in case.sentences))
    told = Told(words, case.sentences, measure_delivery(words, case.sentences), case.context)
    counted = {
        name: (max(ruling.confidence, _COUNTED) if ruling.present else 0.0, _either(judged[name][1], ruling.index))
        for name, ruling in rulings(told).items()
    }
    return {**judged, **counted}


def _either(first: int | None, second: int | None) -> int | None:
    return second if first is None else first
