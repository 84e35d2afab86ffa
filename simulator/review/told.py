"""What stands in an analysis in words, for whatever shows them: terminal, screen or page."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from simulator.answer.bar import asked_by_id
from simulator.answer.delivery import FAST_WPM, HARMLESS_FILLERS, SLOW_WPM
from simulator.answer.findings import times
from simulator.answer.guideline import RULES
from simulator.answer.types import Delivery, RubricItem, Span, Verdict
from simulator.review.layout import clock, counted

STATES = {"met": "met", "not_heard": "not heard", "unclear": "unclear"}
ANSWERED = {"yes": "Yes", "no": "No", "cannot_tell": "Cannot tell"}
Standing = Literal["ok", "gap", "off", "cannot tell"]
_USUAL_RATE = f"{SLOW_WPM:.0f}–{FAST_WPM:.0f} is usual"


def standing(verdict: Verdict) -> Standing:
    """A "gap" is a distance to a target that is no pass mark."""
    if verdict.ok is None:
        return "cannot tell"
    return "ok" if verdict.ok else "gap" if verdict.rule == "action_share" else "off"


def rule_title(verdict: Verdict) -> str:
    return RULES[verdict.rule].title if verdict.rule in RULES else verdict.rule


def verdict_told(verdict: Verdict) -> str:
    """The figure, its target and the distance to it."""
    figure = f"{verdict.value:.0%}" if verdict.rule == "action_share" else f"{verdict.value:.0f} s"
    return f"{figure} (target {verdict.target})" + (f": {verdict.why}" if verdict.why else "")


def asked_title(item: RubricItem) -> str:
    """What the bar asks for; where it was not heard, with what its lack sounds like."""
    asked = asked_by_id(item.id)
    return f"{asked.title} (else: {asked.below})" if item.state == "not_heard" else asked.title


def delivery_facts(delivery: Delivery, *, estimated: bool = False) -> list[str]:
    """Rate, fillers, pauses, I and we, hedges, numbers: counts, with what is usual beside them."""
    rate = f"{delivery.words_per_minute:.0f} words a minute"
    facts = [
        f"{rate}, assumed" if estimated else f"{rate} ({_USUAL_RATE})",
        _said_fillers(delivery, estimated=estimated),
    ]
    if not estimated:
        facts.append(_said_pauses(delivery.pauses))
    if delivery.we_share is not None:
        facts.append(f'In the Action: "I" {times(delivery.i_count)}, "we" {times(delivery.we_count)}')
    if delivery.passive_share:
        facts.append(f"{delivery.passive_share:.0%} of the Action's sentences are passive")
    if delivery.hedges:
        facts.append(f"Hedges: {spans_told(delivery.hedges)}")
    numbers = [f"“{quantity.text}”" for quantity in delivery.quantities]
    facts.append(f"Numbers: {', '.join(numbers)}" if numbers else "No number was said")
    return facts


def _said_fillers(delivery: Delivery, *, estimated: bool) -> str:
    heard = "" if estimated else " heard"
    if not delivery.fillers:
        return f"No fillers{heard}"
    few = delivery.fillers_per_minute <= HARMLESS_FILLERS
    harm = "does no harm" if few else f"up to {HARMLESS_FILLERS:.0f} does no harm"
    count = counted(len(delivery.fillers), "filler")
    return f"{count}{heard}, {delivery.fillers_per_minute:.1f} a minute ({harm}): {spans_told(delivery.fillers)}"


def _said_pauses(pauses: Sequence[Span]) -> str:
    if not pauses:
        return "No pause over 2 s"
    longest = max(pauses, key=lambda pause: pause.end_s - pause.start_s)
    most = f"{longest.end_s - longest.start_s:.1f} s at {clock(longest.start_s)}"
    return f"{counted(len(pauses), 'pause')} over 2 s, the longest {most}"


def spans_told(spans: Sequence[Span]) -> str:
    """Each text once, with how often."""
    counts = Counter(span.text for span in spans)
    return ", ".join(text if count == 1 else f"{text} ×{count}" for text, count in counts.most_common())
