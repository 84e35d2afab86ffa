import re

import pytest

from simulator.answer.types import Section
from simulator.probing.reason_table import CAUSES, PLAIN
from simulator.probing.reasons import reason_for, times
from simulator.probing.story import ADDRESSES, Story
from tests.fakes.answer_models import told

pytestmark = pytest.mark.unit

WE: list[tuple[Section, str]] = [
    ("S", "Our parts were always late and everybody in the yard knew about it."),
    ("A", "We went to the other depot and we asked them for their lists."),
    ("A", "We compared the two, we called the suppliers, and I changed the order day."),
]
STORY: list[tuple[Section, str]] = [
    ("S", "Our parts were always late and everybody in the yard knew about it."),
    ("A", "I went to the other depot and I asked them for their lists."),
    ("A", "I compared the two, I called the suppliers, and I changed the order day."),
    ("R", "The parts come on time now."),
]


def test_we_and_i_are_counted_in_the_reason() -> None:
    story = Story(told(WE, scores={"we_only": (0.9, 1)}))
    because = reason_for("own_part", story).because
    assert because == "You said “we” 4 times in the Action and “I” once: an interviewer wants to know your part."


def test_the_reason_for_a_flag_quotes_the_words_and_their_time() -> None:
    story = Story(told(STORY, scores={"credit_seeking": (0.9, 3)}))
    reason = reason_for("motive", story)
    assert reason.quote == "The parts come on time now"
    assert reason.quote in reason.because
    assert reason.start_s == story.main.flags[0].start_s > 0
    assert reason.flag == "credit_seeking"


def test_a_disqualifier_is_told_before_another_flag_though_less_sure() -> None:
    story = Story(told(STORY, scores={"vague": (0.95, 1), "handed_off": (0.6, 2)}))
    assert reason_for("specifics", story).flag == "handed_off"


def test_what_is_missing_is_said_when_no_flag_calls_for_the_probe() -> None:
    assert "keeps the trouble from coming back" in reason_for("recurrence", Story(told(STORY, scores={}))).because


def test_what_is_claimed_is_quoted_when_nothing_is_missing() -> None:
    reason = reason_for("authority", Story(told(STORY, scores={"buy_in": (0.9, 1)})))
    assert reason.quote == "I went to the other depot and I asked them for their lists"
    assert reason.shows == "buy_in"


def test_words_that_do_not_say_what_is_claimed_are_not_read_back() -> None:
    """The judge may point at the sentence beside the one that shows the signal."""
    reason = reason_for("impact", Story(told(STORY, scores={"measured": (0.9, 0)})))
    assert (reason.quote, reason.shows) == ("", "")
    assert reason.because == "You name a number: an interviewer asks how you know it."


@pytest.mark.parametrize("family", ["pushback", "hindsight", "recurrence"])
def test_what_is_missing_is_no_claim_about_how_the_story_went(family: str) -> None:
    """It may be told of a story of resistance, or of one that went wrong."""
    told_wrong: list[tuple[Section, str]] = [("A", "They said no, I built it anyway, and then it was switched off.")]
    because = reason_for(family, Story(told(told_wrong, scores={}))).because
    assert because.startswith(("You do not say", "You say little"))


@pytest.mark.parametrize("family", sorted(PLAIN))
def test_every_family_has_a_reason_for_any_answer(family: str) -> None:
    because = reason_for(family, Story(told(STORY, scores={}))).because
    assert because.endswith(".")
    assert "{" not in because


def test_a_family_of_ones_own_has_a_reason_too() -> None:
    assert reason_for("weather", Story(told(STORY, scores={}))).because


def test_every_flag_has_a_reason_in_each_family_that_addresses_it() -> None:
    for flag, families in ADDRESSES.items():
        for family in families:
            assert any(cause.kind == "flag" and cause.id == flag for cause in CAUSES[family]), (flag, family)


def test_every_reason_fits_its_fields() -> None:
    for causes in CAUSES.values():
        for cause in causes:
            for text in filter(None, (cause.plain, cause.quoted)):
                assert set(re.findall(r"{(\w+)}", text)) <= {"quote", "we", "i", "setup"}
                assert text.format(quote="so it was", we="twice", i="once", setup="50%").endswith(".")
            assert "{quote}" not in cause.plain


def test_how_often_is_told_in_words_that_fit() -> None:
    assert [times(count) for count in (0, 1, 2, 3)] == ["never", "once", "twice", "3 times"]
