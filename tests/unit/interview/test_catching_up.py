"""What a program that was quit too soon left unheard is heard at its next start."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.archive.store import Archive
from simulator.interview import events as ev
from simulator.interview.codec import event_to_entry
from simulator.speech.hearing.types import Transcript
from simulator.wiring.catching_up import CatchUp
from tests.fakes import parts as fake
from tests.fakes.house import PLAN, open_house
from tests.fakes.minds import StoredMind

pytestmark = pytest.mark.unit
LIVE, BETTER = fake.words("I rote a cheque"), fake.words("I wrote a check")


class ObedientPass(fake.FakeFullPass):
    """Hears everything at once, unless it is held."""

    def submit(self, utterance: str, path: Path) -> None:
        super().submit(utterance, path)
        self.answer()

    def hold(self, on: bool) -> None:
        super().hold(on)
        self.answer()

    def answer(self) -> None:
        if self.submitted and not self.held and self.on_done:
            self.on_done(Transcript(self.submitted[-1], BETTER, "base", 2.0))


def left_unheard(archive: Archive, *, ended: str | None = "2026-01-02T00:10:00+00:00") -> str:
    """A session with one take that only the live hearing has heard."""
    folder = archive.create("quit too soon", {}, {}, {}, {}, datetime(2026, 1, 2, tzinfo=UTC))
    events: list[ev.Event] = [ev.Start(PLAN), ev.Spoken(1), ev.TimeUp("hold_off", 1, 0), ev.FirstBlock("turn-01")]
    for event in events:
        kind, data = event_to_entry(event)
        folder.journal.append(kind, data, monotonic_s=0.0, wall="2026-01-02T00:00:00+00:00")
    folder.take_path("turn-01").write_bytes(b"RIFF")
    folder.save_transcript("turn-01", LIVE, model="base", heard="live")
    if ended:
        folder.end_session(ended)
    folder.close()
    return folder.id


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "recordings")


def words_of(archive: Archive, session_id: str) -> object:
    transcript = archive.open(session_id).load_transcript("turn-01")
    assert transcript
    return transcript.words


def catching_up(archive: Archive, full_pass: fake.FakeFullPass) -> CatchUp:
    mind: Callable[[], StoredMind] = StoredMind
    return CatchUp(archive, mind, full_pass)


def test_takes_that_only_live_hearing_knew_are_heard_in_full(archive: Archive) -> None:
    session_id = left_unheard(archive)
    work = catching_up(archive, ObedientPass())
    work.start()
    assert work.wait(5)
    assert words_of(archive, session_id) == BETTER


def test_a_session_that_was_cut_off_is_left_for_the_person_to_decide(archive: Archive) -> None:
    session_id = left_unheard(archive, ended=None)
    work = catching_up(archive, ObedientPass())
    work.start()
    assert work.wait(5)
    assert words_of(archive, session_id) == LIVE


def test_nothing_is_heard_while_a_session_runs(archive: Archive, tmp_path: Path) -> None:
    left_unheard(archive)
    running = open_house(tmp_path / "other")
    full_pass = ObedientPass()
    work = catching_up(archive, full_pass)
    work.rest_during(running.session)
    work.start()
    running.session.start()
    running.listening()
    assert full_pass.held
    running.session.leave_and_close()
    assert work.wait(5)
    assert not full_pass.held


def test_closing_leaves_the_live_words_in_place(archive: Archive) -> None:
    session_id = left_unheard(archive)
    full_pass = ObedientPass(held=True)
    work = catching_up(archive, full_pass)
    work.start()
    work.close()
    assert words_of(archive, session_id) == LIVE
