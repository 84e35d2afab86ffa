"""Speakers: the real one, and a silent one that keeps the time."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from simulator.audio import portaudio
from simulator.audio.capture import CLOSE_S, Stream, close_within, reason_of
from simulator.audio.devices import find_speaker
from simulator.audio.guard import call_safely
from simulator.audio.mixer import Mixer, Samples, Voice
from simulator.audio.types import Player, Playing, Sound
from simulator.errors import BadInput, SimulatorError

_log = logging.getLogger(__name__)

LATENCY_S: Final = 0.04
WATCH_S: Final = 0.01
GRACE_S: Final = 0.5
"""A sound that is this late in ending sits in a speaker that is gone."""


class _SpeakerPlaying:
    """A sound in the mixer. `stop` may be called from any thread, any number of times."""

    def __init__(self, voice: Voice, on_done: Callable[[], None], deadline: float) -> None:
        self.voice = voice
        self.on_done = on_done
        self.deadline = deadline
        self.ended_at: float | None = None

    def stop(self) -> None:
        self.voice.fading = True


class SpeakerPlayer:
    """Plays through one output stream that stays open, so that a sound starts with the next block. See types.Player."""

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
        self._closed = False
        self._latency_s = 0.0
        self._stream: Stream | None = None
        self._open()
        portaudio.hold(self)
        self._thread = threading.Thread(target=self._watch, name="player", daemon=True)
        self._thread.start()

    @property
    def label(self) -> str:
        return self._label

    def play(self, sound: Sound, on_done: Callable[[], None]) -> Playing:
        """Start with the next block. With a speaker that is gone the time is kept all the same."""
        playing = _SpeakerPlaying(
            Voice(self._at_own_rate(sound)), on_done, self._clock() + sound.duration_s + self._latency_s + GRACE_S
        )
        with self._lock:
            if self._closed:
                playing.voice.finished = True
            self._playing.append(playing)
            self._mixer.voices = tuple(each.voice for each in self._playing)
        self._wake.set()
        return playing

    def close(self) -> None:
        """Stop everything; every `on_done` that is still owed is called."""
        with self._lock:
            self._closed = True
        portaudio.let_go(self)
        self._wake.set()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_S)
        self.release()

    def release(self) -> None:
        """Close the stream, because PortAudio is about to look for devices again."""
        stream, self._stream = self._stream, None
        if stream is not None:
            close_within(stream, CLOSE_S)

    def restore(self) -> None:
        """Open the stream again; without a speaker the sounds only take their time."""
        try:
            self._open()
        except SimulatorError as error:
            _log.info("no speaker for now: %s", error)

    def _open(self) -> None:
        sounddevice = self._load()
        device = find_speaker(self._name, self._load)
        self._label = device.name
        self._rate_hz = device.rate_hz
        try:
            stream = sounddevice.OutputStream(
                device=device.index,
                samplerate=device.rate_hz,
                channels=min(2, device.channels),
                dtype="float32",
                latency=LATENCY_S,
                callback=self._mixer.callback,
            )
            stream.start()
        except sounddevice.PortAudioError as error:
            raise BadInput(f"the speaker cannot be opened ({reason_of(error)})", where=device.name) from error
        self._latency_s = float(stream.latency)
        self._stream = stream

    def _at_own_rate(self, sound: Sound) -> Samples:
        if sound.rate_hz == self._rate_hz:
            return sound.samples
        import soxr

        return np.asarray(soxr.resample(sound.samples, sound.rate_hz, self._rate_hz), dtype=np.float32)

    def _watch(self) -> None:
        """Calls each `on_done` once: when its last sample has left the speaker, or should have."""
        while True:
            with self._lock:
                closed, current = self._closed, list(self._playing)
            for playing in [each for each in current if closed or self._is_over(each)]:
                with self._lock:
                    self._playing.remove(playing)
                    self._mixer.voices = tuple(each.voice for each in self._playing)
                call_safely(playing.on_done)
            if closed:
                return
            if self._playing:
                time.sleep(WATCH_S)
            else:
                self._wake.wait()
                self._wake.clear()

    def _is_over(self, playing: _SpeakerPlaying) -> bool:
        now = self._clock()
        if playing.voice.finished and playing.ended_at is None:
            # What was stopped is over when the caller says so; what ran out still travels through the buffer.
            playing.ended_at = now + (0.0 if playing.voice.fading else self._latency_s)
        if playing.ended_at is not None:
            return now >= playing.ended_at
        return now >= playing.deadline or (playing.voice.fading and self._stream is None)


class _SilentPlaying:
    def __init__(self, duration_s: float, on_done: Callable[[], None], forget: Callable[[Any], None]) -> None:
        self._on_done = on_done
        self._forget = forget
        self._lock = threading.Lock()
        self._done = False
        self._timer = threading.Timer(duration_s, self._finish)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()
        # on_done comes from another thread, as with a real speaker.
        threading.Thread(target=self._finish, name="silent-stop", daemon=True).start()

    def _finish(self) -> None:
        with self._lock:
            if self._done:
                return
            self._done = True
        self._forget(self)
        call_safely(self._on_done)


class SilentPlayer:
    """Makes no sound and takes its time. See types.Player."""

    silent = True

    def __init__(self, speed: float = 1.0, reason: str = "") -> None:
        """At `speed` 4 a sound takes a quarter of its time; `reason` says why there is no speaker."""
        self._speed = speed
        self.reason = reason
        self._lock = threading.Lock()
        self._playing: list[_SilentPlaying] = []

    @property
    def label(self) -> str:
        return f"silent ({self.reason})" if self.reason else "silent"

    def play(self, sound: Sound, on_done: Callable[[], None]) -> Playing:
        """Call `on_done` when the sound would be over."""
        playing = _SilentPlaying(sound.duration_s / self._speed, on_done, self._forget)
        with self._lock:
            self._playing.append(playing)
        return playing

    def close(self) -> None:
        """Stop everything; every `on_done` that is still owed is called."""
        with self._lock:
            playing = list(self._playing)
        for each in playing:
            each.stop()

    def _forget(self, playing: _SilentPlaying) -> None:
        with self._lock:
            if playing in self._playing:
                self._playing.remove(playing)


def open_player(device: str | None = None, load: portaudio.Loader = portaudio.load) -> Player:
    """The speaker, or a silent player whose label says what is missing."""
    try:
        return SpeakerPlayer(device, load=load)
    except SimulatorError as error:
        return SilentPlayer(reason=error.what)
