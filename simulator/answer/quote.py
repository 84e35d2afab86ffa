"""A piece of a sentence that reads well as a quote: whole words of it in a row, nothing added or changed.

`best_quote` is for the eye; `speakable` makes of it what can be read aloud inside another sentence, or nothing.
"""

import re
from collections.abc import Sequence

from simulator.answer.words import normalise, word_set

QUOTE_WORDS = 16
"""A quote longer than this is no longer taken in at a glance."""
_SHORTEST = 4
_BARELY_BEGUN = 4
"""So few words of a clause that was cut in its middle say nothing."""

ALOUD_WORDS = 14
"""More than this is not taken in when it is read aloud …"""
_FEWEST_ALOUD = 3
"""… and fewer say nothing."""

_STARTS_CLAUSE = word_set("and but so because which while when where then although if")
_DROPPED_AT_THE_START = word_set("and but so then um uh er erm well okay ok yeah yes like anyway oh also")
_LEANS_BACK = word_set("that which because if when while where")
_HANGS = word_set(
    "a an the to of in on at for with from by as and or but so because which that if than when my our your his her "
    "their its this these i we you he she they was were is are be been had have would could um uh like just very "
    "since unless until whether while without"
)


def best_quote(words: Sequence[str], cues: re.Pattern[str]) -> tuple[int, int]:
    """(first, one past the last) of `words` to quote: clauses in a row, at most `QUOTE_WORDS`, rich in `cues`.

    A sentence that is short enough is kept whole but for openers like "so, um". Empty words give (0, 0).
    """
    first, last = _without_openers(words, 0, len(words))
    if last - first <= QUOTE_WORDS:
        return first, last
    hits = _hits(words, cues)
    starts = [first, *(index for index in range(first + 1, last) if _opens_clause(words, index)), last]
    windows = [
        _fitted(words, start, end) for number, start in enumerate(starts[:-1]) for end in _reach(starts, number, start)
    ]
    long_enough = [window for window in windows if window[1] - window[0] >= _SHORTEST] or windows
    return max(long_enough, key=lambda window: _worth(words, window, hits))


def _hits(words: Sequence[str], cues: re.Pattern[str]) -> list[bool]:
    """Which words belong to a match of `cues`; a cue may be several words long."""
    names = [normalise(word) for word in words]
    text, hits, at = " ".join(names), [], 0
    spans = [match.span() for match in cues.finditer(text)]
    for name in names:
        hits.append(any(start < at + len(name) and at < end for start, end in spans))
        at += len(name) + 1
    return hits


def _opens_clause(words: Sequence[str], index: int) -> bool:
    return words[index - 1][-1:] in ",;:—–" or normalise(words[index]) in _STARTS_CLAUSE


def _reach(starts: Sequence[int], number: int, start: int) -> list[int]:
    """The clause ends that a quote from `start` may run to; a clause that is too long alone is cut later."""
    ends = [end for end in starts[number + 1 :] if end - start <= QUOTE_WORDS]
    return ends or [start + QUOTE_WORDS]


def _fitted(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    first, last = _without_openers(words, first, min(last, len(words)))
    if last < len(words) and not _opens_clause(words, last):
        last = _before_what_is_cut(words, first, last)
    while last < len(words) and last - first > _SHORTEST and normalise(words[last - 1]) in _HANGS:
        last -= 1
    return first, last


def _before_what_is_cut(words: Sequence[str], first: int, last: int) -> int:
    """A clause cut in its middle goes whole where it had only just begun: "the four departments that live"."""
    begins = range(last - 1, max(first + _SHORTEST, last - _BARELY_BEGUN) - 1, -1)
    return next((at for at in begins if _opens_clause(words, at) or normalise(words[at]) in _LEANS_BACK), last)


def ending_from(words: Sequence[str]) -> int:
    """Where the last words begin that can be quoted as the end: the last clause that is no scrap, or the last words."""
    starts = [at for at in range(1, len(words) - _SHORTEST + 1) if words[at - 1][-1:] in ",;:—–"]
    near = [at for at in starts if len(words) - at <= QUOTE_WORDS]
    return 0 if len(words) <= QUOTE_WORDS else next(iter(near), len(words) - QUOTE_WORDS)


def _without_openers(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    while last - first > _SHORTEST and normalise(words[first]) in _DROPPED_AT_THE_START | {""}:
        first += 1
    return first, last


def _worth(words: Sequence[str], window: tuple[int, int], hits: Sequence[bool]) -> tuple[int, int, int]:
    """Cue words first, but for a start that leans on what is left out; then a fuller quote; then an earlier one."""
    first, last = window
    return sum(hits[first:last]) - (normalise(words[first]) in _LEANS_BACK), last - first, -first


def quote_text(words: Sequence[str], first: int, last: int) -> str:
    """The quote as shown: verbatim but for the comma or dash it was cut at."""
    return " ".join(words[first:last]).rstrip(",;:—– ")


_EDGES = " ,.;:!?…—–-"
_MID_CLAUSE = word_set(
    "and but so or nor than which that who whose because since if while where when then although though whereas to of "
    "in on at for with from by as was were is are be been had has have would could"
)
_ENDS_IN_THE_AIR = _HANGS | word_set(
    "or not then though even anyway whose who where when while since into about some any"
)
_HESITATIONS = word_set("um uh er erm ah hm hmm mm dunno")
_DISCOURSE = word_set("right ah eh who's per oh yeah yes no okay ok well wait sorry anyway look listen hang")
_FILLED = re.compile(r"\b(?:you know|i mean|i don't know|sort of|kind of|like),|\blike, |, you know$", re.I)
_BROKEN_OFF = re.compile(r"(?:\.\.|…)\s*\w")
_CANNOT_BE_HELD = frozenset('“”"?{}()')


def speakable(quote: str) -> str:
    """`quote` as it can be read aloud inside another sentence, or nothing.

    It is shortened only at its end and only at a comma: a tail of a word or two that was cut off goes, and what is too
    long ends at the last comma that fits.
    """
    words = quote.strip(_EDGES).split()
    whole = words
    while words and unspeakable(" ".join(words)):
        cut = max((at for at, word in enumerate(words[:-1], start=1) if word[-1] in ",;:"), default=0)
        words = words[:cut]
    lost = whole[len(words) :]
    if lost and (len(words) < len(lost) or normalise(lost[0].strip(_EDGES)) in _HESITATIONS):
        return ""  # what is left of a list, or of a slip of the tongue, is not what was said
    return " ".join(words).strip(_EDGES)


def unspeakable(text: str) -> str:
    """Why `text` does not read well aloud inside another sentence; empty where it does."""
    words = text.strip(_EDGES).split()
    names = [normalise(word.strip(_EDGES)) for word in words]
    if not _FEWEST_ALOUD <= len(words) <= ALOUD_WORDS:
        return "too short or too long"
    if names[0] in _MID_CLAUSE or names[0] in _DISCOURSE:
        return "begins in mid-clause or with talk about the talk"
    if (
        names[-1] in _ENDS_IN_THE_AIR
        or names[-2] in _STARTS_CLAUSE - {"so"}
        or (words[-2][-1] in ",;:—–" and text.rstrip()[-1] not in ".!")
    ):
        return "ends in the air"
    if any(name in _HESITATIONS or not name for name in names) or _FILLED.search(text) or _BROKEN_OFF.search(text):
        return "hesitates"
    return "holds a mark that cannot be read" if _CANNOT_BE_HELD & set(text) else ""
