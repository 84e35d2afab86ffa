"""Engines in order of preference: the first that works speaks. For one thread."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.audio.types import Sound
from simulator.speech.voice.engine import EngineFailed, EngineSpec
from simulator.speech.voice.process import VoiceProcess

_GIVE_UP_AFTER = 2
"""Failures in a row after which an engine rests: each may cost its whole time limit."""
_REST_S = 60.0
"""After this it is tried once more: the machine may only have been busy, or asleep."""
NO_VOICE = "none"


@dataclass(slots=True)
class _Seat:
    spec: EngineSpec
    process: VoiceProcess
    failures: int = 0
    reason: str = ""
    rests_until_s: float = -math.inf


class Fallback:
    """Asks each engine in turn until one gives a sound."""

    def __init__(
        self, engines: Sequence[tuple[EngineSpec, VoiceProcess]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._seats = [_Seat(spec, process) for spec, process in engines]
        self.name = engines[0][0].name if engines else NO_VOICE
        """The engine that serves now, "none" when none does."""
        self.failure = ""
        """One line on what failed last; empty again when the first choice has spoken."""

    def warm(self) -> None:
        """Load the first engine that can be loaded, so that the first text finds it ready and its faults are known."""
        for seat in self._seats:
            try:
                seat.process.load()
            except EngineFailed as error:
                self._note(seat, error)
                continue
            self._serves(seat)
            return
        self._silent()

    def speak(self, text: str) -> Sound | None:
        """The sound of `text` from the first engine that gives one; None when none does, and `failure` says why."""
        for seat in self._seats:
            if self._rests(seat):
                continue
            try:
                sound = seat.process.speak(text)
            except EngineFailed as error:
                self._note(seat, error)
                continue
            seat.failures, seat.reason = 0, ""
            self._serves(seat)
            return sound
        self._silent()
        return None

    def _serves(self, seat: _Seat) -> None:
        self.name = seat.spec.name
        self._tell(f"the {seat.spec.label} speaks instead")

    def _silent(self) -> None:
        if all(self._rests(seat) for seat in self._seats):
            self.name = NO_VOICE
        self._tell("the text is only shown")

    def _tell(self, consequence: str) -> None:
        """Say what is wrong with the engines before the one that serves."""
        reasons: list[str] = []
        for seat in self._seats:
            if not seat.reason:
                break
            reasons.append(f"{seat.spec.label}: {seat.reason}")
        self.failure = f"{'; '.join(reasons)}; {consequence}" if reasons else ""

    def close(self) -> None:
        """Kill every process; from any thread."""
        for seat in self._seats:
            seat.process.close()

    def _note(self, seat: _Seat, error: EngineFailed) -> None:
        seat.reason = str(error)
        if error.scope != "text":
            seat.failures += 1
        if error.scope == "always":
            seat.rests_until_s = math.inf
        elif seat.failures >= _GIVE_UP_AFTER:
            seat.rests_until_s = self._clock() + _REST_S

    def _rests(self, seat: _Seat) -> bool:
        return self._clock() < seat.rests_until_s
