"""What is still to do on a story, and what speaks against telling it, each with its repair. Pure.

That work was given, or that effort stands in for an effect, is told by plain words in the story, by what was found in
the takes in which it was told, and by the person's own answers to the reality checks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from simulator.answer.catalogue import DISQUALIFIERS, FLAGS
from simulator.archive.glance import TakeGlance
from simulator.review.layout import counted
from simulator.stories.draft import HIGH_WORDS, LOW_WORDS, word_count
from simulator.stories.types import Story
from simulator.stories.vocabulary import BEAT_ASKS, BEAT_MISSING, BEAT_TITLES, CHECKS, competency_name

Heard = Mapping[str, TakeGlance]
""" "SESSION/TAKE" → the figures of that take."""
Weight = Literal["against", "weak", "open"]
"""A reason not to tell it so; a weakness to know of; something not written down yet."""

_ASKED_ME = re.compile(
    r"\b(?:my|our|the) (?:manager|lead|team lead|boss|director|supervisor|head)(?: had)? "
    r"(?:asked|told|wanted|assigned|gave|put) (?:me|us)\b|"
    r"\bI (?:was|had been|got) (?:asked|told|assigned|tasked|put in charge)\b|"
    r"\bwe were (?:asked|told|assigned|tasked)\b|"
    r"\b(?:was|were|had been) assigned to (?:me|us)\b|\bassigned me\b|\bmy (?:sprint )?ticket (?:was|said)\b",
    re.I,
)
_NOT = re.compile(r"\b(?:nobody|no one|no-one|never|not|n't|without)\b", re.I)
_EFFORT = re.compile(
    r"\b(?:weekends?|overtime|late nights?|nights and weekends|all night|long hours|extra hours|"
    r"worked (?:so |really |very )?hard|a lot of (?:work|effort|hours)|countless hours|day and night)\b",
    re.I,
)
_CLAUSE = re.compile(r"[.!?;\n]|, (?:so|but|and) ")


@dataclass(frozen=True, slots=True)
class Remark:
    """`id` names what it is about: a key of the file, a reality check, or a flag of the codebook."""

    id: str
    weight: Weight
    what: str
    repair: str = ""
    quote: str = ""


def remarks(story: Story, heard: Heard | None = None) -> tuple[Remark, ...]:
    """What speaks against it first, then weaknesses, then what is open, in the order of the file."""
    found = [
        *_assigned(story, heard or {}),
        *_effort_only(story, heard or {}),
        *_other_flags(story, heard or {}),
        *_checks(story),
        *_beats(story),
        *_rest(story),
        *_draft(story),
    ]
    order: dict[Weight, int] = {"against": 0, "weak": 1, "open": 2}
    return tuple(sorted(found, key=lambda remark: order[remark.weight]))


def disqualified(story: Story, heard: Heard | None = None) -> bool:
    """Whether something outweighs whatever else it shows."""
    return any(remark.weight == "against" for remark in remarks(story, heard))


def is_whole(story: Story) -> bool:
    """Whether it can be told: three beats and the number that changed."""
    return bool(story.number and all(story.beats.values()))


def _assigned(story: Story, heard: Heard) -> Iterator[Remark]:
    entry = FLAGS["assigned"]
    if quote := _clause_with(story, _ASKED_ME, unless=_NOT):
        yield Remark("assigned", "against", f"{entry.title}: {entry.why}", entry.repair, quote)
    elif takes := _flagged(story, heard, "assigned"):
        yield Remark("assigned", "against", f"{entry.title}, heard in {takes}: {entry.why}", entry.repair)


def _effort_only(story: Story, heard: Heard) -> Iterator[Remark]:
    entry = FLAGS["effort_only"]
    quote = "" if story.number else _clause_with(story, _EFFORT)
    if quote:
        yield Remark("effort_only", "against", f"{entry.title}: {entry.why}", entry.repair, quote)
    elif takes := _flagged(story, heard, "effort_only"):
        yield Remark("effort_only", "against", f"{entry.title}, heard in {takes}: {entry.why}", entry.repair)


def _other_flags(story: Story, heard: Heard) -> Iterator[Remark]:
    """Disqualifiers of the last take: what an earlier one had may be mended since."""
    last = next((heard[one.take] for one in reversed(story.told) if one.take in heard), None)
    for flag in last.flags if last else ():
        if flag in DISQUALIFIERS - {"assigned", "effort_only"}:
            entry = FLAGS[flag]
            yield Remark(flag, "weak", f"{entry.title}, in the last take: {entry.why}", entry.repair)


def _flagged(story: Story, heard: Heard, flag: str) -> str:
    """How many of its takes have it; nothing where it is in none, or no longer in the one marked as best."""
    known = [one for one in story.told if one.take in heard]
    with_it = [one for one in known if flag in heard[one.take].flags]
    if not with_it or any(one.best and one not in with_it for one in known):
        return ""
    return f"{len(with_it)} of {counted(len(known), 'take')}"


def _clause_with(story: Story, pattern: re.Pattern[str], unless: re.Pattern[str] | None = None) -> str:
    for text in (*story.beats.values(), story.draft):
        for clause in _CLAUSE.split(text):
            if pattern.search(clause) and not (unless and unless.search(clause)):
                return " ".join(clause.split())
    return ""


def _checks(story: Story) -> Iterator[Remark]:
    for name, check in CHECKS.items():
        checked = story.checks.get(name)
        if checked is None:
            yield Remark(name, "open", check.question, "Answer it for yourself: an interviewer will ask.")
        elif checked.answer == "unsure":
            yield Remark(name, "open", f"{check.question} You were not sure.", "Find out before somebody asks.")
        elif checked.answer != check.passes:
            yield Remark(name, "weak", check.if_not, "Soften the framing, or put another story in its place.")


def _beats(story: Story) -> Iterator[Remark]:
    for beat, text in story.beats.items():
        if not text:
            yield Remark(beat, "open", f"{BEAT_TITLES[beat]} is empty. {BEAT_MISSING[beat]}", BEAT_ASKS[beat])


def _rest(story: Story) -> Iterator[Remark]:
    if not story.number:
        yield Remark("number", "open", "No number that changed.", "The one figure that moved because of you.")
    for key, value in (("quadrant", story.quadrant), ("level", story.level)):
        if value is None:
            yield Remark(key, "open", f"No {key} chosen.", "Without it the coverage cannot count it.")
    if not story.competencies:
        yield Remark("competencies", "open", "No competency that it serves.", "One or two, each with a framing.")
    for name, framing in story.competencies.items():
        if not framing:
            what = f"No framing for {competency_name(name).lower()}."
            yield Remark("competencies", "open", what, "A line: what you would stress when asked for it.")
    if not story.signals:
        yield Remark("signals", "open", "No signal noted that it shows.", "Four or more are clearly above the bar.")


def _draft(story: Story) -> Iterator[Remark]:
    words = word_count(story.draft)
    if words and not LOW_WORDS <= words <= HIGH_WORDS:
        what = f"The draft has {words} words; {LOW_WORDS} to {HIGH_WORDS} are told in about two minutes."
        yield Remark("draft", "weak", what, "Shorten the background first." if words > HIGH_WORDS else "")
