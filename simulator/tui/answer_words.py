"""A finished answer in words, for the card after an answer and for the summary: pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.answer.catalogue import entry
from simulator.answer.delivery import FAST_WPM, HARMLESS_FILLERS, PAUSE_S, SLOW_WPM
from simulator.answer.guideline import RULES, said_once
from simulator.answer.timing import told_s
from simulator.answer.types import SECTION_NAMES, SECTIONS, Analysis, Delivery, Finding, Timing, Verdict
from simulator.probing.standing import story_steps
from simulator.review.layout import counted
from simulator.review.standing import KINDS, change_title, tally
from simulator.review.told import spans_told
from simulator.tui.text import clock, hang, join, lines, one_line, percent
from simulator.tui.theme import badge

if TYPE_CHECKING:
    from simulator.interview.view import TakeRecord

SURE, FAIRLY_SURE = 0.8, 0.6


def how_sure(confidence: float) -> str:
    """A probability in words."""
    return "sure" if confidence >= SURE else "fairly sure" if confidence >= FAIRLY_SURE else "a guess"


def verdict_mark(ok: bool | None) -> tuple[str, str]:
    return {True: ("✓", "bold $success"), False: ("!", "bold $warning"), None: ("?", "bold $quiet")}[ok]


def verdict_line(verdict: Verdict, width: int = 80) -> Content:
    name = RULES[verdict.rule].title
    value = percent(verdict.value) if verdict.rule == "action_share" else f"{verdict.value:.0f} s"
    told = (f"{value:>6}  ", "bold" if verdict.ok is not None else "$quiet")
    first = join(verdict_mark(verdict.ok), " ", (name.ljust(8), "$quiet"), told)
    return hang(first, join((_sentence(verdict), "$quiet")), width, 18)


def _sentence(verdict: Verdict) -> str:
    why = one_line(verdict.why)
    return why[:1].upper() + why[1:]


def verdict_lines(analysis: Analysis, width: int = 80) -> Content:
    shown = [verdict_line(verdict, width) for verdict in said_once(analysis.timing.verdicts)]
    return lines([*shown, estimated_note()] if analysis.estimated else shown)


def estimated_note() -> Content:
    return join(("  This answer was typed: times are estimated from a speaking rate.", "$quiet italic"))


def section_table(timing: Timing, width: int = 12) -> Content:
    """A line a section that was told: letter, name, bar, seconds, share."""
    rows = []
    for section in SECTIONS:
        if timing.seconds[section] <= 0 and section in ("L", "O"):
            continue
        full = round(timing.share[section] * width)
        rows.append(
            join(
                badge(section),
                (f" {SECTION_NAMES[section]:<10}", "$foreground"),
                (f"{timing.seconds[section]:>4.0f} s", "bold" if timing.seconds[section] > 0 else "$quiet"),
                (f" {percent(timing.share[section]):>5}  ", "$quiet"),
                ("━" * full, "$primary"),
            )
        )
    if timing.silence_s >= 1:
        rows.append(join(("   " + f" {'Silence':<10}{timing.silence_s:>4.0f} s", "$quiet")))
    return lines(rows)


def finding_title(finding: Finding, *, flag: bool) -> Content:
    mark = ("▲ ", "bold $warning") if flag else ("✓ ", "bold $success")
    return join(mark, (entry(finding.id).title, "bold"), (f"  {how_sure(finding.confidence)}", "$quiet"))


def quote(text: str) -> Content:
    return join((f"“{one_line(text)}”", "italic"))


def top_findings(analysis: Analysis, number: int = 2) -> list[tuple[Finding, bool]]:
    """The findings to name first: the surest flag, then the surest signals; (finding, is a flag)."""
    flags = [(flag, True) for flag in sorted(analysis.flags, key=_by_confidence)]
    signals = [(signal, False) for signal in sorted(analysis.signals, key=_by_confidence)]
    quoted = [pair for pair in signals if pair[0].quote] or signals
    return [*flags[:1], *quoted, *flags[1:]][:number]


def _by_confidence(finding: Finding) -> float:
    return -finding.confidence


def delivery_lines(delivery: Delivery, *, notes: bool = True) -> list[Content]:
    """How it was said: pace, fillers, pauses, I and we, numbers; with `notes` on what is usual."""
    pace = delivery.words_per_minute
    note = "  slow" if 0 < pace < SLOW_WPM else "  fast" if pace > FAST_WPM else ""
    rows = [
        _figure("Pace", f"{pace:.0f} words a minute{note}", f"usual: {SLOW_WPM:.0f}–{FAST_WPM:.0f}" if notes else ""),
        _figure(
            "Fillers heard",
            f"{len(delivery.fillers)}, {delivery.fillers_per_minute:.1f} a minute",
            f"up to {HARMLESS_FILLERS:.0f} do no harm" if notes else "",
        ),
        _figure("Pauses", _pauses(delivery), ""),
    ]
    if delivery.we_share is not None:
        told = f"“I” {delivery.i_count}, “we” {delivery.we_count}"
        rows.append(_figure("In the Action", told, f"“we” is {percent(delivery.we_share)}"))
    if delivery.passive_share:
        rows.append(_figure("Passive", f"{percent(delivery.passive_share)} of the Action's sentences", ""))
    if delivery.hedges:
        rows.append(_figure("Hedges", spans_told(delivery.hedges), ""))
    if delivery.quantities:
        numbers = ", ".join(one_line(quantity.text) for quantity in delivery.quantities[:6])
        rows.append(_figure("Numbers", numbers, ""))
    return rows


def _pauses(delivery: Delivery) -> str:
    if not delivery.pauses:
        return f"none over {PAUSE_S:.0f} s"
    longest = max(pause.end_s - pause.start_s for pause in delivery.pauses)
    return f"{counted(len(delivery.pauses), 'pause')}, the longest {longest:.0f} s"


def _figure(name: str, value: str, note: str) -> Content:
    return join((f"{name:<14}", "$quiet"), value, (f"   {note}" if note else "", "$quiet"))


def story_of(records: Sequence[TakeRecord]) -> TakeRecord | None:
    """The last kept answer to a main question."""
    kept = [record for record in records if record.kept and record.prompt.kind == "question"]
    return kept[-1] if kept else None


def result_card(records: Sequence[TakeRecord], take_id: str, width: int) -> Content:
    """The answer just given in a few lines: how a follow-up went, then time, verdicts, two findings with quotes."""
    story = story_of(records)
    last = next((record for record in reversed(records) if record.take_id == take_id), None)
    if story is None or story.analysis is None:
        return join(("Recorded. It is heard in full in the background; the summary will show it.", "$quiet"))
    analysis = story.analysis
    parts = _last_follow_up(records, last, width) if last is not story else []
    parts += [
        join(
            ("Your answer  ", "bold"),
            (f"{clock(round(told_s(analysis.timing)))}, {len(analysis.words)} words", "$quiet"),
        ),
        verdict_lines(analysis, width),
        Content(""),
    ]
    for finding, is_flag in top_findings(analysis):
        parts.append(finding_title(finding, flag=is_flag))
        if finding.quote:
            parts.append(hang(Content("  "), quote(finding.quote), width, 2))
        about = finding.repair if is_flag and finding.repair else finding.why
        parts.append(hang(Content("  "), join((one_line(about), "$quiet")), width, 2))
    return lines(parts)


def _last_follow_up(records: Sequence[TakeRecord], last: TakeRecord | None, width: int) -> list[Content]:
    """How the follow-up went and what it did to the story; nothing where it was not graded."""
    if last is None or last.analysis is None or last.analysis.grade is None:
        return []
    grade = last.analysis.grade
    told = join(grade.value, (f"   {one_line(grade.because)}", "$quiet"))
    return [
        _told("Last follow-up", told, width),
        *_after(records, last.take_id, width),
        Content(""),
    ]


def _after(records: Sequence[TakeRecord], take_id: str, width: int) -> list[Content]:
    """What the last follow-up did to the story: how it stands now, and each change in a line."""
    told = [(record.take_id, record.analysis) for record in records if record.kept and record.analysis]
    step = story_steps(told).get(take_id)
    if step is None:
        return []
    changes = [f"{change_title(change)}: {KINDS[change.kind]}" for change in step.changes]
    return [_told("The story", join(". ".join([tally(step), *changes])), width)]


def _told(name: str, body: Content, width: int) -> Content:
    return hang(join((f"{name:<16}", "bold")), body, width, 16)
