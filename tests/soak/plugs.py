"""The microphone taken away and given back, in every way that PulseAudio knows."""

import contextlib
import os
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simulator.audio.microphone import Microphone
from tests.fakes.listening import Listener
from tests.fakes.pulse import Pulse

WAYS: Final = ("unplugged", "stalled", "another rate")
NOTICED_S: Final = 1.0
RESUMED_S: Final = 3.0
_RATES_HZ: Final = (44_100, 48_000, 16_000, 32_000)
_LONGEST_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class Cycle:
    """One loss: how long it went unnoticed, how long after its return sound was recorded again, what was said."""

    way: str
    noticed_s: float
    resumed_s: float
    reason: str


@dataclass(frozen=True, slots=True)
class Pulled:
    cycles: tuple[Cycle, ...]
    gaps: tuple[tuple[float, float], ...]
    duration_s: float
    threads: int
    """Threads at the end less threads at the start: what a hang would leave behind."""

    @property
    def worst_noticed_s(self) -> float:
        return max(cycle.noticed_s for cycle in self.cycles)

    @property
    def worst_resumed_s(self) -> float:
        return max(cycle.resumed_s for cycle in self.cycles)


def pull_plugs(pulse: Pulse, cycles: int, path: Path, away_s: Sequence[float] = (0.0,)) -> Pulled:
    """One take, and in it `cycles` losses, of each way in turn. Raises AssertionError for one that does not end.

    The microphone stays away for one of `away_s` after its loss was noticed, each in turn.
    """
    listener, recorder = Listener(), Microphone()
    recorder.open(listener)
    done: list[Cycle] = []
    try:
        recorder.begin(path)
        listener.wait_to_hear(0.3)
        before = threading.active_count()
        for number in range(cycles):
            done.append(_cycle(pulse, listener, number, away_s[number % len(away_s)]))
            listener.wait_to_hear(listener.heard_s + 0.2)
            listener.blocks.clear()
        take, threads = recorder.end(), threading.active_count() - before
    finally:
        recorder.close()
    return Pulled(tuple(done), take.gaps, take.duration_s, threads)


def _cycle(pulse: Pulse, listener: Listener, number: int, away_s: float) -> Cycle:
    way = WAYS[number % len(WAYS)]
    gone_at = time.monotonic()
    with _gone(pulse, way, _RATES_HZ[number // len(WAYS) % len(_RATES_HZ)]):
        lost = listener.wait_for("lost", number + 1, _LONGEST_S)
        time.sleep(away_s)  # this long it is away; nothing is waited for
    back_at = time.monotonic()
    recovered = listener.wait_for("recovered", number + 1, _LONGEST_S)
    return Cycle(way, lost.at_s - gone_at, recovered.at_s - back_at, lost.reason)


@contextlib.contextmanager
def _gone(pulse: Pulse, way: str, rate_hz: int) -> Iterator[None]:
    """Away while the block runs; there again when it is left."""
    if way == "stalled":
        pulse.control("suspend-sink", "mic", "1")
        yield
        pulse.control("suspend-sink", "mic", "0")
        return
    pulse.unplug("mic")
    pulse.unplug("speaker")
    yield
    pulse.plug_in("speaker")
    pulse.plug_in("mic", f"rate={rate_hz}" if way == "another rate" else "")


@dataclass(frozen=True, slots=True)
class Moved:
    """The default device changed and the old one went away: the longest time without sound at each change."""

    silences_s: tuple[float, ...]
    frames: int


def change_defaults(pulse: Pulse, changes: int, path: Path) -> Moved:
    """Two microphones; the default one is changed, then the old one pulled, `changes` times back and forth."""
    named = os.environ.pop("PULSE_SOURCE", None)
    listener, recorder = Listener(), Microphone()
    silences: list[float] = []
    here, there = "mic", "headset"
    try:
        recorder.open(listener)
        recorder.begin(path)
        listener.wait_to_hear(0.3)
        for _ in range(changes):
            pulse.plug_in(there)
            pulse.control("set-default-source", f"{there}.monitor")
            pulse.unplug(here)
            silences.append(_time_to_hear(listener))
            here, there = there, here
        frames = round(recorder.end().duration_s * 16_000)
    finally:
        recorder.close()
        if here != "mic":
            pulse.plug_in("mic")
            pulse.control("set-default-source", "mic.monitor")
            pulse.unplug("headset")
        if named is not None:
            os.environ["PULSE_SOURCE"] = named
    return Moved(tuple(silences), frames)


def _time_to_hear(listener: Listener) -> float:
    """Until half a second more was recorded, less that half second: the time in which nothing came."""
    since = time.monotonic()
    listener.wait_to_hear(listener.heard_s + 0.5, _LONGEST_S)
    return max(0.0, time.monotonic() - since - 0.5)
