"""The demo: a session in which a synthetic candidate answers."""

from dataclasses import replace

from simulator.content.models import Library
from simulator.demo.candidates import load_candidate
from simulator.demo.source import CandidateSource
from simulator.interview.mind import Mind
from simulator.interview.plan import Prompt
from simulator.interview.planning import Wishes, plan_session
from simulator.interview.session import Session
from simulator.settings import Settings
from simulator.wiring.rooms import Conditions, Sources, build_session, open_voice

PROBES = 2


def build_demo(name: str, library: Library, mind: Mind, settings: Settings, *, speed: float = 1.0) -> Session:
    """A session with candidate `name`, ready to start. Raises UsageError for an unknown name."""
    candidate = load_candidate(name)
    wishes = Wishes("one-question", question_ids=(candidate.question_id,), probes=PROBES, prep_s=0.0)
    plan = plan_session(library, wishes, seed=0)
    plan = replace(plan, title=f"Demo: {candidate.title}", attended=False, synthetic=True)
    voice = open_voice(settings.voice)
    session: Session | None = None

    def asked() -> Prompt | None:
        return session.view().prompt if session else None

    source = CandidateSource(candidate, voice if settings.voice != "none" else open_voice("hibari"), asked)
    conditions = replace(Conditions.of(settings), sources=Sources(source.next_take, source.left, speed))
    session = build_session(plan, conditions, mind, settings, voice=voice)
    return session
