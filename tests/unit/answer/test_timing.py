import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.lane import Stretch, lane_cells, stretches
from simulator.answer.timing import measure, told_s
from simulator.answer.types import SECTIONS, LabelledSentence
from tests.fakes.answer_models import sentence

pytestmark = pytest.mark.unit


def test_a_pause_inside_a_section_counts_to_it_and_the_edges_are_silence() -> None:
    timing = measure([sentence("S", 2.0, 10.0), sentence("S", 13.0, 20.0)], duration_s=25.0)
    assert timing.seconds["S"] == 18.0
    assert timing.silence_s == 7.0


def test_a_pause_between_sections_counts_to_the_one_before_it() -> None:
    timing = measure([sentence("S", 0.0, 10.0), sentence("A", 12.0, 20.0)], duration_s=20.0)
    assert (timing.seconds["S"], timing.seconds["A"], timing.silence_s) == (12.0, 8.0, 0.0)


def test_setup_is_situation_and_task_wherever_they_stand() -> None:
    order = [sentence("R", 0, 10), sentence("S", 10, 20), sentence("A", 20, 50), sentence("T", 50, 55)]
    timing = measure(order, duration_s=55.0)
    assert timing.setup_s == 15.0
    assert timing.action_share == pytest.approx(30 / 55)


def test_paused_time_is_silence_and_belongs_to_no_section() -> None:
    timing = measure([sentence("A", 0.0, 10.0), sentence("A", 30.0, 40.0)], 40.0, paused=[(12.0, 28.0)])
    assert timing.seconds["A"] == 24.0
    assert timing.silence_s == 16.0


def test_no_sentences_is_all_silence() -> None:
    timing = measure([], 12.5)
    assert timing.silence_s == 12.5
    assert set(timing.share.values()) == {0.0}


@st.composite
def answers(draw: st.DrawFn) -> tuple[list[LabelledSentence], float]:
    at, told = 0.0, []
    for _ in range(draw(st.integers(0, 15))):
        start = at + draw(st.floats(0, 5))
        at = start + draw(st.floats(0, 20))
        told.append(sentence(draw(st.sampled_from(SECTIONS)), start, at))
    return told, at + draw(st.floats(0, 10))


@given(answers(), st.lists(st.tuples(st.floats(0, 200), st.floats(0, 30)), max_size=3))
def test_sections_and_silence_make_the_duration(
    answer: tuple[list[LabelledSentence], float], breaks: list[tuple[float, float]]
) -> None:
    told, duration_s = answer
    timing = measure(told, duration_s, [(start, start + length) for start, length in breaks])
    assert told_s(timing) + timing.silence_s == pytest.approx(duration_s, abs=0.01)
    assert sum(timing.share.values()) == pytest.approx(1.0 if told_s(timing) > 0 else 0.0)
    assert all(value >= 0 for value in timing.seconds.values())


@given(answers(), st.integers(0, 120))
def test_a_lane_has_the_width_asked_for_and_only_letters_that_were_told(
    answer: tuple[list[LabelledSentence], float], width: int
) -> None:
    told, duration_s = answer
    cells = lane_cells(stretches(told), duration_s, width)
    assert len(cells) == width
    assert set(cells) <= {one.section for one in told} | {" "}


def test_a_lane_is_to_scale() -> None:
    assert lane_cells([Stretch("S", 0, 2), Stretch("A", 2, 8)], 10.0, 10) == "SSAAAAAA  "


def test_a_short_section_is_still_seen_in_a_narrow_lane() -> None:
    parts = [Stretch("S", 0, 50), Stretch("T", 50, 52), Stretch("A", 52, 100)]
    assert "T" in lane_cells(parts, 100.0, 10)


def test_sentences_of_one_section_make_one_stretch_unless_a_break_lies_between() -> None:
    told = [sentence("A", 0, 5), sentence("A", 6, 10)]
    assert stretches(told) == (Stretch("A", 0, 10),)
    assert stretches(told, [(5.5, 6)]) == (Stretch("A", 0, 5.5), Stretch("A", 6, 10))
