"""Brings a scripted session to a phase."""

from collections.abc import Callable

from simulator.interview import events as ev
from simulator.interview.state import Phase
from tests.fakes.services import session
from tests.fakes.session import FakeSession, Script


def asking() -> FakeSession:
    return session()


def preparing() -> FakeSession:
    made = session(prep_s=30.0)
    made.advance(5.0)
    return made


def opening() -> FakeSession:
    made = session()
    made.advance(3.3)
    return made


def listening() -> FakeSession:
    made = session()
    made.until_listening()
    made.advance(20.0)
    return made


def paused() -> FakeSession:
    made = listening()
    made.send(ev.Pause())
    return made


def finishing() -> FakeSession:
    made = listening()
    made.send(ev.Finish())
    return made


def silent() -> FakeSession:
    made = session(scripts=(Script(),))
    made.until_listening()
    made.advance(10.0)
    made.send(ev.Finish())
    made.advance(1.0)
    return made


def between() -> FakeSession:
    made = session(probes=0)
    made.until_listening()
    made.advance(70.0)
    made.send(ev.Finish())
    made.advance(1.0)
    return made


MADE: dict[Phase, Callable[[], FakeSession]] = {
    "asking": asking,
    "preparing": preparing,
    "opening": opening,
    "listening": listening,
    "paused": paused,
    "finishing": finishing,
    "silent": silent,
    "between": between,
}


def at(phase: Phase) -> FakeSession:
    """A session in `phase`, with nothing sent by the app yet."""
    made = MADE[phase]()
    assert made.state.phase == phase
    made.sent.clear()
    return made
