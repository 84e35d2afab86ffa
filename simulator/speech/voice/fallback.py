"""Engines in order of preference: the first that works speaks. For one thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.audio.types import Sound
from simulator.speech.voice.engine import EngineFailed, EngineSpec
from simulator.speech.voice.process import VoiceProcess

_GIVE_UP_AFTER = 2
"""Failures in a row after which an engine is no longer asked: each may cost its whole time limit."""
NO_VOICE = "none"


@dataclass(slots=True)
class _Seat:
    spec: EngineSpec
    process: VoiceProcess
    failures: int = 0
    reason: str = ""
    out: bool = False


class Fallback:
    """Asks each engine in turn until one gives a sound."""

    def __init__(self, engines: Sequence[tuple[EngineSpec, VoiceProcess]]) -> None:
        self._seats = [_Seat(spec, process) for spec, process in engines]
        self.name = engines[0][0].name if engines else NO_VOICE
        """The engine that serves now, "none" when all are given up."""
        self.failure = ""
        """One line on what failed last; empty again when the first choice has spoken."""

    def warm(self) -> None:
        """Start the first choice, so that it is loaded when the first text comes."""
        if self._seats:
            try:
                self._seats[0].process.start()
            except EngineFailed as error:
                self._note(self._seats[0], error)

    def speak(self, text: str) -> Sound | None:
        """The sound of `text` from the first engine that gives one; None when none does, and `failure` says why."""
        for seat in self._seats:
            if seat.out:
                continue
            try:
                sound = seat.process.speak(text)
            except EngineFailed as error:
                self._note(seat, error)
                continue
            seat.failures, seat.reason = 0, ""
            self.name = seat.spec.name
            self._tell(f"the {seat.spec.label} speaks instead")
            return sound
        if all(seat.out for seat in self._seats):
            self.name = NO_VOICE
        self._tell("the text is only shown")
        return None

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
        seat.out = error.scope == "always" or seat.failures >= _GIVE_UP_AFTER
