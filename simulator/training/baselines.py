"""What a labeller has to beat: everything is Action; a few cue words; the place in the answer."""

import re
from collections import Counter
from collections.abc import Sequence

from simulator.answer.types import SECTIONS, Section
from simulator.training.corpus import Answer

_CUES: tuple[tuple[Section, re.Pattern[str]], ...] = (
    ("O", re.compile(r"\b(?:let me think|good question|answer your question|that's the story)\b", re.IGNORECASE)),
    ("L", re.compile(r"\b(?:learned|lesson|next time|differently|looking back|taught me)\b", re.IGNORECASE)),
    ("R", re.compile(r"\b(?:result|in the end|ended up|reduced|saved|dropped|since then|percent)\b", re.IGNORECASE)),
    ("T", re.compile(r"\b(?:decided|my job was|goal|needed to|responsible|wanted to)\b", re.IGNORECASE)),
    ("S", re.compile(r"\b(?:was working|at the time|our team|last year|used to|the problem)\b", re.IGNORECASE)),
)
_PLACES = 10


def all_action(answers: Sequence[Answer]) -> list[list[Section]]:
    return [["A"] * len(answer.sentences) for answer in answers]


def by_keywords(answers: Sequence[Answer]) -> list[list[Section]]:
    """The first section one of whose cue words is heard, otherwise Action."""
    return [[_cued(sentence) for sentence in answer.sentences] for answer in answers]


def by_position(answers: Sequence[Answer]) -> list[list[Section]]:
    """The section most frequent at that tenth of an answer in all other files."""
    counts: dict[str, list[Counter[Section]]] = {}
    for answer in answers:
        tally = counts.setdefault(answer.source, [Counter() for _ in range(_PLACES)])
        for place, section in zip(_tenths(answer), answer.sections, strict=True):
            tally[place][section] += 1
    likeliest = {source: _likeliest(counts, source) for source in counts}
    return [[likeliest[answer.source][place] for place in _tenths(answer)] for answer in answers]


def _cued(sentence: str) -> Section:
    return next((section for section, pattern in _CUES if pattern.search(sentence)), "A")


def _likeliest(counts: dict[str, list[Counter[Section]]], left_out: str) -> list[Section]:
    best: list[Section] = []
    for place in range(_PLACES):
        total = sum((tally[place] for source, tally in counts.items() if source != left_out), Counter[Section]())
        best.append(max(SECTIONS, key=lambda section: total[section]))
    return best


def _tenths(answer: Answer) -> list[int]:
    words, before, places = answer.word_counts, 0.0, []
    for count in words:
        places.append(min(int(_PLACES * (before + count / 2) / max(sum(words), 1)), _PLACES - 1))
        before += count
    return places
