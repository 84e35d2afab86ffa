"""An open PortAudio stream that can be asked and closed from any thread, also when its device is gone."""

import threading
from typing import Final, Protocol

from simulator.audio.guard import call_safely
from simulator.audio.portaudio import SoundDevice

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


class OpenStream:
    """Wraps a started stream."""

    def __init__(self, sounddevice: SoundDevice, stream: Stream) -> None:
        self._sounddevice = sounddevice
        self._stream = stream
        self._closing = False
        self._lock = threading.Lock()

    @property
    def active(self) -> bool:
        """False once the device has ended the stream by itself, or somebody closed it."""
        with self._lock:  # PortAudio must not be asked about a stream that is being closed
            if self._closing:
                return False
            try:
                return bool(self._stream.active)
            except self._sounddevice.PortAudioError:
                return False

    @property
    def latency_s(self) -> float:
        return float(self._stream.latency)

    def close(self) -> bool:
        """Close within CLOSE_S; False when the driver hangs, as some do when unplugged: a thread is left to it."""
        with self._lock:
            if self._closing:
                return True
            self._closing = True
        thread = threading.Thread(target=call_safely, args=(self._abort,), name="close-stream", daemon=True)
        thread.start()
        thread.join(CLOSE_S)
        return not thread.is_alive()

    def _abort(self) -> None:
        self._stream.abort()
        self._stream.close()


def reason_of(error: Exception | None) -> str:
    """PortAudio's own words, without its numbers and on one line."""
    text = str(error.args[0]) if error is not None and error.args else "no reason given"
    return " ".join(text.split()).split("Stream: ", 1)[-1]
