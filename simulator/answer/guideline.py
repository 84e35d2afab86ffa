"""The timing an answer is held against: presets, where each rule comes from, and the verdicts.

The default belongs to this field: about 70 % of an answer on what was done, setup short, an outcome, one and a half to
two and a half minutes in all. Of 189 published model answers the mean Action share is 47 % and 16 reach 70 %, so that
target is shown as a band with the distance to it, and is a setting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from simulator.answer.timing import told_s
from simulator.answer.types import Guideline, Timing, Verdict

SURELY_MISSING = 0.9
"""From this probability on a Task is said to be missing. Measured with whole files left out: of the answers in which
no sentence is labelled Task, 13 of 20 lacked one at 0.8 and 2 of 2 at 0.9, so mostly "cannot tell" is said instead.
Without a label of Result 20 of 21 truly lacked one: there the label alone is sure enough."""
LOW_CONFIDENCE = 0.6
"""Mean confidence of the labels, by time, under which shares are not judged: every third label may be wrong there."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A named guideline with its teaching in one sentence."""

    id: str
    title: str
    about: str
    guideline: Guideline


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the guideline: what it asks in one sentence, and where it comes from."""

    id: str
    title: str
    about: str
    source: str


_SCHOOLS = (
    Preset("action-70", "70 % Action", "Most of the time goes to what you did; setup stays under 50 s.", Guideline()),
    Preset(
        "20-10-60-10",
        "20 / 10 / 60 / 10",
        "A fifth on the Situation, a tenth each on Task and Result, the rest on Action.",
        Guideline(setup_share=0.30, action_target=0.60),
    ),
    Preset(
        "10-10-60-20",
        "10 / 10 / 60 / 20",
        "A short start, and twice the usual time for the Result.",
        Guideline(setup_share=0.20, action_target=0.60),
    ),
)
PRESETS: Mapping[str, Preset] = MappingProxyType({preset.id: preset for preset in _SCHOOLS})

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (
            Rule(
                "setup",
                "Setup",
                "Situation and Task together stay under 50 s, and in a short answer under a quarter of it.",
                "This field's guideline; the quarter keeps the rule fair for answers under 200 s.",
            ),
            Rule(
                "action_share",
                "Action",
                "About 70 % of the answer is what you did yourself.",
                "This field's guideline, as a target: published model answers average 47 %.",
            ),
            Rule(
                "task",
                "Task",
                "The answer says what you set out to do, and that it was yours to decide.",
                "STAR itself; told only when it is missing, for it often takes half a sentence.",
            ),
            Rule(
                "result",
                "Result",
                "The answer says what came of it.",
                "STAR itself: without an outcome the interviewer has nothing to weigh.",
            ),
            Rule(
                "length",
                "Length",
                "An answer takes 90 to 150 s; from 180 s on it is too long.",
                "200 to 300 drafted words at a conversational rate.",
            ),
        )
    }
)


def setup_limit_s(guideline: Guideline, answer_s: float) -> float:
    """The setup allowed in an answer of this length: the budget or its share of the answer, whichever is less."""
    return min(guideline.setup_budget_s, guideline.setup_share * answer_s)


def verdicts(
    timing: Timing, guideline: Guideline, confidence: float, task_missing: float | None = None
) -> tuple[Verdict, ...]:
    """Every rule held against the answer; `confidence` (0–1) is the mean confidence of its labels, by time.

    `task_missing`: the probability that the answer has no Task, None where nobody can tell.
    """
    doubt = _doubt(timing, guideline, confidence)
    task = _missing_task(timing, doubt, task_missing)
    return (
        _setup(timing, guideline, doubt),
        _action_share(timing, guideline, doubt),
        *([task] if task else []),
        _result(timing, doubt),
        _length(timing, guideline),
    )


def said_once(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The same, but where one before it cannot be told for the same reason, `why` is empty."""
    told: list[str] = []
    found = []
    for verdict in verdicts:
        known = verdict.ok is None and any(why.startswith(verdict.why) for why in told)
        told += [verdict.why] if verdict.ok is None else []
        found.append(replace(verdict, why="") if known else verdict)
    return tuple(found)


def _doubt(timing: Timing, guideline: Guideline, confidence: float) -> str:
    """Why shares cannot be judged, or nothing."""
    heard_s = told_s(timing)
    if heard_s <= 0:
        return "cannot tell: no words were heard"
    if heard_s < guideline.judge_from_s:
        return f"cannot tell: only {heard_s:.0f} s of speech, shares mean little under {guideline.judge_from_s:.0f} s"
    if confidence < LOW_CONFIDENCE:
        return f"cannot tell: the sections are too uncertain here ({confidence:.0%} sure)"
    return ""


def _setup(timing: Timing, guideline: Guideline, doubt: str) -> Verdict:
    answer_s, value = told_s(timing), timing.setup_s
    limit_s = setup_limit_s(guideline, answer_s)
    by_share = limit_s < guideline.setup_budget_s
    if doubt:
        return Verdict("setup", f"< {guideline.setup_budget_s:.0f} s", value, None, doubt)
    target = f"< {limit_s:.0f} s"
    reason = f", {guideline.setup_share:.0%} of this answer" if by_share else ""
    over_s = value - limit_s
    if over_s >= 0:  # the rule says "under"
        distance = "at" if over_s < 0.5 else f"{over_s:.0f} s over"
        return Verdict("setup", target, value, False, f"{distance} the {limit_s:.0f} s{reason}")
    return Verdict("setup", target, value, True, f"{-over_s:.0f} s under the {limit_s:.0f} s{reason}")


def _action_share(timing: Timing, guideline: Guideline, doubt: str) -> Verdict:
    low, high = guideline.action_target - guideline.action_band, guideline.action_target + guideline.action_band
    target, value = f"{low * 100:.0f}–{high * 100:.0f}%", timing.action_share
    if doubt:
        return Verdict("action_share", target, value, None, doubt)
    points = round((value - guideline.action_target) * 100)
    place = "on" if points == 0 else f"{abs(points)} points {'over' if points > 0 else 'under'}"
    inside = low - 1e-9 <= value <= high + 1e-9
    why = f"{place} the target of {guideline.action_target:.0%}, {'inside' if inside else 'outside'} its band"
    return Verdict("action_share", target, value, inside, why)


def _missing_task(timing: Timing, doubt: str, missing: float | None) -> Verdict | None:
    """None where there is a Task, or where nothing can be said of it: a Task may hide in half a sentence."""
    if doubt or timing.seconds["T"] > 0 or missing is None:
        return None
    if missing < SURELY_MISSING:
        return Verdict("task", "> 0 s", 0.0, None, f"cannot tell: it may be missing ({missing:.0%} sure)")
    return Verdict("task", "> 0 s", 0.0, False, f"nothing says what you set out to do ({missing:.0%} sure)")


def _result(timing: Timing, doubt: str) -> Verdict:
    value = timing.seconds["R"]
    if doubt:
        return Verdict("result", "> 0 s", value, None, doubt)
    if value > 0:
        return Verdict("result", "> 0 s", value, True, f"{value:.0f} s on what came of it")
    return Verdict("result", "> 0 s", value, False, "no outcome was heard")


def _length(timing: Timing, guideline: Guideline) -> Verdict:
    value = told_s(timing)
    target = f"{guideline.short_s:.0f}–{guideline.ideal_end_s:.0f} s"
    if value < guideline.judge_from_s:
        why = f"cannot tell: only {value:.0f} s of speech" if value > 0 else "cannot tell: no words were heard"
        return Verdict("length", target, value, None, why)
    if value < guideline.short_s:
        return Verdict("length", target, value, False, f"{guideline.short_s - value:.0f} s short of {target}")
    if value <= guideline.ideal_end_s:
        return Verdict("length", target, value, True, "a good length")
    if value < guideline.long_s:
        over = f"{value - guideline.ideal_end_s:.0f} s past the ideal, not yet long ({guideline.long_s:.0f} s)"
        return Verdict("length", target, value, True, over)
    return Verdict(
        "length", target, value, False, f"long: {value - guideline.long_s:.0f} s past {guideline.long_s:.0f} s"
    )
