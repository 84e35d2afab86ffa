"""When a trend is told, and that noise does not make one."""

import random
from itertools import permutations

import pytest

from simulator.answer.types import Guideline
from simulator.progress.measures import measures
from simulator.progress.trend import CHANCE, FEWEST, WINDOW, mann_kendall, theil_sen, trend
from simulator.progress.types import Series
from simulator.progress.words import series_line, trend_line

pytestmark = pytest.mark.unit
SETUP = measures(Guideline())[0]


def test_under_eight_sessions_nothing_is_told_however_straight_the_line() -> None:
    for count in range(FEWEST):
        assert trend([60.0 - value for value in range(count)]).kind == "too_few"
    assert trend([60.0 - value for value in range(FEWEST)]).kind == "falls"


def test_the_slope_is_the_median_of_all_pairs_so_that_one_odd_session_does_not_bend_it() -> None:
    assert theil_sen([10.0, 12.0, 14.0, 16.0, 18.0]) == 2.0
    assert theil_sen([10.0, 12.0, 14.0, 16.0, 500.0]) == pytest.approx(2.0)


def test_the_fitted_line_runs_through_the_figures() -> None:
    found = trend([20.0 + 3 * place for place in range(10)])
    assert (found.slope, found.start, found.end) == (3.0, 20.0, 47.0)


def test_the_approximation_is_near_the_exact_probability_at_the_fewest_sessions() -> None:
    """Exact by going through all orders of seven, the largest that is quick; the test itself begins at eight."""
    orders = list(permutations(range(7)))
    scores = [sum((b > a) - (b < a) for i, a in enumerate(order) for b in order[i + 1 :]) for order in orders]
    for values in ([0, 1, 2, 3, 4, 6, 5], [0, 2, 1, 4, 3, 6, 5], [3, 1, 4, 0, 5, 2, 6]):
        score = abs(sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :]))
        exact = sum(abs(other) >= score for other in scores) / len(scores)
        assert mann_kendall(values) == pytest.approx(exact, abs=0.02)


@pytest.mark.parametrize("ties", [False, True])
def test_pure_noise_shows_a_trend_no_more_often_than_is_said(ties: bool) -> None:
    chance, rounds = random.Random(7), 3000
    claimed = 0
    for _ in range(rounds):
        values = [chance.gauss(50, 10) for _ in range(chance.choice([8, 12, 20]))]
        claimed += trend([round(value / 10) for value in values] if ties else values).kind != "none"
    assert claimed / rounds < CHANCE * 1.3


def test_figures_that_are_all_the_same_have_no_trend() -> None:
    assert mann_kendall([4.0] * 20) == 1.0
    assert trend([4.0] * 20).kind == "none"


def test_only_the_last_sessions_count() -> None:
    found = trend([float(value) for value in range(300)] + [50.0] * WINDOW)
    assert (found.kind, found.sessions) == ("none", WINDOW)


def test_a_move_too_small_to_matter_is_called_steady() -> None:
    assert trend_line(SETUP, trend([30 + 0.1 * place for place in range(12)])).startswith("Steady over 12 sessions")


def test_a_trend_is_told_with_its_size_its_direction_and_how_likely_chance_is() -> None:
    said = trend_line(SETUP, trend([90.0 - 3 * place for place in range(12)]))
    assert said == (
        "It falls over 12 sessions, 90 s → 57 s along the fitted line, towards the target: "
        "chance alone would do this in fewer than 1 of 1000 cases."
    )
    assert "away from the target" in trend_line(SETUP, trend([40.0 + 3 * place for place in range(12)]))


def test_where_nothing_can_be_said_the_sentence_says_so() -> None:
    assert series_line(Series(SETUP, (), trend([]))).startswith("No figure yet: it takes a spoken answer")
    assert "1 session has this figure, 8 are needed" in trend_line(SETUP, trend([30.0]))
    assert trend_line(SETUP, trend([30.0, 50.0] * 6)).startswith("No trend to rely on over 12 sessions, around 40 s")


def test_as_many_measures_share_the_chance_as_there_are() -> None:
    assert pytest.approx(0.05) == CHANCE * len(measures(Guideline()))
