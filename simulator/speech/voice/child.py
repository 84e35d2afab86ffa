"""The voice process: makes one engine, then speaks a text for each one asked over the pipe.

It writes to no terminal, leaves Ctrl-C to its parent and ends when the parent does, even in the middle of a text.
"""

import importlib
import os
import shutil
import signal
import threading
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path

import numpy as np

from simulator.audio.types import Sound
from simulator.errors import MissingPart
from simulator.speech.voice.engine import Engine, EngineFactory, EngineFailed, Scope
from simulator.speech.voice.shaping import levelled, trimmed


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine is made. `reusable`: see `Engine`."""

    reusable: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sound as float32 bytes."""

    samples: bytes
    rate_hz: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A text or a start that failed; see `EngineFailed`."""

    reason: str
    scope: Scope


Answer = Ready | Spoken | Failed


def serve(connection: Connection, place: str, scratch: str) -> None:
    """The child's main function. `place` names the engine's class, `scratch` is its folder."""
    _be_quiet()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(scratch,), name="parent-watch", daemon=True).start()
    engine = _made(place, Path(scratch))
    if isinstance(engine, Failed):
        connection.send(engine)
        return
    connection.send(Ready(engine.reusable))
    while True:
        try:
            text = connection.recv()
        except (EOFError, OSError):
            return  # the parent has closed the pipe
        connection.send(_answer(engine, text))


def _be_quiet() -> None:
    """Engines print, and so does the C code under them: into nothing."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)


def _end_with_parent(scratch: str) -> None:
    parent = parent_process()
    if parent is None:
        return
    wait([parent.sentinel])
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(0)


def _made(place: str, scratch: Path) -> Engine | Failed:
    module, _, name = place.partition(":")
    try:
        factory: EngineFactory = getattr(importlib.import_module(module), name)
        return factory(scratch)
    except MissingPart as error:
        return Failed(str(error), "always")
    except Exception as error:  # noqa: BLE001 - the border to foreign code: whatever it raises becomes a line
        return Failed(f"the voice could not be started ({_line(error)})", "once")


def _answer(engine: Engine, text: str) -> Answer:
    try:
        sound = levelled(trimmed(engine.synthesise(text)))
    except EngineFailed as error:
        return Failed(str(error), error.scope)
    except Exception as error:  # noqa: BLE001 - as above
        return Failed(f"the voice failed ({_line(error)})", "once")
    if not _sounds(sound):
        return Failed("the voice gave no sound for this text", "text")
    return Spoken(sound.samples.astype(np.float32).tobytes(), sound.rate_hz)


def _sounds(sound: Sound) -> bool:
    return bool(sound.samples.size) and bool(np.isfinite(sound.samples).all())


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
