"""The words of the story bank: archetypes, reality checks, and which beat is which."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulator.answer.rubric import ARC, REALITY_CHECKS
from simulator.stories.types import Beat, CheckId

ARCHETYPES: Mapping[str, str] = MappingProxyType(
    {
        "cross_team_fix": "A fault fixed across teams",
        "process_adopted": "A better way of working that others took up",
        "risk_mitigated": "A risk removed before anybody asked",
        "gap_filled": "Work that nobody owned",
        "tool_adopted": "Something built that others use now",
        "idea_stopped": "A try that was ended in time",
    }
)
"""The first three are those that work most often (domain: story archetypes)."""

BEAT_TITLES: Mapping[Beat, str] = MappingProxyType(
    {"discovered": "Discovered", "proposed": "Proposed", "shipped": "Shipped"}
)
BEAT_ASKS: Mapping[Beat, str] = MappingProxyType(
    {
        "discovered": "How did you find the problem, and what had others missed?",
        "proposed": "Whom did you have to win, and with what?",
        "shipped": "What was put to use, and what changed?",
    }
)
BEAT_MISSING: Mapping[Beat, str] = MappingProxyType(
    {
        "discovered": "Without it nobody can tell that it was your initiative.",
        "proposed": "Without it it sounds as if you went past the team.",
        "shipped": "Without it it sounds as if things do not get finished.",
    }
)


@dataclass(frozen=True, slots=True)
class RealityCheck:
    """A question to put to a story. `passes` is the answer of a strong one, `if_not` what another answer means."""

    id: CheckId
    question: str
    passes: str
    if_not: str


_CHECKS: tuple[RealityCheck, ...] = (
    RealityCheck(
        "counterfactual",
        "Without you, would it have happened within about two quarters anyway?",
        "no",
        "It would have happened anyway: tell it as good work, not as initiative.",
    ),
    RealityCheck(
        "resistance",
        "Did anybody have to be convinced?",
        "yes",
        "Nobody had a reason to oppose it: it says little about influence.",
    ),
    RealityCheck(
        "sustained",
        "Did you stay with it after pitching it?",
        "yes",
        "It was pitched and left: half the credit at best. Say honestly where your part ended.",
    ),
)
CHECKS: Mapping[CheckId, RealityCheck] = MappingProxyType({check.id: check for check in _CHECKS})

CORE_COMPETENCIES = ("initiative", "ownership", "leadership", "influence")
"""What this field asks for by name; the others are what a story serves besides."""

assert tuple(CHECKS) == REALITY_CHECKS  # the rubric's own ids
assert tuple(BEAT_TITLES) == ARC


def competency_name(competency: str) -> str:
    return competency.replace("_", " ").capitalize()
