"""From the figures of past sessions to what is shown of somebody's progress. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from simulator.answer.rubric import ARC, FIVE_SIGNALS, REALITY_CHECKS, RUBRIC_TITLES
from simulator.answer.types import Guideline
from simulator.archive.glance import SessionGlance, TakeGlance
from simulator.content.models import ProbeFamily
from simulator.content.vocabulary import PROBE_FAMILIES, QUESTION_FAMILIES
from simulator.drill.progress import Overview
from simulator.drill.types import MachineGrade
from simulator.progress.measures import machine_grade, points
from simulator.progress.trend import trend
from simulator.progress.types import Handled, Heard, Point, Practised, ProgressReport, Series, SessionFigures
from simulator.review.layout import counted

_RUBRIC = tuple(dict.fromkeys((*FIVE_SIGNALS, *ARC, *REALITY_CHECKS)))


def progress_report(
    sessions: Sequence[SessionGlance],
    guideline: Guideline,
    probe_families: Sequence[ProbeFamily],
    drill: Overview | None,
    *,
    with_demos: bool = False,
) -> ProgressReport:
    """`sessions` oldest first, all of them. Demos count only `with_demos`, drills never: these have their own figures.

    `drill` None leaves out what is due.
    """
    own = [session for session in sessions if with_demos or not session.synthetic]
    held = [session for session in own if not _is_drill(session)]
    told = [session for session in held if _counted([session])]
    series = tuple(
        Series(measure, found, trend([point.value for point in found])) for measure, found in points(told, guideline)
    )
    answers = _counted(told)
    stories = [take for take in answers if take.context.is_story]
    return ProgressReport(
        series=series,
        sessions=_rows(told, series),
        families=_families(told),
        rubric=_rubric(stories),
        follow_ups=_follow_ups(answers, {family.id: family.title for family in probe_families}),
        drill=drill,
        typed=sum(take.estimated for take in answers),
        demos=sum(session.synthetic for session in sessions),
        with_demos=with_demos,
        drills=len(own) - len(held),
        problems=tuple(f"{session.id}: {session.problem}" for session in own if session.problem),
    )


def caveats(report: ProgressReport) -> list[str]:
    """What was left out of the figures, a sentence each."""
    told = []
    if report.typed:
        only = counted(report.typed, "typed answer has", "typed answers have")
        told.append(f"{only} no seconds: they count for flags, rubric and follow-ups only.")
    if report.demos and not report.with_demos:
        told.append(f"{counted(report.demos, 'demo')} left out: a written candidate answered, not you.")
    elif report.demos:
        told.append(f"{counted(report.demos, 'demo')} counted in, where a written candidate answered and not you.")
    if report.drills:
        told.append(f"{counted(report.drills, 'drill')} left out: the drill keeps its own figures, below.")
    return told


def _is_drill(session: SessionGlance) -> bool:
    """Only follow-ups were asked, by themselves."""
    return bool(session.families) and all(family in PROBE_FAMILIES for family in session.families.values())


def _counted(sessions: Iterable[SessionGlance]) -> list[TakeGlance]:
    return [take for session in sessions for take in session.takes if take.counted]


def _rows(sessions: Sequence[SessionGlance], series: Sequence[Series]) -> tuple[SessionFigures, ...]:
    found: dict[str, dict[str, Point]] = {
        one.measure.id: {point.session_id: point for point in one.points} for one in series
    }
    return tuple(_row(session, found) for session in sessions)


def _row(session: SessionGlance, found: Mapping[str, Mapping[str, Point]]) -> SessionFigures:
    answers = _counted([session])
    here = [(measure, points.get(session.id)) for measure, points in found.items()]
    return SessionFigures(
        id=session.id,
        started=session.started,
        title=session.title,
        stories=sum(take.context.is_story for take in answers),
        follow_ups=sum(take.context.probe is not None for take in answers),
        typed=sum(take.estimated for take in answers),
        figures=tuple((measure, point.value if point else None) for measure, point in here),
    )


def _families(sessions: Sequence[SessionGlance]) -> tuple[Practised, ...]:
    """Every family of questions, those told most first; what was never told comes last."""
    told: Counter[str] = Counter()
    last: dict[str, str] = {}
    for session in sessions:
        for take in session.takes:
            family = session.families.get(take.context.question or "", "")
            if take.counted and take.context.probe is None and family:
                told[family] += 1
                last[family] = session.started
    rows = [Practised(name, title, told[name], last.get(name, "")) for name, title in QUESTION_FAMILIES.items()]
    return tuple(sorted(rows, key=lambda row: -row.answers))


def _rubric(stories: Sequence[TakeGlance]) -> tuple[Heard, ...]:
    """In the rubric's own order; a story analysed before an item existed does not count for it."""
    rows = []
    for name in _RUBRIC:
        states = [take.rubric[name] for take in stories if name in take.rubric]
        rows.append(Heard(name, RUBRIC_TITLES[name], states.count("met"), states.count("unclear"), len(states)))
    return tuple(rows)


def _follow_ups(answers: Sequence[TakeGlance], titles: Mapping[str, str]) -> tuple[Handled, ...]:
    tally: dict[str, Counter[MachineGrade]] = {}
    for take in answers:
        grade = machine_grade(take)
        if take.context.probe and grade:
            tally.setdefault(take.context.probe, Counter())[grade] += 1
    rows = [
        Handled(name, titles.get(name, name), found["strong"], found["middling"], found["weak"], found["unsure"])
        for name, found in tally.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.strong / row.judged if row.judged else 1.0, -row.judged)))
