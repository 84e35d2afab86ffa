"""Live words from a growing recording.

Sound is collected in a window that opens when somebody starts to speak. While they speak the window is recognised
again every so often (a redraw); words on which two redraws agree are committed and never change. The window then
starts anew a few committed words earlier, and the recogniser is told these words, so that nothing is lost or said
twice at the seam. At a pause the window is recognised once more and, when the pause lasts, closed. In silence
nothing is recognised.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ
from simulator.speech.hearing import no_speech
from simulator.speech.hearing.calibration import in_voice
from simulator.speech.hearing.recogniser import Hypothesis, Recogniser, Window
from simulator.speech.hearing.timeline import VoiceTimeline
from simulator.speech.hearing.voice_activity import Samples, VoiceActivity

_CONTEXT_WORDS = 30
_LOOK_BACK_S = 2.0
"""Sound without speech that is kept, so that the start of a word is not lost."""
_LATE_S, _NEAR_S = 0.05, 0.3
"""A word that starts this much after the last voice, or ends this much before the next, was not spoken."""
_MARKS = " \"'“”‘’.,!?;:()[]…-–—"


@dataclass(frozen=True, slots=True)
class Pace:
    """When to recognise and when to commit. Chosen by measurement; see tests/benchmarks."""

    redraw_s: float = 0.45
    """Least new sound between two redraws."""
    redraw_cost: float = 1.6
    """A redraw waits for this many times what the last one took, so that a busy machine is not overrun."""
    settle_s: float = 0.3
    """Silence after which the words so far are recognised once more, carefully."""
    close_s: float = 0.9
    """Silence after which everything is committed and the window closed."""
    ending_s: float = 0.2
    """Silence behind the last word that a recognition must have had to be the last one."""
    rejoin_s: float = 2.0
    """Up to this pause a new window starts with the last words of the one before: a lone word is easily misheard."""
    lead_in_s: float = 0.3
    """Sound before the first voiced frame that belongs to the window: soft consonants come before the voice."""
    tail_s: float = 0.3
    """Silence behind the last voiced frame that a finished window keeps."""
    guard_s: float = 1.0
    """Words that end this close to the end of the sound are not committed: they may still be growing, and what is said
    next often changes how they were heard. Word error rates of four recordings: 14.1 % with 0.4 s, 11.7 and 12.4 % with
    1 s, redrawn each 0.6 and 0.45 s; the moments of the redraws alone move them by up to 3 points."""
    settled_s: float = 3.0
    """What was said this long ago is committed as last recognised: more sound behind it changes it no more for the
    better, and one word that flickers must not hold up all that follow."""
    overlap_s: float = 1.0
    """Committed sound that stays in the window as an anchor for what follows."""
    longest_s: float = 24.0
    """A window is never longer; what is then in it is committed without agreement."""
    least_voice_s: float = 0.1
    """Less voice than this is a click, not speech."""


@dataclass(frozen=True, slots=True)
class Heard:
    """State of an utterance: final words, words that may still change, and how far into the sound they reach."""

    committed: tuple[Word, ...]
    provisional: tuple[Word, ...]
    heard_s: float


class LiveStream:
    """One utterance. `feed` sound, then call `step` until it returns None; `finish` when no more sound comes."""

    def __init__(
        self, recogniser: Recogniser, voice: VoiceActivity, clock: Callable[[], float], pace: Pace | None = None
    ) -> None:
        """`clock` gives seconds and is used only to learn what a redraw costs."""
        self._recogniser, self._voice, self._clock = recogniser, voice, clock
        self._pace = pace or Pace()
        voice.reset()
        self._timeline = VoiceTimeline()
        self._audio: Samples = np.zeros(0, np.float32)
        self._audio_start = 0
        self._committed: list[Word] = []
        self._provisional: tuple[Word, ...] = ()
        self._window_s: float | None = None
        self._anchor = 0
        self._drawn_s = 0.0
        self._closed_s = 0.0
        self._rejoin_s = 0.0
        self._cost_s = 0.0

    def feed(self, samples: Samples) -> None:
        """The next samples of the utterance."""
        self._audio = np.concatenate([self._audio, samples])
        self._timeline.extend(self._voice.feed(samples))

    @property
    def heard(self) -> Heard:
        reach_s = self._timeline.heard_s if self._window_s is None else self._drawn_s
        return Heard(tuple(self._committed), self._provisional, reach_s)

    @property
    def kept_s(self) -> float:
        """Seconds of sound held in memory."""
        return len(self._audio) / RATE_HZ

    def step(self) -> Heard | None:
        """Do the most urgent piece of work, at most one recognition; None when there is nothing to do yet."""
        if self._window_s is None and not self._open_window():
            return None
        pace, heard_s = self._pace, self._timeline.heard_s
        if self._is_overlong:
            return self._relieve()
        silence_s = heard_s - self._timeline.voiced_until_s
        if silence_s >= pace.close_s:
            return self._close()
        if silence_s >= pace.settle_s:
            return None if self._tail_is_heard else self._settle()
        interval_s = max(pace.redraw_s, self._cost_s * pace.redraw_cost)
        if self._timeline.voiced_until_s - self._drawn_s < 0.0 or heard_s - self._drawn_s < interval_s:
            return None
        return self._redraw()

    def finish(self, between: Callable[[], None] = lambda: None) -> tuple[Word, ...]:
        """No more sound: recognise what is left and commit everything. `between` is called after each window."""
        while self._window_s is not None or self._open_window():
            if self._is_overlong:
                self._relieve()
            else:
                self._close()
            between()
        return tuple(self._committed)

    def _open_window(self) -> bool:
        onset_s = self._timeline.onset_s(self._closed_s, self._pace.least_voice_s)
        if onset_s is None:
            self._closed_s = max(self._closed_s, self._timeline.heard_s - _LOOK_BACK_S)
            self._forget_audio(self._rejoin_s if self._can_rejoin(self._timeline.heard_s) else self._closed_s)
            return False
        self._drawn_s = max(self._closed_s, onset_s - self._pace.lead_in_s)
        if self._can_rejoin(onset_s):
            self._window_s = self._rejoin_s
        else:
            self._window_s, self._anchor = self._drawn_s, len(self._committed)
        self._forget_audio(self._window_s)
        return True

    def _can_rejoin(self, at_s: float) -> bool:
        return bool(self._committed) and at_s - self._committed[-1].end_s <= self._pace.rejoin_s

    def _redraw(self) -> Heard:
        end_s = self._timeline.heard_s
        before, words = self._provisional, self._recognise(end_s, final=False)
        agreed = _agreed(before, words, end_s - self._pace.guard_s)
        self._commit(words, max(agreed, sum(word.end_s <= end_s - self._pace.settled_s for word in words)))
        return self.heard

    def _settle(self) -> Heard:
        end_s = self._timeline.heard_s
        before, words = self._provisional, self._recognise(end_s, final=True)
        self._commit(words, _agreed(before, words, end_s))
        return self.heard

    def _close(self) -> Heard:
        """Commit the window up to the end of its voice, which is recognised first unless that was done already."""
        words = self._provisional if self._tail_is_heard else self._recognise(self._voice_end_s, final=True)
        self._commit(words, len(words))
        self._rejoin_s = self._start_s
        self._closed_s, self._window_s = self._voice_end_s, None
        return self.heard

    def _relieve(self) -> Heard:
        """Commit the words of an overlong window without waiting for agreement, and go on behind them."""
        end_s = self._start_s + self._pace.longest_s
        words = self._recognise(end_s, final=True)
        safe = sum(word.end_s <= end_s - self._pace.overlap_s for word in words)
        self._commit(words, safe or len(words))
        if self._start_s < end_s - self._pace.longest_s / 2:
            self._window_s, self._anchor = end_s - self._pace.overlap_s, len(self._committed)
            self._forget_audio(self._window_s)
        return self.heard

    @property
    def _start_s(self) -> float:
        """Where the open window starts."""
        assert self._window_s is not None, "no window is open"
        return self._window_s

    @property
    def _is_overlong(self) -> bool:
        return self._voice_end_s - self._start_s > self._pace.longest_s

    @property
    def _voice_end_s(self) -> float:
        """Where a window ends in which nothing more is said."""
        return min(self._timeline.voiced_until_s + self._pace.tail_s, self._timeline.heard_s)

    @property
    def _tail_is_heard(self) -> bool:
        """Whether the last recognition reached far enough behind the voice to know how the last word ends."""
        return self._drawn_s - self._timeline.voiced_until_s >= self._pace.ending_s

    def _recognise(self, end_s: float, *, final: bool) -> tuple[Word, ...]:
        start_s = self._start_s
        window = Window(
            self._cut(start_s, end_s),
            prefix=tuple(word.text for word in self._committed[self._anchor :]),
            context=" ".join(word.text for word in self._committed[: self._anchor][-_CONTEXT_WORDS:]),
            final=final,
        )
        started = self._clock()
        hypothesis = self._recogniser.recognise(window)
        self._cost_s = self._clock() - started
        self._drawn_s = end_s
        words = self._placed(hypothesis, start_s)
        return self._provisional if hypothesis.looped and len(words) < len(self._provisional) else words

    def _placed(self, hypothesis: Hypothesis, start_s: float) -> tuple[Word, ...]:
        """Words in the utterance's own time, in order, without those that fall where nobody speaks."""
        if no_speech.LIVE.covers(hypothesis.no_speech, hypothesis.probability):
            return ()
        words: list[Word] = []
        earliest_s = self._committed[-1].end_s if self._committed else 0.0
        for word in hypothesis.words:
            moved = replace(word, start_s=word.start_s + start_s, end_s=word.end_s + start_s)
            near_s = self._timeline.voiced_s(moved.start_s - _LATE_S, moved.end_s + _NEAR_S)
            if near_s == 0.0 or not no_speech.is_word(word.text):
                continue
            words.append(in_voice(moved, self._timeline, earliest_s, end_is_sure=False))
            earliest_s = words[-1].end_s
        return tuple(words)

    def _commit(self, words: tuple[Word, ...], count: int) -> None:
        count = max(0, count)
        self._committed.extend(words[:count])
        self._provisional = words[count:]
        if count:
            self._shorten_window()

    def _shorten_window(self) -> None:
        """Start the window at a committed word that leaves `overlap_s` of committed sound in it."""
        last_s = self._committed[-1].end_s
        for index in range(len(self._committed) - 1, self._anchor, -1):
            word = self._committed[index]
            if last_s - word.start_s >= self._pace.overlap_s:
                self._anchor, self._window_s = index, word.start_s
                self._forget_audio(word.start_s)
                return

    def _cut(self, start_s: float, end_s: float) -> Samples:
        first = round(start_s * RATE_HZ) - self._audio_start
        return self._audio[max(0, first) : round(end_s * RATE_HZ) - self._audio_start]

    def _forget_audio(self, before_s: float) -> None:
        gone = round(before_s * RATE_HZ) - self._audio_start
        if gone > RATE_HZ:
            self._audio = self._audio[gone:].copy()
            self._audio_start += gone


def _agreed(before: tuple[Word, ...], now: tuple[Word, ...], until_s: float) -> int:
    """How many words at the start two redraws have in common, as far as they are safely in the past."""
    count = 0
    for old, new in zip(before, now, strict=False):
        if plain(old.text) != plain(new.text) or new.end_s > until_s:
            break
        count += 1
    return min(count, len(now) - 1)


def plain(text: str) -> str:
    """A word without case and punctuation, for comparing."""
    return text.lower().strip(_MARKS)
