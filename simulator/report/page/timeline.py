"""Timeline and guideline of an answer as SVG; places are per cent of the width, so that letters keep their size."""

import re
from collections.abc import Iterator

from simulator.answer.lane import stretches
from simulator.answer.types import SECTION_NAMES, SECTIONS, Analysis, Verdict
from simulator.replay.types import Mark, MarkKind
from simulator.report.page.markup import Html, el
from simulator.report.types import Part
from simulator.review.layout import clock, length
from simulator.review.told import rule_title, verdict_told

_LANE_Y, _LANE_HEIGHT, _AXIS_Y, _HEIGHT = 36, 30, 84, 90
_MARK_Y: dict[MarkKind, int] = {"flag": 9, "signal": 9, "pause": 9, "gap": 9, "probe": 25, "bookmark": 25}
"""Two rows: a follow-up and the finding that led to it stand on the same words."""
_LETTER_PART = 3.0
"""Per cent of the width from which on a stretch has room for its letter."""
_STEPS_S = (5, 10, 15, 30, 60, 120, 300)
_MOST_TICKS, _MARGIN = 8, 3.0
MARK_NAMES: dict[MarkKind, str] = {
    "flag": "to work on",
    "signal": "shown",
    "probe": "led to a follow-up",
    "bookmark": "bookmark",
    "pause": "pause over 2 s",
    "gap": "the microphone was gone",
}
_SHAPES: dict[MarkKind, str] = {
    "flag": "M-5 6 L0 -6 L5 6 Z",
    "signal": "M-5 0 A5 5 0 1 0 5 0 A5 5 0 1 0 -5 0 Z",
    "probe": "M0 -6 L6 0 L0 6 L-6 0 Z",
    "bookmark": "M-4 -6 H4 V6 L0 2 L-4 6 Z",
    "gap": "M-5 -3 L-3 -5 L0 -2 L3 -5 L5 -3 L2 0 L5 3 L3 5 L0 2 L-3 5 L-5 3 L-2 0 Z",
    "pause": "M-3 -5 H-1 V5 H-3 Z M1 -5 H3 V5 H1 Z",
}


def timeline(part: Part) -> Html:
    """The sections of an answer to scale with its marks above; one picture to a screen reader, told in words."""
    return el(
        "svg",
        el("rect", class_="track", x="0", y=float(_LANE_Y), width="100%", height=float(_LANE_HEIGHT)),
        *_stretches(part),
        *(_mark(part, mark) for mark in part.turn.marks),
        *_axis(part),
        el("line", class_="head", x1="0", x2="0", y1="4", y2=float(_LANE_Y + _LANE_HEIGHT + 4)),
        class_="timeline",
        role="img",
        aria_label=_told(part),
        width="100%",
        height=float(_HEIGHT),
        data_from=part.start_s,
        data_to=part.end_s,
    )


def legend(part: Part) -> Html:
    """What letters and shapes mean, of those that are there."""
    sections = {line.section for line in part.turn.lines} if part.is_story else set()
    kinds = [kind for kind in MARK_NAMES if any(mark.kind == kind for mark in part.turn.marks)]
    named = [
        el("li", el("span", section, class_=f"sec {section}"), f" {SECTION_NAMES[section]}")
        for section in SECTIONS
        if section in sections
    ]
    shapes = [el("li", el("svg", _shape(kind), class_="key", aria_hidden="true"), MARK_NAMES[kind]) for kind in kinds]
    return el("ul", *named, *shapes, class_="legend")


def bullet(verdict: Verdict) -> Html:
    """Where a figure lies beside its target; nothing for a rule that is no range."""
    bounds = [float(number) for number in re.findall(r"\d+", verdict.target)]
    if verdict.rule == "action_share" and len(bounds) == 2:
        return _bar(verdict, bounds[0], bounds[1], verdict.value * 100, 100.0)
    if verdict.rule == "setup" and len(bounds) == 1:
        return _bar(verdict, 0.0, bounds[0], verdict.value, max(2 * bounds[0], 1.2 * verdict.value))
    return Html("")


def _bar(verdict: Verdict, low: float, high: float, value: float, most: float) -> Html:
    scale = 100.0 / most if most else 0.0
    return el(
        "svg",
        el("rect", class_="track", x="0", y="4", width="100%", height="12"),
        el("rect", class_="band", x=_percent(low * scale), y="4", width=_percent((high - low) * scale), height="12"),
        el("rect", class_="bar", x="0", y="8", width=_percent(value * scale), height="4"),
        el("line", class_="at", x1=_percent(value * scale), x2=_percent(value * scale), y1="1", y2="19"),
        class_="bullet",
        role="img",
        aria_label=f"{rule_title(verdict)}: {verdict_told(verdict)}",
        width="100%",
        height="20",
    )


def _stretches(part: Part) -> Iterator[Html]:
    analysis = part.analysis
    for stretch in stretches(analysis.sentences) if analysis and part.is_story else ():
        left, right = _at(part, stretch.start_s), _at(part, stretch.end_s)
        told = f"{SECTION_NAMES[stretch.section]}, {clock(part.start_s + stretch.start_s)}"
        letter = [
            el("text", stretch.section, x=_percent((left + right) / 2), y=float(_LANE_Y + 20), text_anchor="middle")
        ]
        yield el(
            "g",
            el("title", f"{told}, {length(stretch.end_s - stretch.start_s)}"),
            el(
                "rect",
                x=_percent(left),
                y=float(_LANE_Y),
                width=_percent(right - left),
                height=float(_LANE_HEIGHT),
            ),
            *(letter if right - left >= _LETTER_PART else []),
            class_=f"stretch {stretch.section}",
            data_s=part.start_s + stretch.start_s,
        )


def _mark(part: Part, mark: Mark) -> Html:
    place = el("svg", _shape(mark.kind, mark.title), x=_percent(_at(part, mark.start_s)), y=float(_MARK_Y[mark.kind]))
    return el("g", place, class_="mark", data_s=part.start_s + mark.start_s)


def _shape(kind: MarkKind, title: str = "") -> Html:
    told = [el("title", f"{title} ({MARK_NAMES[kind]})")] if title else []
    return el("path", *told, d=_SHAPES[kind], class_=kind)


def _axis(part: Part) -> Iterator[Html]:
    """Round times of the session, none so near an end that it would stand over."""
    whole_s = part.turn.duration_s
    step_s = next((step for step in _STEPS_S if whole_s / step <= _MOST_TICKS), max(_STEPS_S))
    for time_s in range(0, int(part.end_s) + 1, step_s):
        place = 100.0 * (time_s - part.start_s) / whole_s if whole_s > 0 else 0.0
        if _MARGIN <= place <= 100.0 - _MARGIN:
            yield el("text", clock(time_s), class_="tick", x=_percent(place), y=float(_AXIS_Y), text_anchor="middle")


def _told(part: Part) -> str:
    analysis = part.analysis
    if analysis is None or not part.is_story:
        return f"Timeline of {length(part.turn.duration_s)} with {len(part.turn.marks)} marks"
    return f"Timeline of the answer: {_seconds(analysis)}; {len(part.turn.marks)} marks, each told below"


def _seconds(analysis: Analysis) -> str:
    seconds = analysis.timing.seconds
    told = [f"{SECTION_NAMES[one]} {length(seconds[one])}" for one in SECTIONS if seconds[one] > 0]
    return ", ".join(told)


def _at(part: Part, at_s: float) -> float:
    """Per cent of the width."""
    whole_s = part.turn.duration_s
    return min(100.0, max(0.0, 100.0 * at_s / whole_s)) if whole_s > 0 else 0.0


def _percent(value: float) -> str:
    return f"{value:.2f}%"
