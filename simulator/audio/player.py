"""The real speaker: one output stream that stays open, mixed into, watched, and opened again when it went away."""

import logging
import math
import threading
import time
from collections.abc import Callable
from typing import Final

import numpy as np

from simulator.audio import portaudio
from simulator.audio.devices import find_speaker
from simulator.audio.feed import Feeder, lost, sounded_s
from simulator.audio.guard import call_safely
from simulator.audio.mixer import Mixer, Playable, Samples, StreamVoice, Voice
from simulator.audio.output import Output
from simulator.audio.silent import SilentPlayer
from simulator.audio.streams import CLOSE_S
from simulator.audio.types import Feed, Playing, Sound, Streaming, StreamPlayer
from simulator.errors import SimulatorError

_log = logging.getLogger(__name__)

WATCH_S: Final = 0.01
GRACE_S: Final = 0.5
"""A sound that is this late in ending sits in a speaker that is gone."""
STALL_S: Final = 0.5
"""A speaker that asks for no block for so long is gone."""
BACK_OFF_S: Final = (0.0, 0.2, 0.5, 1.0)
"""Waits before the attempts to open a lost speaker again; after them the next sound tries anew."""


class _SpeakerPlaying:
    """A sound in the mixer. `stop` may be called from any thread, any number of times."""

    def __init__(self, voice: Playable, on_done: Callable[[], None], deadline: float) -> None:
        self.voice = voice
        self.on_done = on_done
        self.deadline = deadline
        self.ended_at: float | None = None

    def stop(self) -> None:
        self.voice.fading = True


class _SpeakerStreaming(_SpeakerPlaying):
    """A feed in the mixer. It has no deadline: as long as nobody stops it, it may wait for its blocks."""

    def __init__(self, voice: StreamVoice, on_done: Callable[[], None], player: "SpeakerPlayer") -> None:
        super().__init__(voice, on_done, math.inf)
        self._stream, self._player = voice, player
        self.feeder: Feeder | None = None

    def stop(self) -> None:
        if self.feeder is not None:
            self.feeder.stop()
        self.deadline = self._player.now() + GRACE_S
        super().stop()

    @property
    def sounded_s(self) -> float:
        return self._player.sounded_s(self._stream)

    @property
    def lost(self) -> bool:
        return lost(self._stream, self._player.now())


class SpeakerPlayer:
    """Because its stream stays open, a sound starts with the next block. See types.Player."""

    silent = False

    def __init__(
        self,
        device: str | None = None,
        *,
        load: portaudio.Loader = portaudio.load,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open the device by name, or the default one. Raises MissingPart or BadInput."""
        self._name = device
        self._load = load
        self._clock = clock
        self._mixer = Mixer()
        self._lock = threading.Lock()
        self._playing: list[_SpeakerPlaying] = []
        self._wake = threading.Event()
        self._closed = threading.Event()
        self._reviving = threading.Lock()
        self._rescan_safe = True
        self._output: Output | None = Output(load(), find_speaker(device, load), self._mixer)
        self.label = self._output.device.name
        self._rate_hz = self._output.device.rate_hz
        self._latency_s = self._output.latency_s
        portaudio.hold(self)
        self._thread = threading.Thread(target=self._watch, name="player", daemon=True)
        self._thread.start()

    def play(self, sound: Sound, on_done: Callable[[], None]) -> Playing:
        """Start with the next block. With a speaker that is gone the time is kept all the same."""
        if self._closed.is_set():
            return SilentPlayer().play(Sound(sound.samples[:0], sound.rate_hz), on_done)
        deadline = self._clock() + sound.duration_s + self._latency_s + GRACE_S
        playing = _SpeakerPlaying(Voice(self._at_own_rate(sound)), on_done, deadline)
        with self._lock:
            self._playing.append(playing)
            self._mix()
        self._wake.set()
        return playing

    def stream(self, feed: Feed, on_done: Callable[[], None]) -> Streaming:
        """Start with the first block of the feed. With a speaker that is gone the time is kept all the same."""
        if self._closed.is_set():
            return SilentPlayer().stream(Feed((), feed.rate_hz, 0.0), on_done)
        voice = StreamVoice(self._clock)
        playing = _SpeakerStreaming(voice, on_done, self)
        playing.feeder = Feeder(feed, voice, self._rate_hz)
        with self._lock:
            self._playing.append(playing)
            self._mix()
        self._wake.set()
        return playing

    def now(self) -> float:
        return self._clock()

    def sounded_s(self, voice: StreamVoice) -> float:
        """See feed.sounded_s."""
        return sounded_s(voice, self._rate_hz, self._latency_s, self._clock())

    def close(self) -> None:
        """Stop everything; every `on_done` that is still owed is called."""
        for playing in list(self._playing):
            playing.stop()
        self._closed.set()
        self._wake.set()
        portaudio.let_go(self)
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_S)
        self.release()

    def release(self) -> None:
        """Close the stream, because PortAudio is about to look for devices again."""
        with self._lock:
            output, self._output = self._output, None
        if output is not None:
            # PortAudio must not be ended while one of its threads still hangs in a driver.
            self._rescan_safe = output.stream.close() and self._rescan_safe

    def restore(self) -> None:
        """Open the stream again; without a speaker the sounds only take their time."""
        try:
            output = Output(self._load(), find_speaker(self._name, self._load), self._mixer)
        except SimulatorError as error:
            _log.info("no speaker for now: %s", error)
            return
        with self._lock:
            spare = output if self._output is not None or self._closed.is_set() else None
            if spare is None:
                self._take_over(output)
        if spare is not None:
            spare.stream.close()

    def _take_over(self, output: Output) -> None:
        self._output = output
        self._latency_s = output.latency_s
        if output.device.rate_hz != self._rate_hz:
            self._rate_hz = output.device.rate_hz
            for voice in self._mixer.voices:  # their samples are of the old rate
                voice.finished = True

    def _mix(self) -> None:
        self._mixer.voices = tuple(each.voice for each in self._playing)

    def _at_own_rate(self, sound: Sound) -> Samples:
        if sound.rate_hz == self._rate_hz:
            return sound.samples
        import soxr

        return np.asarray(soxr.resample(sound.samples, sound.rate_hz, self._rate_hz), dtype=np.float32)

    def _watch(self) -> None:
        """Calls each `on_done` once: when its last sample has left the speaker, or should have."""
        blocks, alive_at = self._mixer.blocks, self._clock()
        while not self._closed.is_set():
            if not self._playing:
                self._wake.wait()
                self._wake.clear()
                blocks, alive_at = self._mixer.blocks, self._clock()
            if self._mixer.blocks != blocks:
                blocks, alive_at = self._mixer.blocks, self._clock()
            output = self._output
            if output is None or not output.stream.active or self._clock() - alive_at > STALL_S:
                self._revive_once()
            self._settle(everything=False)
            self._closed.wait(WATCH_S)
        self._settle(everything=True)

    def _settle(self, everything: bool) -> None:
        with self._lock:
            over = [each for each in self._playing if everything or self._is_over(each)]
            self._playing = [each for each in self._playing if each not in over]
            self._mix()
        for playing in over:
            call_safely(playing.on_done)

    def _is_over(self, playing: _SpeakerPlaying) -> bool:
        now = self._clock()
        fading = playing.voice.fading
        if playing.ended_at is None and (playing.voice.finished or (fading and self._output is None)):
            # What was stopped is over when the caller says so; what ran out still travels through the buffer.
            playing.ended_at = now + (0.0 if fading else self._latency_s)
        return now >= (playing.deadline if playing.ended_at is None else playing.ended_at)

    def _revive_once(self) -> None:
        if self._reviving.acquire(blocking=False):
            threading.Thread(target=self._revive, name="reopen-speaker", daemon=True).start()

    def _revive(self) -> None:
        """Open the speaker again. On a thread of its own, because a driver may take its time."""
        try:
            for attempt, wait_s in enumerate(BACK_OFF_S):
                if self._closed.wait(wait_s):
                    return
                self.release()
                if attempt > 0 and self._rescan_safe:
                    call_safely(lambda: portaudio.rescan(self._load))
                else:
                    self.restore()
                if self._output is not None:
                    return
        finally:
            self._reviving.release()


def open_player(device: str | None = None, load: portaudio.Loader = portaudio.load) -> StreamPlayer:
    """The speaker, or a silent player whose label says what is missing."""
    try:
        return SpeakerPlayer(device, load=load)
    except SimulatorError as error:
        return SilentPlayer(reason=error.what)
