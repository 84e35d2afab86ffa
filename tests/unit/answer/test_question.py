"""Was the question answered: yes with the words, no only where there is no trace, otherwise cannot tell."""

from collections.abc import Sequence

import pytest

from simulator.answer.analyse import analyse_text, relabel
from simulator.answer.question import KNOWN_FROM, MISSED, NEEDS, NO_TRACE, KnownQuestions
from simulator.answer.types import AnswerContext, QuestionAnswered
from simulator.content.vocabulary import STORY_FAMILIES
from tests.fakes.answer_models import ListedLabeller, Scores, ScriptedJudge

pytestmark = pytest.mark.unit

INFLUENCE, FAILURE = "Tell me about a time you influenced others.", "Tell me about an initiative that did not pay off."
TEXT = "I saw the list was wrong. I wrote a script. I showed it to their lead. It works now."


class FixedMatcher:
    """Finds the first text closest, at a cosine that the test gives."""

    def __init__(self, cosine: float) -> None:
        self.cosine = cosine
        self.asked = 0

    def closest(self, text: str, among: Sequence[str]) -> tuple[int, float]:
        self.asked += 1
        return 0, self.cosine


def known(cosine: float = 0.0) -> KnownQuestions:
    return KnownQuestions([(INFLUENCE, "influence"), (FAILURE, "did_not_pay_off")], FixedMatcher(cosine))


def ask(question: str | None, scores: Scores | None, text: str = TEXT, **about: object) -> QuestionAnswered | None:
    context = AnswerContext(question=question, **about)  # type: ignore[arg-type]
    judge = None if scores is None else ScriptedJudge(scores)
    return analyse_text(text, context, labeller=ListedLabeller("SAAR"), judge=judge, questions=known()).answered


def nothing(family: str, but: float = NO_TRACE / 2) -> dict[str, tuple[float, int | None]]:
    return dict.fromkeys(NEEDS[family], (but, 1))


def test_what_was_asked_for_and_said_is_a_yes_with_its_words() -> None:
    found = ask(INFLUENCE, {"buy_in": (0.9, 2)})
    assert found is not None
    assert (found.value, found.quote) == ("yes", "I showed it to their lead.")
    assert 0 < found.start_s < found.end_s


def test_no_trace_of_it_is_a_no_with_what_was_told_instead() -> None:
    found = ask(INFLUENCE, nothing("influence"))
    assert found is not None
    assert (found.value, found.because, found.quote) == ("no", MISSED["influence"], "I wrote a script.")
    assert found.confidence > 0.95


def test_a_trace_of_it_is_not_called_a_no() -> None:
    found = ask(INFLUENCE, nothing("influence", but=NO_TRACE * 2))
    assert found is not None
    assert (found.value, found.quote) == ("cannot_tell", "")


def test_a_signal_without_words_to_show_is_no_yes() -> None:
    found = ask(INFLUENCE, {"buy_in": (0.9, None)})
    assert found is not None
    assert found.value == "cannot_tell"


def test_words_of_a_failure_keep_the_no_away() -> None:
    success, failure = TEXT, TEXT + " In the end nobody used it."
    assert ask(FAILURE, nothing("did_not_pay_off"), success).value == "no"  # type: ignore[union-attr]
    assert ask(FAILURE, nothing("did_not_pay_off"), failure).value == "cannot_tell"  # type: ignore[union-attr]


def test_a_question_close_to_a_known_one_asks_for_the_same_and_a_far_one_is_left_alone() -> None:
    other = "How did you win anybody over?"
    assert known(KNOWN_FROM).family(other) == "influence"
    assert known(KNOWN_FROM - 0.01).family(other) == ""
    assert KnownQuestions([], FixedMatcher(1.0)).family(other) == ""


def test_the_exact_words_of_a_known_question_need_no_model() -> None:
    matcher = FixedMatcher(1.0)
    questions = KnownQuestions([(INFLUENCE, "influence"), (FAILURE, "did_not_pay_off")], matcher)
    assert questions.family(FAILURE) == "did_not_pay_off"
    assert matcher.asked == 0


def test_an_unknown_question_is_cannot_tell() -> None:
    assert ask("What is your favourite colour?", {"buy_in": (0.9, 2)}).value == "cannot_tell"  # type: ignore[union-attr]


def test_nothing_is_said_where_no_story_was_asked_for_or_nothing_is_known() -> None:
    assert ask(None, {}) is None
    assert ask(INFLUENCE, None) is None
    assert ask(INFLUENCE, {}, "") is None
    assert ask(INFLUENCE, {}, probe="convince") is None
    assert ask(INFLUENCE, {}, opinion=True) is None


def test_a_corrected_section_leaves_it_as_it_was() -> None:
    context = AnswerContext(question=INFLUENCE)
    judge = ScriptedJudge({"buy_in": (0.9, 2)})
    analysis = analyse_text(TEXT, context, labeller=ListedLabeller("SAAR"), judge=judge, questions=known())
    assert relabel(analysis, analysis.sentences, judge=judge).answered == analysis.answered


def test_every_family_of_stories_says_what_it_needs_and_a_no_says_what_is_missing() -> None:
    assert set(NEEDS) == set(STORY_FAMILIES)
    assert set(MISSED) < set(NEEDS)
