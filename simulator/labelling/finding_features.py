"""What the judge of findings sees of an answer: each sentence among its neighbours, and the answer as a whole.

The same code serves training and run time. Sections are the labels the answer carries (predicted or corrected).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from simulator.answer.passive import has_passive
from simulator.answer.quantities import find_quantities
from simulator.answer.types import LEVELS, SECTIONS, LabelledSentence, Level, Quantity, Word
from simulator.labelling.finding_patterns import PATTERN_NAMES, count_patterns

Matrix = npt.NDArray[np.float32]

_TOKEN = re.compile(r"[a-z']+|\d+")
_REMEMBERED = 2048
"""Sentences whose counts are kept."""
_MOST = 4
"""A pattern met more often than this in one sentence tells nothing more."""
_I, _WE, _EFFORT = (PATTERN_NAMES.index(name) for name in ("i", "we", "effort"))
_IN_ANSWER = (
    "other_team", "vague", "number", "boss", "negation", "make", "investigate", "effort", "rank", "alone", "proposal",
    "they", "be_seen", "again_anyway", "hand_off",
)  # fmt: skip
_BEFORE_ACTING = (
    "boss", "boss_asks", "was_given", "plan", "nobody", "nobody_asked", "not_mine", "own_accord", "negation", "effort",
)  # fmt: skip
"""A boss who asks before one acts has assigned the work; one who asks afterwards has not."""
_AFTERWARDS = (
    "ship", "lasting", "guard", "proposal", "be_seen", "boss", "alone", "effort", "credit", "they_fix", "again_anyway",
    "stop",
)  # fmt: skip
"""What the same words tell depends on whether they are of the action or of what came of it."""
_KINDS = ("count", "duration", "money", "percent")
SENIOR: tuple[Level, ...] = ("senior", "staff")
"""From here on work across teams is expected."""
_TYPICAL_WORDS, _TYPICAL_SENTENCES = 180, 11
"""Medians of the corpus, so that the logarithms below lie around 0."""


class SentenceEmbedder(Protocol):
    def embed(self, texts: Sequence[str]) -> Matrix:
        """One unit vector a text, shape (texts, 384)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer counted through. Arrays have one row a sentence; `sections` holds indexes into SECTIONS."""

    texts: tuple[str, ...]
    sections: npt.NDArray[np.int64]
    confidences: Matrix
    patterns: Matrix
    words: Matrix
    quantities: tuple[tuple[Quantity, ...], ...]
    passive: npt.NDArray[np.bool_]
    level: Level

    def __len__(self) -> int:
        return len(self.texts)

    def within(self, *names: str) -> npt.NDArray[np.bool_]:
        """A mask of the sentences in these sections."""
        return np.isin(self.sections, [SECTIONS.index(name) for name in names])


def read_answer(sentences: Sequence[LabelledSentence], level: Level) -> Reading:
    """Count an answer through; it must have at least one sentence."""
    texts = tuple(sentence.text.replace("’", "'") for sentence in sentences)
    counts = [_count(text) for text in texts]
    return Reading(
        texts=texts,
        sections=np.array([SECTIONS.index(sentence.section) for sentence in sentences]),
        confidences=np.array([sentence.confidence for sentence in sentences], np.float32),
        patterns=np.array([one.patterns for one in counts], np.float32),
        words=np.array([one.words for one in counts], np.float32),
        quantities=tuple(one.quantities for one in counts),
        passive=np.array([one.passive for one in counts]),
        level=level,
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """What is counted in one sentence; `words` is at least 1."""

    patterns: tuple[int, ...]
    words: int
    quantities: tuple[Quantity, ...]
    passive: bool


@lru_cache(maxsize=_REMEMBERED)
def _count(text: str) -> _Counts:
    """Remembered, for an answer is read again and again while it grows."""
    words = [Word(token, 0.0, 0.0) for token in text.split()]
    return _Counts(tuple(count_patterns(text)), max(len(words), 1), find_quantities(words), has_passive(words))


def embed_sentences(reading: Reading, embedder: SentenceEmbedder) -> Matrix:
    """Meaning of each sentence by itself and with the sentences around it, shape (sentences, 768)."""
    texts = reading.texts
    around = [" ".join(texts[max(0, index - 1) : index + 2]) for index in range(len(texts))]
    return np.hstack([embedder.embed(texts), embedder.embed(around)])


def sentence_features(reading: Reading, meaning: Matrix) -> Matrix:
    """One row a sentence: meaning, patterns here and beside it, sections, quantities, place. Scaled for one penalty."""
    size = len(reading)
    patterns = np.sqrt(np.minimum(reading.patterns, _MOST))
    sections = np.zeros((size, len(SECTIONS)), np.float32)
    sections[np.arange(size), reading.sections] = reading.confidences
    counts = np.sqrt(np.minimum(_quantity_counts(reading), _MOST))
    any_number = counts[:, :1]
    place = np.linspace(0.0, 1.0, size, dtype=np.float32)[:, None]
    length = np.log1p(reading.words)[:, None] / 3
    edges = np.hstack([place, place**2, place == 0.0, place == 1.0, length, reading.passive[:, None]])
    groups = (
        (3.0, meaning), (0.4, patterns), (0.2, _moved(patterns, 1)), (0.2, _moved(patterns, -1)),
        (1.0, sections), (0.5, _moved(sections, 1)), (0.5, _moved(sections, -1)),
        (0.5, counts), (1.0, any_number * sections), (0.5, edges), (0.5, _patterns_in_place(reading, patterns)),
    )  # fmt: skip
    return np.hstack([scale * group for scale, group in groups]).astype(np.float32)


def _patterns_in_place(reading: Reading, patterns: Matrix) -> Matrix:
    """Patterns again, but only those in a sentence before the first action, in a result, or in an action."""
    early = [PATTERN_NAMES.index(name) for name in _BEFORE_ACTING]
    late = [PATTERN_NAMES.index(name) for name in _AFTERWARDS]
    action, result = reading.within("A"), reading.within("R")
    first = int(action.argmax()) if action.any() else len(reading)
    before = (np.arange(len(reading)) < first) | reading.within("S", "T")
    parts = ((early, before), (late, result), (late, action))
    return np.hstack([patterns[:, columns] * mask[:, None] for columns, mask in parts])


def _quantity_counts(reading: Reading) -> Matrix:
    rows = [[len(found), *(sum(q.kind == kind for q in found) for kind in _KINDS)] for found in reading.quantities]
    return np.array(rows, np.float32)


def _moved(rows: Matrix, by: int) -> Matrix:
    """The row of the sentence before (`by` 1) or after (-1); zeros at the edge."""
    result = np.zeros_like(rows)
    if by > 0:
        result[by:] = rows[:-by]
    else:
        result[:by] = rows[-by:]
    return result


def word_grams(text: str) -> list[str]:
    """The distinct words and word pairs of a sentence, in lower case, digits as "#"; sorted."""
    tokens = ["#" if token.isdigit() else token for token in _TOKEN.findall(text.lower())]
    return sorted({*tokens, *(f"{first} {second}" for first, second in pairwise(tokens))})


def answer_features(reading: Reading) -> dict[str, float]:
    """The answer as a whole, by name: shares of sections, who acts, what is counted, how it ends, level.

    The last one is "senior", which `finding_model` combines with others.
    """
    return {
        **_section_features(reading),
        **_actor_features(reading),
        **_quantity_features(reading),
        **_size_features(reading),
        **{f"level_{level}": float(reading.level == level) for level in LEVELS},
        "senior": float(reading.level in SENIOR),
    }


def _section_features(reading: Reading) -> dict[str, float]:
    total = float(reading.words.sum())
    share = {name: float(reading.words[reading.within(name)].sum()) / total for name in SECTIONS}
    setup = share["S"] + share["T"]
    results = np.flatnonzero(reading.within("R"))
    told = reading.sections[~reading.within("O")]
    return {
        **{f"share_{name}": value for name, value in share.items()},
        "setup": setup,
        "setup_over": float(np.tanh((setup - 0.45) * 10)),
        "has_result": float(len(results) > 0),
        "result_confidence": float(reading.confidences[results].max()) if len(results) else 0.0,
        "results": min(len(results), 4) / 4,
        "last_result": (float(results.max()) + 1) / len(reading) if len(results) else 0.0,
        "ends_in_action": float(len(told) > 0 and SECTIONS[told[-1]] == "A"),
        "has_task": float(share["T"] > 0),
        "has_lesson": float(share["L"] > 0),
    }


def _actor_features(reading: Reading) -> dict[str, float]:
    action = reading.within("A")
    own, shared = reading.patterns[action, _I], reading.patterns[action, _WE]
    words, sentences = max(float(reading.words[action].sum()), 1.0), max(int(action.sum()), 1)
    we_share = float(shared.sum() / max(own.sum() + shared.sum(), 1.0))
    hidden = reading.passive[action] & (own == 0) & (shared == 0)
    return {
        "we_share": we_share,
        "mostly_we": float(we_share > 0.6),
        "own_rate": float(own.sum()) / words * 10,
        "we_rate": float(shared.sum()) / words * 10,
        "we_sentences": float(((shared > 0) & (own == 0)).sum()) / sentences,
        "passive_rate": float(reading.passive[action].sum()) / sentences,
        "hidden_sentences": float(hidden.sum()) / sentences,
    }


def _quantity_features(reading: Reading) -> dict[str, float]:
    """Numbers on the problem and on the result; those in sentences about effort are looked at apart."""
    found = _quantity_counts(reading)
    count = found[:, 0]
    hard = found[:, 3] + found[:, 4]
    besides_effort = np.where(reading.patterns[:, _EFFORT] > 0, 0.0, count)
    told = {"setup": reading.within("S", "T"), "action": reading.within("A"), "result": reading.within("R")}
    weighty = reading.within("S", "T", "R")
    return {
        **{f"numbers_{name}": min(float(count[mask].sum()), 4.0) / 4 for name, mask in told.items()},
        **{f"no_number_{name}": float(count[mask].sum() == 0) for name, mask in told.items()},
        "no_number": float(count.sum() == 0),
        "no_number_on_it": float(count[weighty].sum() == 0),
        "no_number_but_effort": float(besides_effort.sum() == 0),
        "no_number_on_it_but_effort": float(besides_effort[weighty].sum() == 0),
        "no_result_number_but_effort": float(besides_effort[told["result"]].sum() == 0),
        "no_money_or_percent": float(hard.sum() == 0),
    }


def _size_features(reading: Reading) -> dict[str, float]:
    total, size = float(reading.words.sum()), len(reading)
    means = {name: float(reading.patterns[:, PATTERN_NAMES.index(name)].mean()) for name in _IN_ANSWER}
    return {
        "log_words": float(np.log(total / _TYPICAL_WORDS)),
        "log_sentences": float(np.log(size / _TYPICAL_SENTENCES)),
        "words_a_sentence": float(np.log(total / size / (_TYPICAL_WORDS / _TYPICAL_SENTENCES))),
        "own_words": float(np.sqrt(reading.patterns[:, _I].sum() / total * 10)),
        **{f"mean_{name}": float(np.sqrt(mean)) for name, mean in means.items()},
    }
