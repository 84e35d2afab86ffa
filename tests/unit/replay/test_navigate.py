"""From a moment to the next or previous sentence, section, mark or turn."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.types import Section, Word
from simulator.interview.plan import Prompt
from simulator.replay import navigate as nav
from simulator.replay.types import Line, Mark, MarkKind, Place, Turn

pytestmark = pytest.mark.unit
ASKED = Prompt("question", "What did you do?", "outside_scope", "q1")


def line(start_s: float, end_s: float, section: Section | None) -> Line:
    return Line("text", start_s, end_s, 0, 1, section)


def mark(kind: MarkKind, start_s: float, end_s: float | None = None) -> Mark:
    return Mark(kind, start_s, start_s if end_s is None else end_s, kind)


QUESTION = Turn(ASKED, 4.0, (), (line(0.0, 4.0, None),))
ANSWER = Turn(
    ASKED,
    20.0,
    (Word("I", 1.0, 1.2), Word("wrote", 1.5, 2.0), Word("it.", 2.1, 2.4)),
    (line(1.0, 5.0, "S"), line(5.0, 9.0, "S"), line(9.0, 15.0, "A"), line(15.0, 18.0, "R")),
    (mark("pause", 4.0, 7.0), mark("flag", 6.0, 8.0), mark("signal", 6.0, 7.0), mark("probe", 12.0)),
    audio=Path("audio.wav"),
    audio_s=20.0,
)
SILENT = Turn(ASKED, 3.0, (), ())
TURNS = (QUESTION, ANSWER, SILENT)


@pytest.mark.parametrize(
    ("before", "after"),
    [((0, 0.0), (1, 1.0)), ((1, 1.0), (1, 5.0)), ((1, 6.2), (1, 9.0)), ((1, 15.0), (1, 15.0)), ((2, 1.0), (2, 1.0))],
)
def test_the_next_sentence_may_be_of_the_next_turn(before: tuple[int, float], after: tuple[int, float]) -> None:
    assert nav.onward(TURNS, Place(*before), nav.sentence_starts) == Place(*after)


@pytest.mark.parametrize(
    ("before", "after"),
    [((1, 8.0), (1, 5.0)), ((1, 5.5), (1, 1.0)), ((1, 1.2), (0, 0.0)), ((0, 0.5), (0, 0.5)), ((2, 0.0), (1, 15.0))],
)
def test_going_back_leads_to_the_beginning_and_soon_after_it_to_the_one_before(
    before: tuple[int, float], after: tuple[int, float]
) -> None:
    assert nav.back(TURNS, Place(*before), nav.sentence_starts) == Place(*after)


def test_a_section_begins_where_another_letter_begins() -> None:
    assert nav.section_starts(ANSWER) == [1.0, 9.0, 15.0]
    assert nav.onward(TURNS, Place(1, 1.0), nav.section_starts) == Place(1, 9.0)


def test_a_turn_without_sentences_is_one_section_to_go_to() -> None:
    assert nav.onward(TURNS, Place(1, 15.0), nav.section_starts) == Place(2, 0.0)


def test_findings_that_begin_together_are_one_stop_and_pauses_none() -> None:
    assert nav.mark_starts(ANSWER) == [6.0, 12.0]


def test_without_a_further_mark_the_place_stays() -> None:
    assert nav.onward(TURNS, Place(1, 12.0), nav.mark_starts) == Place(1, 12.0)
    assert nav.back(TURNS, Place(1, 3.0), nav.mark_starts) == Place(1, 3.0)


@pytest.mark.parametrize(
    ("before", "seconds", "after"),
    [
        ((1, 10.0), 5.0, (1, 15.0)),
        ((1, 10.0), -5.0, (1, 5.0)),
        ((1, 2.0), -5.0, (0, 1.0)),
        ((1, 18.0), 5.0, (2, 3.0)),
        ((0, 2.0), -5.0, (0, 0.0)),
        ((2, 2.0), 5.0, (2, 3.0)),
        ((0, 1.0), 5.0, (1, 2.0)),
    ],
)
def test_five_seconds_run_over_into_the_neighbouring_turn(
    before: tuple[int, float], seconds: float, after: tuple[int, float]
) -> None:
    assert nav.by_seconds(TURNS, Place(*before), seconds) == Place(*after)


@pytest.mark.parametrize(
    ("before", "count", "after"), [((1, 9.0), -1, 1), ((1, 0.4), -1, 0), ((1, 9.0), 1, 2), ((2, 0.0), 1, 2)]
)
def test_a_turn_back_from_its_middle_is_its_own_beginning(before: tuple[int, float], count: int, after: int) -> None:
    assert nav.by_turns(TURNS, Place(*before), count) == Place(after, 0.0)


def test_between_two_words_the_one_before_is_still_said() -> None:
    assert [nav.word_at(ANSWER, at_s) for at_s in (0.9, 1.0, 1.4, 1.5, 9.0)] == [None, 0, 0, 1, 2]


def test_the_sentence_of_a_moment_and_none_where_there_are_none() -> None:
    assert [nav.line_at(ANSWER, at_s) for at_s in (0.0, 4.9, 5.0, 19.0)] == [0, 0, 1, 3]
    assert nav.line_at(SILENT, 1.0) is None


def test_of_marks_that_begin_together_the_gravest_is_shown() -> None:
    shown = [nav.mark_at(ANSWER, at_s) for at_s in (3.0, 5.0, 6.5, 12.5, 19.0)]
    assert [one.kind if one else None for one in shown] == [None, "pause", "flag", "probe", None]


@given(
    turn=st.integers(0, 2),
    at_s=st.floats(0.0, 20.0),
    starts=st.sampled_from([nav.sentence_starts, nav.section_starts, nav.mark_starts]),
)
def test_onward_never_goes_back_and_back_never_onward(turn: int, at_s: float, starts: nav.Starts) -> None:
    place = Place(turn, min(at_s, TURNS[turn].duration_s))
    assert nav.back(TURNS, place, starts) <= place <= nav.onward(TURNS, place, starts)
