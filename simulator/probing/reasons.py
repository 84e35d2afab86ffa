"""The reason for a probe in the candidate's own words, and the quote and time that it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.answer.catalogue import DISQUALIFIERS, entry
from simulator.answer.quote import speakable
from simulator.answer.types import Finding
from simulator.probing.reason_table import CAUSES, PLAIN, Cause
from simulator.probing.story import Story

UNTOLD = "There is no story in this yet: an interviewer asks for one."


@dataclass(frozen=True, slots=True)
class Reason:
    """`quote` is verbatim and reads well aloud, or is empty. `flag` is the open flag that the probe goes after."""

    because: str
    quote: str = ""
    start_s: float = 0.0
    flag: str = ""
    answer: int = 0
    """Which answer of the story the quote is from; 0 is the main one."""
    shows: str = ""
    """The signal or flag that the quote showed; empty without a quote."""


def reason_for(family: str, story: Story) -> Reason:
    """Why `family` is asked now.

    An open flag first (disqualifiers before others), then a weak answer that it goes on from, then what is missing or
    claimed.
    """
    if story.untold:
        return Reason(UNTOLD)
    deeper = _deeper(family, story)
    for cause, finding in _holding(family, story):
        if deeper and cause.kind != "flag":
            break
        quote = speakable(finding.quote) if finding and _telling(cause, finding) else ""
        template = cause.quoted if quote and cause.quoted else cause.plain
        counts = story.main.delivery
        because = template.format(quote=quote, we=times(counts.we_count), i=times(counts.i_count), setup=_setup(story))
        flag = cause.id if cause.kind == "flag" else ""
        if finding is None or not quote or not cause.quoted:
            return Reason(because, flag=flag)
        return Reason(because, quote, finding.start_s, flag, story.answer_of(finding), finding.id)
    return Reason(deeper or PLAIN.get(family, "An interviewer would ask this next."))


def _deeper(family: str, story: Story) -> str:
    """What was weak in the last answer, where `family` goes on from there; else empty."""
    weak = story.weak_answer
    if weak is None or weak.grade is None or family != story.deeper:
        return ""
    return f"{weak.grade.because} So an interviewer goes one step deeper."


def _holding(family: str, story: Story) -> Iterator[tuple[Cause, Finding | None]]:
    causes = CAUSES.get(family, ())
    flags, signals = story.open_flags, story.signals
    raised = [cause for cause in causes if cause.kind == "flag" and cause.id in flags and _tellable(cause, story)]
    for cause in sorted(raised, key=lambda one: (one.id not in DISQUALIFIERS, -flags[one.id].confidence)):
        yield cause, flags[cause.id]
    for cause in causes:
        if cause.kind == "missing" and cause.id not in signals:
            yield cause, None
        elif cause.kind == "claimed" and cause.id in signals:
            yield cause, signals[cause.id]


def _tellable(cause: Cause, story: Story) -> bool:
    """A sentence about "we" needs some."""
    return cause.id != "we_only" or story.main.delivery.we_count > 0


def _telling(cause: Cause, finding: Finding) -> bool:
    """Whether the words are worth reading back: what is pointed at may be the sentence beside the one that shows it."""
    return cause.kind == "flag" or bool(entry(finding.id).cues.search(finding.quote))


def _setup(story: Story) -> str:
    return f"{story.main.timing.share.get('S', 0.0) + story.main.timing.share.get('T', 0.0):.0%}"


def times(count: int) -> str:
    """How often, in words that fit a sentence."""
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")
