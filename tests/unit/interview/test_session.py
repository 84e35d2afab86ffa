"""A running session over scripted parts: who is called when, what is on disk, what a screen would see."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.audio.span import measure
from simulator.audio.types import RATE_HZ
from simulator.errors import BadInput, MissingPart
from simulator.interview import events as ev
from simulator.interview.codec import event_from_entry
from simulator.interview.machine import replay
from simulator.interview.mouth import Mouth
from simulator.speech.hearing.types import HearingFailed, Transcript
from simulator.speech.voice.voice import NoVoice
from tests.fakes import parts as fake
from tests.fakes.house import ANSWER, PLAN, House, open_house

pytestmark = pytest.mark.unit


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = open_house(tmp_path)
    opened.session.start()
    yield opened
    opened.session.leave_and_close()


def test_an_answer_is_recorded_heard_and_followed_by_a_probe(house: House) -> None:
    house.listening()
    house.recorder.hear(3.0)
    house.hearing.caption(ANSWER[:4], ANSWER[4:6], heard_s=2.5)
    view = house.until(lambda view: view.reading.words_per_minute is not None)
    assert [word.text for word in view.committed] == ["I", "noticed", "that", "nobody"]
    house.session.send(ev.Finish())
    view = house.until(lambda view: view.probe_number == 1)
    assert view.prompt
    assert view.prompt.family == "impact"
    record = house.until(lambda view: bool(view.records[0].analysis)).records[0]
    assert record.words == ANSWER
    assert record.duration_s == 3.0


def test_the_coming_probe_is_synthesised_while_the_candidate_still_speaks(house: House) -> None:
    house.listening()
    house.hearing.caption(ANSWER[:4], heard_s=2.5)
    house.until(lambda view: view.reading.probe is not None)
    assert fake.probe("impact").text in house.voice.prepared


def test_a_choice_made_while_the_last_words_were_read_stands_at_the_key_press(house: House) -> None:
    house.listening()
    house.recorder.hear(3.0)
    house.hearing.caption(ANSWER, heard_s=2.5)
    house.until(lambda view: view.reading.probe is not None)
    chosen = len(house.mind.stories)
    house.session.send(ev.Finish())
    house.until(lambda view: view.probe_number == 1)
    assert len(house.mind.stories) == chosen
    view = house.until(lambda view: view.records[0].analysis is not None and view.records[0].analysis.duration_s == 3.0)
    assert view.records[0].probes
    assert view.records[0].words == ANSWER


def test_words_that_came_after_the_last_reading_are_weighed(house: House) -> None:
    house.listening()
    house.hearing.caption(ANSWER[:4], heard_s=2.5)
    house.until(lambda view: view.reading.probe is not None)
    house.session.send(ev.Finish())
    house.until(lambda view: view.probe_number == 1)
    assert house.mind.stories[-1] == (len(ANSWER), 0)


def test_a_probe_is_judged_together_with_the_answer_it_belongs_to(house: House) -> None:
    house.listening()
    house.session.send(ev.Finish())
    house.until(lambda view: view.take_id == "turn-02" and view.phase == "listening")
    house.session.send(ev.Finish())
    house.until(lambda view: view.phase == "between")
    assert house.mind.stories[-1] == (len(ANSWER), 1)
    assert house.mind.takes_told == ("turn-01", "turn-02")


def test_the_choice_knows_what_was_asked_for_the_stories_before(house: House) -> None:
    house.listening()
    house.session.send(ev.Finish())
    house.until(lambda view: view.take_id == "turn-02" and view.phase == "listening")
    house.session.send(ev.Finish())
    house.until(lambda view: view.phase == "between")
    assert house.mind.before == ()
    house.session.send(ev.Finish())
    house.until(lambda view: view.take_id == "turn-03" and view.phase == "listening")
    house.session.send(ev.Finish())
    house.until(lambda view: view.probe_number == 1 and view.question_number == 2)
    assert house.mind.before == ("impact",)


def test_words_that_come_after_the_probe_began_still_complete_the_record(house: House) -> None:
    house.hearing.answers_at_once = False
    house.listening()
    house.recorder.hear(4.0)
    house.hearing.caption(ANSWER[:4], heard_s=3.9)
    house.session.send(ev.Finish())
    house.until(lambda view: view.probe_number == 1 and bool(view.records[0].analysis))
    house.hearing.say()
    view = house.until(lambda view: len(view.records[0].words) == len(ANSWER))
    assert view.records[0].analysis
    assert view.records[0].probes[0].family == "impact"


def test_the_second_pass_waits_while_the_candidate_speaks_and_then_replaces_the_words(house: House) -> None:
    house.listening()
    assert house.full_pass.held
    house.recorder.hear(3.0)
    house.session.send(ev.Finish())
    house.until(lambda view: view.refining == 1 and bool(view.records[0].words))
    better = fake.words("I noticed nobody owned the backups")
    assert house.full_pass.on_done
    house.full_pass.on_done(Transcript("turn-01", better, "base", 3.1))
    view = house.until(lambda view: view.refining == 0)
    assert (view.records[0].words, view.records[0].source) == (better, "full")
    folder = house.archive.open(house.session.session_id)
    stored, live = folder.load_transcript("turn-01"), folder.load_transcript("turn-01", live=True)
    assert stored
    assert live
    assert (stored.words, live.words) == (better, ANSWER)


def test_live_words_that_come_later_than_the_second_pass_do_not_replace_it(house: House) -> None:
    house.hearing.answers_at_once = False
    house.listening()
    house.recorder.hear(3.0)
    house.session.send(ev.Finish())
    house.until(lambda view: view.refining == 1)
    better = fake.words("I noticed nobody owned the backups")
    assert house.full_pass.on_done
    house.full_pass.on_done(Transcript("turn-01", better, "base", 3.1))
    house.until(lambda view: view.refining == 0)
    house.hearing.say()
    house.until(lambda view: view.probe_number == 1)
    assert house.session.view().records[0].words == better


def test_a_second_pass_that_fails_leaves_the_live_words_in_place(house: House) -> None:
    house.listening()
    house.recorder.hear(3.0)
    house.session.send(ev.Finish())
    house.until(lambda view: view.refining == 1 and bool(view.records[0].words))
    assert house.full_pass.on_done
    house.full_pass.on_done(Transcript("turn-01", (), "base", 0.0, error="the model is damaged"))
    view = house.until(lambda view: view.refining == 0)
    assert (view.records[0].words, view.records[0].source) == (ANSWER, "live")


def test_every_event_is_in_the_journal_and_replays_to_the_same_state(house: House) -> None:
    house.listening()
    house.session.send(ev.Pause())
    house.until(lambda view: view.phase == "paused")
    house.session.send(ev.Redo())
    house.until(lambda view: view.take_id == "turn-01-take-2")
    house.listening()
    entries = house.archive.open(house.session.session_id).entries().entries
    state = replay(event_from_entry(entry.kind, entry.data) for entry in entries)
    assert (state.phase, state.take_id) == ("listening", "turn-01-take-2")


def test_a_replaced_take_stays_on_record_and_on_disk_but_no_longer_counts(house: House) -> None:
    house.listening()
    house.session.send(ev.Redo())
    view = house.until(lambda view: view.take_id == "turn-01-take-2" and len(view.records) == 2)
    assert [record.kept for record in view.records] == [False, True]
    assert view.records[0].audio
    assert view.records[0].audio.exists()


def test_hearing_that_fails_in_mid_answer_is_said_and_the_answer_is_kept(house: House) -> None:
    house.listening()
    house.hearing.caption(ANSWER[:4], heard_s=2.0)
    assert house.hearing.on_event
    house.hearing.on_event(HearingFailed("turn-01", "the hearing process ended"))
    told = "the hearing process ended; it starts again and hears your answer from the recording"
    assert house.until(lambda view: bool(view.notice)).notice == told
    house.recorder.hear(2.0)
    house.session.send(ev.Finish())
    view = house.until(lambda view: view.probe_number == 1)
    assert view.records[0].duration_s == 2.0


def test_a_fault_while_thinking_is_said_and_does_not_end_the_session(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("no such label")

    house.listening()
    monkeypatch.setattr(house.mind, "analyse", fails)
    house.session.send(ev.Finish())
    view = house.until(lambda view: view.phase == "between")
    assert "no such label" in view.notice


def test_leaving_in_mid_answer_completes_the_recording_and_the_archive(house: House) -> None:
    house.listening()
    house.recorder.hear(1.0)
    house.session.leave_and_close()
    assert house.recorder.calls[-2:] == ["end", "close"]
    assert house.archive.list()[0].state == "finished"


def test_an_answer_that_was_left_in_the_middle_is_analysed_as_far_as_it_went(house: House) -> None:
    house.listening()
    house.recorder.hear(5.0)
    house.session.send(ev.Leave())
    record = house.until(lambda view: bool(view.records[0].analysis)).records[0]
    assert (record.words, record.kept) == (ANSWER, True)


def test_leaving_before_hearing_is_done_keeps_the_words_that_stood_on_the_screen(house: House) -> None:
    house.listening()
    house.hearing.answers_at_once = False
    house.hearing.caption(ANSWER[:3], ANSWER[3:5], heard_s=2.0)
    house.session.leave_and_close()
    kept = house.archive.open(house.session.session_id).load_transcript("turn-01")
    assert kept is not None
    assert (kept.words, kept.heard) == (ANSWER[:5], "live")


def test_leaving_while_the_thinking_is_behind_keeps_the_final_words(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, done = threading.Event(), threading.Event()

    def analyse(*_: object, **__: object) -> None:
        busy.set()
        done.wait(10)

    house.listening()
    monkeypatch.setattr(house.mind, "analyse", analyse)
    house.hearing.caption(ANSWER[:3], heard_s=2.0)
    assert busy.wait(5)
    house.session.leave_and_close()
    kept = house.archive.open(house.session.session_id).load_transcript("turn-01")
    done.set()
    assert kept is not None
    assert (kept.words, kept.heard) == (ANSWER, "live")


def test_a_voice_that_is_broken_still_lets_the_session_go_on(tmp_path: Path) -> None:
    house = open_house(tmp_path, replace(PLAN, attended=False), broken_voice=True)
    house.session.start()
    assert "it is broken" in house.listening().notice
    house.session.leave_and_close()


def test_what_the_interviewer_asked_is_kept_as_sound_beside_the_answers(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    house.session.start()
    house.listening()
    house.session.leave_and_close()
    folder = house.archive.open(house.session.session_id)
    rate_hz, seconds = measure(folder.interviewer_path(1))
    assert (rate_hz, seconds) == (RATE_HZ, fake.SILENCE.duration_s)
    assert folder.interviewer_path(1).stat().st_mode & 0o777 == 0o600


def test_a_question_without_a_voice_leaves_no_sound(tmp_path: Path) -> None:
    house = open_house(tmp_path, broken_voice=True)
    house.session.start()
    house.listening()
    house.session.leave_and_close()
    assert not house.archive.open(house.session.session_id).interviewer_path(1).exists()


def test_a_session_without_a_voice_says_nothing_of_a_voice_that_was_not_wanted() -> None:
    done: list[tuple[int, str]] = []
    told = threading.Event()

    def on_done(turn: int, failure: str) -> None:
        done.append((turn, failure))
        told.set()

    mouth = Mouth(NoVoice(), fake.FakePlayer(), on_done, reading=False)
    mouth.say("What happened?", 1, muted=False)
    assert told.wait(5)
    assert done == [(1, "")]
    mouth.close()


def test_typed_answers_are_analysed_with_estimated_times(tmp_path: Path) -> None:
    house = open_house(tmp_path, replace(PLAN, typed=True))
    house.session.start()
    house.listening()
    house.session.type_text("I wrote a check")
    house.session.send(ev.Finish())
    view = house.until(lambda view: view.probe_number == 1 and bool(view.records[0].analysis))
    assert [word.text for word in view.records[0].words] == ["I", "wrote", "a", "check"]
    assert view.records[0].source == "typed"
    house.session.leave_and_close()


def test_a_silence_ends_the_answer_only_when_that_was_asked_for(tmp_path: Path) -> None:
    house = open_house(tmp_path, replace(PLAN, auto_finish_s=4.0))
    house.session.start()
    house.listening()
    house.recorder.hear(9.0)
    end_s = ANSWER[-1].end_s
    house.hearing.caption(ANSWER, heard_s=end_s + 3.9)
    assert house.session.view().phase == "listening"
    house.hearing.caption(ANSWER, heard_s=end_s + 4.1)
    house.until(lambda view: view.probe_number == 1)
    house.session.leave_and_close()


def test_a_microphone_that_cannot_be_opened_is_an_error_at_the_start_and_leaves_no_session(tmp_path: Path) -> None:
    house = open_house(tmp_path)

    def fails(_: object) -> None:
        raise MissingPart("no microphone")

    house.recorder.open = fails  # type: ignore[method-assign]
    with pytest.raises(MissingPart):
        house.session.start()
    house.session.leave_and_close()
    assert house.archive.list() == ()


def test_a_take_that_cannot_begin_ends_the_session_with_the_reason(tmp_path: Path) -> None:
    house = open_house(tmp_path)

    def fails(path: Path) -> None:
        raise BadInput("the disk is full", where=path.name)

    house.recorder.begin = fails  # type: ignore[method-assign]
    house.session.start()
    assert house.until(lambda view: view.phase == "finished").notice == "audio.wav: the disk is full"
    assert house.session.wait_finished(5)
    assert house.recorder.calls == []
    house.session.leave_and_close()
    assert house.archive.list()[0].state == "finished"
