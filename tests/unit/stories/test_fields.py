"""The parts of a story that can be changed one by one."""

import pytest

from simulator.stories.fields import because_of, fields_of, tidy, value_of, with_value
from simulator.stories.types import Checked, Story
from tests.fakes.stories import whole


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("title", "Another"),
        ("discovered", "One.\n\nTwo."),
        ("number", "from 9 to 1"),
        ("quadrant", "D"),
        ("quadrant", ""),
        ("level", "staff"),
        ("archetype", "risk_mitigated"),
        ("signals", ("sized", "stopped")),
        ("families", ()),
        ("competencies", ("influence", "initiative")),
        ("framing:initiative", "I began it."),
        ("check:resistance", "unsure"),
        ("tags", "night, export"),
        ("notes", ""),
    ],
)
def test_a_part_holds_what_was_put_into_it_and_the_others_stay(part: str, value: str | tuple[str, ...]) -> None:
    before = whole(tags=("old",), notes="old")
    field = next(field for field in fields_of(before) if field.id == part)
    after = with_value(before, field, value)
    assert value_of(after, field) == value
    names = {one.id for one in fields_of(before)} & {one.id for one in fields_of(after)}
    others = [one for one in fields_of(before) if one.id in names - {part}]
    assert [value_of(after, one) for one in others] == [value_of(before, one) for one in others]


def test_a_competency_that_stays_keeps_its_framing() -> None:
    story = whole(competencies={"initiative": "mine", "influence": "ours"})
    field = next(field for field in fields_of(story) if field.id == "competencies")
    assert with_value(story, field, ("initiative", "earn_trust")).competencies == {
        "initiative": "mine",
        "earn_trust": "",
    }


def test_the_reason_of_a_check_goes_with_its_answer_and_both_go_when_it_is_left_open() -> None:
    story = with_value(Story("x", "x"), because_of("sustained"), "I still run it")
    assert story.checks == {"sustained": Checked("unsure", "I still run it")}
    field = next(field for field in fields_of(story) if field.id == "check:sustained")
    assert with_value(story, field, "yes").checks == {"sustained": Checked("yes", "I still run it")}
    assert with_value(story, field, "").checks == {}


def test_tags_are_taken_apart_and_once_each() -> None:
    field = next(field for field in fields_of(whole()) if field.id == "tags")
    assert with_value(whole(), field, " a , b  c,, a ").tags == ("a", "b c")


def test_what_could_steer_a_terminal_is_left_out_of_texts() -> None:
    assert tidy("a\x1b[2Jb\u202ec\nd ") == "a[2Jbc\nd"
