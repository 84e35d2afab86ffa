"""An example as it would be judged, were it told in a session: the same labels, timing and findings."""

from dataclasses import dataclass

from simulator.answer.analyse import analyse_text
from simulator.answer.protocols import FindingJudge, SectionLabeller
from simulator.answer.types import Analysis, Finding, Guideline
from simulator.learning.types import Example, Page


@dataclass(frozen=True, slots=True)
class Judged:
    """A page's two examples with what is found in them."""

    good: Analysis
    bad: Analysis


def judge_page(
    page: Page, labeller: SectionLabeller, judge: FindingJudge, guideline: Guideline, words_per_minute: float
) -> Judged:
    def judged(example: Example) -> Analysis:
        return analyse_text(
            example.text,
            example.context,
            labeller=labeller,
            judge=judge,
            guideline=guideline,
            words_per_minute=words_per_minute,
        )

    return Judged(judged(page.good), judged(page.bad))


def told_findings(example: Example, analysis: Analysis) -> tuple[Finding, ...]:
    """Of what was found, that which the page is about: flags first."""
    flags = [flag for flag in analysis.flags if flag.id in example.flags]
    return (*flags, *(signal for signal in analysis.signals if signal.id in example.shows))
