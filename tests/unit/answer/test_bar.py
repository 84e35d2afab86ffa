"""The bar of a level and a company, and the quadrant: what is met is met by words of the answer."""

import pytest

from simulator.answer.bar import BARS, COMPANY_BARS, asked_by_id, bar_groups
from simulator.answer.types import LEVELS, Analysis, RubricItem, Section
from tests.fakes.answer_models import Scores, told

pytestmark = pytest.mark.unit

PARTS: list[tuple[Section, str]] = [
    ("S", "The restart list belonged to another team."),
    ("A", "I wrote a script, I tried it on one server and I showed it to their lead."),
    ("A", "I did not have all the figures, so I weighed the risk of waiting."),
    ("R", "It has saved us four hours a week for three years."),
]


def items(
    parts: list[tuple[Section, str]] = PARTS, scores: Scores | None = None, **context: str
) -> dict[str, RubricItem]:
    return {item.id: item for item in told(parts, scores=scores or {}, **context).bar}


def quadrant(parts: list[tuple[Section, str]], scores: Scores) -> RubricItem:
    return next(item for item in told(parts, scores=scores).rubric if item.id == "quadrant")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("company", [None, *COMPANY_BARS])
def test_every_level_and_company_is_asked_its_own_bar(level: str, company: str | None) -> None:
    analysis = told(PARTS, scores={}, level=level, company=company)  # type: ignore[arg-type]
    names = [name for name, _ in bar_groups(analysis.context, analysis.bar)]
    assert len(names) == (1 if company is None else 2)
    wanted = [one.id for one in BARS[level]]  # type: ignore[index]
    assert [item.id for item in analysis.bar][: len(wanted)] == wanted


def test_every_id_of_a_bar_has_one_meaning_for_the_reader() -> None:
    for asked in (*BARS.values(), *COMPANY_BARS.values()):
        for one in asked:
            assert one.title
            assert one.below
            assert asked_by_id(one.id).id == one.id


def test_what_is_met_has_the_words_and_their_time() -> None:
    found = items(scores={"cross_team": (0.9, 1), "buy_in": (0.2, 1)}, level="mid")
    assert found["stakeholders"].state == "met"
    assert "showed it to their lead" in found["stakeholders"].quote
    assert 0 < found["stakeholders"].start_s < found["stakeholders"].end_s
    assert (found["won_people"].state, found["won_people"].quote) == ("not_heard", "")


def test_a_score_without_a_sentence_is_never_called_met() -> None:
    assert items(scores={"cross_team": (0.9, None)}, level="mid")["stakeholders"].state == "unclear"


def test_the_own_part_is_counted_in_the_action() -> None:
    assert items(level="junior")["own_part"].state == "met"
    we: list[tuple[Section, str]] = [("A", "We wrote a script, we tried it and we showed it.")]
    assert items(we, level="junior")["own_part"].state == "not_heard"


def test_a_bet_of_quarters_is_a_time_of_more_than_two_of_them() -> None:
    assert items(level="staff")["quarters"].quote == PARTS[3][1]
    weeks: list[tuple[Section, str]] = [("A", "I worked on it for three weeks."), ("R", "It took five months.")]
    assert items(weeks, level="staff")["quarters"].state == "not_heard"


def test_a_company_is_known_however_it_is_spelt_and_an_unknown_one_has_no_bar() -> None:
    assert items(company="Meta")["incomplete"].state == "met"
    assert set(items(company="Initech", level="mid")) == {"stakeholders", "won_people", "tradeoffs"}


def test_an_answer_to_a_probe_is_held_against_no_bar() -> None:
    assert items(probe="impact") == {}


def test_the_quadrant_needs_both_questions_answered() -> None:
    assert quadrant(PARTS, {}).value == "B"
    assert quadrant(PARTS, {"cross_team": (0.9, 1)}).value == "D"
    given: list[tuple[Section, str]] = [("T", "My lead asked me to clean up the list."), ("A", "I cleaned it up.")]
    assert quadrant(given, {"assigned": (0.9, 0)}).value == "A"
    assert quadrant(given, {"assigned": (0.9, 0), "cross_team": (0.9, 1)}).value == "C"
    plain: list[tuple[Section, str]] = [("A", "I cleaned the list up.")]
    assert (quadrant(plain, {}).state, quadrant(plain, {}).value) == ("unclear", "")
    assert quadrant(plain, {"cross_team": (0.4, 0)}).state == "not_heard"


def test_the_quadrant_shows_the_words_that_place_the_story() -> None:
    assert "belonged to another team" in quadrant(PARTS, {}).quote


def test_an_answer_stored_before_there_was_a_bar_has_none() -> None:
    old: Analysis = told(PARTS, scores={})
    assert bar_groups(old.context, ()) == []
