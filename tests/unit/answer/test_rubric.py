import pytest

from simulator.answer.rubric import (
    ARC,
    FIVE_SIGNALS,
    QUADRANT,
    REALITY_CHECKS,
    RUBRIC_TITLES,
    groups_of,
    met,
    outweighing,
)
from simulator.answer.types import RubricItem, Section
from tests.fakes.answer_models import Scores, told

pytestmark = pytest.mark.unit

PARTS: list[tuple[Section, str]] = [
    ("S", "I noticed the same error in three reports."),
    ("A", "I showed it to the other team and they agreed."),
    ("R", "It went live in May."),
]


def read(scores: Scores | None, parts: list[tuple[Section, str]] = PARTS, **context: str) -> dict[str, RubricItem]:
    return {item.id: item for item in told(parts, scores=scores, **context).rubric}


def test_every_item_is_there_once() -> None:
    items = told(PARTS, scores={}).rubric
    assert [item.id for item in items] == list(dict.fromkeys((*FIVE_SIGNALS, *ARC, *REALITY_CHECKS, *QUADRANT)))
    assert {item.id for item in items} == set(RUBRIC_TITLES)


def test_a_score_over_its_threshold_is_met_with_a_quote_half_of_it_unclear_less_not_heard() -> None:
    rubric = read({"noticed": (0.9, 0), "scoped": (0.3, 1), "sized": (0.1, 0)})
    assert (rubric["noticed"].state, rubric["noticed"].quote) == ("met", "I noticed the same error in three reports.")
    assert rubric["discovered"].state == "met"
    assert rubric["scoped"].state == "unclear"
    assert (rubric["sized"].state, rubric["sized"].quote) == ("not_heard", "")


def test_a_proposal_told_as_an_outcome_has_not_shipped() -> None:
    rubric = read({"shipped": (0.9, 2), "proposal_only": (0.9, 2), "prevention": (0.9, 2)})
    assert rubric["shipped"].state == "unclear"
    assert rubric["sustained"].state == "not_heard"
    assert rubric["proposed"].state == "met"


def test_assigned_work_fails_the_counterfactual_whatever_else_is_said() -> None:
    assert read({"unasked": (0.9, 0)})["counterfactual"].state == "met"
    assert read({"unasked": (0.9, 0), "assigned": (0.8, 0)})["counterfactual"].state == "not_heard"


def test_resistance_is_heard_in_words_of_pushback() -> None:
    parts: list[tuple[Section, str]] = [*PARTS, ("A", "The lead pushed back, he was sceptical.")]
    rubric = read({}, parts)
    assert rubric["resistance"].state == "met"
    assert "pushed back" in rubric["resistance"].quote
    assert rubric["resistance"].start_s > 0
    assert read({})["resistance"].state == "not_heard"


def test_staying_with_it_is_heard_in_words() -> None:
    assert read({}, [*PARTS, ("R", "They still use it.")])["sustained"].state == "met"
    assert read({})["sustained"].state == "not_heard"


def test_without_a_judge_nothing_is_claimed_that_needs_one() -> None:
    assert {item.state for item in read(None).values()} == {"unclear"}


def test_an_answer_to_a_probe_and_an_empty_one_have_no_rubric() -> None:
    assert read({"noticed": (0.9, 0)}, probe="noticing") == {}
    assert read({"noticed": (0.9, 0)}, []) == {}


def test_every_met_item_has_words_a_time_and_how_sure_it_is() -> None:
    for item in read({"noticed": (0.9, 0), "shipped": (0.8, 2), "buy_in": (0.7, 1), "scoped": (0.9, None)}).values():
        if item.state == "met":
            assert item.quote
            assert item.end_s > item.start_s
            assert 0 < item.confidence <= 1


def test_a_count_of_five_is_the_count_of_its_quotes() -> None:
    analysis = told(PARTS, scores={"noticed": (0.9, 0), "shipped": (0.8, 2), "scoped": (0.9, None)})
    title, items = groups_of(analysis.rubric)[0]
    assert (title, met(items), len(items)) == ("The five signals", 2, 5)
    assert sum(bool(item.quote) for item in items if item.state == "met") == met(items)


@pytest.mark.parametrize(
    "said",
    ["I said no to the bigger version.", "Nobody was against it.", "It hangs there with her name against it.",
     "I didn't want to wait."],
)  # fmt: skip
def test_words_like_resistance_that_are_none_are_not_heard(said: str) -> None:
    assert read({}, [*PARTS, ("A", said)])["resistance"].state == "not_heard"


def test_keeping_at_it_while_working_is_not_staying_with_it() -> None:
    assert read({}, [*PARTS, ("S", "I kept seeing the same error.")])["sustained"].state == "not_heard"
    assert read({}, [*PARTS, ("A", "I kept only the first six.")])["sustained"].state == "not_heard"


def test_a_disqualifier_stands_beside_the_count() -> None:
    analysis = told(PARTS, scores={"assigned": (0.9, 0), "vague": (0.9, 1)})
    assert [flag.id for flag in outweighing(analysis.flags)] == ["assigned"]
