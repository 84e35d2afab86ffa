"""From sessions on disk to figures: what counts, what is left out and said so."""

from collections.abc import Callable

import pytest

from simulator.answer.types import Grade
from simulator.archive.marks import mark_best
from simulator.archive.store import Archive
from simulator.archive.types import Correction
from simulator.content.models import Question
from simulator.labelling.grade_reasons import CANNOT_TELL
from simulator.probing.types import ProbeChoice
from simulator.progress.report import caveats
from simulator.progress.text import notes, progress_text
from simulator.progress.types import ProgressReport, Series
from simulator.progress.words import NO_SESSION, ONLY_DEMOS, series_line
from tests.fakes.holding import Held
from tests.fakes.practice import Asked
from tests.fakes.told import asked, story

pytestmark = pytest.mark.unit
Report = Callable[..., ProgressReport]
STRONG = Grade("strong", "A number.", "ten", 0.9)


def series(found: ProgressReport, name: str) -> Series:
    return next(one for one in found.series if one.measure.id == name)


def values(found: ProgressReport, name: str) -> list[float]:
    return [round(point.value, 3) for point in series(found, name).points]


def probe(family: str = "impact") -> ProbeChoice:
    return ProbeChoice(family, f"{family}-1", f"What about {family}?", "it is open", "", 0.0)


def test_each_session_is_a_point_oldest_first(hold: Held, report: Report) -> None:
    hold(story(setup_s=60))
    hold(story(setup_s=20, flags=["vague"]))
    assert values(report(), "setup_s") == [60.0, 20.0]
    assert values(report(), "flags") == [0.0, 1.0]


def test_a_take_that_was_redone_does_not_count_unless_it_was_marked_as_best(hold: Held, report: Report) -> None:
    folder = hold(story(setup_s=60), story(setup_s=20))
    assert values(report(), "setup_s") == [20.0]
    mark_best(folder, "turn-01", True)
    assert values(report(), "setup_s") == [60.0]


def test_what_was_corrected_by_hand_counts_as_corrected(hold: Held, report: Report) -> None:
    folder = hold(story(setup_s=60, action_s=40))
    folder.save_corrections("turn-01", [Correction(0.0, 60.0, "A", "Part S.")])
    assert values(report(), "setup_s") == [0.0]


def test_typed_answers_are_left_out_of_timing_and_this_is_said(hold: Held, report: Report) -> None:
    hold(story(flags=["vague"], typed=True))
    found = report()
    for name in ("setup_s", "action_share", "words_per_minute", "fillers_per_minute"):
        assert values(found, name) == []
    assert values(found, "flags") == [1.0]
    assert caveats(found) == ["1 typed answer has no seconds: they count for flags, rubric and follow-ups only."]
    assert progress_text(found).count("No figure yet: it takes an answer that was spoken.") == 2


def test_an_answer_too_short_to_judge_has_no_timing(hold: Held, report: Report) -> None:
    hold(story(setup_s=5, action_s=10, result_s=2))
    found = report()
    assert values(found, "setup_s") == []
    assert values(found, "words_per_minute") == [140.0]
    needs = "No figure yet: it takes a spoken answer that is long and sure enough to judge."
    assert [one.measure.id for one in found.series if series_line(one) == needs] == ["setup_s", "action_share"]


def test_a_word_or_two_have_no_pace(hold: Held, report: Report) -> None:
    hold(story(setup_s=0.5, action_s=1.0, result_s=0.5, wpm=300.0))
    assert values(report(), "words_per_minute") == []
    assert values(report(), "fillers_per_minute") == []


def test_a_short_answer_is_allowed_a_quarter_for_its_setup(hold: Held, report: Report) -> None:
    hold(story(setup_s=30, action_s=40))
    hold(story(setup_s=30, action_s=140))
    assert [point.on_target for point in series(report(), "setup_s").points] == [False, True]


def test_follow_ups_count_by_how_they_were_heard_and_what_cannot_be_told_is_left_out(
    hold: Held, report: Report
) -> None:
    grades = (STRONG, Grade("weak", "Nothing.", "", 0.9), Grade("middling", CANNOT_TELL, "", 0.3))
    answers = [
        (probe(name), story(probe=name, grade=grade))
        for name, grade in zip(("impact", "risks", "cost"), grades, strict=True)
    ]
    hold(answers=[Asked(asked(), [story()], answers)])
    found = report()
    assert values(found, "strong_share") == [0.5]
    rows = {row.id: (row.strong, row.middling, row.weak, row.unsure) for row in found.follow_ups}
    assert rows == {"risks": (0, 0, 1, 0), "impact": (1, 0, 0, 0), "cost": (0, 0, 0, 1)}
    assert found.follow_ups[0].id == "risks", "what is handled worst stands first"


def test_families_and_rubric_tell_what_was_covered_and_what_not(hold: Held, report: Report) -> None:
    hold(story("First?", rubric={"sized": "met", "noticed": "not_heard"}))
    hold(
        answers=[
            Asked(asked("First?"), [story("First?", rubric={"sized": "unclear"})]),
            Asked(asked("Second?", "influence"), [story("Second?")]),
        ]
    )
    found = report()
    told = {family.id: family.answers for family in found.families}
    assert (told["self_started"], told["influence"], told["cross_team"]) == (2, 1, 0)
    heard = {item.id: (item.met, item.unclear, item.of) for item in found.rubric}
    assert (heard["sized"], heard["noticed"], heard["scoped"]) == ((1, 1, 2), (0, 0, 1), (0, 0, 0))
    text = progress_text(found)
    assert "2 of 15 families of stories told" in text
    assert "Not yet: Above and beyond" in text


def test_demos_are_left_out_unless_asked_for(hold: Held, report: Report) -> None:
    hold(story(setup_s=60))
    hold(story(setup_s=20), synthetic=True)
    assert values(report(), "setup_s") == [60.0]
    assert "1 demo left out: a written candidate answered, not you." in notes(report())
    assert values(report(with_demos=True), "setup_s") == [60.0, 20.0]


def test_drills_keep_their_own_figures(hold: Held, report: Report) -> None:
    drilled = Question("impact-1", "impact", "What changed?", (), (), (), "", "", "")
    hold(answers=[Asked(drilled, [story("What changed?", probe="impact", grade=STRONG)])])
    assert report().series[-1].points == ()
    assert notes(report()) == ["1 drill left out: the drill keeps its own figures, below."]


def test_without_a_session_it_says_how_figures_come_about(archive: Archive, report: Report) -> None:
    assert NO_SESSION in " ".join(progress_text(report()).split())


def test_with_demos_only_it_says_that_these_are_not_the_persons_own(hold: Held, report: Report) -> None:
    hold(story(), synthetic=True)
    assert ONLY_DEMOS in " ".join(progress_text(report()).split())


def test_with_one_session_it_says_that_there_is_too_little(hold: Held, report: Report) -> None:
    hold(story())
    assert "Too little to tell a trend: 1 session has this figure, 8 are needed." in " ".join(
        progress_text(report()).split()
    )


def test_a_session_that_cannot_be_read_is_one_line_and_the_others_count(hold: Held, report: Report) -> None:
    hold(story(setup_s=60))
    lost, damaged = hold(story()), hold(story(), story())
    (lost.path / "session.json").write_text("{ torn")
    (damaged.path / "turn-01" / "analysis.json").write_text('{"schema": 1, "analysis": {}, "probes": []}')
    found = report()
    assert values(found, "setup_s") == [60.0, 30.0]
    assert [line.split(": ")[0] for line in found.problems] == [damaged.id, lost.id]
    assert all("\n" not in line for line in found.problems)


def test_a_session_of_a_newer_version_counts_as_far_as_it_can_be_read(hold: Held, report: Report) -> None:
    folder = hold(story(setup_s=60))
    path = folder.path / "session.json"
    path.write_text(path.read_text().replace('"schema": 1', '"schema": 9'))
    found = report()
    assert values(found, "setup_s") == [60.0]
    assert "newer version" in found.problems[0]


def test_a_link_out_of_the_archive_is_not_followed(archive: Archive, hold: Held, report: Report) -> None:
    folder = hold(story())
    away = archive.root.parent / "elsewhere"
    folder.path.rename(away)
    (archive.root / folder.id).symlink_to(away)
    assert report().sessions == ()
    assert "link" in report().problems[0]


def test_the_guideline_in_force_gives_the_band(hold: Held, archive: Archive) -> None:
    from simulator.answer.guideline import PRESETS
    from simulator.progress.report import progress_report

    hold(story())
    found = progress_report(archive.glances(), PRESETS["20-10-60-10"].guideline, (), None)
    assert (series(found, "action_share").measure.low, series(found, "action_share").measure.high) == (0.5, 0.7)
