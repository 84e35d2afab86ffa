"""Word times put right: constant errors taken out, and no word starts in the silence before it.

Cross-attention gives each word all the time since the word before, pauses included, and is early or late by a
constant that depends on the model. Both were measured on aligned recordings (540 words, five sources, windows of
4-7 s): mean error of the starts 127 ms before and 85 ms after with base, 151 and 125 ms with tiny.en.
"""

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
"""In this much voice it may have been. These four were chosen on the recordings that the figures are of."""


def start_offset_s(model: str) -> float:
    """Seconds to add to a word start found by cross-attention; 0 for a model that was not measured."""
    return _START_OFFSET_S.get(model, 0.0)


def in_voice(word: Word, timeline: VoiceTimeline, earliest_s: float, *, end_is_sure: bool) -> Word:
    """The word, starting where its voice sets in, not before `earliest_s`, times rounded to 1 ms.

    It starts behind the last pause within its time. Where its end is not sure, as in the short windows of live hearing,
    the pause may also be the one behind it: when what is left of it there is too short, and an earlier part is not.
    """
    start_s = max(_onset_s(word, timeline, end_is_sure=end_is_sure), earliest_s)
    return replace(word, start_s=round(start_s, 3), end_s=round(max(start_s, word.end_s), 3))


def _onset_s(word: Word, timeline: VoiceTimeline, *, end_is_sure: bool) -> float:
    parts = timeline.stretches(word.start_s, word.end_s)
    if not parts:
        return word.start_s
    letters = sum(map(str.isalnum, word.text))
    short_s = _CLICK_S if end_is_sure else _SHORT_S + _SHORT_A_LETTER_S * letters
    enough_s = 0.0 if end_is_sure else _ENOUGH_S + _ENOUGH_A_LETTER_S * letters
    starts = [max(word.start_s, start_s - _EARLY_S) for start_s, _ in parts]
    lengths = [end_s - start_s for start_s, (_, end_s) in zip(starts, parts, strict=True)]
    last = len(parts) - 1
    while last and lengths[last] < short_s and max(lengths[:last]) >= enough_s:
        last -= 1
    return starts[last]
