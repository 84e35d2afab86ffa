"""Where a story lies: within or outside the candidate's own work, for the team or for the organisation beyond it.

Two questions, each answered by words first and by the judge after that. Both have to be answered for a letter.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from simulator.answer import catalogue
from simulator.answer.evidence import HALF, SAID_IN_WORDS, Evidence
from simulator.answer.types import RubricItem

Quadrant = Literal["A", "B", "C", "D"]
QUADRANT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "A": "how you do your own work",
        "B": "work beside yours that nobody owned",
        "C": "how your team and those around it work",
        "D": "the organisation beyond your team",
    }
)
_LETTERS: Mapping[tuple[bool, bool], Quadrant] = {
    (False, False): "A", (True, False): "B", (False, True): "C", (True, True): "D",
}  # fmt: skip
"""(outside the own work, reaches beyond the team) → letter (domain: four quadrants)."""

_OUTSIDE = re.compile(
    r"\b(?:(?:wasn't|isn't|weren't|not|never) (?:really |actually |even )?(?:my|our|mine|ours)\b|"
    r"outside (?:of )?(?:my|our)\b|"
    r"(?:another|a different|the other) (?:team|department|group)'s|(?:belonged|belongs) to|"
    r"(?:nobody|no one|no-one|nobody's|no one's)(?: really| actually)? (?:own\w*|job|was responsible)|"
    r"(?:no|without an?) (?:clear |real )?owner|in (?:nobody's|no one's)|fell between|falling between|"
    r"nothing to do with (?:my|our)|wasn't on (?:my|our))",
    re.I,
)
_OWN = re.compile(
    r"\b(?:part of my (?:job|role|work)|my job (?:was|is) to|i(?:'m| was|'d been) responsible for|"
    r"my own (?:work|team|desk|code|class|shift|process)|i (?:own|owned|run|ran|lead|led) (?:the|a|our)\b)",
    re.I,
)
_BEYOND = re.compile(
    r"\b(?:company-wide|companywide|across (?:the )?(?:company|organi[sz]ation|teams|departments|sites|all)|"
    r"(?:other|all|both|several|three|four|five|six|every|\d+) (?:of the )?(?:teams|departments|sites|branches|groups)|"
    r"every (?:team|department|site|branch)|another (?:team|department)|"
    r"whole (?:company|organi[sz]ation|hospital|school))\b",
    re.I,
)


def read_quadrant(evidence: Evidence, item: str) -> RubricItem:
    """Met with its letter as `value` where both questions are answered, unclear where only one of them is."""
    outside, shown, cues = _is_outside(evidence)
    beyond, how_sure = _reaches_beyond(evidence)
    if outside is None or beyond is None:
        nothing = evidence.judged and outside is None and beyond is None
        return RubricItem(item, "not_heard" if nothing else "unclear")
    if shown is None:
        return RubricItem(item, "unclear")
    confidence = min(SAID_IN_WORDS, how_sure)
    return evidence.quoted(item, "met", shown, cues, confidence, _LETTERS[outside, beyond])


def _is_outside(evidence: Evidence) -> tuple[bool | None, int | None, re.Pattern[str]]:
    """(whether it lay outside the own work, or None; the sentence that says so; words to look for in it).

    That nobody had asked tells nothing by itself: one's own tools are improved unasked as well. Across a team boundary
    it does.
    """
    assigned, unasked = evidence.shown("assigned"), evidence.shown("unasked")
    index = evidence.first_match(_OUTSIDE, "S", "T", "A")
    if index is not None and (unasked or not assigned):
        return True, index, _OUTSIDE
    if assigned:
        return False, evidence.scores["assigned"][1], catalogue.entry("assigned").cues
    if unasked and evidence.shown("cross_team"):
        return True, evidence.scores["unasked"][1], catalogue.entry("unasked").cues
    index = evidence.first_match(_OWN, "S", "T", "A")
    return (None, None, _OWN) if index is None else (False, index, _OWN)


def _reaches_beyond(evidence: Evidence) -> tuple[bool | None, float]:
    """(whether it reached beyond the team, or None; how sure that is)."""
    if evidence.shown("cross_team"):
        return True, evidence.score("cross_team")
    if evidence.first_match(_BEYOND, "A", "R") is not None:
        return True, HALF
    if evidence.judged and evidence.strength("cross_team") < HALF:
        return False, 1.0 - evidence.score("cross_team")
    return None, 0.0


def quadrant_of(rubric: Sequence[RubricItem]) -> RubricItem | None:
    """The quadrant among the items of a rubric; None in one that was read by an earlier version."""
    return next((item for item in rubric if item.id == "quadrant"), None)


def quadrant_title(item: RubricItem) -> str:
    """As in "B: work beside yours that nobody owned", or that it cannot be told."""
    return f"{item.value}: {QUADRANT_NAMES[item.value]}" if item.value else "Quadrant A–D: your words do not place it"
