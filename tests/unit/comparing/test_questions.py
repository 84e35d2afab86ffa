"""Which takes can be compared, and which a person means."""

from dataclasses import replace

import pytest

from simulator.archive.marks import mark_best
from simulator.archive.store import Archive
from simulator.comparing.questions import answered_questions, find_takes, takes_of_question
from simulator.errors import UsageError
from simulator.probing.types import ProbeChoice
from tests.fakes.holding import Held
from tests.fakes.practice import Asked
from tests.fakes.told import asked, story

pytestmark = pytest.mark.unit
PROBE = ProbeChoice("impact", "impact-1", "What changed?", "", "", 0.0)


def names(archive: Archive, *named: str) -> list[str]:
    return [str(name) for name in find_takes(archive.glances(), named)]


def test_questions_come_by_how_often_they_were_answered_redone_takes_too(archive: Archive, hold: Held) -> None:
    hold(story("Once?"))
    hold(story("Thrice?"), story("Thrice?"))
    hold(story("thrice? "))
    found = answered_questions(archive.glances())
    assert [(question.text, len(question.takes)) for question in found] == [("thrice? ", 3), ("Once?", 1)]


def test_answers_to_follow_ups_and_demos_are_not_among_them(archive: Archive, hold: Held) -> None:
    answers = [(PROBE, story("What changed?", probe="impact")), (PROBE, story("What changed?", probe="impact"))]
    hold(answers=[Asked(asked("First?"), [story("First?")], answers)])
    hold(story("First?"), synthetic=True)
    assert [(question.text, len(question.takes)) for question in answered_questions(archive.glances())] == [
        ("First?", 1)
    ]


def test_a_take_is_named_by_its_session_and_any_part_of_the_id_will_do(archive: Archive, hold: Held) -> None:
    one, other = hold(story(), story()), hold(story())
    assert names(archive, f"{one.id}/turn-01-take-2", other.id[-6:]) == [
        f"{one.id}/turn-01-take-2",
        f"{other.id}/turn-01",
    ]


def test_a_session_alone_is_the_take_that_counts_of_its_first_question(archive: Archive, hold: Held) -> None:
    one, other = hold(story(), story()), hold(story())
    assert names(archive, one.id, other.id)[0] == f"{one.id}/turn-01-take-2"
    mark_best(one, "turn-01", True)
    assert names(archive, one.id, other.id)[0] == f"{one.id}/turn-01"


def test_a_single_take_is_compared_with_every_other_of_its_question(archive: Archive, hold: Held) -> None:
    one, other = hold(story(), story()), hold(story())
    expected = [f"{one.id}/turn-01", f"{one.id}/turn-01-take-2", f"{other.id}/turn-01"]
    assert names(archive, other.id) == expected


def test_a_demo_is_compared_with_demos(archive: Archive, hold: Held) -> None:
    hold(story())
    one, other = hold(story(), synthetic=True), hold(story(), synthetic=True)
    assert names(archive, other.id) == [f"{one.id}/turn-01", f"{other.id}/turn-01"]


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("nowhere", "nowhere: no such session"),
        ("", "'': no such session"),
        ("2026-01", "2 sessions have this in their id"),
        ("2026-01-02/turn-09", "no such answer. There are turn-01."),
        ("2026-01-02", "this question has no other take to compare with"),
        ("../2026-01-02", "no such session"),
    ],
)
def test_what_cannot_be_meant_is_one_line(archive: Archive, hold: Held, named: str, says: str) -> None:
    hold(story("First?"))
    hold(story("Second?"))
    with pytest.raises(UsageError) as error:
        find_takes(archive.glances(), [named])
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_session_that_cannot_be_read_says_why(archive: Archive, hold: Held) -> None:
    folder = hold(story())
    (folder.path / "session.json").write_text("{ torn")
    with pytest.raises(UsageError, match="not JSON"):
        find_takes(archive.glances(), [folder.id])


def test_a_question_is_found_by_words_of_it(archive: Archive, hold: Held) -> None:
    hold(story("Tell me about a plan."), story("Tell me about a plan."))
    hold(story("Tell me about a failure."))
    glances = archive.glances()
    assert len(takes_of_question(glances, "A  PLAN")) == 2
    for words, says in (("tell me", "2 questions have"), ("failure", "once only"), ("lunch", "no question with these")):
        with pytest.raises(UsageError, match=says):
            takes_of_question(glances, words)


def test_answers_whose_question_nobody_knows_are_not_takes_of_one(archive: Archive, hold: Held) -> None:
    unknown = replace(asked("Cannot tell."), id="", family="")
    for _ in range(2):
        hold(answers=[Asked(unknown, [story("Cannot tell.")])])
    assert answered_questions(archive.glances()) == ()
