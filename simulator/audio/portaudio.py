"""Loads PortAudio once, quietly, and can make it look for devices again.

For as long as PortAudio looks for devices, sounddevice points file descriptor 2 at the null device: what Textual draws
in that tenth of a second would be lost, because it draws there. Both functions here avoid the detour; `alsa` has
silenced the libraries already.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
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
            with _stderr_left_alone():
                import sounddevice
        except OSError as error:
            raise MissingPart(
                "PortAudio, which reaches microphone and speaker, cannot be loaded",
                remedy="Debian/Ubuntu: sudo apt install libportaudio2; or go on with --typed",
            ) from error
        return sounddevice


@contextlib.contextmanager
def _stderr_left_alone() -> Iterator[None]:
    """While sounddevice is imported, its `os.dup(2)` fails, which it takes as "no redirection here" and goes on."""
    dup = os.dup

    def dup_but_not_stderr(fd: int, /) -> int:
        if fd == 2:
            raise OSError("stderr is in use")
        return dup(fd)

    os.dup = dup_but_not_stderr
    try:
        yield
    finally:
        os.dup = dup


def hold(holder: Holder) -> None:
    """From now on `holder` is told before and after a rescan."""
    with _lock:
        _holders.append(holder)


def let_go(holder: Holder) -> None:
    with _lock:
        if holder in _holders:
            _holders.remove(holder)


@contextlib.contextmanager
def steady() -> Iterator[None]:
    """While the block runs no other thread lets PortAudio look for devices anew: its lists would go from under us."""
    with _lock:
        yield


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
