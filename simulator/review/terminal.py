"""An analysed answer as a plain-text report of fixed width, for terminals, pipes and screen readers alike."""

from collections.abc import Mapping, Sequence

from simulator.answer.bar import bar_groups
from simulator.answer.catalogue import entry
from simulator.answer.guideline import said_once
from simulator.answer.lane import lane_cells, stretches
from simulator.answer.quadrant import quadrant_of, quadrant_title
from simulator.answer.rubric import FIVE_SIGNALS, RUBRIC_TITLES, groups_of, met, outweighing
from simulator.answer.types import SECTION_NAMES, SECTIONS, Analysis, Delivery, Finding, RubricItem, Verdict
from simulator.probing.standing import Step
from simulator.probing.types import ProbeChoice
from simulator.review.clashes import Clash
from simulator.review.layout import NARROWEST, WIDTH, clean, clock, counted, heading, length, wrapped
from simulator.review.standing import KINDS, change_title, change_why, outweighed, step_title, tally
from simulator.review.told import (
    ANSWERED,
    STATES,
    Standing,
    asked_title,
    delivery_facts,
    rule_title,
    standing,
    verdict_told,
)
from simulator.review.types import Reviewed

_MARKS: Mapping[Standing, str] = {"ok": "ok", "gap": "gap", "off": "off", "cannot tell": " ? "}


def report(reviewed: Reviewed, width: int = WIDTH) -> str:
    """The whole report of one answer, lines of at most `width` (at least 40) characters, ending in a line feed."""
    heard = f"heard by {reviewed.model}" if reviewed.model else ""
    lines = report_lines(
        reviewed.analysis, reviewed.probes, title=reviewed.name, heard=heard, width=width, clashes=reviewed.clashes
    )
    return "\n".join(lines) + "\n"


def report_lines(
    analysis: Analysis,
    probes: Sequence[ProbeChoice],
    *,
    title: str,
    heard: str = "",
    width: int = WIDTH,
    clashes: Sequence[Clash[str]] = (),
    step: Step | None = None,
) -> list[str]:
    """The report under any `title`; `heard` says where the words come from, `clashes` what does not fit with others.

    `step`: what the answers to follow-ups did to the story.
    """
    width = max(width, NARROWEST)
    lines = [*_head(analysis, title, heard, width)]
    if not analysis.words:
        return [*lines, "", *wrapped("No words were heard, so there is nothing to tell.", width)]
    if analysis.context.is_story:
        lines += heading("STAR lane", lane_lines(analysis, width))
        lines += heading("Where the time went", time_lines(analysis, width))
        lines += heading("Against the guideline", verdict_lines(analysis.timing.verdicts, width))
    lines += heading("How this follow-up was answered", _grade(analysis, width))
    if step is not None:
        lines += heading(step_title(step), step_lines(step, width))
    lines += heading("What was said", transcript_lines(analysis, width))
    lines += heading("Shown", _findings(analysis.signals, width))
    lines += heading("To work on", _findings(analysis.flags, width))
    lines += heading("Was the question answered?", answered_lines(analysis, width))
    lines += heading("Does not fit together", clash_lines(clashes, width))
    lines += heading("Rubric", rubric_lines(analysis, width))
    lines += heading("The bar", bar_lines(analysis, width))
    lines += heading("Delivery", delivery_lines(analysis.delivery, width, estimated=analysis.estimated))
    lines += heading("What would be asked next", probe_lines(probes, width))
    return lines


def _head(analysis: Analysis, title: str, heard: str, width: int) -> list[str]:
    facts = [length(analysis.duration_s), counted(analysis.delivery.words, "word"), heard]
    if analysis.estimated:
        facts.append("times are estimates from a speaking rate")
    lines = wrapped(title, width)
    if analysis.context.question and analysis.context.question not in title:
        lines += wrapped(analysis.context.question, width, first="  ")
    return lines + wrapped(" · ".join(fact for fact in facts if fact), width, first="  ")


def lane_lines(analysis: Analysis, width: int = WIDTH) -> list[str]:
    """The lane of letters to scale under its clock, and what each letter means."""
    inner = width - 2
    cells = lane_cells(stretches(analysis.sentences), analysis.duration_s, inner)
    end = clock(round(analysis.duration_s))
    used = [section for section in SECTIONS if analysis.timing.seconds[section] > 0]
    legend = ", ".join(f"{section} {SECTION_NAMES[section]}" for section in used)
    return ["  0:00" + end.rjust(inner - 4), "  " + cells.rstrip(), *wrapped(legend, width, first="  ")]


def time_lines(analysis: Analysis, width: int = WIDTH) -> list[str]:
    """Seconds and share of each section with a bar to scale, then the silence that belongs to none."""
    about = "~" if analysis.estimated else ""
    room = max(width - 30, 5)
    lines = []
    for section in SECTIONS:
        seconds, share = analysis.timing.seconds[section], analysis.timing.share[section]
        if section in ("L", "O") and seconds == 0:
            continue
        bar = section * round(share * room)
        lines.append(
            f"  {SECTION_NAMES[section]:<10}{about + format(seconds, '.1f'):>7} s {share:>6.0%}  {bar}".rstrip()
        )
    if analysis.timing.silence_s >= 0.05:
        lines.append(
            f"  {'silence':<10}{format(analysis.timing.silence_s, '.1f'):>7} s  before, after or paused"[:width]
        )
    return lines


def verdict_lines(verdicts: Sequence[Verdict], width: int = WIDTH) -> list[str]:
    """Each rule with its value, its target and the distance; "?" where it cannot be told, with the reason."""
    lines: list[str] = []
    for verdict in said_once(verdicts):
        first = f"  {_MARKS[standing(verdict)]:<3}  {rule_title(verdict):<7} "
        lines += wrapped(verdict_told(verdict), width, first=first)
    return lines


def transcript_lines(analysis: Analysis, width: int = WIDTH) -> list[str]:
    """Each sentence with its time, letter and how sure the letter is; * marks one set by hand, ? an unsure one.

    An answer that is no story has no letters: it is not told in sections.
    """
    lines: list[str] = []
    for sentence in analysis.sentences:
        mark = "*" if sentence.corrected else "?" if sentence.confidence < 0.5 else " "
        story = analysis.context.is_story
        letter = f"{sentence.section}{mark} " if story else " "
        sure = f" ({sentence.confidence:.0%})" if story and not sentence.corrected else ""
        lines += wrapped(sentence.text + sure, width, first=f"  {clock(sentence.start_s):>5} {letter}")
    return lines


def _findings(findings: Sequence[Finding], width: int) -> list[str]:
    lines: list[str] = []
    for finding in findings:
        lines += wrapped(f"{entry(finding.id).title} ({finding.confidence:.0%} sure)", width, first="  - ", rest="    ")
        if finding.quote:
            lines += wrapped(f"“{finding.quote}”", width, first=f"    {clock(finding.start_s)} ")
        lines += wrapped(finding.why, width, first="    ")
        if finding.repair:
            lines += wrapped(f"Next time: {finding.repair}", width, first="    ")
    return lines


def rubric_lines(analysis: Analysis, width: int = WIDTH) -> list[str]:
    """The five signals, the arc, the reality checks and the quadrant, each item with its state and quote."""
    lines: list[str] = []
    for title, found in groups_of(analysis.rubric):
        lines += wrapped(f"{title}: {met(found)} of {len(found)} met", width, first="  ")
        for item in found:
            lines += _item(RUBRIC_TITLES[item.id], item, width)
        if found[0].id in FIVE_SIGNALS:  # so that a count of signals never hides what outweighs them
            for flag in outweighing(analysis.flags):
                lines += wrapped(f"{entry(flag.id).title}: outweighs any number of signals", width, first="  But: ")
    place = quadrant_of(analysis.rubric)
    if place is not None:
        lines += ["  Where the story lies", *_item(quadrant_title(place), place, width)]
    return lines


def answered_lines(analysis: Analysis, width: int = WIDTH) -> list[str]:
    """Yes, no or cannot tell, and why; nothing where no question is known."""
    found = analysis.answered
    if found is None:
        return []
    told = "" if not found.quote else f" – {clock(found.start_s)} “{found.quote}” ({found.confidence:.0%} sure)"
    return wrapped(f"{ANSWERED[found.value]}: {found.because}{told}", width, first="  ")


def clash_lines(clashes: Sequence[Clash[str]], width: int = WIDTH) -> list[str]:
    """Each with what was said earlier, where, and what is said now."""
    lines: list[str] = []
    for clash in clashes:
        lines += wrapped(clash.told, width, first="  - ", rest="    ")
        lines += wrapped(f"“{clash.earlier.quote}” ({clash.earlier_in})", width, first=_at(clash.earlier.start_s))
        lines += wrapped(f"“{clash.now.quote}”", width, first=_at(clash.now.start_s))
    return lines


def step_lines(step: Step, width: int = WIDTH) -> list[str]:
    """How many signals stand, what outweighs them, and each change with the words that it rests on."""
    lines = wrapped(tally(step), width, first="  ")
    for told in outweighed(step.now):
        lines += wrapped(told, width, first="  But: ")
    for change in step.changes:
        lines += wrapped(f"{change_title(change)}: {KINDS[change.kind]}", width, first="  - ", rest="    ")
        if change.finding.quote:
            lines += wrapped(f"“{change.finding.quote}”", width, first=_at(change.finding.start_s))
        lines += wrapped(change_why(change), width, first="    ")
    return lines


def _at(start_s: float) -> str:
    return f"    {clock(start_s)} "


def bar_lines(analysis: Analysis, width: int = WIDTH) -> list[str]:
    """What the level and the company ask for, each with state and quote; where not met, what its lack sounds like."""
    lines: list[str] = []
    for name, found in bar_groups(analysis.context, analysis.bar):
        lines += wrapped(f"{name}: {met(found)} of {len(found)} met", width, first="  ")
        for item in found:
            lines += _item(asked_title(item), item, width)
    return lines


def _item(title: str, item: RubricItem, width: int) -> list[str]:
    how = "likely" if item.state == "unclear" else "sure"
    quote = f" – {clock(item.start_s)} “{item.quote}” ({item.confidence:.0%} {how})" if item.quote else ""
    return wrapped(f"{title}{quote}", width, first=f"    {STATES[item.state]:<9}  ")


def _grade(analysis: Analysis, width: int) -> list[str]:
    grade = analysis.grade
    if grade is None:
        return []
    lines = wrapped(f"{grade.value} ({grade.confidence:.0%} sure): {grade.because}", width, first="  ")
    return lines + (wrapped(f"“{grade.quote}”", width, first="  ") if grade.quote else [])


def delivery_lines(delivery: Delivery, width: int = WIDTH, *, estimated: bool = False) -> list[str]:
    """The facts, one a line."""
    facts = delivery_facts(delivery, estimated=estimated)
    return [line for fact in facts for line in wrapped(fact, width, first="  - ", rest="    ")]


def probe_lines(probes: Sequence[ProbeChoice], width: int = WIDTH) -> list[str]:
    """The questions, best first, each with its reason and the words that caused it."""
    lines: list[str] = []
    for number, probe in enumerate(probes, start=1):
        lines += wrapped(probe.text, width, first=f"  {number}. ")
        lines += wrapped(f"Why: {probe.because}", width, first="     ")
        if probe.quote and clean(probe.quote) not in clean(probe.because + probe.text):
            lines += wrapped(f"{clock(probe.start_s)} “{probe.quote}”", width, first="     ")
    return lines
