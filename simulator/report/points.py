"""What there is to say about an answer, as titled blocks of points with quotes: the same for every format. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from simulator.answer.bar import bar_groups
from simulator.answer.catalogue import entry
from simulator.answer.guideline import said_once
from simulator.answer.quadrant import quadrant_of, quadrant_title
from simulator.answer.rubric import FIVE_SIGNALS, RUBRIC_TITLES, groups_of, met, outweighing
from simulator.answer.types import Analysis, Finding, RubricItem, Span
from simulator.probing.standing import Change, Step
from simulator.probing.types import ProbeChoice
from simulator.report.types import Part, SessionReport
from simulator.review.clashes import Clash
from simulator.review.standing import KINDS, change_title, change_why, outweighed, step_title, tally
from simulator.review.told import ANSWERED, STATES, asked_title, delivery_facts, rule_title, standing, verdict_told


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the candidate, or a moment where `text` is empty. Times are of the session, None where not known."""

    text: str
    start_s: float | None = None
    end_s: float | None = None
    where: str = ""
    """The answer they are from, if it is another one."""


@dataclass(frozen=True, slots=True)
class Point:
    """`state` is a word or two before the text: met, not heard, off. `more` are further sentences."""

    text: str
    state: str = ""
    more: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    title: str
    points: tuple[Point, ...]


Titled = tuple[str, Sequence[Point]]


def blocks(part: Part, report: SessionReport) -> tuple[Block, ...]:
    """Everything that was found in an answer or marked in it by hand, empty blocks left out."""
    record = part.turn.record
    if record is None:
        return ()
    found = list(_found(part, record.analysis, report)) if record.analysis else []
    left_open = [Point(one.text, more=(f"Why: {one.because}",)) for one in _left_open(part, report)]
    marked = part.turn.by_hand.bookmarks
    bookmarks = [Point(one.note or "Bookmark", quotes=(_quote(part, "", one.at_s, one.at_s),)) for one in marked]
    found += [("Could be asked next", left_open), ("Your bookmarks", bookmarks)]
    return tuple(Block(title, tuple(points)) for title, points in found if points)


def _left_open(part: Part, report: SessionReport) -> Sequence[ProbeChoice]:
    """The follow-ups that were never asked, told once: under the last answer to a question and its follow-ups."""
    later = report.parts[report.parts.index(part) + 1 :]
    following = next((one for one in later if one.counts), None)
    record = part.turn.record
    if record is None or not part.counts or (following and following.turn.prompt.kind == "probe"):
        return ()
    asked = {one.turn.prompt.text for one in report.parts}
    return [one for one in record.probes if one.text not in asked]


def _found(part: Part, analysis: Analysis, report: SessionReport) -> Iterable[Titled]:
    yield "Against the guideline", _guideline(analysis)
    yield "How this follow-up was answered", _grade(part, analysis)
    if part.step is not None and part.by_candidate:
        yield step_title(part.step), _step(part, part.step, report)
    yield "Shown", [_finding(part, one) for one in analysis.signals]
    yield "To work on", [_finding(part, one) for one in analysis.flags]
    yield "Was the question answered?", _answered(part, analysis)
    yield "Does not fit together", [_clash(part, one, report) for one in part.clashes]
    yield from _rubric(part, analysis)
    yield from _bar(part, analysis)
    yield "Delivery", [Point(fact) for fact in _delivery(part, analysis)]


def reason(part: Part, report: SessionReport) -> tuple[str, Quote | None]:
    """Why the interviewer asked this, and the words of an earlier answer that it rests on; empty for a question."""
    prompt = part.turn.prompt
    told = report.part_of(prompt.quote_take)
    if not prompt.quote:
        return prompt.because, None
    if told is None:
        return prompt.because, Quote(prompt.quote)
    length_s = _length_s(told, prompt.quote, prompt.quote_start_s)
    return prompt.because, _quote(told, prompt.quote, prompt.quote_start_s, prompt.quote_start_s + length_s)


def _length_s(part: Part, quote: str, start_s: float) -> float:
    """How long a quote takes, of which only the beginning is known."""
    words = [word for word in part.turn.words if word.start_s >= start_s - 0.05][: len(quote.split())]
    return words[-1].end_s - start_s if words else 0.0


def _guideline(analysis: Analysis) -> list[Point]:
    if not analysis.context.is_story:
        return []
    return [
        Point(f"{rule_title(one)}: {verdict_told(one)}", standing(one)) for one in said_once(analysis.timing.verdicts)
    ]


def _grade(part: Part, analysis: Analysis) -> list[Point]:
    grade = analysis.grade
    if grade is None:
        return []
    quotes = (Quote(grade.quote, *_place(part, grade.quote)),) if grade.quote else ()
    return [Point(f"{grade.because} ({grade.confidence:.0%} sure)", grade.value, quotes=quotes)]


def _place(part: Part, quote: str) -> tuple[float | None, float | None]:
    """When a quote was said whose time was not kept: of the sentence that holds it."""
    line = next((line for line in part.turn.lines if quote in line.text), None)
    return (None, None) if line is None else (part.start_s + line.start_s, part.start_s + line.end_s)


def _finding(part: Part, finding: Finding) -> Point:
    repair = (f"Next time: {finding.repair}",) if finding.repair else ()
    quotes = _quotes(part, finding.quote, finding.start_s, finding.end_s)
    return Point(f"{entry(finding.id).title} ({finding.confidence:.0%} sure)", "", (finding.why, *repair), quotes)


def _answered(part: Part, analysis: Analysis) -> list[Point]:
    found = analysis.answered
    if found is None:
        return []
    return [Point(found.because, ANSWERED[found.value], quotes=_quotes(part, found.quote, found.start_s, found.end_s))]


def _clash(part: Part, clash: Clash[str], report: SessionReport) -> Point:
    told = report.part_of(clash.earlier_in)
    earlier = clash.earlier
    first = _quote(told, earlier.quote, earlier.start_s, earlier.end_s, told.name) if told else Quote(earlier.quote)
    return Point(clash.told, quotes=(first, _quote(part, clash.now.quote, clash.now.start_s, clash.now.end_s)))


def _step(part: Part, step: Step, report: SessionReport) -> list[Point]:
    told = [Point(tally(step)), *(Point(one, "but") for one in outweighed(step.now))]
    return [*told, *(_change(part, one, report) for one in step.changes)]


def _change(part: Part, change: Change, report: SessionReport) -> Point:
    finding, told = change.finding, report.part_of(change.take_id) or part
    where = told.name if told is not part else ""
    quotes = (_quote(told, finding.quote, finding.start_s, finding.end_s, where),) if finding.quote else ()
    return Point(change_title(change), KINDS[change.kind], (change_why(change),), quotes)


def _rubric(part: Part, analysis: Analysis) -> Iterable[Titled]:
    for title, items in groups_of(analysis.rubric):
        points = [_item(part, RUBRIC_TITLES[item.id], item) for item in items]
        if items[0].id in FIVE_SIGNALS:
            told = [entry(flag.id).title for flag in outweighing(analysis.flags)]
            points += [Point(f"{one}: outweighs any number of signals", "but") for one in told]
        yield f"{title}: {met(items)} of {len(items)} met", points
    place = quadrant_of(analysis.rubric)
    if place is not None:
        yield "Where the story lies", [_item(part, quadrant_title(place), place)]


def _bar(part: Part, analysis: Analysis) -> Iterable[Titled]:
    for name, items in bar_groups(analysis.context, analysis.bar):
        yield f"{name}: {met(items)} of {len(items)} met", [_item(part, asked_title(item), item) for item in items]


def _item(part: Part, title: str, item: RubricItem) -> Point:
    how = "likely" if item.state == "unclear" else "sure"
    sure = f" ({item.confidence:.0%} {how})" if item.quote else ""
    return Point(title + sure, STATES[item.state], quotes=_quotes(part, item.quote, item.start_s, item.end_s))


def _delivery(part: Part, analysis: Analysis) -> list[str]:
    if not analysis.words:
        return []
    pauses = [Span(one.text, part.start_s + one.start_s, part.start_s + one.end_s) for one in analysis.delivery.pauses]
    return delivery_facts(replace(analysis.delivery, pauses=tuple(pauses)), estimated=analysis.estimated)


def _quotes(part: Part, text: str, start_s: float, end_s: float) -> tuple[Quote, ...]:
    return (_quote(part, text, start_s, end_s),) if text else ()


def _quote(part: Part, text: str, start_s: float, end_s: float, where: str = "") -> Quote:
    return Quote(text, part.start_s + start_s, part.start_s + max(start_s, end_s), where)
