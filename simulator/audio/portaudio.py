"""Loads PortAudio once, quietly, and can make it look for devices again.

`import sounddevice` points file descriptor 2 at the null device for as long as PortAudio looks for devices, and Textual
draws on that descriptor. So call `load` before the screen starts; `rescan` avoids the detour.
"""

import threading
from collections.abc import Callable
from typing import Any, Protocol

from simulator.audio import alsa
from simulator.errors import MissingPart

SoundDevice = Any
"""The sounddevice module, or something that has the same names."""

Loader = Callable[[], SoundDevice]


class Holder(Protocol):
    """Somebody with open streams, which do not live through a rescan."""

    def release(self) -> None:
        """Close your streams now."""

    def restore(self) -> None:
        """Open them again if you still need them; indices may have changed, names have not."""


_holders: list[Holder] = []
_lock = threading.RLock()


def load() -> SoundDevice:
    """The sounddevice module, with PortAudio initialised. Raises MissingPart when the library is not there."""
    with _lock:
        alsa.silence()
        try:
            import sounddevice
        except OSError as error:
            raise MissingPart(
                "PortAudio, which reaches microphone and speaker, cannot be loaded",
                remedy="Debian/Ubuntu: sudo apt install libportaudio2; or go on with --typed",
            ) from error
        return sounddevice


def hold(holder: Holder) -> None:
    """From now on `holder` is told before and after a rescan."""
    with _lock:
        _holders.append(holder)


def let_go(holder: Holder) -> None:
    with _lock:
        if holder in _holders:
            _holders.remove(holder)


def rescan(loader: Loader = load) -> None:
    """Let PortAudio read the list of devices anew (it does so only when it starts). Raises PortAudioError."""
    sounddevice = loader()
    with _lock:
        holders = list(_holders)
        for holder in holders:
            holder.release()
        try:
            while sounddevice._initialized:
                sounddevice._terminate()
            alsa.forget_configuration()
            # Not sounddevice._initialize: see the top of this file.
            sounddevice._check(sounddevice._lib.Pa_Initialize(), "Error initializing PortAudio")
            sounddevice._initialized += 1
        finally:
            for holder in holders:
                holder.restore()
