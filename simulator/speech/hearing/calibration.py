"""Word times put right: constant errors taken out, and no word starts in the silence before it.

Cross-attention gives each word all the time since the word before, pauses and unwritten hesitations included, and is
early or late by a constant that depends on the model. Both were measured on 13 aligned recordings of seven sources (764
words, base; two TED speakers told apart). Mean error of the starts in live hearing: 102 ms as the model gives them, 67
ms without pauses, 54 ms with all that follows; in a batch pass 102, 66 and 58 ms. In the last figures offset and
longest times were chosen on all sources but the one measured; `python -m tests.benchmarks.word_starts` measures a
folder of recordings.
"""

from collections.abc import Sequence
from dataclasses import replace

from simulator.answer.types import Word
from simulator.speech.hearing.timeline import VoiceTimeline

_START_OFFSET_S: dict[str, float] = {"base": 0.04, "tiny.en": -0.10}
_EARLY_S = 0.05
"""Voice is noticed about this late, and soft consonants come before it."""
_CLICK_S = 0.06
"""Less voice than this is no word."""
_SHORT_S, _SHORT_A_LETTER_S = 0.05, 0.02
"""A word in less voice than this was hardly said there."""
_ENOUGH_S, _ENOUGH_A_LETTER_S = 0.15, 0.02
"""In this much voice it may have been."""
_LONG_S, _LONG_A_LETTER_S = 0.10, 0.05
"""A word that another follows at once takes no longer: what is before that is an "um" that nobody wrote down, or the
drawn-out end of the word before. At the end of a clause words are drawn out, and numbers have no letters."""
_CLAUSE_MARKS = tuple(".,?!;:")


def start_offset_s(model: str) -> float:
    """Seconds to add to times found by cross-attention; 0 for a model that was not measured."""
    return _START_OFFSET_S.get(model, 0.0)


def in_voice(word: Word, timeline: VoiceTimeline, before: Word | None, earliest_s: float, *, end_is_sure: bool) -> Word:
    """The word, starting where its voice sets in, not before `earliest_s`, times rounded to 1 ms.

    `before` is the word in front of it: behind the mark that ends a clause there is a pause, and it is before the word.
    `end_is_sure`: no pause behind the word counts to it. Elsewhere, as in the short windows of live hearing, the next
    word's start is its end.
    """
    start_s = max(_onset_s(word, timeline, before, end_is_sure=end_is_sure), earliest_s)
    return replace(word, start_s=round(start_s, 3), end_s=round(max(start_s, word.end_s), 3))


def _onset_s(word: Word, timeline: VoiceTimeline, before: Word | None, *, end_is_sure: bool) -> float:
    longest_s = _longest_s(word)
    voice = timeline.stretches(word.start_s, word.end_s)
    if not voice:
        return max(word.start_s, word.end_s - longest_s)
    parts = [(max(word.start_s, start_s - _EARLY_S), end_s) for start_s, end_s in voice]
    start_s, end_s = parts[_spoken_in(word, parts, before, end_is_sure=end_is_sure)]
    return max(start_s, end_s - longest_s)


def _spoken_in(word: Word, parts: Sequence[tuple[float, float]], before: Word | None, *, end_is_sure: bool) -> int:
    """Which of the parts with voice within its time the word is in; the others are of its neighbours."""
    lengths = [end_s - start_s for start_s, end_s in parts]
    letters = _letters(word)
    enough_s = _ENOUGH_S + _ENOUGH_A_LETTER_S * letters
    follows_pause = before is not None and _ends_clause(before)
    if _ends_clause(word) and not follows_pause:
        return next(index for index, length in enumerate(lengths) if length >= min(enough_s, max(lengths)))
    if end_is_sure or (follows_pause and not _ends_clause(word)):
        short_s, enough_s = _CLICK_S, 0.0
    else:
        short_s = _SHORT_S + _SHORT_A_LETTER_S * letters
    last = len(parts) - 1
    while last and lengths[last] < short_s and max(lengths[:last]) >= enough_s:
        last -= 1
    return last


def _longest_s(word: Word) -> float:
    if _ends_clause(word) or any(map(str.isdigit, word.text)):
        return float("inf")
    return _LONG_S + _LONG_A_LETTER_S * _letters(word)


def _letters(word: Word) -> int:
    return sum(map(str.isalnum, word.text))


def _ends_clause(word: Word) -> bool:
    return word.text.endswith(_CLAUSE_MARKS)
