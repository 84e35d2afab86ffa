"""Real parts for one session: microphone or files, speaker, voice, hearing, archive."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from simulator import __version__
from simulator.archive.folder import SessionFolder
from simulator.archive.scratch import scratch_folder
from simulator.archive.store import Archive
from simulator.audio.types import Pcm, Player, Recorder
from simulator.interview.clock import SystemClock
from simulator.interview.mind import Mind
from simulator.interview.parts import Parts
from simulator.interview.plan import SessionPlan
from simulator.interview.session import Session
from simulator.settings import Settings
from simulator.speech.hearing.auto import model_for
from simulator.speech.hearing.types import FullPass, Hearing
from simulator.speech.voice.types import Voice
from simulator.wiring.archive import open_archive

NextTake = Callable[[], "Path | Pcm | None"]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where answers come from when not from a microphone, and how fast."""

    next_take: NextTake
    left: Callable[[], bool]
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which real parts a session gets."""

    voice: str = "hibari"
    microphone: str | None = None
    speaker: str | None = None
    model: str = "base"
    """As the settings have it: perhaps `auto`."""
    sources: Sources | None = None

    @classmethod
    def of(cls, settings: Settings) -> "Conditions":
        return cls(settings.voice, settings.microphone, settings.speaker, settings.model)


def file_sources(files: Sequence[Path]) -> Sources:
    """Files as answers, one a take, in order."""
    waiting = list(files)
    return Sources(lambda: waiting.pop(0) if waiting else None, lambda: bool(waiting))


def recently_asked(archive: Archive, sessions: int = 5) -> tuple[str, ...]:
    """Ids of the questions of the last sessions, the last one first; what cannot be read does not count."""
    asked: list[str] = []
    for summary in archive.list(limit=sessions):
        if summary.state != "unreadable":
            plan = archive.open(summary.id).load_session().plan
            asked += [str(question["id"]) for question in plan.get("questions", ()) if "id" in question]
    return tuple(dict.fromkeys(asked))


def build_session(
    plan: SessionPlan, conditions: Conditions, mind: Mind, settings: Settings, *, voice: Voice | None = None
) -> Session:
    """A session ready to start, its folder made. Raises MissingPart or BadInput with nothing left behind."""
    from simulator.audio.cue import start_tone

    clock = SystemClock()
    if not plan.typed:
        conditions = replace(conditions, model=model_for(conditions.model))
    plan = replace(plan, keep_audio=settings.keep_audio)
    recorder, hearing, full_pass = (None, None, None) if plan.typed else _ears(conditions)
    folder = _new_folder(plan, conditions, settings, clock)
    try:
        parts = Parts(
            mind=mind,
            voice=voice or open_voice(conditions.voice),
            player=open_speaker(conditions),
            clock=clock,
            folder=folder,
            cue=start_tone(),
            recorder=recorder,
            hearing=hearing,
            full_pass=full_pass,
            sources_left=conditions.sources.left if conditions.sources else None,
        )
        return Session(plan, parts)
    except BaseException:  # a signal, too
        folder.discard()
        raise


def open_voice(name: str) -> Voice:
    """The chosen voice first, then the others; "none" is silence."""
    from simulator.speech.voice.voice import DEFAULT_ENGINES, InterviewerVoice, NoVoice

    if name == "none":
        return NoVoice()
    engines = (name, *(engine for engine in DEFAULT_ENGINES if engine != name))
    return InterviewerVoice(engines, scratch=scratch_folder(open_archive().root))


def open_speaker(conditions: Conditions) -> Player:
    """The speaker; faster than real time there is nothing to listen to."""
    from simulator.audio.player import open_player
    from simulator.audio.silent import SilentPlayer

    speed = conditions.sources.speed if conditions.sources else 1.0
    return open_player(conditions.speaker) if speed == 1.0 else SilentPlayer(speed)


def _ears(conditions: Conditions) -> tuple[Recorder, Hearing, FullPass]:
    from simulator.speech.hearing.fullpass import BackgroundFullPass
    from simulator.speech.hearing.process import LiveHearing

    return _recorder(conditions), LiveHearing(conditions.model), BackgroundFullPass(conditions.model)


def _recorder(conditions: Conditions) -> Recorder:
    from simulator.audio.filemic import FileMicrophone
    from simulator.audio.microphone import Microphone

    if sources := conditions.sources:
        return FileMicrophone(sources.next_take, sources.speed)
    return Microphone(conditions.microphone)


def _new_folder(plan: SessionPlan, conditions: Conditions, settings: Settings, clock: SystemClock) -> SessionFolder:
    return open_archive().create(
        plan.title,
        asdict(plan),
        settings.model_dump(mode="json"),
        {"simulator": __version__, "python": sys.version.split()[0]},
        {"hearing": "typed" if plan.typed else conditions.model, "voice": conditions.voice},
        clock.wall(),
    )
