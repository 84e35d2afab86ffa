"""Live words from a growing recording.

Sound is collected in a window that opens when somebody starts to speak. While they speak the window is recognised
again every so often (a redraw). A word that was shown gives way only to a surer one; words on which two redraws agree
are fixed. The next redraws start anew a few fixed words earlier, and the recogniser is told these words, so that
nothing is lost or said twice at the seam. Every few seconds, and at a pause, all that is not final yet is recognised
once more, carefully and in one piece: with more on both sides words are heard better. Then they are committed and never
change. When a pause lasts the window is closed. In silence nothing is recognised.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from simulator.answer.types import Word
from simulator.speech.hearing import no_speech
from simulator.speech.hearing.agreement import MUCH_SURER, agreed, surer
from simulator.speech.hearing.calibration import in_voice
from simulator.speech.hearing.kept_sound import KeptSound
from simulator.speech.hearing.pace import Pace
from simulator.speech.hearing.recogniser import Hypothesis, Recogniser, Window
from simulator.speech.hearing.timeline import VoiceTimeline
from simulator.speech.hearing.voice_activity import Samples, VoiceActivity

_CONTEXT_WORDS = 30
_LOOK_BACK_S = 2.0
"""Sound without speech that is kept, so that the start of a word is not lost."""
_LATE_S, _NEAR_S = 0.05, 0.3
"""A word that starts this much after the last voice, or ends this much before the next, was not spoken."""

_MISPLACED_S = 0.3
"""A word may start this much before the time that is given for it; a window with half a first word loses more."""


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
        self._sound = KeptSound()
        self._committed: list[Word] = []
        self._fixed: list[Word] = []
        self._provisional: tuple[Word, ...] = ()
        self._window_s: float | None = None
        self._anchor = 0
        self._redraw_from = (0.0, 0)
        """Where the window of a redraw starts, and the word there (counted over committed and fixed ones)."""
        self._drawn_s = 0.0
        self._closed_s = 0.0
        self._rejoin_s = 0.0
        self._cost_s = 0.0

    def feed(self, samples: Samples) -> None:
        """The next samples of the utterance."""
        self._sound.extend(samples)
        self._timeline.extend(self._voice.feed(samples))

    @property
    def heard(self) -> Heard:
        reach_s = self._timeline.heard_s if self._window_s is None else self._drawn_s
        return Heard(tuple(self._committed), self._open_words, reach_s)

    @property
    def kept_s(self) -> float:
        """Seconds of sound held in memory."""
        return self._sound.kept_s

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
            if self._tail_is_heard:
                return None
            return self._make_final() if self._fixed_s >= pace.careful_s / 2 else self._settle()
        interval_s = max(pace.redraw_s, self._cost_s * pace.redraw_cost)
        if self._timeline.voiced_until_s - self._drawn_s < 0.0 or heard_s - self._drawn_s < interval_s:
            return None
        return self._make_final() if self._fixed_s >= pace.careful_s else self._redraw()

    def finish(self, between: Callable[[], None] = lambda: None) -> tuple[Word, ...]:
        """No more sound: recognise what is left and commit everything. `between` is called after each window."""
        while self._window_s is not None or self._open_window():
            if self._is_overlong:
                self._relieve()
            else:
                self._close(at_once=True)
            between()
        return tuple(self._committed)

    def _open_window(self) -> bool:
        onset_s = self._timeline.onset_s(self._closed_s, self._pace.least_voice_s)
        if onset_s is None:
            self._closed_s = max(self._closed_s, self._timeline.heard_s - _LOOK_BACK_S)
            # A voice that is noticed only now may have set in as early as `_closed_s`.
            self._sound.forget(self._rejoin_s if self._can_rejoin(self._closed_s) else self._closed_s)
            return False
        self._drawn_s = max(self._closed_s, onset_s - self._pace.lead_in_s)
        if self._can_rejoin(onset_s):
            self._window_s = self._rejoin_s
        else:
            self._window_s, self._anchor = self._drawn_s, len(self._committed)
        self._redraw_from = (self._window_s, self._anchor)
        self._sound.forget(self._window_s)
        return True

    def _can_rejoin(self, at_s: float) -> bool:
        return bool(self._committed) and at_s - self._committed[-1].end_s <= self._pace.rejoin_s

    def _redraw(self) -> Heard:
        end_s = self._timeline.heard_s
        before = self._provisional
        words = surer(before, self._hear(end_s, careful=False))
        count = agreed(before, words, end_s - self._pace.guard_s)
        self._fix(words, max(count, sum(word.end_s <= end_s - self._pace.settled_s for word in words)))
        return self.heard

    def _make_final(self) -> Heard:
        """Somebody goes on speaking: commit all but the newest words, heard once more in one piece."""
        end_s = self._timeline.heard_s
        words = self._hear_again(end_s)
        self._commit(words, sum(word.end_s <= end_s - self._pace.guard_s for word in words))
        return self.heard

    def _settle(self) -> Heard:
        """A short pause: the newest words, carefully."""
        end_s = self._timeline.heard_s
        before, words = self._provisional, self._hear(end_s, careful=True)
        self._fix(words, agreed(before, words, end_s))
        return self.heard

    def _close(self, *, at_once: bool = False) -> Heard:
        """Commit the window up to the end of its voice.

        `at_once`: somebody waits for the words, so that fixed ones are not heard again.
        """
        end_s, words = self._voice_end_s, self._open_words
        if self._fixed and not at_once:
            words = self._hear_again(end_s)
        elif not self._tail_is_heard:
            words = (*self._fixed, *self._hear(end_s, careful=True))
        self._commit(words, len(words))
        self._rejoin_s = self._start_s
        self._closed_s, self._window_s = end_s, None
        return self.heard

    def _relieve(self) -> Heard:
        """Commit the words of an overlong window without waiting for agreement, and go on behind them."""
        end_s = self._start_s + self._pace.longest_s
        words = self._hear_again(end_s)
        safe = sum(word.end_s <= end_s - self._pace.overlap_s for word in words)
        self._commit(words, safe or len(words))
        if self._start_s < end_s - self._pace.longest_s / 2:
            self._window_s, self._anchor = end_s - self._pace.overlap_s, len(self._committed)
            self._sound.forget(self._window_s)
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

    @property
    def _fixed_s(self) -> float:
        """How long the fixed words last."""
        return self._fixed[-1].end_s - self._fixed[0].start_s if self._fixed else 0.0

    @property
    def _open_words(self) -> tuple[Word, ...]:
        """What is shown and not final."""
        return (*self._fixed, *self._provisional)

    def _hear(self, end_s: float, *, careful: bool) -> tuple[Word, ...]:
        """The words behind the fixed ones."""
        start_s, anchor = self._redraw_from
        words, lost = self._recognise(start_s, end_s, [*self._committed, *self._fixed], anchor, careful=careful)
        return self._provisional if lost and len(words) < len(self._provisional) else words

    def _hear_again(self, end_s: float) -> tuple[Word, ...]:
        """The words behind the committed ones, carefully."""
        words, lost = self._recognise(self._start_s, end_s, self._committed, self._anchor, careful=True)
        if not words or (lost and len(words) < len(self._open_words)):
            return self._open_words
        return surer(self._fixed, words, MUCH_SURER)

    def _recognise(
        self, start_s: float, end_s: float, known: list[Word], anchor: int, *, careful: bool
    ) -> tuple[tuple[Word, ...], bool]:
        """The words behind the `known` ones, of which those from `anchor` on are in the window; and whether the decoder
        ran in circles.
        """
        known_s = known[-1].end_s if known else start_s
        window = Window(
            self._sound.cut(start_s, end_s),
            prefix=tuple(word.text for word in known[anchor:]),
            context=" ".join(word.text for word in known[:anchor][-_CONTEXT_WORDS:]),
            final=careful,
            has_more=self._timeline.voiced_s(known_s, end_s) >= self._pace.surely_s,
        )
        started = self._clock()
        hypothesis = self._recogniser.recognise(window)
        if window.has_more and window.prefix and not hypothesis.words:
            hypothesis = self._without_prefix(window, known_s - start_s)
        self._cost_s = self._clock() - started
        self._drawn_s = end_s
        return self._placed(hypothesis, start_s, known[-1] if known else None), hypothesis.looped

    def _without_prefix(self, window: Window, known_s: float) -> Hypothesis:
        """For a prefix that the decoder finds nothing to follow: the words that are heard after `known_s`."""
        heard = self._recogniser.recognise(replace(window, prefix=(), context=""))
        return replace(heard, words=tuple(word for word in heard.words if word.start_s + word.end_s > 2 * known_s))

    def _placed(self, hypothesis: Hypothesis, start_s: float, before: Word | None) -> tuple[Word, ...]:
        """Words in the utterance's own time behind the one `before`, without those that fall where nobody speaks."""
        if no_speech.LIVE.covers(hypothesis.no_speech, hypothesis.probability):
            return ()
        words: list[Word] = []
        for word in hypothesis.words:
            moved = replace(word, start_s=word.start_s + start_s, end_s=word.end_s + start_s)
            near_s = self._timeline.voiced_s(moved.start_s - _LATE_S, moved.end_s + _NEAR_S)
            if near_s == 0.0 or not no_speech.is_word(word.text):
                continue
            earliest_s = before.end_s if before else 0.0
            before = in_voice(moved, self._timeline, before, earliest_s, end_is_sure=False)
            words.append(before)
        return tuple(words)

    def _fix(self, words: tuple[Word, ...], count: int) -> None:
        """The first `count` words are what the next redraws start from."""
        self._fixed += words[: max(0, count)]
        self._provisional = words[max(0, count) :]
        self._redraw_from = self._seam([*self._committed, *self._fixed], *self._redraw_from)

    def _commit(self, words: tuple[Word, ...], count: int) -> None:
        """The first `count` of all that is open is final."""
        count = max(0, count)
        self._committed += words[:count]
        self._fixed.clear()
        self._provisional = words[count:]
        self._window_s, self._anchor = self._seam(self._committed, self._start_s, self._anchor)
        self._redraw_from = (self._window_s, self._anchor)
        self._sound.forget(self._window_s)

    def _seam(self, known: list[Word], start_s: float, anchor: int) -> tuple[float, int]:
        """Where a window may start and the word there: behind `anchor`, with `overlap_s` of known sound left in it."""
        for index in range(len(known) - 1, anchor, -1):
            if known[-1].end_s - known[index].start_s >= self._pace.overlap_s:
                return max(known[index - 1].end_s, known[index].start_s - _MISPLACED_S), index
        return start_s, anchor
