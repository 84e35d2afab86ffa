from dataclasses import replace

import numpy as np
import pytest

from simulator.answer.types import AnswerContext, Grade, LabelledSentence
from simulator.labelling.finding_patterns import PATTERN_NAMES
from simulator.labelling.findings import load_finding_judge
from simulator.labelling.grade_reasons import CANNOT_TELL, REASONS, reason
from simulator.labelling.grades import GRADES, Grader, grade_features
from simulator.labelling.probe_ranker import FAMILIES

pytestmark = pytest.mark.unit

STRONG = [
    "The danger was that the old machine fails while the new one is not ready, which would cost us two days of bread.",
    "I put that against the eleven hundred a month that we lost by waiting, and I decided to run both for one week.",
    "I told the owner in writing what would make me go back, and we never had to.",
]
WEAK = ["I didn't think about risks.", "You can't worry about everything, it always works out somehow."]


def grade(texts: list[str], probe: str | None = "risks") -> Grade | None:
    sentences = [LabelledSentence(text, 0.0, 0.0, "A", 0.9) for text in texts]
    return load_finding_judge().grade(sentences, AnswerContext(probe=probe))


def given(texts: list[str], probe: str = "risks") -> Grade:
    found = grade(texts, probe)
    assert found is not None
    return found


def test_risks_weighed_stand_up_better_than_risks_waved_away() -> None:
    assert given(STRONG).value == "strong"
    assert given(WEAK).value == "weak"


def test_the_reason_is_that_of_the_probe_and_the_quote_is_verbatim() -> None:
    found = given(STRONG)
    assert found.because == REASONS["risks"]["strong"]
    assert found.quote in " ".join(STRONG)


MIDDLING = [
    "Somewhere in between, more leader in the last few years.",
    "In the quarter close I set the order and people come to me.",
    "In the strategy rounds I mostly listen and then take care of what's been agreed.",
    "Both seem to be appreciated, going by the feedback.",
]


@pytest.mark.parametrize("short", ["Not really.", "No."])
def test_a_grade_is_shown_by_a_sentence_and_by_a_scrap_only_where_there_is_nothing_else(short: str) -> None:
    assert given([short, *MIDDLING], "leader_or_follower").quote not in short
    assert given([short], "leader_or_follower").quote


def test_a_main_question_gets_no_grade() -> None:
    assert grade(STRONG, probe=None) is None


def test_saying_the_same_twice_changes_no_grade() -> None:
    once, twice = given(WEAK), given(WEAK * 2)
    assert (once.value, once.confidence) == (twice.value, pytest.approx(twice.confidence, abs=1e-5))


class FlatEmbedder:
    def embed(self, texts: list[str]) -> np.ndarray:
        return np.zeros((len(texts), 384), np.float32)


def flat_grader(certain_from: float) -> Grader:
    size = len(PATTERN_NAMES) + 384
    weights = np.zeros((size, len(GRADES)), np.float32)
    bias = np.array([1.0, 0.0, 0.9], np.float32)
    return Grader(FlatEmbedder(), np.zeros(size, np.float32), weights, bias, certain_from)  # type: ignore[arg-type]


def test_in_doubt_it_says_that_it_cannot_tell() -> None:
    sentences = [LabelledSentence("It went on like that.", 0.0, 0.0, "A", 0.9)]
    context = AnswerContext(probe="impact")
    doubtful = flat_grader(0.45).grade(sentences, context)
    assert (doubtful.value, doubtful.because) == ("middling", CANNOT_TELL)
    assert flat_grader(0.3).grade(sentences, context).value == "weak"


def test_a_family_can_weigh_what_is_said_in_its_own_way() -> None:
    class SameEmbedder(FlatEmbedder):
        def embed(self, texts: list[str]) -> np.ndarray:
            return np.ones((len(texts), 384), np.float32)

    own = np.zeros((len(PATTERN_NAMES) + 384, len(GRADES)), np.float32)
    own[-384:, GRADES.index("strong")] = 1.0
    grader = replace(flat_grader(0.3), embedder=SameEmbedder(), own={"motive": own})
    sentences = [LabelledSentence("It went on like that.", 0.0, 0.0, "A", 0.9)]
    assert grader.grade(sentences, AnswerContext(probe="motive")).value == "strong"
    assert grader.grade(sentences, AnswerContext(probe="impact")).value == "weak"


def test_every_family_has_a_reason_for_every_grade() -> None:
    assert set(REASONS) == set(FAMILIES)
    assert all(set(reasons) == set(GRADES) and all(reasons.values()) for reasons in REASONS.values())
    assert reason("a-family-of-ones-own", "weak")


def test_features_are_rates_and_know_no_length() -> None:
    meaning = np.eye(384, dtype=np.float32)[:2]
    once = grade_features(WEAK, meaning)
    assert np.allclose(once, grade_features(WEAK * 3, np.vstack([meaning] * 3)))
