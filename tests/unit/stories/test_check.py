"""What speaks against a story, what is weak, what is open."""

import pytest

from simulator.stories.check import disqualified, is_whole, remarks
from simulator.stories.types import Checked, Story
from tests.fakes.stories import TAKE, heard, told, whole


def ids(story: Story, *flags: str, weight: str | None = None) -> list[str]:
    found = remarks(story, {TAKE: heard(*flags)} if flags else {})
    return [remark.id for remark in found if weight in (None, remark.weight)]


def test_a_whole_story_has_nothing_to_do() -> None:
    assert remarks(whole()) == ()
    assert is_whole(whole())


def test_an_empty_story_says_what_each_missing_part_costs() -> None:
    found = {remark.id: remark for remark in remarks(Story("x", "x"))}
    assert {"discovered", "proposed", "shipped", "number", "quadrant", "level", "counterfactual"} <= found.keys()
    assert "went past the team" in found["proposed"].what
    assert all(remark.weight == "open" for remark in found.values())


@pytest.mark.parametrize(
    "words",
    [
        "My manager asked me to take a look at the export.",
        "I was told to fix it, so I did.",
        "It was assigned to me in the spring.",
        "We were tasked with the migration.",
    ],
)
def test_assigned_work_is_pointed_out_with_the_words_and_the_repair(words: str) -> None:
    first = remarks(whole(discovered=words))[0]
    assert (first.id, first.weight) == ("assigned", "against")
    assert first.quote
    assert first.quote in words
    assert "nobody asked you for" in first.repair


@pytest.mark.parametrize(
    "words",
    [
        "Nobody asked me to look at it.",
        "My manager never asked me for this.",
        "I asked my manager for a week.",
        "I was told by nobody that it mattered.",
    ],
)
def test_work_that_nobody_asked_for_is_not(words: str) -> None:
    assert not disqualified(whole(discovered=words))


def test_effort_without_a_number_is_pointed_out_and_with_one_it_is_not() -> None:
    hard = "I worked weekends on it for two months."
    assert ids(whole(shipped=hard, number=""), weight="against") == ["effort_only"]
    assert ids(whole(shipped=hard), weight="against") == []


def test_what_was_heard_in_a_take_counts_until_a_take_without_it_is_the_best() -> None:
    once = whole(told=(told(),))
    assert ids(once, "assigned", weight="against") == ["assigned"]
    better = whole(told=(told(), told("b/turn-01", best=True)))
    found = remarks(better, {TAKE: heard("assigned"), "b/turn-01": heard()})
    assert found == ()


def test_another_disqualifier_of_the_last_take_is_a_weakness() -> None:
    found = remarks(whole(told=(told(),)), {TAKE: heard("we_only", "vague")})
    assert [(one.id, one.weight) for one in found] == [("we_only", "weak")]


@pytest.mark.parametrize(
    ("check", "answer", "weight"),
    [
        ("counterfactual", "no", None),
        ("counterfactual", "yes", "weak"),
        ("resistance", "yes", None),
        ("resistance", "no", "weak"),
        ("sustained", "no", "weak"),
        ("sustained", "unsure", "open"),
    ],
)
def test_a_reality_check_passes_fails_or_stays_open(check: str, answer: str, weight: str | None) -> None:
    story = whole(checks={**whole().checks, check: Checked(answer)})
    assert [remark.weight for remark in remarks(story)] == ([weight] if weight else [])


@pytest.mark.parametrize(("words", "told_of"), [(0, False), (199, True), (200, False), (300, False), (301, True)])
def test_a_draft_has_200_to_300_words(words: int, told_of: bool) -> None:
    assert ("draft" in ids(whole(draft=" ".join(["word"] * words)))) is told_of


def test_a_competency_without_a_framing_is_open() -> None:
    assert ids(whole(competencies={"initiative": "x", "earn_trust": ""})) == ["competencies"]
