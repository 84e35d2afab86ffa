"""The person's own answers as stories to drill on."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.answer.types import SECTIONS, Analysis, AnswerContext
from simulator.archive.store import Archive
from simulator.drill.stories import EXCERPT_WORDS, own_stories
from simulator.interview import events as ev
from simulator.interview.codec import event_to_entry
from simulator.interview.plan import SessionPlan
from simulator.settings import Settings
from simulator.wiring import demo
from simulator.wiring.library import open_library
from tests.fakes import parts as fake

pytestmark = pytest.mark.unit
START = datetime(2026, 1, 3, 9, tzinfo=UTC)


def told(
    archive: Archive,
    hours: int,
    *families: str,
    context: AnswerContext | None = None,
    words: str = "It ran",
    synthetic: bool = False,
) -> str:
    plan = asdict(SessionPlan("Quick", (), synthetic=synthetic))
    folder = archive.create("Quick", plan, {}, {}, {}, START + timedelta(hours=hours))
    spoken = fake.words(words)
    context = context or AnswerContext(question="Tell me about a time.")
    folder.take_path("turn-01")
    folder.save_analysis(
        "turn-01",
        _complete(fake.analysis(spoken, 10.0, context)),
        [fake.probe(family) for family in families],
    )
    folder.end_session((START + timedelta(hours=hours, minutes=5)).isoformat())
    folder.close()
    return folder.id


def _complete(analysis: Analysis) -> Analysis:
    """With every section, as a stored analysis has them."""
    none = dict.fromkeys(SECTIONS, 0.0)
    timing = replace(analysis.timing, seconds={**none, "A": 10.0}, share={**none, "A": 1.0})
    return replace(analysis, timing=timing)


def test_only_answers_that_leave_the_family_open_are_found_the_newest_first(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "recordings")
    first = told(archive, 1, "impact", "risks")
    told(archive, 2, "risks")
    last = told(archive, 3, "motive", "impact")
    found = own_stories(archive, "impact")
    assert [story.session_id for story in found] == [last, first]
    assert [story.probe.family for story in found] == ["impact", "impact"]
    assert found[0].question == "Tell me about a time."
    assert found[0].source == f"{last}/turn-01"


def test_answers_to_follow_ups_and_opinions_are_no_stories(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "recordings")
    told(archive, 1, "impact", context=AnswerContext(question="And then?", probe="risks"))
    told(archive, 2, "impact", context=AnswerContext(question="Leader or follower?", opinion=True))
    assert own_stories(archive, "impact") == ()


def test_an_answer_that_was_redone_is_no_longer_offered(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "recordings")
    session = archive.open(told(archive, 1, "impact"))
    plan = SessionPlan("Quick", (fake.question(1),))
    happened = (ev.Start(plan), ev.Spoken(1), ev.TimeUp("hold_off", 1, 0), ev.FirstBlock("turn-01"), ev.Redo())
    for second, event in enumerate(happened):
        kind, data = event_to_entry(event)
        session.journal.append(kind, data, monotonic_s=float(second), wall=START.isoformat())
    again = _complete(fake.analysis(fake.words("It ran"), 10.0, AnswerContext(question="Tell me about a time.")))
    session.take_path("turn-01-take-2")
    session.save_analysis("turn-01-take-2", again, [fake.probe("impact")])
    assert [story.take_id for story in own_stories(archive, "impact")] == ["turn-01-take-2"]


def test_what_a_demos_candidate_said_is_nobodys_own(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "recordings")
    told(archive, 1, "impact", synthetic=True)
    mine = told(archive, 2, "impact")
    assert [story.session_id for story in own_stories(archive, "impact")] == [mine]


def test_a_demo_is_kept_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    plans: list[SessionPlan] = []
    monkeypatch.setattr(demo, "open_voice", lambda _: fake.FakeVoice())
    monkeypatch.setattr(demo, "build_session", lambda plan, *_, **__: plans.append(plan))
    demo.build_demo("strong", open_library(), fake.FakeMind(), Settings())
    assert [plan.synthetic for plan in plans] == [True]


def test_a_long_answer_is_cut_to_what_brings_it_back(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "recordings")
    told(archive, 1, "impact", words="word " * 300)
    (story,) = own_stories(archive, "impact")
    assert len(story.text.split()) == EXCERPT_WORDS + 1
    assert story.text.endswith("…")


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "recordings")
    broken, good = told(archive, 1, "impact"), told(archive, 2, "impact")
    (archive.root / broken / "turn-01" / "analysis.json").write_text("{")
    (archive.root / "drill.json").write_text("{}")
    assert [story.session_id for story in own_stories(archive, "impact")] == [good]
