"""A real session over scripted parts, with the parts at hand."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from simulator.archive.store import Archive
from simulator.audio.types import Recorder
from simulator.interview.clock import Clock
from simulator.interview.parts import Parts
from simulator.interview.plan import SessionPlan
from simulator.interview.session import Session
from simulator.interview.view import View
from tests.fakes import parts as fake

PLAN = SessionPlan("test", (fake.question(1), fake.question(2)), probes_per_question=1)
ANSWER = fake.words("I noticed that nobody owned the backups so I wrote a check")


@dataclass
class House:
    """A session with its parts at hand, and a way to wait for what it should come to."""

    session: Session
    archive: Archive
    recorder: fake.FakeRecorder
    hearing: fake.FakeHearing
    player: fake.FakePlayer
    voice: fake.FakeVoice
    full_pass: fake.FakeFullPass
    mind: fake.FakeMind
    changed: threading.Condition = field(default_factory=threading.Condition)

    def until(self, holds: Callable[[View], bool]) -> View:
        def met() -> bool:
            return holds(self.session.view())

        with self.changed:
            assert self.changed.wait_for(met, timeout=5), self.session.view()
        return self.session.view()

    def listening(self) -> View:
        return self.until(lambda view: view.phase == "listening")

    def notify(self) -> None:
        with self.changed:
            self.changed.notify_all()


def open_house(
    tmp_path: Path,
    plan: SessionPlan = PLAN,
    *,
    broken_voice: bool = False,
    mind: fake.FakeMind | None = None,
    clock: Clock | None = None,
    microphone: Recorder | None = None,
) -> House:
    """With a `microphone` that one records, and the house's own does nothing."""
    archive = Archive(tmp_path / "recordings")
    clock = clock or RealTime()
    folder = archive.create("test", {}, {}, {}, {}, clock.wall())
    recorder, hearing = fake.FakeRecorder(), fake.FakeHearing([ANSWER] * 9)
    player, voice = fake.FakePlayer(instant=True), fake.FakeVoice(broken=broken_voice)
    full_pass, mind = fake.FakeFullPass(), mind or fake.FakeMind()
    session = Session(
        plan,
        Parts(
            mind=mind,
            voice=voice,
            player=player,
            clock=clock,
            folder=folder,
            cue=fake.SILENCE,
            recorder=None if plan.typed else microphone or recorder,
            hearing=None if plan.typed else hearing,
            full_pass=None if plan.typed else full_pass,
            sources_left=(lambda: True) if microphone else None,
        ),
    )
    house = House(session, archive, recorder, hearing, player, voice, full_pass, mind)
    session.on_change = house.notify
    return house


class RealTime(fake.FakeClock):
    """The hold-off of a quarter of a second is waited for; nothing else in these tests takes time."""

    def monotonic_s(self) -> float:
        return time.monotonic()
