"""Flags that are a matter of counting: where the codebook's definition can be counted, the count decides.

Held against the 360 labelled answers to main questions of the corpus, with its own section labels: we_only and
passive_voice agree with every label; no number at all is flagged 21 times of 21, money or a percentage 2 of 113.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulator.answer.passive import has_passive
from simulator.answer.told import Told
from simulator.answer.words import normalise

LONG_SETUP_SHARE = 0.48
"""Of the words. The codebook says 0.45 of its own section labels; the labeller's are about 2 points off, and with 0.48
of those all 22 flagged answers are still found, with 2 instead of 3 others of 153 that have no flag at all."""
WE_SHARE = 0.8
"""we/(I+we) in the Action from which "we" hides who did what; flagged answers begin at 0.92, others end at 0.63."""
PASSIVE_SHARE = 0.5
"""Of the Action's sentences, "most of" by the codebook; flagged answers begin at 0.6, others end at 0.25."""
COUNTED = frozenset({"long_setup", "we_only", "passive_voice"})
"""Flags that hang on the section labels, and so have to be counted again when those are corrected."""
_FROM_WORDS = 40
"""A shorter answer holds too little for a share to mean anything."""
_FEWEST = 3
"""As many times "we", or sentences of Action, it takes at least."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a count says of a flag: it is there or not, how sure (0–1), and the sentence that shows it best."""

    present: bool
    confidence: float = 0.0
    index: int | None = None


def rulings(told: Told) -> Mapping[str, Ruling]:
    """By flag id; a flag that cannot be decided by counting is not in it. None for answers to probes or short ones."""
    if not told.context.is_story or told.delivery.words < _FROM_WORDS:
        return MappingProxyType({})
    found = {
        "long_setup": _long_setup(told),
        "we_only": _we_only(told),
        "passive_voice": _passive_voice(told),
        "no_numbers": _no_numbers(told),
    }
    return {name: ruling for name, ruling in found.items() if ruling is not None}


def _long_setup(told: Told) -> Ruling:
    present = told.word_share("S", "T") > LONG_SETUP_SHARE
    longest = max(told.indexes("S", "T"), key=lambda index: len(told.sentences[index].text), default=None)
    return Ruling(present, told.sureness("S", "T"), longest if present else None)


def _we_only(told: Told) -> Ruling | None:
    delivery = told.delivery
    if delivery.we_share is None or delivery.i_count + delivery.we_count < _FEWEST:
        return None
    present = delivery.we_share >= WE_SHARE and delivery.we_count >= _FEWEST
    best = max(told.indexes("A"), key=lambda index: _we_in(told, index))
    return Ruling(present, told.sureness("A"), best if present else None)


def _we_in(told: Told, index: int) -> int:
    return sum(normalise(word.text).split("'")[0] == "we" for word in told.words_of(index))


def _passive_voice(told: Told) -> Ruling | None:
    action = told.indexes("A")
    if told.delivery.passive_share is None or len(action) < _FEWEST:
        return None
    present = told.delivery.passive_share >= PASSIVE_SHARE
    first = next((index for index in action if has_passive(told.words_of(index))), None)
    return Ruling(present, told.sureness("A"), first if present else None)


def _no_numbers(told: Told) -> Ruling | None:
    """Nothing between the two extremes is decided here: hours worked and head counts are numbers that do not count."""
    quantities = told.delivery.quantities
    if not quantities:
        return Ruling(present=True, confidence=1.0)
    if any(quantity.kind in ("money", "percent") for quantity in quantities):
        return Ruling(present=False)
    return None
