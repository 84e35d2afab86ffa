"""The rubric of this field: five signals, the arc Discovered – Proposed – Shipped, three reality checks, the quadrant.

"Shipped" is one of the five signals and the end of the arc, so it is one item.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from simulator.answer.catalogue import DISQUALIFIERS
from simulator.answer.evidence import Evidence, Reader, signal, words_or_signal
from simulator.answer.quadrant import read_quadrant
from simulator.answer.types import Finding, RubricItem

FIVE_SIGNALS = ("noticed", "sized", "scoped", "shipped", "stopped")
ARC = ("discovered", "proposed", "shipped")
REALITY_CHECKS = ("counterfactual", "resistance", "sustained")
QUADRANT = ("quadrant",)
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"The five signals": FIVE_SIGNALS, "Discovered – Proposed – Shipped": ARC, "Reality checks": REALITY_CHECKS}
)
"""What is counted together, by its heading; the quadrant is a place and no mark."""
RUBRIC_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "noticed": "Non-obvious noticing",
        "sized": "Sized before solved",
        "scoped": "Smallest version",
        "shipped": "Shipped, not just proposed",
        "stopped": "Stopped at the right time",
        "discovered": "Discovered: how the problem was found",
        "proposed": "Proposed: how others were won",
        "counterfactual": "Would it have happened without you?",
        "resistance": "Did anybody have to be convinced?",
        "sustained": "Did you stay with it?",
        "quadrant": "Quadrant: where the story lies",
    }
)

_RESISTANCE = re.compile(
    r"(?<!nobody )(?<!no one )(?:"
    r"\b(?<!i )(?:\bpushed back|said no\b|disagreed (?:with me|that|a bit)|refused to|objected|wouldn't hear of)|"
    r"\b(?:s[kc]eptical|reluctant|weren't having it|unconvinced|had to convince|took some convincing)\b|"
    r"\b(?:wasn't|weren't|not) (?:too )?(?:keen|convinced|having it)\b|"
    r"\b(?:was|were|hardest|dead|strongly) against it\b|"
    r"\b(?<!i )didn't (?:want|like|believe in|trust) (?:it|that|me|to)\b)",
    re.I,
)
_STAYED = re.compile(
    r"\b(still (?:us(?:e|es|ed|ing)|run(?:s|ning)?|in use|do(?:es|ing|ne)?|own|look|check|maintain)\b|to this day|"
    r"ever since|"
    r"kept (?:it|that) (?:going|up|alive)|followed up|checked back|went back (?:to|and) check)",
    re.I,
)


def read_rubric(evidence: Evidence) -> tuple[RubricItem, ...]:
    """Every item once, in the order of the groups. Empty for an answer to a probe or with no words.

    Without a judge nothing that needs one is claimed: such items are "unclear".
    """
    if not evidence.told.context.is_story or not evidence.told.sentences:
        return ()
    names = dict.fromkeys((*FIVE_SIGNALS, *ARC, *REALITY_CHECKS, *QUADRANT))
    return tuple(_READERS[name](evidence, name) for name in names)


def groups_of(rubric: Sequence[RubricItem]) -> list[tuple[str, list[RubricItem]]]:
    """The items under the headings they are counted under; a heading without items is left out."""
    by_id = {item.id: item for item in rubric}
    found = ((title, [by_id[name] for name in names if name in by_id]) for title, names in GROUPS.items())
    return [(title, items) for title, items in found if items]


def met(items: Sequence[RubricItem]) -> int:
    """How many are met: each of these has its quote."""
    return sum(item.state == "met" for item in items)


def outweighing(flags: Sequence[Finding]) -> list[Finding]:
    """The flags that outweigh any number of signals, in the given order."""
    return [flag for flag in flags if flag.id in DISQUALIFIERS]


def _shipped(evidence: Evidence, item: str) -> RubricItem:
    """A proposal told as the outcome has not shipped, whatever else is said."""
    if evidence.shown("proposal_only"):
        return evidence.of_finding(item, "unclear", "proposal_only")
    return evidence.by_signal(item, "shipped")


def _counterfactual(evidence: Evidence, item: str) -> RubricItem:
    """Work that was given would have happened anyway; work that nobody asked for would not."""
    if evidence.shown("assigned"):
        return RubricItem(item, "not_heard", confidence=evidence.score("assigned"))
    return evidence.by_signal(item, "unasked")


def _sustained(evidence: Evidence, item: str) -> RubricItem:
    left = evidence.best("handed_off", "proposal_only")
    if evidence.shown(left):
        return RubricItem(item, "not_heard", confidence=evidence.score(left))
    return _STAYED_WITH_IT(evidence, item)


_STAYED_WITH_IT = words_or_signal(_STAYED, "prevention", "stopped", sections=("R", "L"))
_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "noticed": signal("noticed"),
        "sized": signal("sized"),
        "scoped": signal("scoped"),
        "shipped": _shipped,
        "stopped": signal("stopped"),
        "discovered": signal("noticed", "unasked"),
        "proposed": signal("buy_in", "proposal_only"),
        "counterfactual": _counterfactual,
        "resistance": words_or_signal(_RESISTANCE, "buy_in", sections=("S", "T", "A", "R")),
        "sustained": _sustained,
        "quadrant": read_quadrant,
    }
)
