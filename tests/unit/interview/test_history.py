"""Sessions of the archive read back, and cut-off ones completed, without a model in sight."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.archive.deleting import delete_take
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.audio.decode import read_audio
from simulator.audio.wavfile import WavJournal
from simulator.errors import BadInput
from simulator.interview import events as ev
from simulator.interview.codec import event_to_entry
from simulator.interview.history import load_plan, load_records
from simulator.interview.plan import SessionPlan
from simulator.interview.recovery import complete, unheard
from simulator.speech.hearing.types import Transcript
from tests.fakes import parts as fake
from tests.fakes.minds import StoredMind

pytestmark = pytest.mark.unit
PLAN = SessionPlan("test", (fake.question(1),), probes_per_question=1)
WORDS = fake.words("I wrote a check for the backups")


@pytest.fixture
def folder(tmp_path: Path) -> SessionFolder:
    archive = Archive(tmp_path / "recordings")
    return archive.create("test", {}, {}, {}, {}, datetime(2026, 1, 2, tzinfo=UTC))


def write(folder: SessionFolder, events: Iterable[ev.Event]) -> None:
    for second, event in enumerate(events):
        kind, data = event_to_entry(event)
        folder.journal.append(kind, data, monotonic_s=float(second), wall="2026-01-02T00:00:00+00:00")


def spoken(*more: ev.Event) -> list[ev.Event]:
    """A session up to its first take, and what follows."""
    begun: list[ev.Event] = [ev.Start(PLAN), ev.Spoken(1), ev.TimeUp("hold_off", 1, 0), ev.FirstBlock("turn-01")]
    return begun + list(more)


def hear(_: Path) -> Transcript:
    return Transcript("turn-01", WORDS, "base", 4.0)


def test_records_tell_what_was_asked_in_each_take(folder: SessionFolder) -> None:
    chosen = ev.ProbesChosen("turn-01", (fake.probe("impact"),), 7)
    second = [ev.Spoken(2), ev.TimeUp("hold_off", 2, 0)]
    write(folder, spoken(ev.Finish(), ev.WordsFinal("turn-01", WORDS), chosen, *second))
    for take in ("turn-01", "turn-02"):
        folder.take_path(take).write_bytes(b"RIFF")
    records = load_records(folder, fake.FakeMind())
    assert [record.prompt.kind for record in records] == ["question", "probe"]
    assert records[1].prompt.because == "You left out the impact."


def test_a_replaced_take_is_read_back_as_not_counting(folder: SessionFolder) -> None:
    write(folder, spoken(ev.Redo()))
    for take in ("turn-01", "turn-01-take-2"):
        folder.take_path(take).write_bytes(b"RIFF")
    assert [record.kept for record in load_records(folder, fake.FakeMind())] == [False, True]


def test_a_typed_take_is_read_back_without_audio(folder: SessionFolder) -> None:
    write(folder, spoken())
    folder.save_transcript("turn-01", WORDS, model="typed", heard="live")
    record = load_records(folder, fake.FakeMind())[0]
    assert (record.source, record.audio, record.words) == ("typed", None, WORDS)


def test_the_plan_is_read_back_whole(folder: SessionFolder) -> None:
    write(folder, spoken())
    assert load_plan(folder) == PLAN


def test_a_session_without_a_journal_has_no_records_and_no_plan(folder: SessionFolder) -> None:
    assert load_records(folder, fake.FakeMind()) == ()
    assert load_plan(folder) is None


def test_an_entry_of_another_version_is_passed_over(folder: SessionFolder) -> None:
    write(folder, spoken())
    folder.journal.append("hologram", {"size": 3}, monotonic_s=9.0, wall="2026-01-02T00:00:00+00:00")
    folder.take_path("turn-01").write_bytes(b"RIFF")
    assert [record.take_id for record in load_records(folder, fake.FakeMind())] == ["turn-01"]


def test_a_cut_off_session_is_heard_analysed_and_closed(folder: SessionFolder) -> None:
    write(folder, spoken())
    folder.take_path("turn-01").write_bytes(b"RIFF")
    assert unheard(folder) == ("turn-01",)
    # What an analysis says is not of interest here, only that it was made of the words heard anew.
    mind = StoredMind()
    assert complete(folder, mind, hear, ended="2026-01-02T01:00:00+00:00") == 1
    transcript = folder.load_transcript("turn-01")
    assert transcript
    assert transcript.words == WORDS
    assert folder.load_session().ended == "2026-01-02T01:00:00+00:00"
    assert unheard(folder) == ()


def test_a_take_that_cannot_be_heard_again_stays_as_it_is(folder: SessionFolder) -> None:
    write(folder, spoken())
    folder.take_path("turn-01").write_bytes(b"RIFF")
    complete(
        folder,
        fake.FakeMind(),
        lambda _: Transcript("turn-01", (), "base", 0.0, error="damaged"),
        ended="2026-01-02T01:00:00+00:00",
    )
    assert unheard(folder) == ("turn-01",)


def test_a_recording_that_ended_before_its_first_sample_does_not_hold_up_the_session(folder: SessionFolder) -> None:
    def hear_the_file(audio: Path) -> Transcript:
        return hear(audio) if len(read_audio(audio)) else Transcript("turn-01", (), "base", 0.0)

    write(folder, spoken())
    WavJournal(folder.take_path("turn-01")).close()
    complete(folder, StoredMind(), hear_the_file, ended="2026-01-02T01:00:00+00:00")
    assert folder.load_session().ended == "2026-01-02T01:00:00+00:00"
    assert folder.load_transcript("turn-01") is None


def test_a_model_that_is_damaged_is_told_and_the_session_is_completed_another_time(folder: SessionFolder) -> None:
    def hear_with_a_damaged_model(_audio: Path) -> Transcript:
        raise BadInput("a packaged speech model file is damaged", where="model.bin")

    write(folder, spoken())
    folder.take_path("turn-01").write_bytes(b"RIFF")
    with pytest.raises(BadInput, match=r"model\.bin"):
        complete(folder, StoredMind(), hear_with_a_damaged_model, ended="2026-01-02T01:00:00+00:00")
    assert folder.load_session().ended is None


def test_a_take_that_was_deleted_while_it_was_heard_again_does_not_come_back(folder: SessionFolder) -> None:
    write(folder, spoken())
    folder.take_path("turn-01").write_bytes(b"RIFF")

    def hear_and_delete(path: Path) -> Transcript:
        delete_take(folder, "turn-01", monotonic_s=9.0, wall="2026-01-02T00:00:00+00:00")
        return hear(path)

    folder.close()
    complete(folder, StoredMind(), hear_and_delete, ended="2026-01-02T01:00:00+00:00")
    assert folder.takes() == ()
