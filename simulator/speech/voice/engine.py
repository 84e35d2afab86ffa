"""What an engine is: something that turns text into sound, and runs only inside a child process."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:  # so that naming the engines loads no numpy
    from simulator.audio.types import Sound

Scope = Literal["text", "once", "always"]
"""What a failure says about the next text: nothing; that it may fail too; that it will."""


class EngineFailed(Exception):
    """A text could not be spoken. `str(error)` is one line."""

    def __init__(self, reason: str, scope: Scope = "once") -> None:
        super().__init__(reason)
        self.scope: Scope = scope


class Engine(Protocol):
    """Made in the child as `Engine(scratch)`: a private folder for its files, removed with the process.

    Making one may raise MissingPart (it will never work here) and loads whatever is slow.
    """

    reusable: bool
    """Whether one process may speak several texts; if not, each text gets a fresh one."""

    def synthesise(self, text: str) -> "Sound":
        """The sound of `text`, as it comes. Raises EngineFailed."""
        ...


class EngineFactory(Protocol):
    def __call__(self, scratch: Path) -> Engine: ...


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """An engine by the place of its class ("module:Class"), so that only the child imports it."""

    name: str
    label: str
    place: str
    distribution: str = ""
    """The installed package that it speaks with."""
    death_hint: str = ""
    """What to look at when its process ends by itself."""


HIBARI = EngineSpec(
    "hibari", "natural voice (hibari, neural, English)", "simulator.speech.voice.hibari:HibariEngine", "hibari-tts"
)
SYSTEM = EngineSpec(
    "system",
    "system voice (pyttsx3)",
    "simulator.speech.voice.system:SystemEngine",
    "pyttsx3",
    death_hint="eSpeak NG's data may be missing: apt-get install espeak-ng-data",
)
ENGINES: Mapping[str, EngineSpec] = {spec.name: spec for spec in (HIBARI, SYSTEM)}
