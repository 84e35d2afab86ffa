"""A report as Markdown (CommonMark with tables), to be read as it is or anywhere that shows it."""

import re
from collections.abc import Iterable, Iterator

from simulator.report.points import Point, Quote, blocks, reason
from simulator.report.tables import ANSWER_COLUMNS, answer_rows, facts, section_rows, spoken_facts
from simulator.report.types import Part, SessionReport
from simulator.review.layout import clean, clock

_SPECIAL = re.compile(r"([\\`*_\[\]<|~&$])")
_AT_START = re.compile(r"^(?=[#>+=-])|^(\d+)(?=[.)](?!\S))")


def render_markdown(report: SessionReport) -> str:
    """Nothing that was said can become a heading, a link or a tag."""
    return "\n\n".join([*_head(report), *_answers(report), *_turns(report)]) + "\n"


def _head(report: SessionReport) -> Iterator[str]:
    yield f"# {markdown_text(report.title)}"
    yield markdown_text(" · ".join(facts(report)))
    for line in (*report.notices, *report.problems):
        yield f"> **Note:** {markdown_text(line)}"


def _answers(report: SessionReport) -> Iterator[str]:
    rows = [cells for _, cells in answer_rows(report)]
    if rows:
        yield "## Answers"
        yield _table(ANSWER_COLUMNS, rows)


def _turns(report: SessionReport) -> Iterator[str]:
    if not report.parts:
        yield "Nothing was recorded in this session."
    for part in report.parts:
        yield from _answer(part, report) if part.by_candidate else _question(part, report)


def _question(part: Part, report: SessionReport) -> Iterator[str]:
    yield f"## {markdown_text(part.name)}"
    yield f"**Interviewer** ({clock(part.start_s)}): {markdown_text(_said(part))}"
    because, quote = reason(part, report)
    if because:
        yield f"Why: {markdown_text(because)}"
    if quote:
        yield _quote(quote)


def _answer(part: Part, report: SessionReport) -> Iterator[str]:
    yield f"### Answer: {markdown_text(part.name)}"
    yield markdown_text(" · ".join(spoken_facts(part)))
    if part.turn.problem:
        yield f"> **Note:** {markdown_text(part.turn.problem)}"
    yield _transcript(part)
    if part.is_story and part.analysis:
        yield "#### Where the time went"
        yield _table(("Section", "Seconds", "Share"), section_rows(part.analysis))
    for block in blocks(part, report):
        yield f"#### {markdown_text(block.title)}"
        yield "\n".join(_point(point) for point in block.points)


def _transcript(part: Part) -> str:
    if not part.turn.lines:
        return "*No words.*"
    lines = []
    for line in part.turn.lines:
        letter = f" **{line.section}**" if line.section and part.is_story else ""
        lines.append(f"- {clock(part.start_s + line.start_s)}{letter} {markdown_text(part.text_of(line))}")
    return "\n".join(lines)


def _point(point: Point) -> str:
    state = f"**{markdown_text(point.state)}** " if point.state else ""
    more = [f"  {markdown_text(line)}" for line in point.more]
    quotes = [f"  {_quote(quote)}" for quote in point.quotes]
    return "  \n".join([f"- {state}{markdown_text(point.text)}", *more, *quotes])


def _quote(quote: Quote) -> str:
    where = f" ({markdown_text(quote.where)})" if quote.where else ""
    said = f"“{markdown_text(quote.text)}”" if quote.text else ""
    at = clock(quote.start_s) if quote.start_s is not None else ""
    return f"{at} {said}{where}".strip()


def _said(part: Part) -> str:
    return " ".join(word.text for word in part.turn.words)


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(columns)
    lines = [head, ["---"] * len(head), *([markdown_text(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def markdown_text(text: str) -> str:
    """`text` on one line, with a backslash before all that Markdown could take for a command."""
    return _AT_START.sub(r"\1\\", _SPECIAL.sub(r"\\\1", clean(text)))
