"""The benchmark's own arithmetic."""

import numpy as np
import pytest

from simulator.answer.types import Word
from tests.benchmarks.measure import Run, caption_lags_s, placed_lags_s
from tests.benchmarks.scoring import start_errors_s, word_errors
from tests.fakes.scripted_speech import spoken

pytestmark = pytest.mark.unit


def test_case_marks_and_hesitations_are_not_errors() -> None:
    assert word_errors("Well, um, it’s DONE.", spoken("well it's done")).rate == 0.0


def test_each_kind_of_error_is_counted() -> None:
    errors = word_errors("we cut the cost by half", spoken("we cut a cost by one half"))
    assert (errors.substitutions, errors.insertions, errors.deletions, errors.words) == (1, 1, 0, 6)


def test_no_words_at_all_are_all_deletions() -> None:
    assert word_errors("three words here", ()).rate == 1.0


def test_word_starts_are_compared_only_where_both_have_the_word() -> None:
    words = [Word("the", 0.1, 0.2), Word("twenty-first", 0.3, 0.9), Word("day", 1.05, 1.2)]
    reference = [("the", 0.0), ("twenty", 0.25), ("first", 0.6), ("last", 0.9), ("day", 1.0)]
    assert np.allclose(start_errors_s(reference, words), [0.1, 0.05, 0.05])


def test_a_captions_lag_runs_to_when_the_word_is_first_shown_as_it_stays() -> None:
    a, b, wrong = Word("a", 0.0, 1.0), Word("b", 1.0, 2.0), Word("bee", 1.0, 2.0)
    run = Run([(1.5, (a,)), (2.5, (a, b)), (3.0, (a, wrong)), (3.5, (a, b))], 0.0, None, None)
    assert caption_lags_s(run) == [0.5, 1.5]
    assert placed_lags_s(run) == [0.5, 1.5]


def test_a_word_that_only_moves_along_is_shown_all_the_time_but_not_at_its_place() -> None:
    a, late, b = Word("a", 0.0, 1.0), Word("well", 1.0, 1.2), Word("b", 1.2, 2.0)
    run = Run([(2.5, (a, b)), (6.0, (a, late, b))], 0.0, None, None)
    assert caption_lags_s(run) == [1.5, 4.8, 0.5]
    assert placed_lags_s(run) == [1.5, 4.8, 4.0]


def test_the_same_word_said_elsewhere_does_not_count() -> None:
    early, late = Word("and", 0.0, 0.3), Word("and", 5.0, 5.3)
    run = Run([(1.0, (early,)), (6.0, (late,))], 0.0, None, None)
    assert caption_lags_s(run) == pytest.approx([0.7])
