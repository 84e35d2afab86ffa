"""What the shipped questions, follow-ups and plans promise."""

import re
from pathlib import Path

import pytest

from simulator.answer.types import LEVELS, Level
from simulator.content.check import check
from simulator.content.models import Library
from simulator.content.pick import fits
from simulator.content.quote import has_quote_slot
from simulator.content.vocabulary import (
    COMPANIES,
    COMPETENCIES,
    PROBE_FAMILIES,
    QUESTION_FAMILIES,
    SHORT_FAMILY,
    STORY_FAMILIES,
    TONES,
)
from simulator.interview.planning import Wishes, plan_session

pytestmark = pytest.mark.unit

SENTENCE_END = (".", "?")
PLANS = (
    "one-question",
    "quick",
    "full",
    "amazon-ownership",
    "google-influence",
    "meta-move-fast",
    "first-job",
    "staff-engineer",
    "the-story-i-failed",
)


def test_every_shipped_file_passes_the_check(root: Path) -> None:
    assert check([root / "prompts", root / "followups"]) == []


def test_every_question_family_of_the_domain_has_at_least_six_questions(shipped: Library) -> None:
    counts = {family: sum(one.family == family for one in shipped.questions) for family in QUESTION_FAMILIES}
    assert len(STORY_FAMILIES) == 15
    assert {family: count for family, count in counts.items() if count < 6} == {}


def test_there_are_at_least_ninety_questions(shipped: Library) -> None:
    assert len(shipped.questions) >= 90


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("company", [None, *COMPANIES])
def test_every_family_has_two_questions_for_every_level_and_company(
    shipped: Library, level: Level, company: str | None
) -> None:
    for family in QUESTION_FAMILIES:
        fitting = [one for one in shipped.questions if one.family == family and fits(one, level, company)]
        assert len(fitting) >= 2, family


@pytest.mark.parametrize("company", COMPANIES)
def test_every_company_is_named_by_at_least_eight_questions(shipped: Library, company: str) -> None:
    assert sum(company in one.companies for one in shipped.questions) >= 8


def test_every_competency_is_served_by_some_question(shipped: Library) -> None:
    assert set(COMPETENCIES) == {competency for one in shipped.questions for competency in one.competencies}


def test_every_question_says_what_it_tests_and_how_it_is_won_and_lost(shipped: Library) -> None:
    for one in shipped.questions:
        assert one.competencies, one.id
        assert one.tests.endswith("."), one.id
        assert one.strong.endswith("."), one.id
        assert one.trap.endswith("."), one.id


def test_every_question_is_a_few_short_spoken_sentences(shipped: Library) -> None:
    for one in shipped.questions:
        assert one.text.endswith(SENTENCE_END), one.id
        assert len(one.text.split()) <= 35, one.id
        assert not re.search(r"[();/&*_#\[\]]|\.\.|--", one.text), one.id


def test_every_probe_family_of_the_codebook_has_content(shipped: Library, root: Path) -> None:
    codebook = (root / "corpus" / "CODEBOOK.md").read_text(encoding="utf-8")
    listed = codebook.split("## probes")[1].split("`good`")[0]
    in_codebook = re.findall(r"^- (\w+):", listed, flags=re.MULTILINE)
    assert len(in_codebook) == 19
    assert [family.id for family in shipped.families] == in_codebook == list(PROBE_FAMILIES)


def test_every_probe_family_explains_itself_and_has_at_least_five_wordings(shipped: Library) -> None:
    for family in shipped.families:
        assert family.title, family.id
        assert family.why.endswith("."), family.id
        assert len(family.weak) >= 3, family.id
        assert len(family.strong) >= 3, family.id
        assert len(family.wordings) >= 5, family.id


def test_the_first_wording_of_a_family_is_neutral_general_and_short(shipped: Library) -> None:
    for family in shipped.families:
        first = family.wordings[0]
        assert first.tone == "neutral", family.id
        assert not has_quote_slot(first.text), family.id
        assert len(first.text.split()) <= 20, family.id


def test_every_family_can_quote_the_candidate_in_one_or_two_ways(shipped: Library) -> None:
    for family in shipped.families:
        assert 1 <= sum(has_quote_slot(one.text) for one in family.wordings) <= 2, family.id


def test_every_family_has_at_least_four_tones_and_every_tone_has_ten_wordings(shipped: Library) -> None:
    for family in shipped.families:
        assert len({one.tone for one in family.wordings}) >= 4, family.id
    for tone in TONES:
        assert sum(one.tone == tone for family in shipped.families for one in family.wordings) >= 10, tone


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("company", ["", *COMPANIES])
def test_every_family_has_five_wordings_for_every_level_and_company(
    shipped: Library, level: Level, company: str
) -> None:
    for family in shipped.families:
        assert sum(one.fits(level, company) for one in family.wordings) >= 5, family.id


def test_every_level_company_and_interviewer_has_follow_ups_of_its_own(shipped: Library) -> None:
    wordings = [one for family in shipped.families for one in family.wordings]
    for company in COMPANIES:
        assert sum(company in one.companies for one in wordings) >= 2, company
        assert sum(company in family.companies for family in shipped.families) >= 3, company
    for level in ("junior", "senior", "staff"):
        assert any(one.levels != LEVELS and level in one.levels for one in wordings), level
    for tone in set(TONES) - {"neutral"}:
        assert any(tone in family.tones for family in shipped.families), tone


def test_every_family_shows_a_weak_and_a_strong_sketch_that_could_be_spoken(shipped: Library) -> None:
    for family in shipped.families:
        assert family.sketches, family.id
        for sketch in family.sketches:
            assert 8 <= len(sketch.weak.split()) <= 60, family.id
            assert 30 <= len(sketch.strong.split()) <= 150, family.id  # about 15 to 60 s
            assert len(sketch.strong) > len(sketch.weak), family.id
            assert sketch.difference.endswith("."), family.id
    texts = [text for family in shipped.families for one in family.sketches for text in (one.weak, one.strong)]
    assert len(texts) == len(set(texts))


def test_there_are_stories_to_drill_on_for_every_family_and_many_professions(shipped: Library) -> None:
    assert len(shipped.contexts) >= 8
    assert len({context.profession for context in shipped.contexts}) == len(shipped.contexts)
    for family in PROBE_FAMILIES:
        assert sum(family in context.families for context in shipped.contexts) >= 2, family
    for context in shipped.contexts:
        assert 40 <= len(context.story.split()) <= 90, context.id
        assert context.story.startswith("You "), context.id
        assert len(context.families) >= 3, context.id


def test_no_wording_guesses_what_was_said(shipped: Library) -> None:
    guesses = re.compile(r"\b(you mentioned|you keep|you just said|earlier you|as you said)\b", re.IGNORECASE)
    assert [one.id for family in shipped.families for one in family.wordings if guesses.search(one.text)] == []


def test_all_ids_are_unique_and_name_their_family(shipped: Library) -> None:
    wordings = [(family.id, one.id) for family in shipped.families for one in family.wordings]
    ids = [one.id for one in shipped.questions] + [identifier for _, identifier in wordings]
    assert len(ids) == len(set(ids))
    assert [one for family, one in wordings if not one.startswith(family.replace("_", "-"))] == []


def test_the_named_plans_are_there(shipped: Library) -> None:
    assert {plan.id for plan in shipped.plans} == set(PLANS)


@pytest.mark.parametrize("plan_id", PLANS)
@pytest.mark.parametrize("seed", range(5))
def test_every_plan_finds_all_its_questions_at_every_level_and_company(
    shipped: Library, plan_id: str, seed: int
) -> None:
    plan = shipped.plan(plan_id)
    for level in LEVELS:
        for company in (None, *COMPANIES):
            session = plan_session(shipped, Wishes(plan_id, company=company, level=level), seed=seed)
            assert len({one.id for one in session.questions}) == plan.count


def test_the_minutes_of_a_plan_are_about_what_its_turns_take(shipped: Library) -> None:
    for plan in shipped.plans:
        short = sum(pick.count for pick in plan.picks if pick.families == (SHORT_FAMILY,))
        stories = plan.count - short
        minutes = short * 1.0 + stories * (2.5 + plan.prep_s / 60) + plan.count * plan.probes * 1.0
        assert 0.7 * minutes <= plan.minutes <= 2.0 * minutes, (plan.id, minutes)
