"""What a turn of a replay is made of: times, sentences and marks from what is known of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.answer.types import AnswerContext, Finding, LabelledSentence, Span
from simulator.archive.types import Bookmark, Marks
from simulator.interview.plan import Prompt
from simulator.interview.view import TakeRecord
from simulator.replay.timeline import answer_turn, interviewer_turn, prompts_asked, with_marks, with_record
from tests.fakes import parts as fake
from tests.fakes.minds import StoredMind
from tests.fakes.replaying import STORY, said

pytestmark = pytest.mark.unit
ASKED = Prompt("question", "Tell me about a time you fixed something that was not yours.", "outside_scope", "q1")
ANALYSIS = replace(
    StoredMind().analyse(said(STORY), 3.0, AnswerContext()),
    flags=(
        Finding("we_only", "we rebuilt it", 1.0, 1.5, 0.9, "It hides you.", "Say I."),
        Finding("no_number", "", 0.0, 0.0, 0.9, "No number."),
    ),
    signals=(Finding("noticed", "nobody looked", 0.2, 0.9, 0.9, "It was not on the surface."),),
)
RECORD = TakeRecord("turn-01", ASKED, 3.0, said(STORY), ANALYSIS, (), Path("audio.wav"), "full", machine=ANALYSIS)


def test_the_recording_of_a_question_says_how_long_it_is() -> None:
    turn = interviewer_turn(ASKED, 9.0, Path("q.wav"), 4.2)
    assert turn.duration_s == 4.2
    assert turn.words[-1].end_s == pytest.approx(4.2)
    assert turn.take_id == ""


def test_without_a_recording_the_journal_says_it_and_without_that_it_is_estimated() -> None:
    assert interviewer_turn(ASKED, 5.0).duration_s == 5.0
    assert interviewer_turn(ASKED, None).duration_s == pytest.approx(12 / 2.6)


@pytest.mark.parametrize(("seconds", "least", "most"), [(0.01, 1.9, 2.1), (900.0, 9.0, 11.0)])
def test_a_time_that_no_voice_takes_is_not_believed(seconds: float, least: float, most: float) -> None:
    assert least < interviewer_turn(ASKED, seconds).duration_s < most


def test_sentences_carry_their_sections_and_the_words_they_are_made_of() -> None:
    turn = answer_turn(RECORD, audio_s=3.0)
    assert [line.section for line in turn.lines] == ["A", "A", "A"]
    assert [(line.first, line.last) for line in turn.lines] == [(0, 5), (5, 11), (11, 17)]
    assert " ".join(word.text for word in turn.words[5:11]) == turn.lines[1].text


def test_without_an_analysis_there_are_sentences_without_sections() -> None:
    turn = answer_turn(replace(RECORD, analysis=None, machine=None), audio_s=3.0)
    assert [line.section for line in turn.lines] == [None, None, None]
    assert turn.marks == ()


def test_an_analysis_whose_sentences_are_not_of_its_words_still_shows_the_words() -> None:
    odd = replace(ANALYSIS, sentences=(LabelledSentence("Something else.", 0.0, 1.0, "S", 0.9),))
    turn = answer_turn(replace(RECORD, analysis=odd), audio_s=3.0)
    assert [line.section for line in turn.lines] == [None, None, None]


def test_findings_without_a_quote_have_no_place_and_those_with_one_are_in_order_of_time() -> None:
    turn = answer_turn(RECORD, audio_s=3.0)
    assert [(mark.kind, mark.start_s) for mark in turn.marks] == [("signal", 0.2), ("flag", 1.0)]
    assert turn.marks[1].text == "It hides you. Say I."


def test_pauses_bookmarks_and_the_follow_up_that_a_quote_led_to_are_marks() -> None:
    paused = replace(ANALYSIS, delivery=replace(ANALYSIS.delivery, pauses=(Span("", 1.6, 6.1),)))
    mine = Prompt("probe", "Which part was yours?", "own_part", "p1", "It is open.", "I wrote", 1.2, "turn-01")
    other = replace(mine, quote_take="turn-07")
    turn = answer_turn(
        replace(RECORD, analysis=paused),
        by_hand=Marks((Bookmark(2.5, ""), Bookmark(0.1, "strong start"))),
        probes=(mine, other),
        audio_s=3.0,
    )
    told = [(mark.kind, mark.title) for mark in turn.marks if mark.kind not in ("flag", "signal")]
    assert told == [
        ("bookmark", "strong start"),
        ("probe", "Led to: Which part was yours?"),
        ("pause", "A pause of 4 s"),
        ("bookmark", "Bookmark"),
    ]


def test_the_length_is_that_of_the_recording_or_of_the_answer_or_of_the_words() -> None:
    assert answer_turn(RECORD, audio_s=2.0).duration_s == 3.0
    assert answer_turn(RECORD, audio_s=8.0).duration_s == 8.0
    typed = replace(RECORD, audio=None, analysis=None, duration_s=0.0, words=fake.words("I did it"))
    assert answer_turn(typed).duration_s == pytest.approx(1.1 + 0.5)


def test_another_label_and_another_bookmark_leave_the_rest_of_the_turn_as_it_is() -> None:
    turn = answer_turn(RECORD, audio_s=2.0, problem="cut off")
    labelled = tuple(replace(one, section="R") for one in ANALYSIS.sentences)
    again = with_record(turn, replace(RECORD, analysis=replace(ANALYSIS, sentences=labelled)), ())
    assert [line.section for line in again.lines] == ["R", "R", "R"]
    noted = with_marks(again, Marks((Bookmark(1.0, "here"),)), ())
    assert [line.section for line in noted.lines] == ["R", "R", "R"]
    assert "here" in [mark.title for mark in noted.marks]
    assert (noted.audio_s, noted.duration_s, noted.problem) == (2.0, 3.0, "cut off")


def test_a_turn_of_the_interviewer_takes_no_bookmarks() -> None:
    turn = interviewer_turn(ASKED, 5.0)
    assert with_marks(turn, Marks((Bookmark(1.0, "here"),)), ()) is turn


def test_follow_ups_asked_are_each_there_once() -> None:
    probe = Prompt("probe", "Why?", "motive", "p1")
    turns = (interviewer_turn(ASKED, 3.0), interviewer_turn(probe, 1.0), answer_turn(replace(RECORD, prompt=probe)))
    assert prompts_asked(turns) == [probe]
