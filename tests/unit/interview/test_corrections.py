"""Corrected labels in a session that runs, in one heard again, and in one of the archive."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.answer.types import Analysis, Word
from simulator.archive.corrections import relabelled
from simulator.archive.types import Correction
from simulator.errors import UsageError
from simulator.interview import events as ev
from simulator.interview.history import load_record, load_records
from simulator.settings import Settings
from simulator.speech.hearing.types import Transcript
from simulator.tui.sources import ArchivedSource
from simulator.wiring.services import RealServices
from tests.fakes import parts as fake
from tests.fakes.house import House, open_house
from tests.fakes.minds import StoredMind

pytestmark = pytest.mark.unit
TAKE = "turn-01"
SAID = fake.words("The backups had failed for weeks. I wrote a check for them. Right. Nothing was lost since.")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A session in which one answer was given, its second pass not yet done."""
    opened = open_house(tmp_path, mind=StoredMind())
    opened.hearing.script[:] = [SAID] * 9
    opened.session.start()
    opened.listening()
    opened.recorder.hear(SAID[-1].end_s + 1)
    opened.session.send(ev.Finish())
    opened.until(lambda view: bool(view.records) and view.records[0].words == SAID and bool(view.records[0].analysis))
    yield opened
    opened.session.leave_and_close()


def correct(house: House, *corrections: Correction) -> None:
    """As the summary does it: on disk first, then the session is told."""
    house.archive.open(house.session.session_id).save_corrections(TAKE, corrections)
    house.session.recheck(TAKE)


def labels(analysis: Analysis | None) -> list[tuple[str, bool]]:
    assert analysis
    return [(one.section, one.corrected) for one in analysis.sentences]


def machine(house: House) -> Analysis:
    found = house.session.view().records[0].machine
    assert found
    return found


def test_a_running_session_shows_the_corrected_answer_and_keeps_the_machines(house: House) -> None:
    made = relabelled(machine(house).sentences[0], "S")
    correct(house, made)
    record = house.until(lambda view: view.records[0].corrections == (made,)).records[0]
    assert labels(record.analysis)[:2] == [("S", True), ("A", False)]
    assert labels(record.machine)[0] == ("A", False)
    assert record.analysis
    assert record.analysis.timing.setup_s > 0


def test_corrections_taken_back_give_the_machines_answer(house: House) -> None:
    before = machine(house)
    correct(house, relabelled(before.sentences[0], "S"))
    house.until(lambda view: bool(view.records[0].corrections))
    correct(house)
    record = house.until(lambda view: not view.records[0].corrections).records[0]
    assert record.analysis == before


def heard_again(house: House) -> None:
    """The second pass: every word a little later, one of them another."""
    better = [Word(one.text, one.start_s + 0.4, one.end_s + 0.4) for one in SAID]
    better[0] = replace(better[0], text="Our")
    assert house.full_pass.on_done
    house.full_pass.on_done(Transcript(TAKE, tuple(better), "base", better[-1].end_s + 1))
    house.until(lambda view: view.records[0].source == "full" and view.refining == 0)


def test_corrections_survive_the_second_pass(house: House) -> None:
    first, _, right, last = machine(house).sentences
    correct(house, relabelled(first, "S"), relabelled(right, "O"), relabelled(last, "R"))
    house.until(lambda view: len(view.records[0].corrections) == 3)
    heard_again(house)
    record = house.session.view().records[0]
    assert [section for section, _ in labels(record.analysis)] == ["S", "A", "O", "R"]
    assert labels(record.analysis)[1] == ("A", False)
    assert record.words[0].text == "Our"


def test_a_correction_made_before_and_told_after_the_second_pass_is_not_lost(house: House) -> None:
    made = relabelled(machine(house).sentences[0], "S")
    house.archive.open(house.session.session_id).save_corrections(TAKE, [made])
    heard_again(house)
    assert labels(house.session.view().records[0].analysis)[0] == ("S", True)


def test_a_correction_of_a_take_without_words_changes_nothing(house: House) -> None:
    done = threading.Event()
    before = house.session.view().records
    house.session.recheck("turn-09")
    house.session._worker.submit(done.set)
    assert done.wait(5)
    assert house.session.view().records == before


def test_the_archive_gives_the_corrected_answer_beside_the_machines(house: House) -> None:
    made = relabelled(machine(house).sentences[0], "S")
    correct(house, made)
    house.session.leave_and_close()
    folder = house.archive.open(house.session.session_id)
    record = load_record(folder, TAKE, StoredMind())
    assert record == load_records(folder, StoredMind())[0]
    assert record.corrections == (made,)
    assert labels(record.analysis)[0] == ("S", True)
    assert labels(record.machine)[0] == ("A", False)


def test_a_take_that_was_never_asked_for_is_a_wrong_call(house: House) -> None:
    folder = house.archive.open(house.session.session_id)
    with pytest.raises(UsageError, match="no such answer"):
        load_record(folder, "turn-09", StoredMind())


def test_the_real_services_keep_and_show_corrections_of_a_past_session(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = relabelled(machine(house).sentences[0], "S")
    house.session.leave_and_close()
    monkeypatch.setattr("simulator.wiring.services.open_archive", lambda: house.archive)
    services = RealServices(Settings.model_construct())
    monkeypatch.setitem(services.__dict__, "analyst", StoredMind())
    source = ArchivedSource(services, house.session.session_id)
    services.correct(source.session_id, TAKE, [made])
    assert labels(source.records()[0].analysis)[0] == ("A", False)
    source.recheck(TAKE)
    assert labels(source.records()[0].analysis)[0] == ("S", True)
    assert source.records()[0].corrections == (made,)
