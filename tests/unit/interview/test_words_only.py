"""Where a person wants only words to be kept: recordings go once they were heard in full, never before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.archive.store import Archive
from simulator.interview import events as ev
from simulator.interview.codec import event_to_entry
from simulator.interview.recovery import complete
from simulator.replay.load import load_replay
from simulator.replay.types import WORDS_ONLY
from simulator.report.gather import gather
from simulator.speech.hearing.types import Transcript
from simulator.tui.replay_words import notes
from tests.fakes.house import ANSWER, PLAN, House, open_house
from tests.fakes.minds import StoredMind

pytestmark = pytest.mark.unit
WORDS_ONLY_PLAN = replace(PLAN, keep_audio=False)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = open_house(tmp_path, WORDS_ONLY_PLAN)
    opened.session.start()
    yield opened
    opened.session.leave_and_close()


def answered(house: House) -> Path:
    """The recording of an answer that is over and waits for the second pass."""
    house.listening()
    house.recorder.hear(2.0)
    house.session.send(ev.Finish())
    house.until(lambda view: view.refining == 1)
    return house.recorder.takes[0]


def test_a_recording_stays_until_it_was_heard_in_full_and_then_goes(house: House) -> None:
    recording = answered(house)
    assert recording.exists()
    assert house.full_pass.on_done
    house.full_pass.on_done(Transcript("turn-01", ANSWER, "base", 2.0))
    house.until(lambda view: view.refining == 0)
    assert not recording.exists()
    folder = house.archive.open(house.session.session_id)
    transcript = folder.load_transcript("turn-01")
    assert transcript
    assert transcript.words == ANSWER
    assert house.session.view().records[0].audio is None


def test_a_recording_that_could_not_be_heard_in_full_stays_for_the_next_start(house: House) -> None:
    recording = answered(house)
    assert house.full_pass.on_done
    house.full_pass.on_done(Transcript("turn-01", (), "base", 0.0, error="the hearing process ended"))
    house.until(lambda view: view.refining == 0)
    assert recording.exists()


def test_the_interviewer_is_not_kept_either(house: House) -> None:
    folder = house.archive.open(house.session.session_id)
    answered(house)
    assert not list(folder.path.glob("*.wav"))


def test_with_the_default_the_recording_and_the_interviewer_are_kept(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    house.session.start()
    recording = answered(house)
    assert house.full_pass.on_done
    house.full_pass.on_done(Transcript("turn-01", ANSWER, "base", 2.0))
    house.until(lambda view: view.refining == 0)
    house.session.leave_and_close()
    assert recording.exists()


def cut_off(archive: Archive) -> str:
    """A session of words only that ended before its answer was heard in full."""
    plan = {"keep_audio": False}
    folder = archive.create("words only", plan, {}, {}, {}, datetime(2026, 1, 2, tzinfo=UTC))
    for event in (ev.Start(WORDS_ONLY_PLAN), ev.Spoken(1), ev.TimeUp("hold_off", 1, 0), ev.FirstBlock("turn-01")):
        kind, data = event_to_entry(event)
        folder.journal.append(kind, data, monotonic_s=0.0, wall="2026-01-02T00:00:00+00:00")
    folder.take_path("turn-01").write_bytes(b"RIFF")
    folder.save_transcript("turn-01", ANSWER, model="base", heard="live")
    folder.close()
    return folder.id


def test_a_session_that_was_cut_off_loses_its_recordings_once_it_is_completed(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "recordings")
    folder = archive.open(cut_off(archive))
    complete(folder, StoredMind(), lambda _path: Transcript("", ANSWER, "base", 2.0), ended="2026-01-02T00:10:00+00:00")
    assert folder.audio("turn-01") is None


def test_replay_and_report_say_that_only_words_were_kept_and_call_nothing_missing(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "recordings")
    folder = archive.open(cut_off(archive))
    complete(folder, StoredMind(), lambda _path: Transcript("", ANSWER, "base", 2.0), ended="2026-01-02T00:10:00+00:00")
    replay = load_replay(folder, StoredMind)
    assert WORDS_ONLY in notes(replay)
    assert replay.problems == ()
    (summary,) = archive.list()
    report = gather(replay, summary, folder.path)
    assert WORDS_ONLY in report.notices
    assert report.problems == ()


def test_a_take_in_which_nothing_was_recorded_leaves_no_file(house: House) -> None:
    house.listening()
    recording = house.recorder.takes[0]
    house.session.send(ev.Finish())
    house.until(lambda _view: not recording.exists())
