"""Which voices work on this machine, and why the others do not."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from simulator.speech.voice.engine import ENGINES, EngineFailed, EngineSpec
from simulator.speech.voice.process import VoiceProcess

_SAMPLE = "Tell me about yourself."


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice as tried out just now. `detail` says how quick it is, or why it cannot be used and what to do."""

    name: str
    label: str
    usable: bool
    detail: str


def voices(clock: Callable[[], float] = time.monotonic) -> list[VoiceInfo]:
    """Every voice, in order of preference, after making each speak a sentence (about two seconds in all)."""
    return [tried(spec, clock) for spec in ENGINES.values()]


def tried(spec: EngineSpec, clock: Callable[[], float] = time.monotonic) -> VoiceInfo:
    """What happens when the engine speaks a sentence in a process of its own."""
    process = VoiceProcess(spec)
    start_s = clock()
    try:
        sound = process.speak(_SAMPLE)
    except EngineFailed as error:
        return VoiceInfo(spec.name, spec.label, usable=False, detail=str(error))
    finally:
        process.close()
    detail = f"works, {sound.rate_hz} Hz, loaded and spoken in {clock() - start_s:.1f} s"
    return VoiceInfo(spec.name, spec.label, usable=True, detail=detail)
