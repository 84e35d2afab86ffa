"""The course of a session from its journal: who said what, in which order, for how long."""

from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.interview import events as ev
from simulator.interview.course import Answered, Said, read_course
from tests.fakes import parts as fake
from tests.fakes.replaying import PLAN, past_session, write

pytestmark = pytest.mark.unit


@pytest.fixture
def empty(tmp_path: Path) -> SessionFolder:
    return Archive(tmp_path / "recordings").create("test", {}, {}, {}, {}, fake.FakeClock().wall())


def told(folder: SessionFolder) -> list[tuple[str, str]]:
    return [
        ("asked", one.prompt.kind) if isinstance(one, Said) else (one.take_id, one.prompt.kind)
        for one in read_course(folder).steps
    ]


def test_questions_takes_and_follow_ups_come_in_the_order_they_happened(tmp_path: Path) -> None:
    folder = past_session(tmp_path / "recordings")
    assert told(folder) == [
        ("asked", "question"),
        ("turn-01", "question"),
        ("turn-01-take-2", "question"),
        ("asked", "probe"),
        ("turn-02", "probe"),
    ]
    course = read_course(folder)
    assert (course.plan, course.replaced, course.skipped) == (PLAN, ("turn-01",), ("turn-01",))
    assert list(course.prompts) == ["turn-01", "turn-01-take-2", "turn-02"]


def test_how_long_the_interviewer_spoke_is_from_the_first_word_to_the_last(tmp_path: Path) -> None:
    said = [one for one in read_course(past_session(tmp_path / "recordings")).steps if isinstance(one, Said)]
    assert [(one.turn, one.seconds) for one in said] == [(1, 4.0), (2, pytest.approx(2.0))]


def test_a_question_asked_again_while_it_is_answered_is_there_once(empty: SessionFolder) -> None:
    begun: list[tuple[float, ev.Event]] = [
        (0.0, ev.Start(PLAN)),
        (3.0, ev.Spoken(1)),
        (3.5, ev.TimeUp("hold_off", 1, 0)),
        (4.0, ev.FirstBlock("turn-01")),
        (6.0, ev.AskAgain()),
        (9.0, ev.Spoken(1)),
    ]
    write(empty, begun)
    assert told(empty) == [("asked", "question"), ("turn-01", "question")]
    assert [one.seconds for one in read_course(empty).steps if isinstance(one, Said)] == [3.0]


def test_a_question_that_was_never_asked_to_its_end_has_no_length(empty: SessionFolder) -> None:
    write(empty, [(0.0, ev.Start(PLAN))])
    assert [one.seconds for one in read_course(empty).steps if isinstance(one, Said)] == [None]


def test_a_question_that_was_skipped_has_its_take_among_the_skipped(empty: SessionFolder) -> None:
    write(
        empty,
        [
            (0.0, ev.Start(PLAN)),
            (3.0, ev.Spoken(1)),
            (3.5, ev.TimeUp("hold_off", 1, 0)),
            (4.0, ev.FirstBlock("turn-01")),
            (5.0, ev.Skip()),
        ],
    )
    assert read_course(empty).skipped == ("turn-01",)


def test_entries_of_another_version_and_damaged_lines_are_passed_over(tmp_path: Path) -> None:
    folder = past_session(tmp_path / "recordings")
    whole = told(folder)
    journal = folder.path / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    lines.insert(3, b'{"kind": "hologram", "at": 1, "data": {}}\n')
    lines.insert(5, b"\x00\xff broken\n")
    journal.write_bytes(b"".join(lines))
    assert told(folder) == whole


def test_without_a_journal_nothing_is_told_and_nothing_fails(empty: SessionFolder) -> None:
    course = read_course(empty)
    assert (course.plan, course.steps, course.prompts) == (None, (), {})
    assert not any(isinstance(one, Answered) for one in course.steps)
