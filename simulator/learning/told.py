"""Learning in words, for the screens and the plain lines. Pure."""

from datetime import date

from simulator.answer import catalogue
from simulator.answer.guideline import RULES
from simulator.answer.types import Analysis
from simulator.drill.told import day_words
from simulator.learning.examples import told_findings
from simulator.learning.types import CardKept, Example, LearningOverview, PageRow
from simulator.review.layout import counted

ESTIMATED = "Times are estimated from a speaking rate, as for typed answers."
KINDS = {"good": "A good answer", "bad": "A weak answer to the same question"}


def standing_line(seen: LearningOverview) -> str:
    """How much is read, and what is due, in one line."""
    read = sum(row.read for row in seen.rows)
    due = counted(len(seen.due), "card") + " due today" if seen.due else "no card due today"
    return f"{read} of {counted(len(seen.rows), 'page')} read, {due}"


def row_state(row: PageRow, today: date) -> str:
    """Where a page stands, shortly."""
    if row.due:
        return f"{counted(len(row.due), 'card')} due"
    if row.read and row.next_due:
        return f"read; cards {day_words(row.next_due, today).split(' (')[0]}"
    return "begun" if row.next_due else "new"


def finding_lines(example: Example, analysis: Analysis) -> list[str]:
    """What the judge finds in it of what the page is about, each with its words; then what is missing."""
    lines = []
    for finding in told_findings(example, analysis):
        mark = "▲" if finding.id in catalogue.FLAGS else "✓"
        quote = f": “{finding.quote}”" if finding.quote else ""
        lines.append(f"{mark} {catalogue.entry(finding.id).title}{quote}")
    lines += [f"– Not heard: {catalogue.entry(name).title.lower()}" for name in example.lacks]
    lines += _rule_lines(example, analysis)
    return lines


def _rule_lines(example: Example, analysis: Analysis) -> list[str]:
    named = (*example.meets, *example.misses)
    told = [verdict for verdict in analysis.timing.verdicts if verdict.rule in named and verdict.ok is not None]
    return [f"{'✓' if verdict.ok else '▲'} {RULES[verdict.rule].title}: {verdict.why}" for verdict in told]


def kept_line(kept: CardKept) -> str:
    return f"Noted: {kept.own}. It comes again {day_words(kept.due, kept.today)}."
