"""One open input stream: PortAudio's callback fills a ring, the writer thread takes 16 kHz mono from it."""

import threading
from collections.abc import Callable
from typing import Any, Final, Protocol

import numpy as np

from simulator.audio.devices import Device
from simulator.audio.guard import call_safely
from simulator.audio.portaudio import SoundDevice
from simulator.audio.ring import Frames, Ring
from simulator.audio.types import RATE_HZ, Pcm
from simulator.errors import BadInput

LATENCY_S: Final = 0.1
"""Buffer asked of the device: captions lag by a quarter of it, and Python may be late by the whole of it."""
RING_S: Final = 20.0
"""How long the disk may keep the writer waiting before sound is lost (640 KB at 16 kHz)."""
CLOSE_S: Final = 1.0


class Stream(Protocol):
    """The part of a sounddevice stream that is used."""

    @property
    def active(self) -> bool: ...

    @property
    def latency(self) -> float: ...

    def start(self) -> None: ...

    def abort(self) -> None: ...

    def close(self) -> None: ...


class Capture:
    """An open device. `read` gives 16 kHz mono, whatever rate and channels the device has."""

    def __init__(self, sounddevice: SoundDevice, device: Device) -> None:
        """Open and start. Raises BadInput when the device accepts neither 16 kHz nor its own rate."""
        self._sounddevice = sounddevice
        self.device = device
        self._flagged = 0
        self._closing = False
        self._lock = threading.Lock()
        self._stream, self.rate_hz, self._ring = self._open()
        self._resampler: Any = None
        if self.rate_hz != RATE_HZ:
            import soxr

            self._resampler = soxr.ResampleStream(self.rate_hz, RATE_HZ, 1, dtype="int16")

    @property
    def active(self) -> bool:
        """False once the device has ended the stream by itself."""
        with self._lock:  # PortAudio must not be asked about a stream that is being closed
            if self._closing:
                return False
            try:
                return bool(self._stream.active)
            except self._sounddevice.PortAudioError:
                return False

    @property
    def lost_frames(self) -> int:
        """Frames at 16 kHz that found no room in the ring."""
        return round(self._ring.overflowed * RATE_HZ / self.rate_hz)

    @property
    def overflows(self) -> int:
        """How often the device itself said that it had to drop sound (it does not say how much)."""
        return self._flagged

    def read(self) -> Pcm:
        """All sound that has arrived since the last call, possibly none."""
        frames = self._ring.read()
        mono: Pcm = frames[:, 0] if frames.shape[1] == 1 else np.round(frames.mean(axis=1)).astype(np.int16)
        if self._resampler is None or len(mono) == 0:
            return mono
        resampled: Pcm = self._resampler.resample_chunk(np.ascontiguousarray(mono))
        return resampled

    def close(self) -> bool:
        """Close the stream; False when the driver hangs, and its thread was left behind."""
        with self._lock:
            self._closing = True
        return close_within(self._stream, CLOSE_S)

    def _open(self) -> tuple[Stream, int, Ring]:
        own = self.device.rate_hz
        ways = [(RATE_HZ, 1), (own, 1), (own, min(2, self.device.channels))]
        refusal: Exception | None = None
        for rate_hz, channels in ways:
            ring = Ring(int(RING_S * rate_hz), channels)
            try:
                stream: Stream = self._sounddevice.InputStream(
                    device=self.device.index,
                    samplerate=rate_hz,
                    channels=channels,
                    dtype="int16",
                    latency=LATENCY_S,
                    callback=self._callback(ring),
                )
                stream.start()
            except (self._sounddevice.PortAudioError, ValueError) as error:
                refusal = error
                continue
            return stream, rate_hz, ring
        raise BadInput(
            f"the microphone cannot be opened ({reason_of(refusal)})",
            where=self.device.name,
            remedy="Close other programs that use it, allow it for this terminal, or choose another one",
        )

    def _callback(self, ring: Ring) -> Callable[[Frames, int, Any, Any], None]:
        """Runs on PortAudio's thread: copies and counts; no lock, no I/O, nothing that can fail."""

        def on_block(block: Frames, _count: int, _time: Any, status: Any) -> None:
            if status:
                self._flagged += 1
            ring.write(block)

        return on_block


def close_within(stream: Stream, timeout_s: float) -> bool:
    """Abort and close on a thread of its own, because the driver of an unplugged device may hang."""

    def close() -> None:
        stream.abort()
        stream.close()

    thread = threading.Thread(target=call_safely, args=(close,), name="close-stream", daemon=True)
    thread.start()
    thread.join(timeout_s)
    return not thread.is_alive()


def reason_of(error: Exception | None) -> str:
    """PortAudio's own words, without its numbers and on one line."""
    text = str(error.args[0]) if error is not None and error.args else "no reason given"
    return " ".join(text.split()).split("Stream: ", 1)[-1]
