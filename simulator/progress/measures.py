"""The six measures: what is taken from the answers of a session, which band it should lie in, and whose band it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.answer.delivery import FAST_WPM, HARMLESS_FILLERS, SLOW_WPM
from simulator.answer.guideline import setup_limit_s
from simulator.answer.types import Guideline
from simulator.archive.glance import SessionGlance, TakeGlance
from simulator.drill.types import MachineGrade
from simulator.labelling.grade_reasons import CANNOT_TELL
from simulator.progress.types import Measure, Point

_Answers = Sequence[TakeGlance]
_HAIR = 1e-9
_SHORTEST_S = 3.0
"""Words that took less have no pace that means anything."""
_SPOKEN = "an answer that was spoken"
_JUDGED = "a spoken answer that is long and sure enough to judge"


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a measure is taken: the answers that have it, the figure of a session, and whether one answer is inside."""

    measure: Measure
    of: Callable[[TakeGlance], bool]
    figure: Callable[[_Answers], float]
    inside: Callable[[TakeGlance], bool]
    allowed: Callable[[_Answers], float] | None = None
    """The most that a session may have, where that hangs on its answers; else the band says it."""


def machine_grade(take: TakeGlance) -> MachineGrade | None:
    """How the answer to a follow-up was heard; None for any other answer."""
    if take.grade is None:
        return None
    value, because = take.grade
    return "unsure" if because == CANNOT_TELL else value


def measures(guideline: Guideline) -> tuple[Measure, ...]:
    return tuple(rule.measure for rule in _rules(guideline))


def points(sessions: Sequence[SessionGlance], guideline: Guideline) -> list[tuple[Measure, tuple[Point, ...]]]:
    """Each measure with a point for every session that has it, in the order of `sessions`."""
    return [
        (rule.measure, tuple(point for session in sessions if (point := _point(session, rule)) is not None))
        for rule in _rules(guideline)
    ]


def _point(session: SessionGlance, rule: _Rule) -> Point | None:
    answers = [take for take in session.takes if take.counted and rule.of(take)]
    if not answers:
        return None
    inside = sum(rule.inside(take) for take in answers)
    value = rule.figure(answers)
    on_target = rule.measure.off(value) < _HAIR if rule.allowed is None else value < rule.allowed(answers)
    return Point(session.id, session.started, value, on_target, inside, len(answers))


def _rules(guideline: Guideline) -> tuple[_Rule, ...]:
    return (_setup(guideline), _action(guideline), _flags(), _pace(), _fillers(), _follow_ups())


def _setup(guideline: Guideline) -> _Rule:
    budget, share = guideline.setup_budget_s, guideline.setup_share
    return _Rule(
        Measure(
            "setup_s", "Setup: Situation and Task", 0.0, budget,
            f"under {budget:.0f} s, or under {share:.0%} of a short answer",
            "Background is easy to tell, so it grows. The listener waits for what you did, and asks for what is "
            f"missing: {budget:.0f} s are enough to follow you.",
            "this field's guideline, as you set it", "s", 3.0, _JUDGED,
        ),
        _timed,
        lambda answers: _mean([take.setup_s for take in answers]),
        lambda take: take.setup_s < setup_limit_s(guideline, take.told_s),
        lambda answers: _mean([setup_limit_s(guideline, take.told_s) for take in answers]),
    )  # fmt: skip


def _action(guideline: Guideline) -> _Rule:
    low, high = guideline.action_target - guideline.action_band, guideline.action_target + guideline.action_band
    return _Rule(
        Measure(
            "action_share", "Action", low, high,
            f"{low * 100:.0f}–{high * 100:.0f} % of the answer, aim for {guideline.action_target * 100:.0f} %",
            "An interviewer hires the person, not the project: only the Action shows how you think, decide and bring "
            "others along.",
            "this field's guideline, as a band: published model answers average 47 %", "%", 0.03, _JUDGED,
        ),
        _timed,
        lambda answers: _mean([take.action_share for take in answers]),
        lambda take: low - _HAIR <= take.action_share <= high + _HAIR,
    )  # fmt: skip


def _flags() -> _Rule:
    return _Rule(
        Measure(
            "flags", "Flags an answer", 0.0, 0.0, "none",
            "A flag is something in a story that makes an interviewer doubt, such as “we” where “I” is asked for. "
            "Each can be mended before the next telling.",
            "no figure is published: fewer is better", "", 0.2, "",
        ),
        _is_story,
        lambda answers: _mean([float(len(take.flags)) for take in answers]),
        lambda take: not take.flags,
    )  # fmt: skip


def _pace() -> _Rule:
    return _Rule(
        Measure(
            "words_per_minute", "Pace", SLOW_WPM, FAST_WPM, f"{SLOW_WPM:.0f}–{FAST_WPM:.0f} words a minute",
            "Nerves make fast. Within the band of a calm conversation a listener can follow and take notes.",
            "the usual pace of conversation", " words a minute", 5.0, _SPOKEN,
        ),
        _spoken,
        lambda answers: sum(take.words for take in answers) / _minutes(answers),
        lambda take: SLOW_WPM <= take.words_per_minute <= FAST_WPM,
    )  # fmt: skip


def _fillers() -> _Rule:
    return _Rule(
        Measure(
            "fillers_per_minute", "Fillers", 0.0, HARMLESS_FILLERS, f"up to {HARMLESS_FILLERS:.0f} a minute",
            "An “um” now and then is human and does no harm. Many of them sound unsure; a silent breath does the same "
            "work.",
            "the usual advice on delivery", " a minute", 0.5, _SPOKEN,
        ),
        _spoken,
        lambda answers: sum(take.fillers for take in answers) / _minutes(answers),
        lambda take: take.fillers_per_minute <= HARMLESS_FILLERS,
    )  # fmt: skip


def _follow_ups() -> _Rule:
    return _Rule(
        Measure(
            "strong_share", "Follow-ups handled well", 1.0, 1.0, "all of them strong",
            "The story can be learnt by heart, the answer to a follow-up cannot: here an interview is won or lost. "
            "Answers that the machine cannot judge are left out.",
            "no figure is published: more is better", "%", 0.05, "",
        ),
        lambda take: machine_grade(take) in ("strong", "middling", "weak"),
        lambda answers: _mean([float(machine_grade(take) == "strong") for take in answers]),
        lambda take: machine_grade(take) == "strong",
    )  # fmt: skip


def _is_story(take: TakeGlance) -> bool:
    return take.context.is_story


def _timed(take: TakeGlance) -> bool:
    return take.context.is_story and take.judged and not take.estimated


def _spoken(take: TakeGlance) -> bool:
    """Typed answers have no pace; one of a word or two has none either."""
    return not take.estimated and take.words_per_minute > 0 and _minutes([take]) * 60 >= _SHORTEST_S


def _minutes(answers: _Answers) -> float:
    return sum(take.words / take.words_per_minute for take in answers)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
