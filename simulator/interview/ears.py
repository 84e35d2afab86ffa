"""The ears of a session: a recorder that journals to disk and a hearing that turns the same blocks into words.

Both threads that report here (the recorder's writer, the hearing's reader) only store values and post events.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.answer.types import Word
from simulator.audio.types import RATE_HZ, Level, Pcm, Recorder
from simulator.interview import events as ev
from simulator.interview.following import Following
from simulator.speech.hearing.types import Caption, FinalWords, Hearing, HearingEvent, HearingFailed, HearingReady


@dataclass(frozen=True, slots=True)
class Heard:
    """What a take has given so far. Times in the take's own audio time."""

    take_id: str = ""
    recorded_s: float = 0.0
    heard_s: float = 0.0
    committed: tuple[Word, ...] = ()
    provisional: tuple[Word, ...] = ()
    final: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        return self.committed + self.provisional

    @property
    def behind_s(self) -> float:
        """What hearing still has to hear."""
        return 0.0 if self.final else max(0.0, self.recorded_s - self.heard_s)

    @property
    def silence_s(self) -> float:
        """How long no word was heard, as far as hearing has come: what it has not heard yet may be speech."""
        return max(0.0, self.heard_s - (self.words[-1].end_s if self.words else 0.0))


class Ears:
    """Records takes and hears them. All state is behind one lock; events go to `post` outside of it."""

    def __init__(
        self,
        recorder: Recorder,
        hearing: Hearing | None,
        post: Callable[[ev.Event], None],
        *,
        on_words: Callable[[Heard], None],
        sources_left: Callable[[], bool] | None = None,
        auto_finish_s: float | None = None,
    ) -> None:
        self._recorder, self._hearing, self._post, self._on_words = recorder, hearing, post, on_words
        self._following = Following(hearing) if hearing else None
        self._sources_left, self._auto_finish_s = sources_left, auto_finish_s
        self._lock = threading.Lock()
        self._heard = self._before = Heard()
        self._level: Level | None = None
        self._samples = 0
        self._recording = False
        self._deaf_reason = "" if hearing else "captions are off"
        self._given_up = False
        self.status = "warming up" if hearing else "captions are off"
        self.model = ""

    @property
    def microphone(self) -> str:
        return self._recorder.label

    def open(self) -> None:
        """Start hearing and open the microphone. Raises MissingPart or BadInput when there is no microphone."""
        self._recorder.open(self)
        if self._hearing:
            self._hearing.open(self._on_hearing)

    def begin(self, take_id: str, path: Path) -> None:
        with self._lock:
            self._before, self._heard, self._samples = self._heard, Heard(take_id), 0
        if self._following:
            self._following.begin(take_id, path)
        self._recorder.begin(path)
        self._recording = True

    def pause(self) -> None:
        self._recorder.pause()

    def resume(self) -> None:
        self._recorder.resume()

    def end(self, take_id: str, *, keep_words: bool) -> None:
        """Complete the recording; `TakeEnded` is posted, and `WordsFinal` follows where words are wanted."""
        if self._recording:  # not when the recorder could not begin
            self._recording = False
            audio = self._recorder.end()
            self._post(ev.TakeEnded(take_id, audio.duration_s, audio.dropped_frames, audio.gaps, audio.waiting_s))
        if self._following and keep_words and not self._given_up:
            self._following.finish()
        elif keep_words:
            self._post(ev.WordsFinal(take_id, self.heard().words))
        elif self._following:
            self._following.drop()

    def unsaved(self) -> tuple[tuple[Path, Pcm], ...]:
        """Recordings of which a part waits in memory for the disk."""
        return self._recorder.unsaved()

    def heard(self) -> Heard:
        with self._lock:
            return self._heard

    def level(self) -> Level | None:
        return self._level

    def close(self) -> None:
        self._recorder.close()
        if self._hearing:
            self._hearing.close()

    # ---- from the recorder's writer thread

    def on_listening(self) -> None:
        self._post(ev.FirstBlock(self.heard().take_id))

    def on_audio(self, pcm: Pcm) -> None:
        with self._lock:
            self._samples += len(pcm)
            self._heard = replace(self._heard, recorded_s=self._samples / RATE_HZ)
        if self._following:
            self._following.feed(pcm)

    def on_level(self, level: Level) -> None:
        self._level = level

    def on_lost(self, reason: str) -> None:
        self._post(ev.MicrophoneLost(reason))

    def on_recovered(self) -> None:
        self._post(ev.MicrophoneBack())

    def on_disk(self, told: str) -> None:
        self._post(ev.DiskTold(told))

    def on_exhausted(self) -> None:
        self._post(ev.SourceExhausted(more=self._sources_left() if self._sources_left else False))

    # ---- from the hearing's reader thread

    def _on_hearing(self, event: HearingEvent) -> None:
        match event:
            case HearingReady(model=model):
                self.status = self.model = model
                self._given_up = False
                if self._deaf_reason:
                    self._deaf_reason = ""
                    self._post(ev.HearingBack(model))
            case Caption():
                self._on_caption(event)
            case FinalWords(utterance=utterance, words=words):
                self._store(utterance, words, (), final=True)
                self._post(ev.WordsFinal(utterance, words))
            case HearingFailed(utterance=utterance, reason=reason):
                self._on_failed(utterance, reason)

    def _on_failed(self, utterance: str | None, reason: str) -> None:
        """Hear the open take again from the disk; where that does not help, the words so far are all there are."""
        with self._lock:
            take, before = self._heard, self._before
        if utterance == before.take_id and not before.final:  # its words so far are not to be lost
            self._post(ev.WordsFinal(before.take_id, before.words))
            return
        was_ready = not self._deaf_reason
        self._deaf_reason = reason
        if was_ready and utterance and self._following and self._following.hear_again(utterance):
            self.status = "starting again"
            self._post(ev.HearingLost(f"{reason}; it starts again and hears your answer from the recording"))
            return
        self._given_up, self.status = True, reason
        self._post(ev.HearingLost(reason))
        if take.take_id and not take.final:
            self._post(ev.WordsFinal(take.take_id, take.words))

    def _on_caption(self, caption: Caption) -> None:
        heard = self._store(caption.utterance, caption.committed, caption.provisional, heard_s=caption.heard_s)
        if heard is None:
            return
        self._on_words(heard)
        if self._auto_finish_s is not None and heard.words and heard.silence_s >= self._auto_finish_s:
            self._post(ev.Finish())

    def _store(
        self,
        take_id: str,
        committed: tuple[Word, ...],
        provisional: tuple[Word, ...],
        *,
        heard_s: float | None = None,
        final: bool = False,
    ) -> Heard | None:
        with self._lock:
            if take_id != self._heard.take_id:
                return None
            if heard_s is not None and heard_s < self._heard.heard_s:
                return None  # a hearing that started again has not come as far yet
            self._heard = replace(
                self._heard,
                committed=committed,
                provisional=provisional,
                heard_s=self._heard.recorded_s if heard_s is None else heard_s,
                final=final,
            )
            return self._heard
