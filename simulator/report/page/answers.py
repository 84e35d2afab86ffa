"""The turns of a session as HTML: what was said, its timeline, and what was found in it. Pure."""

from collections.abc import Iterator, Sequence

from simulator.answer.types import SECTION_NAMES, Analysis
from simulator.replay.types import Line
from simulator.report.page.markup import Html, el, join
from simulator.report.page.timeline import bullet, legend, timeline
from simulator.report.points import Block, Point, Quote, blocks, reason
from simulator.report.tables import section_rows, spoken_facts
from simulator.report.types import Part, SessionReport
from simulator.review.layout import clock

_UNSURE = 0.5
"""A label less sure than this gets a question mark, as in the text report."""


def turns(report: SessionReport, *, sound: bool) -> Iterator[Html]:
    """Each turn of the interviewer under a heading of its own, with the answers to it below."""
    for part in report.parts:
        yield from _answer(part, report, sound) if part.by_candidate else _question(part, report, sound)


def anchor(part: Part) -> str:
    """The id of an answer on the page."""
    return f"answer-{part.turn.take_id}"


def at(start_s: float | None, end_s: float | None, *, sound: bool, what: str) -> Html:
    """A time: a button that plays from there to `end_s`, or a plain time where there is nothing to hear."""
    if start_s is None:
        return Html("")
    if not sound:
        return el("span", clock(start_s), class_="time")
    label = f"Play {what} at {clock(start_s)}"
    return el("button", clock(start_s), type="button", class_="time", data_s=start_s, data_e=end_s, aria_label=label)


def table(caption: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Html:
    head = el("tr", *(el("th", name, scope="col") for name in columns))
    body = [el("tr", el("th", row[0], scope="row"), *(el("td", cell) for cell in row[1:])) for row in rows]
    return el("table", el("caption", caption), el("thead", head), el("tbody", *body))


def _question(part: Part, report: SessionReport, sound: bool) -> Iterator[Html]:
    because, quote = reason(part, report)
    yield el("h2", part.name)
    play = at(part.start_s, part.end_s, sound=sound, what="the question")
    told = [el("p", el("strong", "Interviewer"), " ", play, class_="who"), el("p", *_words(part, sound), class_="said")]
    if because or quote:
        more = [" ", _quote(quote, sound)] if quote else []
        told.append(el("p", f"Why this was asked: {because}" if because else "It rests on:", *more, class_="why"))
    yield el("div", *told, class_="turn interviewer")


def _answer(part: Part, report: SessionReport, sound: bool) -> Iterator[Html]:
    play = at(part.start_s, part.end_s, sound=sound, what="the whole answer")
    inner = [
        el("h3", f"Answer to {part.name[0].lower()}{part.name[1:]}"),
        el("p", play, " ", " · ".join(spoken_facts(part)), class_="who"),
    ]
    if part.turn.problem:
        inner.append(el("p", part.turn.problem, class_="note"))
    if part.turn.lines:
        inner += [timeline(part), legend(part)] if part.is_story or part.turn.marks else []
        inner.append(el("ol", *(_line(part, line, sound) for line in part.turn.lines), class_="said"))
    else:
        inner.append(el("p", "No words."))
    if part.is_story and part.analysis:
        inner.append(_guideline(part.analysis))
    found = [_block(block, sound) for block in blocks(part, report)]
    inner.append(el("div", *found, class_="blocks"))
    counted = "turn candidate" if part.counts else "turn candidate aside"
    yield el("article", *inner, class_=counted, id=anchor(part))


def _words(part: Part, sound: bool, line: Line | None = None) -> Iterator[Html]:
    words = part.turn.words[line.first : line.last] if line else part.turn.words
    for index, word in enumerate(words):
        if index:
            yield Html(" ")
        start_s = part.start_s + word.start_s
        yield el("span", word.text, class_="w", data_s=start_s) if sound else join(word.text)


def _line(part: Part, line: Line, sound: bool) -> Html:
    start_s, end_s = part.start_s + line.start_s, part.start_s + line.end_s
    section = _section(line) if part.is_story else Html("")
    play = at(start_s, end_s, sound=sound, what="the sentence")
    return el("li", play, section, el("span", *_words(part, sound, line), class_="text"))


def _section(line: Line) -> Html:
    """The letter, with its name and how sure it is for those who ask or listen."""
    if line.section is None:
        return Html("")
    sure = "set by hand" if line.corrected else f"{line.confidence:.0%} sure"
    mark = "*" if line.corrected else "?" if line.confidence < _UNSURE else ""
    told = f"{SECTION_NAMES[line.section]}, {sure}"
    return el(
        "span",
        el("span", line.section + mark, aria_hidden="true"),
        el("span", f"{told}: ", class_="heard"),
        class_=f"sec {line.section}",
        title=told,
    )


def _guideline(analysis: Analysis) -> Html:
    bars = [
        el("figure", bullet(one), el("figcaption", name))
        for one, name in ((one, _BARS.get(one.rule, "")) for one in analysis.timing.verdicts)
        if name
    ]
    return el(
        "section",
        el("h4", "Where the time went"),
        table("Seconds and share of each section", ("Section", "Seconds", "Share"), section_rows(analysis)),
        el("div", *bars, class_="bars"),
        class_="times",
    )


_BARS = {
    "setup": "Situation and Task together, and where they should stay under",
    "action_share": "Action, and the band around its target",
}


def _block(block: Block, sound: bool) -> Html:
    return el("section", el("h4", block.title), el("ul", *(_point(point, sound) for point in block.points)))


def _point(point: Point, sound: bool) -> Html:
    state = [el("strong", point.state, class_=f"state {_CLASSES.get(point.state, '')}"), " "] if point.state else []
    more = [el("p", line) for line in point.more]
    quotes = [el("p", _quote(quote, sound)) for quote in point.quotes]
    return el("li", el("p", *state, point.text, class_="lead" if point.more else None), *more, *quotes)


_CLASSES = {
    "ok": "good",
    "met": "good",
    "strong": "good",
    "Yes": "good",
    "off": "work",
    "weak": "work",
    "No": "work",
    "but": "work",
}


def _quote(quote: Quote, sound: bool) -> Html:
    said = [" ", el("q", quote.text)] if quote.text else []
    where = [f" ({quote.where})"] if quote.where else []
    return join(at(quote.start_s, quote.end_s, sound=sound, what="the quote"), *said, *where)
