"""Which story a follow-up is drilled on, and in which words."""

from datetime import timedelta

import pytest

from simulator.drill.choose import choose_item
from simulator.drill.stories import OwnStory
from simulator.drill.types import Entry
from simulator.errors import BadInput
from simulator.probing.types import ProbeChoice
from tests.fakes.drilling import CONTEXTS, TODAY, entry, family

pytestmark = pytest.mark.unit


def own(session_id: str = "one") -> OwnStory:
    probe = ProbeChoice("impact", "impact-quote", "You said “it was better”. And then?", "No number.", "it was better")
    return OwnStory(session_id, "turn-01", "2026-01-03T09:00:00+00:00", "Tell me about a time.", "It all began.", probe)


def test_an_own_answer_that_leaves_it_open_goes_first_with_its_quote_and_reason() -> None:
    item = choose_item(family("impact"), [own()], CONTEXTS, (), seed=1)
    assert item.own
    assert item.title == "Your answer of 3 January: Tell me about a time."
    assert item.text == "You said “it was better”. And then?"
    assert (item.because, item.quote) == ("No number.", "it was better")
    assert item.source == "one/turn-01"


def test_the_same_own_answer_does_not_come_twice_running() -> None:
    before = [entry(TODAY, story="one/turn-01")]
    assert not choose_item(family("impact"), [own()], CONTEXTS, before, seed=1).own
    assert choose_item(family("impact"), [own(), own("two")], CONTEXTS, before, seed=1).source == "two/turn-01"


def test_a_written_story_leaves_the_family_open_and_is_asked_without_a_quote() -> None:
    for seed in range(30):
        item = choose_item(family("impact"), [], CONTEXTS, (), seed=seed)
        assert item.source in ("ward", "yard")
        assert "{" not in item.text
        assert "“" not in item.text
    assert item.because == "Why impact is asked."


def test_the_story_told_longest_ago_comes_again_first() -> None:
    told: list[Entry] = []
    for day in range(6):
        item = choose_item(family("impact"), [], CONTEXTS, told, seed=7)
        assert not told or item.source != told[-1].story
        told.append(entry(TODAY + timedelta(days=day), story=item.source))


def test_the_same_seed_gives_the_same_choice_and_seeds_differ() -> None:
    def chosen(seed: int) -> tuple[str, str]:
        item = choose_item(family("impact"), [], CONTEXTS, (), seed=seed)
        return item.source, item.wording_id

    assert [chosen(seed) for seed in range(20)] == [chosen(seed) for seed in range(20)]
    assert len({chosen(seed) for seed in range(20)}) > 1


def test_the_wanted_tone_is_used_where_the_family_has_it() -> None:
    assert choose_item(family("impact"), [], CONTEXTS, (), seed=1, tone="hr").wording_id == "impact-hr"
    assert choose_item(family("impact"), [], CONTEXTS, (), seed=1, tone="friendly").wording_id != "impact-quote"


def test_without_any_story_it_says_so() -> None:
    with pytest.raises(BadInput, match="no story to drill on"):
        choose_item(family("impact"), [], (), (), seed=1)
