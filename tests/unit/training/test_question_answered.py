"""The saved figures on "was the question answered" are those of the thresholds that are shipped."""

import json
from dataclasses import replace

import pytest

from simulator.answer.question import KNOWN_FROM, NO_TRACE
from simulator.training.question_answered import FIGURES, Pair, choose, precision_of_no, render, report

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def figures() -> dict:
    return json.loads((FIGURES / "question_answered.json").read_text(encoding="utf-8"))


def test_the_saved_page_shows_the_saved_figures(figures: dict) -> None:
    assert (FIGURES / "question_answered.md").read_text(encoding="utf-8") == render(figures)


def test_the_shipped_thresholds_are_the_ones_that_were_chosen(figures: dict) -> None:
    assert figures["chosen"] == figures["shipped"] == {"known_from": KNOWN_FROM, "no_trace": NO_TRACE}


def test_a_no_is_right_as_often_as_was_asked_for(figures: dict) -> None:
    assert figures["precision_of_no"] >= 0.95
    assert figures["table"]["another that its labels do not answer"]["no"] >= 20


PAIR = Pair("a", "a-1", "influence", own=False, truth=False, cosine=1.0, trace=0.005, said_yes=False)


def test_a_verdict_needs_a_known_question_and_no_trace() -> None:
    assert PAIR.verdict(0.75, 0.02) == "no"
    assert replace(PAIR, trace=0.03).verdict(0.75, 0.02) == "cannot_tell"
    assert replace(PAIR, cosine=0.7).verdict(0.75, 0.02) == "cannot_tell"
    assert replace(PAIR, said_yes=True).verdict(0.75, 0.02) == "yes"
    assert replace(PAIR, family="self_started").verdict(0.75, 0.02) == "cannot_tell"


def test_the_choice_takes_the_loosest_thresholds_that_stay_precise() -> None:
    right = [replace(PAIR, trace=at / 1000) for at in range(100)]
    wrong = [replace(PAIR, truth=True, trace=0.051)] * 10
    assert choose([*right, *wrong])[1] == 0.05
    assert precision_of_no([*right, *wrong], 0.75, 0.10) < 0.95  # type: ignore[operator]
    assert precision_of_no([], 0.75, 0.10) is None


def test_figures_are_those_of_the_files_that_did_not_choose() -> None:
    made = report([PAIR, replace(PAIR, source="b", trace=0.9)])
    assert made["files"] == {"choosing": ["a"], "judging": ["b"]}
    assert made["table"]["another that its labels do not answer"] == {"yes": 0, "cannot_tell": 1, "no": 0}
    assert "never said" in render(made)
