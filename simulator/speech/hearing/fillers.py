"""Hesitations ("um", "uh"): Whisper leaves them out unless its prompt is full of them.

A prompt of hesitations brings them back but spoils other words. So the recording is heard twice, and only the
hesitations are taken from the prompted hearing: probable ones, and less probable ones where a voice is heard that no
word of the plain hearing covers. `docs/hesitations.md` has precision and recall, and the call that measures them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from simulator.answer.types import Word
from simulator.speech.hearing.timeline import VoiceTimeline

PROMPT = "Um, so, uh, I was, um, thinking that, uh, you know, um, we could, uh, start."
_FILLER = re.compile(r"^(u+m+|u+h+|u+h+m+|e+r+m*|h+m+|m+h+m+)$")
_LEAST_PROBABILITY = 0.25
"""True ones are mostly above (18 of 22), invented ones below (6 of 7)."""
_LEAST_IN_VOICE, _LEAST_VOICE_S = 0.05, 0.25
"""A less probable one counts where there is so much voice that no word covers: two more true ones, none invented."""
_AROUND_S = 0.4
"""A hesitation is longer than the time that its word is given: so far around it the voice is its own."""
_SOME_VOICE_S = 0.1
"""Less voice than this around it, and nobody said it, however probable: true ones had 0.29 s and more."""


def is_filler(text: str) -> bool:
    return bool(_FILLER.match(_plain(text)))


def with_fillers(
    words: Sequence[Word], prompted: Sequence[Word], voice: VoiceTimeline | None = None
) -> tuple[Word, ...]:
    """`words` with the hesitations of the `prompted` hearing put where that one has them.

    `voice`: where there is any, which speaks for hesitations that are less probable.
    """
    plain = [_plain(word.text) for word in words]
    other = [_plain(word.text) for word in prompted]
    place, inserts = 0, dict[int, list[Word]]()
    places: dict[int, int] = {}
    for block in SequenceMatcher(None, plain, other, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            places[block.b + offset] = block.a + offset
    for index, word in enumerate(prompted):
        place = places.get(index, -1) + 1 or place
        if index not in places and is_filler(word.text) and _is_said(prompted, index, words, voice):
            at = _by_time(words, word, place)
            if not _is_said_near(words, at):
                inserts.setdefault(at, []).append(word)
    return _merged(words, inserts)


def _is_said(prompted: Sequence[Word], index: int, words: Sequence[Word], voice: VoiceTimeline | None) -> bool:
    filler = prompted[index]
    if voice is None:
        return filler.probability >= _LEAST_PROBABILITY
    if voice.voiced_s(filler.start_s - _AROUND_S, filler.end_s + _AROUND_S) < _SOME_VOICE_S:
        return False
    if filler.probability >= _LEAST_PROBABILITY:
        return True
    return filler.probability >= _LEAST_IN_VOICE and _uncovered_s(prompted, index, words, voice) >= _LEAST_VOICE_S


def _uncovered_s(prompted: Sequence[Word], index: int, words: Sequence[Word], voice: VoiceTimeline) -> float:
    """Seconds of voice around a prompted hesitation, between its neighbours, that none of `words` covers."""
    filler = prompted[index]
    start_s = max(prompted[index - 1].end_s if index else 0.0, filler.start_s - _AROUND_S)
    end_s = min([filler.end_s + _AROUND_S, *(word.start_s for word in prompted[index + 1 : index + 2])])
    uncovered_s = 0.0
    for word in words:
        if word.end_s > start_s and start_s < end_s:
            uncovered_s += voice.voiced_s(start_s, min(word.start_s, end_s))
            start_s = max(start_s, word.end_s)
    return uncovered_s + voice.voiced_s(start_s, end_s)


def _by_time(words: Sequence[Word], filler: Word, place: int) -> int:
    """From the place the text gives, move on over words that end before the hesitation starts."""
    while place < len(words) and words[place].end_s <= filler.start_s:
        place += 1
    return place


def _is_said_near(words: Sequence[Word], at: int) -> bool:
    return any(is_filler(word.text) for word in words[max(0, at - 1) : at + 1])


def _merged(words: Sequence[Word], inserts: dict[int, list[Word]]) -> tuple[Word, ...]:
    """Neighbours give way: the word after starts when the hesitation ends."""
    merged: list[Word] = []
    for index in range(len(words) + 1):
        for filler in inserts.get(index, []):
            start_s = max(filler.start_s, merged[-1].start_s if merged else 0.0)
            if merged and merged[-1].end_s > start_s:
                merged[-1] = replace(merged[-1], end_s=start_s)
            merged.append(replace(filler, start_s=start_s, end_s=max(start_s, filler.end_s)))
        if index < len(words):
            word = words[index]
            start_s = (
                min(max(word.start_s, merged[-1].end_s), word.end_s) if index in inserts and merged else word.start_s
            )
            merged.append(replace(word, start_s=start_s))
    return tuple(merged)


def _plain(text: str) -> str:
    return text.lower().strip(" .,!?;:…-–—\"'")
