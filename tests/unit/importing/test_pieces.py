from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import BadInput
from simulator.importing.pieces import (
    LONGEST_S,
    Sounding,
    at_marks,
    at_pauses,
    chunks,
    told_of_marks,
    told_of_pauses,
)
from simulator.importing.types import Mark, Piece

pytestmark = pytest.mark.unit


def test_answers_are_parted_at_long_pauses_half_a_second_before_the_voice() -> None:
    sounding = Sounding(100.0, ((0.0, 2.0), (30.0, 40.0), (60.0, 64.0), (99.0, 100.0)))
    assert at_pauses(sounding, 8.0, "Why?") == (Piece(0.0, 39.5, "Why?"), Piece(39.5, 100.0, "Why?"))


def test_silence_at_the_ends_parts_nothing() -> None:
    sounding = Sounding(100.0, ((0.0, 20.0), (80.0, 100.0)))
    assert at_pauses(sounding, 8.0) == (Piece(0.0, 100.0),)


def test_a_cough_between_two_pauses_is_no_answer_of_its_own() -> None:
    sounding = Sounding(100.0, ((30.0, 40.0), (41.0, 50.0)))
    assert [piece.start_s for piece in at_pauses(sounding, 8.0)] == [0.0, 49.5]
    at_the_start = Sounding(100.0, ((1.0, 20.0),))
    assert at_pauses(at_the_start, 8.0) == (Piece(0.0, 100.0),)


def test_what_was_found_is_told_with_the_next_pause() -> None:
    sounding = Sounding(100.0, ((30.0, 40.0), (60.0, 64.0)))
    told = told_of_pauses(sounding, 8.0, at_pauses(sounding, 8.0))
    assert told == "1 pause of 8 s or longer: 2 answers; the longest pause below that is 4.0 s"


def test_marks_part_and_leave_out() -> None:
    marks = (Mark(10.0, None, "Why?"), Mark(30.0, None, "skip"), Mark(50.0, 60.0, "How?"), Mark(70.0, None, ""))
    pieces = at_marks(marks, 100.0)
    assert pieces == (Piece(10.0, 30.0, "Why?"), Piece(50.0, 60.0, "How?"), Piece(70.0, 100.0, ""))
    assert told_of_marks(marks, pieces, 100.0) == "4 marks: 3 answers; not taken: 0:00–0:10, 0:30–0:50, 1:00–1:10"


def test_a_mark_behind_the_end_is_refused_with_both_times() -> None:
    with pytest.raises(BadInput, match=r"1:05 is behind the end of the recording \(1:00\)"):
        at_marks((Mark(0.0, None, ""), Mark(65.0, None, "")), 60.0)


def test_marks_that_take_nothing_are_refused() -> None:
    with pytest.raises(BadInput, match="nothing is to be taken"):
        at_marks((Mark(0.0, None, "Skip"),), 60.0)


def test_an_answer_of_usual_length_is_heard_in_one_go() -> None:
    assert chunks(Sounding(400.0, ((100.0, 101.0),)), Piece(50.0, 300.0)) == ((0.0, 250.0),)


def test_a_long_one_is_parted_in_its_longest_late_enough_pause_in_its_own_time() -> None:
    sounding = Sounding(600.0, ((50.0, 60.0), (200.0, 200.5), (250.0, 252.0), (290.0, 290.4)))
    assert chunks(sounding, Piece(10.0, 500.0)) == ((0.0, 241.0), (241.0, 490.0))


@given(
    st.lists(st.floats(0.0, 9000.0), max_size=40, unique=True),
    st.floats(1.0, 9000.0),
    st.sampled_from([1.0, 8.0, 60.0]),
)
def test_no_moment_is_lost_and_no_chunk_is_too_long(edges: list[float], duration_s: float, pause_s: float) -> None:
    inside = sorted(edge for edge in edges if edge <= duration_s)
    silences = tuple((start, end) for start, end in list(pairwise(inside))[::2] if end - start >= 0.3)
    sounding = Sounding(duration_s, silences)
    pieces = at_pauses(sounding, pause_s)
    assert (pieces[0].start_s, pieces[-1].end_s) == (0.0, duration_s)
    assert all(one.end_s == following.start_s for one, following in pairwise(pieces))
    for piece in pieces:
        spans = chunks(sounding, piece)
        assert (spans[0][0], spans[-1][1]) == (0.0, piece.end_s - piece.start_s)
        assert all(one[1] == following[0] for one, following in pairwise(spans))
        assert all(0 < last - first <= LONGEST_S + 1e-6 for first, last in spans)
