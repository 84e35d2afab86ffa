"""The rows of a summary: what they say and which piece of the recording they stand for. Pure."""

from dataclasses import dataclass

from textual.content import Content

from simulator.answer.types import Analysis, RubricItem
from simulator.interview.view import TakeRecord
from simulator.tui.answer_words import badge, delivery_lines, finding_title, how_sure, quote, verdict_lines
from simulator.tui.names import rubric_name
from simulator.tui.text import clock, join, lines, one_line

RUBRIC_MARKS = {"met": ("✓", "bold $success"), "not_heard": ("–", "$quiet"), "unclear": ("?", "bold $warning")}
RUBRIC_STATES = {"met": "heard", "not_heard": "not heard", "unclear": "unclear"}
GRADE_STYLES = {"strong": "bold $success", "middling": "bold $warning", "weak": "bold $warning"}
LEAD_S = 0.2
"""Played before and after a piece, so that no word is cut."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list. `span` is the piece of the take's audio it stands for; headings cannot be chosen."""

    content: Content
    span: tuple[float, float] | None = None
    heading: bool = False


def rows(record: TakeRecord, *, wide: bool) -> list[Row]:
    """Everything to tell about a take; in the wide layout verdicts and delivery stand beside the list instead."""
    analysis = record.analysis
    if analysis is None:
        return [Row(join(("There is nothing to show of this take: no words were heard.", "$quiet")))]
    found = [] if wide else [_heading("Timing"), Row(verdict_lines(analysis))]
    found += _grade(analysis) + _findings(analysis) + _transcript(analysis)
    found += _rubric(analysis)
    if not wide:
        found += [_heading("Delivery"), Row(lines(delivery_lines(analysis.delivery)))]
    return found + _probes(record)


def _heading(text: str) -> Row:
    return Row(join((text, "bold $primary")), heading=True)


def _grade(analysis: Analysis) -> list[Row]:
    grade = analysis.grade
    if grade is None:
        return []
    told = join(
        (grade.value, GRADE_STYLES[grade.value]), (f"  {how_sure(grade.confidence)}", "$quiet"), f"   {grade.because}"
    )
    said = [quote(grade.quote)] if grade.quote else []
    return [_heading("How this answer stood up"), Row(lines([told, *said]), _span_of(analysis, grade.quote))]


def _findings(analysis: Analysis) -> list[Row]:
    found = [*((flag, True) for flag in analysis.flags), *((signal, False) for signal in analysis.signals)]
    if not found:
        return []
    result = [_heading("What was noticed")]
    for finding, is_flag in found:
        parts = [finding_title(finding, flag=is_flag)]
        if finding.quote:
            parts.append(join("  ", quote(finding.quote), (f"  {clock(finding.start_s)}", "$quiet")))
        parts.append(join(("  " + one_line(finding.why), "$quiet")))
        if is_flag and finding.repair:
            parts.append(join(("  Better: ", "$accent"), one_line(finding.repair)))
        result.append(Row(lines(parts), (finding.start_s, finding.end_s) if finding.quote else None))
    return result


def _transcript(analysis: Analysis) -> list[Row]:
    result = [_heading("What you said")]
    for sentence in analysis.sentences:
        doubt = "" if sentence.confidence >= 0.6 or sentence.corrected else " ?"
        told = join(
            (f"{clock(sentence.start_s):>5} ", "$quiet"), badge(sentence.section), (f"{doubt:<2}", "$quiet"),
            one_line(sentence.text),
        )  # fmt: skip
        result.append(Row(told, (sentence.start_s, sentence.end_s)))
    return result


def _rubric(analysis: Analysis) -> list[Row]:
    if not analysis.rubric:
        return []
    return [_heading("What an interviewer listens for"), *(_rubric_row(analysis, item) for item in analysis.rubric)]


def _rubric_row(analysis: Analysis, item: RubricItem) -> Row:
    told = join(RUBRIC_MARKS[item.state], f" {rubric_name(item.id)}", (f"  {RUBRIC_STATES[item.state]}", "$quiet"))
    if not item.quote:
        return Row(told)
    return Row(lines([told, join("  ", quote(item.quote))]), _span_of(analysis, item.quote, item.start_s))


def _probes(record: TakeRecord) -> list[Row]:
    """Why this was asked, and what could be asked next."""
    result: list[Row] = []
    prompt = record.prompt
    if prompt.kind == "probe" and prompt.because:
        said = [join("  ", quote(prompt.quote))] if prompt.quote else []
        result += [_heading("Why you were asked this"), Row(lines([join(one_line(prompt.because)), *said]))]
    if record.probes:
        result.append(_heading("What this answer invites"))
        for probe in record.probes:
            told = [join(one_line(probe.text)), join(("  " + one_line(probe.because), "$quiet"))]
            result.append(Row(lines(told)))
    return result


def _span_of(analysis: Analysis, text: str, start_s: float | None = None) -> tuple[float, float] | None:
    """The sentence that a quote is from."""
    if not text:
        return None
    for sentence in analysis.sentences:
        inside = start_s is not None and sentence.start_s <= start_s < sentence.end_s
        if inside or (start_s is None and one_line(text).strip("…. ") in one_line(sentence.text)):
            return sentence.start_s, sentence.end_s
    return None
