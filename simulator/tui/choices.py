"""What a person can choose from, and what was chosen: plain values between the screens and the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # this file is read before the first paint
    from simulator.answer.types import Level as Bar


@dataclass(frozen=True, slots=True)
class MicrophoneChoice:
    """An input device; `name` is what settings keep, `label` what the screen shows."""

    name: str
    label: str
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """A voice of the interviewer, by the name that settings keep."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class DemoChoice:
    """A synthetic candidate to watch."""

    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class SessionSetup:
    """What a person chose before a session; every number is settled. `microphone` None is the system's default."""

    plan_id: str
    company: str | None
    level: Bar
    questions: int
    probes: int
    prep_s: float
    voice: str
    microphone: str | None
    typed: bool = False
    hide_question: bool = False


@dataclass(frozen=True, slots=True)
class DrillSetup:
    """What to drill: a family at once, or None for what is due, after an overview."""

    family: str | None = None
    typed: bool = False
    done: tuple[str, ...] = ()
    """Families that were drilled just before."""


@dataclass(frozen=True, slots=True)
class ReplaySetup:
    """A past session to hear again, from a moment of one of its takes; one that was cut off is completed first."""

    session_id: str
    take_id: str = ""
    at_s: float = 0.0
    recover: bool = False


@dataclass(frozen=True, slots=True)
class LearnSetup:
    """A page to read, or None for all of them."""

    page: str | None = None
