"""One drill over a real session: nothing is asked before the story is read, and nothing that was said is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from simulator.drill.run import DrillRun
from simulator.drill.store import DrillStore
from simulator.interview import events as ev
from simulator.interview.history import load_plan, load_records
from tests.fakes.drilling import GradingMind, item, open_run
from tests.fakes.house import House

pytestmark = pytest.mark.unit


@contextmanager
def opened(root: Path, **conditions: bool) -> Iterator[tuple[DrillRun, House]]:
    run, house = open_run(root, **conditions)
    try:
        yield run, house
    finally:
        run.leave_and_close()


def answer(run: DrillRun, house: House, text: str, tries: int = 1) -> None:
    house.listening()
    run.type_text(text)
    run.send(ev.Finish())
    house.until(lambda view: view.phase == "between" and len(run.records(view)) == tries)


def test_nothing_is_asked_before_the_story_is_read(tmp_path: Path) -> None:
    with opened(tmp_path) as (run, house):
        assert run.stage(run.view()) == "briefing"
        assert run.view().prompt is None
        run.ask()
        view = house.listening()
        assert run.stage(view) == "answering"
        assert view.prompt is not None
        assert (view.prompt.kind, view.prompt.family, view.prompt.text) == ("probe", "impact", item().text)


def test_a_story_that_was_only_read_leaves_no_session(tmp_path: Path) -> None:
    run, house = open_run(tmp_path)
    run.leave_and_close()
    assert list(house.archive.root.iterdir()) == []


def test_the_answer_is_judged_as_one_to_this_follow_up(tmp_path: Path) -> None:
    with opened(tmp_path) as (run, house):
        run.ask()
        answer(run, house, "It was fine")
        assert run.stage(run.view()) == "judged"
        assert [one.grade for one in run.attempts(run.view())] == ["weak"]
        assert isinstance(house.mind, GradingMind)
        assert {context.probe for context in house.mind.contexts} == {"impact"}


def test_another_try_is_compared_with_the_one_before_and_both_are_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as (run, house):
        run.ask()
        answer(run, house, "It was fine")
        assert run.comparison(run.view()) is None
        run.send(ev.Redo())
        answer(run, house, "It took 12 minutes less", tries=2)
        compared = run.comparison(run.view())
        assert compared is not None
        assert (compared.before.grade, compared.after.grade) == ("weak", "strong")
        assert compared.gained == ("A number on the result", "a number: 12 minutes")
        assert compared.lost == ()
        kept = run.grade("easy")
        assert (kept.own, kept.counted_as, kept.fault) == ("easy", "hard", "")
    (one,) = DrillStore(house.archive.root).load().of("impact").entries
    assert [attempt.grade for attempt in one.attempts] == ["weak", "strong"]
    assert [attempt.take_id for attempt in one.attempts] == ["turn-01", "turn-01-take-2"]


def test_what_the_machine_cannot_tell_is_said_and_does_not_count(tmp_path: Path) -> None:
    with opened(tmp_path) as (run, house):
        run.ask()
        answer(run, house, "maybe so")
        assert [one.grade for one in run.attempts(run.view())] == ["unsure"]
        assert run.grade("easy").counted_as == "easy"


def test_a_grade_can_be_put_right_and_counts_once(tmp_path: Path) -> None:
    with opened(tmp_path) as (run, house):
        run.ask()
        answer(run, house, "It took 12 minutes less")
        late = run.grade("easy").due
        assert run.stage(run.view()) == "graded"
        assert run.grade("again").due < late
    progress = DrillStore(house.archive.root).load().of("impact")
    assert [one.own for one in progress.entries] == ["again"]


def test_leaving_ungraded_notes_what_was_heard(tmp_path: Path) -> None:
    with opened(tmp_path) as (run, house):
        run.ask()
        answer(run, house, "It took 12 minutes less")
    (one,) = DrillStore(house.archive.root).load().of("impact").entries
    assert one.own is None
    assert [attempt.grade for attempt in one.attempts] == ["strong"]


def test_an_own_grade_survives_a_try_that_came_after_it(tmp_path: Path) -> None:
    with opened(tmp_path) as (run, house):
        run.ask()
        answer(run, house, "It was fine")
        run.grade("again")
        run.send(ev.Redo())
        answer(run, house, "It took 12 minutes less", tries=2)
        assert run.stage(run.view()) == "judged"
    (one,) = DrillStore(house.archive.root).load().of("impact").entries
    assert (one.own, len(one.attempts)) == ("again", 2)


def test_a_grade_that_cannot_be_kept_is_said_and_the_answer_is_safe(tmp_path: Path) -> None:
    with opened(tmp_path) as (run, house):
        (house.archive.root / "drill.json").write_text('{"schema": 9, "families": {}}')
        run.ask()
        answer(run, house, "It took 12 minutes less")
        assert "newer version" in run.grade("good").fault
        session_id = run.session_id
    folder = house.archive.open(session_id)
    records = load_records(folder, house.mind)
    assert " ".join(word.text for word in records[0].words) == "It took 12 minutes less"


def test_the_archive_tells_afterwards_what_was_asked(tmp_path: Path) -> None:
    with opened(tmp_path, typed=False) as (run, house):
        run.ask()
        house.listening()
        house.recorder.hear(20.0)
        run.send(ev.Finish())
        house.until(lambda view: bool(run.records(view)))
        assert house.recorder.takes[0].exists()
        folder = house.archive.open(run.session_id)
    plan = load_plan(folder)
    assert plan is not None
    assert (plan.title, plan.probes_per_question) == ("Drill: About impact", 0)
    (record,) = load_records(folder, house.mind)
    assert (record.prompt.kind, record.prompt.family, record.prompt.because) == ("probe", "impact", item().because)
    assert folder.load_session().ended is not None


def test_nothing_heard_can_be_tried_again(tmp_path: Path) -> None:
    with opened(tmp_path, typed=False) as (run, house):
        house.hearing.script.insert(0, ())
        run.ask()
        house.listening()
        run.send(ev.Finish())
        view = house.until(lambda view: view.phase == "silent")
        assert run.stage(view) == "silent"
        run.send(ev.Redo())
        house.listening()
        run.send(ev.Finish())
        house.until(lambda view: run.stage(view) == "judged")


def test_with_nobody_there_the_drill_ends_by_itself(tmp_path: Path) -> None:
    with opened(tmp_path, typed=False, attended=False) as (run, house):
        run.ask()
        house.listening()
        house.recorder.hear(5.0)
        assert house.recorder.listener is not None
        house.recorder.listener.on_exhausted()
        view = house.until(lambda view: view.phase == "finished")
        assert run.stage(view) == "over"
        house.until(lambda view: bool(run.records(view)))
