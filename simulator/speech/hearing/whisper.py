"""Whisper on short windows: our own use of CTranslate2's encode, generate and align.

Whisper pads every window to 30 s. CTranslate2 also takes less: with a few seconds of silence behind the speech the
encoder costs a third. Too little silence makes the decoder loop, so tokens are capped by the window's length and a
window that runs in circles is decoded again on the full 30 s.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ
from simulator.speech.hearing.calibration import start_offset_s
from simulator.speech.hearing.pieces import join_pieces
from simulator.speech.hearing.recogniser import Hypothesis, Window
from simulator.speech.hearing.repetition import sound_words
from simulator.speech.hearing.voice_activity import Samples

WINDOW_S = 30.0
_PAD_S = 3.5
"""Silence behind the speech. With 2 s redraws cost 4 % less, and words settle later: caption lag p95 1.66, not 1.22."""
_TOKENS_PER_S = 8.0
"""Fast English (6 syllables a second) needs about 6 tokens a second."""
_SPARE_TOKENS = 12
_MAX_TOKENS = 448
"""Positions of Whisper's decoder, prompt included."""
_MAX_CONTEXT_TOKENS = 64
_FINAL_BEAM = 5
_LONGEST_WORD = 40
"""Characters; longer ones are rows of underscores or of one syllable that the decoder could not leave."""
_FRAMES_PER_S = 100
_TOKEN_STEPS_PER_S = 50


class WhisperRecogniser:
    """A loaded model; not thread-safe. `recognise` takes windows of up to 30 s."""

    def __init__(self, name: str, folder: Path, *, threads: int) -> None:
        """Load the verified model in `folder` (see `models.locate`)."""
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        loaded = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)
        self._model: Any = loaded.model
        self._features: Any = loaded.feature_extractor
        self._tokenizer: Any = Tokenizer(
            loaded.hf_tokenizer, loaded.model.is_multilingual, task="transcribe", language="en"
        )
        self._offset_s = start_offset_s(name)

    def warm_up(self) -> None:
        """Decode a second of silence, so that the first real window is as fast as the rest."""
        self.recognise(Window(np.zeros(RATE_HZ, np.float32)))

    def recognise(self, window: Window) -> Hypothesis:
        duration_s = len(window.audio) / RATE_HZ
        room_s = max(0.0, WINDOW_S - duration_s)
        result = self._decode(window, min(_PAD_S, room_s))
        words, lost = sound_words(result.words)
        if lost and window.final:
            # The words before the window are a temptation to copy them.
            result = self._decode(replace(window, context=""), room_s)
            words, lost = sound_words(result.words)
        return replace(result, words=words, looped=lost)

    def _decode(self, window: Window, pad_s: float) -> Hypothesis:
        duration_s = len(window.audio) / RATE_HZ
        encoded = self._encode(window.audio, pad_s)
        prefix = self._encode_text(window.prefix)
        before = self._prompt(window.context)
        limit = len(prefix) + int(duration_s * _TOKENS_PER_S) + _SPARE_TOKENS
        result = self._model.generate(
            encoded,
            [before + prefix],
            beam_size=_FINAL_BEAM if window.final else 1,
            # CTranslate2 decodes up to this less what stands before, and at most half of it; the prefix counts.
            max_length=min(_MAX_TOKENS, max(2 * limit, len(before) + limit)),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=not prefix or window.has_more,
        )[0]
        # CTranslate2 gives the forced words back in front of the new ones.
        tokens = [token for token in result.sequences_ids[0][len(prefix) :] if token < self._tokenizer.eot]
        words = self._align(encoded, prefix, tokens, duration_s) if tokens else ()
        return Hypothesis(words, math.exp(result.scores[0]) if tokens else 0.0, float(result.no_speech_prob))

    def _encode(self, audio: Samples, pad_s: float) -> Any:
        from faster_whisper.transcribe import get_ctranslate2_storage

        padded = np.pad(audio, (0, round(pad_s * RATE_HZ)))
        features = self._features(padded, padding=0)[..., : round(WINDOW_S * _FRAMES_PER_S)]
        return self._model.encode(get_ctranslate2_storage(features[np.newaxis]))

    def _encode_text(self, words: Sequence[str]) -> list[int]:
        return list(self._tokenizer.encode(" " + " ".join(words))) if words else []

    def _prompt(self, context: str) -> list[int]:
        tokenizer = self._tokenizer
        before: list[int] = []
        if context:
            before = [tokenizer.sot_prev, *tokenizer.encode(" " + context)[-_MAX_CONTEXT_TOKENS:]]
        return [*before, *tokenizer.sot_sequence, tokenizer.no_timestamps]

    def _align(self, encoded: Any, prefix: list[int], tokens: list[int], duration_s: float) -> tuple[Word, ...]:
        """Times and probabilities of the words behind the prefix, by the cross-attention of the whole window."""
        (result,) = self._model.align(
            encoded, self._tokenizer.sot_sequence, [prefix + tokens], round(duration_s * _FRAMES_PER_S)
        )
        starts = _token_times(result.alignments, len(prefix) + len(tokens), duration_s)
        words: list[Word] = []
        at = len(prefix)
        texts, ids = self._tokenizer.split_to_word_tokens(tokens)
        pieces = zip(texts, map(len, ids), strict=True)
        for text, size in join_pieces(pieces, goes_on=bool(prefix)):
            start_s, end_s = starts[at] + self._offset_s, starts[at + size] + self._offset_s
            probability = float(np.mean(result.text_token_probs[at : at + size]))
            if text and len(text) <= _LONGEST_WORD:
                start_s, end_s = (min(max(0.0, at_s), duration_s) for at_s in (start_s, end_s))
                words.append(Word(text, start_s, end_s, probability))
            at += size
        return tuple(words)


def _token_times(pairs: Sequence[tuple[int, int]], count: int, duration_s: float) -> list[float]:
    """Start of each of `count` tokens in seconds, and the end of the last one, from (token, 20 ms step) pairs."""
    times = [duration_s] * (count + 1)
    for token, step in reversed(pairs):
        if token <= count:
            times[token] = step / _TOKEN_STEPS_PER_S
    for index in range(count - 1, -1, -1):
        times[index] = min(times[index], times[index + 1])
    return times
