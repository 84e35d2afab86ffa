"""What stories cover, and what to prepare next."""

from simulator.answer.types import LEVELS
from simulator.content.vocabulary import STORY_FAMILIES
from simulator.stories.coverage import QUADRANTS, coverage
from simulator.stories.next import Step, what_next
from simulator.stories.types import Story
from tests.fakes.stories import TAKE, heard, told, whole


def test_an_empty_bank_covers_nothing_and_has_every_row() -> None:
    seen = coverage(())
    assert len(seen.grid) == len(QUADRANTS) * len(LEVELS)
    assert [row.id for row in seen.families_without] == list(STORY_FAMILIES)
    assert [row.id for row in seen.signals[:5]] == ["noticed", "sized", "scoped", "shipped", "stopped"]
    assert [row.id for row in seen.competencies] == ["initiative", "ownership", "leadership", "influence"]


def test_each_story_stands_where_it_lies_and_the_rest_is_unplaced() -> None:
    seen = coverage((whole("a"), whole("b", quadrant="D", level="senior"), Story("c", "c")))
    assert seen.grid["B", "mid"] == ("a",)
    assert seen.of_quadrant("D") == ("b",)
    assert seen.unplaced == ("c",)


def test_a_family_counts_when_meant_or_told_and_might_by_its_signals() -> None:
    story = whole("a", families=(), signals=("buy_in",), told=(told(family="noticed_first"),))
    rows = {row.id: row for row in coverage((story,)).families}
    assert rows["noticed_first"].stories == ("a",)
    assert (rows["influence"].stories, rows["influence"].might) == ((), ("a",))
    assert rows["noticed_first"].might == ()


def test_competencies_tell_which_stories_have_a_framing() -> None:
    seen = coverage((whole("a", competencies={"influence": "", "earn_trust": "x"}),))
    rows = {row.id: row for row in seen.competencies}
    assert (rows["influence"].stories, rows["influence"].framed) == (("a",), ())
    assert rows["earn_trust"].framed == ("a",)


def test_signals_that_no_story_shows_are_named() -> None:
    never = {row.id for row in coverage((whole(),)).signals_never}
    assert "sized" in never
    assert "noticed" not in never


def steps(*stories: Story, **how: object) -> list[Step]:
    return list(what_next(stories, **how))  # type: ignore[arg-type]


def test_without_a_story_the_first_thing_is_to_write_one() -> None:
    (only,) = steps()
    assert only.kind == "write"
    assert "small" in only.what


def test_what_outweighs_a_story_comes_before_everything_else() -> None:
    story = whole("a", told=(told(),))
    first = steps(whole("b"), story, heard={TAKE: heard("assigned")})[0]
    assert (first.kind, first.story, first.about) == ("mend", "a", "assigned")


def test_an_unfinished_story_says_what_it_lacks() -> None:
    found = next(step for step in steps(whole("a", proposed="", number="")) if step.kind == "finish")
    assert found.what == "Write proposed and the number of “The export that failed at night”"


def test_empty_quadrants_that_the_level_leans_on_come_first() -> None:
    def order(level: str) -> list[str]:
        return [step.about for step in steps(whole("x", quadrant=None), level=level) if step.kind == "write"]

    assert order("senior")[:2] == ["B", "D"]
    assert order("junior")[:2] == ["A", "C"]
    assert len(order("mid")) == 4
    assert "senior" in next(step.why for step in steps(whole(quadrant="A"), level="senior") if step.about == "D")


def test_of_families_without_a_story_those_with_one_at_hand_come_first_and_few_at_once() -> None:
    found = [step for step in steps(whole("a")) if step.kind == "family"]
    assert len(found) == 3
    assert all(step.story == "a" for step in found)


def test_a_whole_story_that_was_never_told_is_to_be_told() -> None:
    kinds = {step.kind for step in steps(whole("a"))}
    assert {"draft", "tell"} <= kinds
    assert "tell" not in {step.kind for step in steps(whole("a", told=(told(),)))}


def test_every_step_has_a_reason_and_the_limit_holds() -> None:
    found = steps(whole("a"), Story("b", "b"))
    assert all(step.why and step.what for step in found)
    assert steps(whole("a"), Story("b", "b"), limit=2) == found[:2]
