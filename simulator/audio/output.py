"""One open output device, fed by a mixer."""

from typing import Final

from simulator.audio.devices import Device
from simulator.audio.mixer import Mixer
from simulator.audio.portaudio import SoundDevice
from simulator.audio.streams import OpenStream, Stream, reason_of
from simulator.errors import BadInput

LATENCY_S: Final = 0.04
"""Buffer asked of the device: a sound starts this much later, and Python may be late by so much."""


class Output:
    """Plays what the mixer holds, at the device's own rate."""

    def __init__(self, sounddevice: SoundDevice, device: Device, mixer: Mixer) -> None:
        """Open and start. Raises BadInput when the device refuses."""
        self.device = device
        try:
            stream: Stream = sounddevice.OutputStream(
                device=device.index,
                samplerate=device.rate_hz,
                channels=min(2, device.channels),
                dtype="float32",
                latency=LATENCY_S,
                callback=mixer.callback,
            )
            stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise BadInput(
                f"the speaker cannot be opened ({reason_of(error)})",
                where=device.name,
                remedy="Close other programs that use it, or choose another one",
            ) from error
        self.stream = OpenStream(sounddevice, stream)
        self.latency_s = self.stream.latency_s
