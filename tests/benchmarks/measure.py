"""Runs of live hearing and of the plain ways to do it, on the same recordings, and their scores."""

import os
import queue
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import numpy as np

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ, Pcm
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.process import LiveHearing
from simulator.speech.hearing.types import Caption, FinalWords, HearingEvent, HearingFailed, HearingReady
from simulator.speech.hearing.voice_activity import Samples
from tests.benchmarks.process_cost import cpu_s, forget_peak, peak_mb
from tests.benchmarks.scoring import Errors, normalise, start_errors_s, word_errors

BLOCK = RATE_HZ // 20
PLAIN_WINDOW_S = 30.0
PLAIN_STEP_S = 1.0
_WAIT_S = 120.0
_SAME_WORD_S = 1.0
"""A word that starts further away is another one, even if it is the same text."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound with its reference text ("" when unknown) and word starts (empty when unknown)."""

    name: str
    pcm: Pcm
    text: str
    starts: list[tuple[str, float]]

    @property
    def duration_s(self) -> float:
        return len(self.pcm) / RATE_HZ


@dataclass(frozen=True, slots=True)
class Run:
    """What was shown when: (seconds since the sound began, all words then)."""

    shown: list[tuple[float, tuple[Word, ...]]]
    final_s: float
    """From the end of the sound to the final words."""
    cpu_s: float | None
    rss_mb: float | None
    """The most that the process held, once the model was loaded."""

    @property
    def words(self) -> tuple[Word, ...]:
        return self.shown[-1][1]


def live_hearing(recording: Recording, model: str) -> Run:
    """The real process, fed in real time."""
    events: queue.Queue[tuple[float, HearingEvent]] = queue.Queue()
    hearing = LiveHearing(model)
    hearing.open(lambda event: events.put((time.monotonic(), event)))
    try:
        _wait_for(events, HearingReady)
        pid = hearing.pid or 0
        forget_peak(pid)
        cpu_before = cpu_s(pid)
        began = time.monotonic()
        hearing.begin(recording.name)
        for first in range(0, len(recording.pcm), BLOCK):
            block = recording.pcm[first : first + BLOCK]
            time.sleep(max(0.0, began + (first + len(block)) / RATE_HZ - time.monotonic()))
            hearing.feed(block)
        ended = time.monotonic()
        hearing.finish()
        seen = _wait_for(events, FinalWords)
        cpu_after = cpu_s(pid)
        used = cpu_after - cpu_before if cpu_after is not None and cpu_before is not None else None
        shown = [(at - began, _words_of(event)) for at, event in seen]
        return Run(shown, seen[-1][0] - ended, used, peak_mb(pid))
    finally:
        hearing.close()


def batch_after_stop(recording: Recording, model: str) -> Run:
    """The whole recording after its end: the usual way."""
    recogniser = BatchRecogniser(model)
    forget_peak(os.getpid())
    started, cpu = time.monotonic(), time.process_time()
    words = recogniser.plain_pass(_samples(recording.pcm))
    took_s = time.monotonic() - started
    return Run([(recording.duration_s + took_s, words)], took_s, time.process_time() - cpu, peak_mb(os.getpid()))


def plain_stream(recording: Recording, model: str) -> Run:
    """The last 30 s again and again, a second apart or as fast as the machine can; time is counted, not waited for."""
    recogniser = BatchRecogniser(model)
    forget_peak(os.getpid())
    shown: list[tuple[float, tuple[Word, ...]]] = []
    kept: tuple[Word, ...] = ()
    now_s, cpu, final_s = 0.0, time.process_time(), 0.0
    while now_s < recording.duration_s:
        now_s = min(now_s + PLAIN_STEP_S, recording.duration_s)
        start_s = max(0.0, now_s - PLAIN_WINDOW_S)
        window = recording.pcm[round(start_s * RATE_HZ) : round(now_s * RATE_HZ)]
        reached_end = now_s >= recording.duration_s
        started = time.monotonic()
        heard = recogniser.plain_pass(_samples(window))
        final_s = time.monotonic() - started
        kept = tuple(word for word in kept if word.end_s <= start_s)
        kept += tuple(Word(word.text, word.start_s + start_s, word.end_s + start_s) for word in heard)
        shown.append((now_s + final_s, kept))
        now_s = recording.duration_s if reached_end else max(now_s, now_s + final_s - PLAIN_STEP_S)
    return Run(shown, final_s, time.process_time() - cpu, peak_mb(os.getpid()))


def score(recordings: Sequence[Recording], runs: Sequence[Run], batch: Sequence[Run]) -> dict[str, Any]:
    """The rows of the benchmark; None where a recording has no reference for it."""
    lags = [lag for run in runs for lag in caption_lags_s(run)]
    placed = [lag for run in runs for lag in placed_lags_s(run)]
    finals = [run.final_s for run in runs]
    starts = [
        abs(error)
        for recording, run in zip(recordings, runs, strict=True)
        for error in start_errors_s(recording.starts, run.words)
    ]
    seconds = sum(recording.duration_s for recording in recordings)
    used = [run.cpu_s for run in runs if run.cpu_s is not None]
    memory = [run.rss_mb for run in runs if run.rss_mb is not None]
    return {
        "caption_lag_p50_s": _percentile(lags, 50),
        "caption_lag_p95_s": _percentile(lags, 95),
        "caption_lag_placed_p95_s": _percentile(placed, 95),
        "final_words_p50_s": _percentile(finals, 50),
        "final_words_p95_s": _percentile(finals, 95),
        "cpu_per_audio_s": round(sum(used) / seconds, 3) if used else None,
        "rss_mb": round(max(memory)) if memory else None,
        "wer_live": _error_rate(recordings, runs),
        "wer_batch": _error_rate(recordings, batch),
        "word_start_error_s": round(float(np.mean(starts)), 3) if starts else None,
        "word_start_p95_s": _percentile(starts, 95),
    }


def caption_lags_s(run: Run) -> list[float]:
    """For each final word: from its end in the sound to the moment from which it was always shown.

    A word that only moves, because one before it was put in or left out, is shown all the time: `placed_lags_s` counts
    it anew.
    """
    finals = _texts(run.words)
    since_s: list[float | None] = [None] * len(finals)
    for at_s, words in run.shown:
        shown: set[int] = set()
        for block in SequenceMatcher(None, _texts(words), finals, autojunk=False).get_matching_blocks():
            shown |= {
                block.b + index
                for index in range(block.size)
                if abs(words[block.a + index].start_s - run.words[block.b + index].start_s) < _SAME_WORD_S
            }
        since_s = [
            (at_s if since is None else since) if index in shown else None for index, since in enumerate(since_s)
        ]
    end_s = run.shown[-1][0]
    return [(end_s if since is None else since) - word.end_s for since, word in zip(since_s, run.words, strict=True)]


def placed_lags_s(run: Run) -> list[float]:
    """For each final word: from its end in the sound to the moment from which it was always shown at its place, counted
    from the first word.
    """
    lags = []
    texts = [(at_s, _texts(words)) for at_s, words in run.shown]
    for index, word in enumerate(run.words):
        settled_s = texts[-1][0]
        for at_s, shown in reversed(texts):
            if len(shown) <= index or shown[index] != texts[-1][1][index]:
                break
            settled_s = at_s
        lags.append(settled_s - word.end_s)
    return lags


def _texts(words: Iterable[Word]) -> list[str]:
    return [normalise(word.text, keep_fillers=True) for word in words]


def _samples(pcm: Pcm) -> Samples:
    return pcm.astype(np.float32) / np.float32(32768)


def _wait_for(
    events: "queue.Queue[tuple[float, HearingEvent]]", kind: type[HearingReady] | type[FinalWords]
) -> list[tuple[float, HearingEvent]]:
    seen: list[tuple[float, HearingEvent]] = []
    while not seen or not isinstance(seen[-1][1], kind):
        seen.append(events.get(timeout=_WAIT_S))
        if isinstance(seen[-1][1], HearingFailed):
            raise RuntimeError(seen[-1][1].reason)
    return seen


def _words_of(event: HearingEvent) -> tuple[Word, ...]:
    if isinstance(event, Caption):
        return event.committed + event.provisional
    return event.words if isinstance(event, FinalWords) else ()


def _error_rate(recordings: Iterable[Recording], runs: Iterable[Run]) -> float | None:
    counted = [
        word_errors(recording.text, run.words)
        for recording, run in zip(recordings, runs, strict=True)
        if recording.text
    ]
    return round(_pooled(counted), 4) if counted else None


def _pooled(errors: Sequence[Errors]) -> float:
    wrong = sum(one.substitutions + one.insertions + one.deletions for one in errors)
    return wrong / max(1, sum(one.words for one in errors))


def _percentile(values: Sequence[float], percent: int) -> float | None:
    return round(float(np.percentile(values, percent)), 3) if values else None
