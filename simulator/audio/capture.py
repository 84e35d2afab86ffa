"""One open input device: PortAudio's callback fills a ring, the writer thread takes 16 kHz mono from it."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from simulator.audio.devices import Device
from simulator.audio.portaudio import SoundDevice
from simulator.audio.ring import Frames, Ring
from simulator.audio.streams import OpenStream, Stream, reason_of
from simulator.audio.types import RATE_HZ, Pcm
from simulator.errors import BadInput

LATENCY_S: Final = 0.1
"""Buffer asked of the device: captions lag by a quarter of it, and Python may be late by the whole of it."""
RING_S: Final = 20.0
"""How long the disk may keep the writer waiting before sound is lost (640 KB at 16 kHz)."""


class Capture:
    """`read` gives 16 kHz mono, whatever rate and channels the device has."""

    def __init__(self, sounddevice: SoundDevice, device: Device) -> None:
        """Open and start. Raises BadInput when the device accepts neither 16 kHz nor its own rate."""
        self.device = device
        self._flagged = 0
        stream, self.rate_hz, self._ring = self._open(sounddevice)
        self.stream = OpenStream(sounddevice, stream)
        self._resampler: Any = None
        if self.rate_hz != RATE_HZ:
            import soxr

            self._resampler = soxr.ResampleStream(self.rate_hz, RATE_HZ, 1, dtype="int16")

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

    def _open(self, sounddevice: SoundDevice) -> tuple[Stream, int, Ring]:
        own = self.device.rate_hz
        ways = [(RATE_HZ, 1), (own, 1), (own, min(2, self.device.channels))]
        refusal: Exception | None = None
        for rate_hz, channels in dict.fromkeys(ways):
            ring = Ring(int(RING_S * rate_hz), channels)
            try:
                stream: Stream = sounddevice.InputStream(
                    device=self.device.index,
                    samplerate=rate_hz,
                    channels=channels,
                    dtype="int16",
                    latency=LATENCY_S,
                    callback=self._callback(ring),
                )
                stream.start()
            except (sounddevice.PortAudioError, ValueError) as error:
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
