"""Stories that were told to more than one question."""

import pytest

from simulator.archive.store import Archive
from simulator.comparing.questions import main_takes
from simulator.comparing.stories import stories_told_again
from simulator.comparing.text import questions_text
from simulator.comparing.types import AnsweredQuestion
from tests.fakes.holding import Held
from tests.fakes.told import story

pytestmark = pytest.mark.unit
KITE = frozenset(f"kite{number}" for number in range(20))
ROBOT = frozenset(f"robot{number}" for number in range(20))


def found(archive: Archive, *rare: frozenset[str]) -> tuple[AnsweredQuestion, ...]:
    takes = [take for session in archive.glances() for take in main_takes(session)]
    return stories_told_again(list(zip(takes, rare, strict=True)))


def test_a_story_for_two_questions_is_found_and_others_are_not_taken_for_it(archive: Archive, hold: Held) -> None:
    for question in ("First?", "Second?", "Third?"):
        hold(story(question))
    (one,) = found(archive, KITE, ROBOT, frozenset([*sorted(KITE)[:12], "new"]))
    assert [take.figures.context.question for take in one.takes] == ["First?", "Third?"]
    assert one.title == "One story for several questions: First?"
    text = questions_text([one])
    assert text.index("First?") < text.index("Third?")


def test_a_story_for_one_question_is_found_by_its_question_and_not_here(archive: Archive, hold: Held) -> None:
    hold(story("First?"), story("First?"))
    assert found(archive, KITE, KITE) == ()


def test_an_answer_of_few_words_is_no_story_to_know_again(archive: Archive, hold: Held) -> None:
    for question in ("First?", "Second?"):
        hold(story(question))
    few = frozenset(sorted(KITE)[:5])
    assert found(archive, few, few) == ()
