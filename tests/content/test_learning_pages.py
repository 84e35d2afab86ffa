"""The pages to learn from: each has what it needs, and the program's own judge agrees with what it says."""

from collections import Counter

import pytest

from simulator.answer.catalogue import DISQUALIFIERS, FLAGS
from simulator.answer.guideline import PRESETS
from simulator.answer.rubric import FIVE_SIGNALS
from simulator.answer.types import Analysis
from simulator.content.models import Library
from simulator.learning.examples import judge_page, told_findings
from simulator.learning.load import load_pages
from simulator.learning.types import Example, Page
from simulator.wiring.brain import Analysing, open_analyst

pytestmark = pytest.mark.unit
PAGES = load_pages()
BY_ID = {page.id: page for page in PAGES}


@pytest.fixture(scope="module")
def judged(shipped: Library) -> dict[tuple[str, str], tuple[Example, Analysis]]:
    """Every example with what the real models find in it."""
    mind = open_analyst(shipped, Analysing())
    found = {}
    for page in PAGES:
        both = judge_page(page, mind.labeller, mind.judge, PRESETS["action-70"].guideline, 140.0)
        found[page.id, "good"] = page.good, both.good
        found[page.id, "bad"] = page.bad, both.bad
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_is_short_and_has_two_examples_that_claim_something(page: Page) -> None:
    words = sum(len(text.split()) for text in (*page.body, *page.points))
    assert 30 <= words <= 170, "one screen"
    for example in (page.good, page.bad):
        assert 80 <= len(example.text.split()) <= 200, "half a minute to a minute and a half"
    assert page.good.shows
    assert not page.good.flags
    assert page.bad.flags
    assert page.good.context.question == page.bad.context.question
    assert len(page.cards) == 2
    teaches = {*page.teaches}
    assert teaches & {*page.good.shows} or teaches & {*page.bad.flags}, "the examples show what the page is about"


@pytest.mark.parametrize("page_id", BY_ID)
def test_our_own_findings_agree_with_what_the_page_says_of_the_good_answer(
    judged: dict[tuple[str, str], tuple[Example, Analysis]], page_id: str
) -> None:
    example, analysis = judged[page_id, "good"]
    assert {*example.shows} <= {signal.id for signal in analysis.signals}
    assert {flag.id for flag in analysis.flags} == set()
    _keeps_rules(example, analysis)


@pytest.mark.parametrize("page_id", BY_ID)
def test_our_own_findings_agree_with_what_the_page_says_of_the_weak_answer(
    judged: dict[tuple[str, str], tuple[Example, Analysis]], page_id: str
) -> None:
    example, analysis = judged[page_id, "bad"]
    assert {*example.flags} <= {flag.id for flag in analysis.flags}
    assert not {*example.lacks} & {signal.id for signal in analysis.signals}
    assert told_findings(example, analysis)
    _keeps_rules(example, analysis)


def _keeps_rules(example: Example, analysis: Analysis) -> None:
    verdicts = {verdict.rule: verdict.ok for verdict in analysis.timing.verdicts}
    assert all(verdicts[rule] is True for rule in example.meets)
    assert all(verdicts[rule] is False for rule in example.misses)


def test_together_they_teach_the_five_signals_and_every_disqualifier() -> None:
    taught = {name for page in PAGES for name in page.teaches}
    assert {*FIVE_SIGNALS} <= taught
    assert taught >= DISQUALIFIERS
    assert len(taught & {*FLAGS}) >= 13


def test_no_title_and_no_card_comes_twice() -> None:
    asked = Counter(card.ask for page in PAGES for card in page.cards)
    assert max(asked.values()) == 1
    assert len({page.title for page in PAGES}) == len(PAGES)


def test_the_cards_of_the_field_are_among_them() -> None:
    """The counterfactual test, what splits the quadrants, the three beats, why the smallest version first."""
    asked = " ".join(card.ask for page in PAGES for card in page.cards)
    for words in ("counterfactual test", "split the four quadrants", "three beats", "smallest version first"):
        assert words in asked
