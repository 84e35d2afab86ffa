"""The rows of a summary: what they say and which piece of the recording they stand for. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from simulator.answer.bar import asked_by_id, bar_groups
from simulator.answer.catalogue import entry
from simulator.answer.guideline import said_once
from simulator.answer.quadrant import quadrant_of, quadrant_title
from simulator.answer.rubric import FIVE_SIGNALS, RUBRIC_TITLES, groups_of, met, outweighing
from simulator.answer.types import Analysis, Finding, LabelledSentence, RubricItem
from simulator.interview.view import TakeRecord
from simulator.probing.standing import Change, Step
from simulator.probing.types import ProbeChoice
from simulator.review.clashes import Clash
from simulator.review.standing import KINDS, change_title, change_why, step_title, tally
from simulator.review.told import ANSWERED, STATES
from simulator.tui.answer_words import (
    delivery_lines,
    estimated_note,
    finding_title,
    how_sure,
    quote,
    verdict_line,
)
from simulator.tui.text import clock, hang, join, lines, one_line
from simulator.tui.theme import badge

RUBRIC_MARKS = {"met": ("✓", "bold $success"), "not_heard": ("–", "$quiet"), "unclear": ("?", "bold $warning")}
ANSWERED_AS = {"yes": "met", "no": "not_heard", "cannot_tell": "unclear"}
CHANGE_MARKS = {
    "shown": ("+ ", "bold $success"),
    "doubted": ("? ", "bold $warning"),
    "revealed": ("▲ ", "bold $warning"),
    "settled": ("✓ ", "bold $success"),
}
GRADE_STYLES = {"strong": "bold $success", "middling": "bold $warning", "weak": "bold $warning"}
DOUBT = 0.6
"""Labels less sure than this are marked."""
BY_HAND = "* set by you"
LEAD_S = 0.2
"""Played before and after a piece, so that no word is cut."""
_INDENT = 2
_SENTENCE_INDENT = 11


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list. `span` is the piece of the take's audio it stands for; a `fixed` row cannot be marked."""

    content: Content
    """Wrapped to the width of the list."""
    span: tuple[float, float] | None = None
    fixed: bool = False
    sentence: int | None = None
    """Which sentence of the analysis it shows, if it is a line of the transcript."""
    take_id: str = ""
    """The take that `span` is a piece of; empty for the one that is shown."""

    def same_as(self, other: "Row") -> bool:
        """Whether it tells the same, perhaps in another layout."""
        if self.sentence is not None and other.sentence is not None:
            return self.span == other.span  # its section may have been corrected
        return self.span == other.span and self.content.plain.split()[:4] == other.content.plain.split()[:4]


def found_again(before: Row, rows: Sequence[Row]) -> int | None:
    """Where `before` is among `rows` now; a sentence that was heard differently is where one begins nearest to it."""
    same = next((at for at, row in enumerate(rows) if not row.fixed and row.same_as(before)), None)
    if same is not None or before.sentence is None or before.span is None:
        return same
    begin_s = before.span[0]
    near = [(abs(row.span[0] - begin_s), at) for at, row in enumerate(rows) if row.sentence is not None and row.span]
    return min(near)[1] if near else None


def rows(
    record: TakeRecord, *, wide: bool, width: int, clashes: Sequence[Clash[str]] = (), step: Step | None = None
) -> list[Row]:
    """All there is to tell about a take, `width` cells wide.

    `clashes`: what in it does not fit with the session; `step`: what follow-ups did to its story.
    In the wide layout verdicts and delivery stand beside the list and are left out of it.
    """
    analysis = record.analysis
    if analysis is None:
        told = "No words to show: this was skipped, or nothing was heard."
        return [Row(join((told, "$quiet")), (0.0, record.duration_s) if record.audio else None)]
    writer = _Writer(analysis, width)
    found = [] if wide else writer.timing()
    found += [
        *writer.grade(),
        *(writer.step(step) if analysis.grade else ()),
        *writer.findings(),
        *(() if analysis.grade else writer.step(step)),
        *writer.clashes(clashes),
        *writer.answered(),
        *writer.transcript(),
        *writer.rubric(),
        *writer.bar(),
        *_probes(record, width),
    ]
    if not wide:
        found += writer.delivery()
    top = found[0]
    return [Row(top.content[1:], fixed=True), *found[1:]] if top.content.plain.startswith("\n") else found


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the parts of one analysis, `width` cells wide."""

    analysis: Analysis
    width: int

    def timing(self) -> list[Row]:
        if not self.analysis.context.is_story:
            return []
        verdicts = said_once(self.analysis.timing.verdicts)
        told = [Row(verdict_line(verdict, self.width), fixed=True) for verdict in verdicts]
        if self.analysis.estimated:
            told.append(Row(estimated_note(), fixed=True))
        return [_heading("Timing"), *told] if told else []

    def delivery(self) -> list[Row]:
        return [_heading("Delivery"), *(Row(line, fixed=True) for line in delivery_lines(self.analysis.delivery))]

    def grade(self) -> list[Row]:
        grade = self.analysis.grade
        if grade is None:
            return []
        told = join(
            (grade.value, GRADE_STYLES[grade.value]), (f"  {how_sure(grade.confidence)}", "$quiet"),
            f"   {one_line(grade.because)}",
        )  # fmt: skip
        said = [self._quote(grade.quote)] if grade.quote else []
        return [_heading("How this answer stood up"), Row(lines([told, *said]), self._sentence_with(grade.quote))]

    def step(self, step: Step | None) -> list[Row]:
        """How the story stands now, what outweighs its signals, and each change with words that can be played."""
        if step is None:
            return []
        told = [Row(join((tally(step), "bold")), fixed=True)]
        told += [self._outweighing(flag, playable=False) for flag in step.now.outweighed_by]
        return [_heading(step_title(step)), *told, *map(self._change, step.changes)]

    def _change(self, change: Change) -> Row:
        finding = change.finding
        title = join((change_title(change), "bold"), (f": {KINDS[change.kind]}", "$quiet"))
        parts = [hang(join(CHANGE_MARKS[change.kind]), title, self.width, _INDENT)]
        if finding.quote:
            parts.append(self._quote(finding.quote, clock(finding.start_s)))
        parts.append(self._indented(join((one_line(change_why(change)), "$quiet"))))
        span = (finding.start_s, finding.end_s) if finding.quote else None
        return Row(lines(parts), span, take_id=change.take_id)

    def findings(self) -> list[Row]:
        flags = [self._finding(flag, is_flag=True) for flag in self.analysis.flags]
        signals = [self._finding(signal, is_flag=False) for signal in self.analysis.signals]
        return [_heading("What was noticed"), *flags, *signals] if flags or signals else []

    def _finding(self, finding: Finding, *, is_flag: bool) -> Row:
        parts = [finding_title(finding, flag=is_flag)]
        if finding.quote:
            parts.append(self._quote(finding.quote, clock(finding.start_s)))
        parts.append(self._indented(join((one_line(finding.why), "$quiet"))))
        if is_flag and finding.repair:
            parts.append(self._indented(join(("Better: ", "$accent"), one_line(finding.repair))))
        return Row(lines(parts), (finding.start_s, finding.end_s) if finding.quote else None)

    def transcript(self) -> list[Row]:
        sentences = self.analysis.sentences
        note = BY_HAND if any(sentence.corrected for sentence in sentences) else ""
        told = (self._sentence(index, sentence) for index, sentence in enumerate(sentences))
        return [_heading("What you said", note), *told]

    def _sentence(self, index: int, sentence: LabelledSentence) -> Row:
        doubt = "*" if sentence.corrected else "?" if sentence.confidence < DOUBT else ""
        style = "bold $accent" if sentence.corrected else "$warning"
        first = join((f"{clock(sentence.start_s):>5} ", "$quiet"), badge(sentence.section), (f"{doubt:<2}", style))
        sure = "" if sentence.corrected else f"  {sentence.confidence:.0%}"
        told = hang(first, join(one_line(sentence.text), (sure, "$quiet")), self.width, _SENTENCE_INDENT)
        return Row(told, (sentence.start_s, sentence.end_s), sentence=index)

    def answered(self) -> list[Row]:
        found = self.analysis.answered
        if found is None:
            return []
        mark = RUBRIC_MARKS[ANSWERED_AS[found.value]]
        told = hang(join(mark, " "), join((ANSWERED[found.value], "bold"), f": {found.because}"), self.width, _INDENT)
        heading = _heading("Did you answer the question?")
        if not found.quote:
            return [heading, Row(told)]
        said = self._quote(found.quote, f"{clock(found.start_s)}, {how_sure(found.confidence)}")
        return [heading, Row(lines([told, said]), (found.start_s, found.end_s))]

    def clashes(self, clashes: Sequence[Clash[str]]) -> list[Row]:
        """A row for each side, so that both can be heard."""
        found: list[Row] = []
        for clash in clashes:
            told = hang(join(("▲ ", "bold $warning")), join(clash.told), self.width, _INDENT)
            before = self._quote(clash.earlier.quote, f"earlier, {clock(clash.earlier.start_s)}")
            now = self._quote(clash.now.quote, f"here, {clock(clash.now.start_s)}")
            found.append(
                Row(lines([told, before]), (clash.earlier.start_s, clash.earlier.end_s), take_id=clash.earlier_in)
            )
            found.append(Row(now, (clash.now.start_s, clash.now.end_s)))
        return [_heading("Does not fit together"), *found] if found else []

    def rubric(self) -> list[Row]:
        """Each group with how many are met, what outweighs them right below, and where the story lies."""
        found: list[Row] = []
        for title, items in groups_of(self.analysis.rubric):
            found.append(_tally(title, items))
            found += [self._item(RUBRIC_TITLES[item.id], item) for item in items]
            if items[0].id in FIVE_SIGNALS:  # so that a count of signals never hides what outweighs them
                found += [self._outweighing(flag) for flag in outweighing(self.analysis.flags)]
        place = quadrant_of(self.analysis.rubric)
        if place is not None:
            found += [Row(join(("Where the story lies", "bold")), fixed=True), self._item(quadrant_title(place), place)]
        return [_heading("What an interviewer listens for"), *found] if found else []

    def bar(self) -> list[Row]:
        found: list[Row] = []
        for name, items in bar_groups(self.analysis.context, self.analysis.bar):
            found.append(_tally(name, items))
            found += [self._asked(item) for item in items]
        return [_heading("The bar you are held against"), *found] if found else []

    def _asked(self, item: RubricItem) -> Row:
        asked = asked_by_id(item.id)
        return self._item(asked.title, item, f"else: {asked.below}" if item.state == "not_heard" else "")

    def _outweighing(self, flag: Finding, *, playable: bool = True) -> Row:
        """`playable`: its words are of this take."""
        mark = ("▲ ", "bold $warning")
        told = hang(join(mark), join((entry(flag.id).title, "bold"), (": outweighs them all", "$quiet")), self.width, 2)
        if not playable or not flag.quote:
            return Row(told, fixed=not playable)
        said = self._quote(flag.quote, clock(flag.start_s))
        return Row(lines([told, said]), (flag.start_s, flag.end_s))

    def _item(self, title: str, item: RubricItem, note: str = "") -> Row:
        state = f"  {STATES[item.state]}" + (f", {note}" if note else "")
        told = hang(join(RUBRIC_MARKS[item.state], " "), join(title, (state, "$quiet")), self.width, _INDENT)
        if not item.quote:
            return Row(told)
        sure = "perhaps" if item.state == "unclear" else how_sure(item.confidence)
        said = self._quote(item.quote, f"{clock(item.start_s)}, {sure}")
        # A rubric that was read by an earlier version has no end: its sentence is played.
        span = (item.start_s, item.end_s) if item.end_s else self._sentence_at(item.start_s)
        return Row(lines([told, said]), span)

    def _quote(self, text: str, note: str = "") -> Content:
        return self._indented(join(quote(text), (f"  {note}" if note else "", "$quiet")))

    def _indented(self, body: Content) -> Content:
        return hang(Content(" " * _INDENT), body, self.width, _INDENT)

    def _sentence_at(self, at_s: float) -> tuple[float, float] | None:
        hits = ((one.start_s, one.end_s) for one in self.analysis.sentences if one.start_s <= at_s < one.end_s)
        return next(hits, None)

    def _sentence_with(self, text: str) -> tuple[float, float] | None:
        """The sentence that a quote without a time is from."""
        words = one_line(text).strip("…. ")
        hits = ((one.start_s, one.end_s) for one in self.analysis.sentences if words and words in one_line(one.text))
        return next(hits, None)


def _heading(text: str, note: str = "") -> Row:
    """With an empty line above."""
    told = join((text, "bold $primary"), (f"   {note}" if note else "", "$quiet"))
    return Row(lines([Content(""), told]), fixed=True)


def _tally(title: str, items: Sequence[RubricItem]) -> Row:
    """A heading with how many are met; the rows below are those very ones, each with its quote."""
    return Row(join((title, "bold"), (f"  {met(items)} of {len(items)} met", "$quiet")), fixed=True)


def _probes(record: TakeRecord, width: int) -> list[Row]:
    """Why this was asked, and what could be asked next."""
    result: list[Row] = []
    prompt = record.prompt
    if prompt.kind == "probe" and prompt.because:
        said = [hang(Content("  "), quote(prompt.quote), width, _INDENT)] if prompt.quote else []
        told = hang(Content(""), join(one_line(prompt.because)), width, 0)
        result += [_heading("Why you were asked this"), Row(lines([told, *said]))]
    if record.probes:
        result += [_heading("What this answer invites"), *(_invited(probe, width) for probe in record.probes)]
    return result


def _invited(probe: ProbeChoice, width: int) -> Row:
    why = hang(Content("  "), join((one_line(probe.because), "$quiet")), width, _INDENT)
    return Row(lines([hang(Content(""), join(one_line(probe.text)), width, 0), why]))
