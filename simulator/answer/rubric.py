"""The rubric of this field: five signals, the arc Discovered – Proposed – Shipped, three reality checks of a story.

"Shipped" is one of the five signals and the end of the arc, so it is one item.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from simulator.answer import catalogue
from simulator.answer.protocols import FindingJudge
from simulator.answer.quote import best_quote, quote_text
from simulator.answer.told import Scores, Told
from simulator.answer.types import RubricItem, RubricState

FIVE_SIGNALS = ("noticed", "sized", "scoped", "shipped", "stopped")
ARC = ("discovered", "proposed", "shipped")
REALITY_CHECKS = ("counterfactual", "resistance", "sustained")

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
    }
)

_HALF = 0.5
"""From this part of a threshold on the judge is in doubt, and the item is "unclear" and not "not heard"."""
_RESISTANCE = re.compile(
    r"\b(push(?:ed|ing)? back|pushback|s[kc]eptical|reluctant|objected|disagreed|refused|wasn't keen|weren't keen|"
    r"didn't (?:want|like|believe|trust) (?:it|to|that|me)|said no|against it|not convinced|had to convince|"
    r"no (?:time|bandwidth|budget) for)\b",
    re.I,
)
_STAYED = re.compile(
    r"\b(still (?:use|run|own|look|check|maintain|get|do|in use)\w*|to this day|ever since|months later|a year later|"
    r"i kept|kept (?:it|an eye)|followed up|handed (?:it )?over)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Scores of the judge against its thresholds, for one answer."""

    told: Told
    scores: Scores
    limits: Mapping[str, float]

    def strength(self, name: str) -> float:
        """The score in units of its threshold: from 1 on it is reported. 0 for an id that was not scored."""
        limit = self.limits.get(name, _HALF)
        score = self.scores.get(name, (0.0, None))[0]
        return score / limit if limit > 0 else float(score > 0)

    def best(self, *names: str) -> str:
        return max(names, key=self.strength)


def read_rubric(told: Told, scores: Scores, judge: FindingJudge | None) -> tuple[RubricItem, ...]:
    """Every item once, in the order of the three groups. Empty for an answer to a probe or with no words.

    Without a judge nothing that needs one is claimed: such items are "unclear".
    """
    if not told.context.is_story or not told.sentences:
        return ()
    evidence = _Evidence(told, scores, judge.thresholds if judge else {})
    return tuple(
        _READERS[name](evidence) if judge else _unheard(evidence, name)
        for name in dict.fromkeys((*FIVE_SIGNALS, *ARC, *REALITY_CHECKS))
    )


def _unheard(evidence: _Evidence, name: str) -> RubricItem:
    if name == "resistance":
        return _resistance(evidence, state="unclear")
    if name == "sustained":
        return _sustained(evidence, state="unclear")
    return RubricItem(name, "unclear")


def _by_signal(item: str, *names: str) -> Callable[[_Evidence], RubricItem]:
    def read(evidence: _Evidence) -> RubricItem:
        best = evidence.best(*names)
        return _item(evidence, item, _state(evidence.strength(best)), best)

    return read


def _state(strength: float) -> RubricState:
    if strength >= 1:
        return "met"
    return "unclear" if strength >= _HALF else "not_heard"


def _item(evidence: _Evidence, item: str, state: RubricState, finding: str) -> RubricItem:
    index = evidence.scores.get(finding, (0.0, None))[1]
    if state == "not_heard" or index is None or not evidence.told.has(index):
        return RubricItem(item, state)
    return _quoted(evidence.told, item, state, index, catalogue.entry(finding).cues)


def _quoted(told: Told, item: str, state: RubricState, index: int, cues: re.Pattern[str]) -> RubricItem:
    words = told.words_of(index)
    texts = [word.text for word in words]
    first, last = best_quote(texts, cues)
    if first == last:
        return RubricItem(item, state)
    return RubricItem(item, state, quote_text(texts, first, last), words[first].start_s)


def _shipped(evidence: _Evidence) -> RubricItem:
    """A proposal told as the outcome has not shipped, whatever else is said."""
    if evidence.strength("proposal_only") >= 1:
        return _item(evidence, "shipped", "unclear", "proposal_only")
    return _by_signal("shipped", "shipped")(evidence)


def _counterfactual(evidence: _Evidence) -> RubricItem:
    """Work that was given would have happened anyway; work that nobody asked for would not."""
    if evidence.strength("assigned") >= 1:
        return RubricItem("counterfactual", "not_heard")
    return _by_signal("counterfactual", "unasked")(evidence)


def _resistance(evidence: _Evidence, state: RubricState | None = None) -> RubricItem:
    """`state`: what to fall back on when no words of resistance are there; None asks the judge."""
    index = _first_match(evidence.told, _RESISTANCE)
    if index is not None:
        return _quoted(evidence.told, "resistance", "met", index, _RESISTANCE)
    return RubricItem("resistance", state) if state else _by_signal("resistance", "buy_in")(evidence)


def _sustained(evidence: _Evidence, state: RubricState | None = None) -> RubricItem:
    if evidence.strength(evidence.best("handed_off", "proposal_only")) >= 1:
        return RubricItem("sustained", "not_heard")
    index = _first_match(evidence.told, _STAYED)
    if index is not None:
        return _quoted(evidence.told, "sustained", "met", index, _STAYED)
    return RubricItem("sustained", state) if state else _by_signal("sustained", "prevention", "stopped")(evidence)


def _first_match(told: Told, pattern: re.Pattern[str]) -> int | None:
    sentences: Sequence[str] = [sentence.text for sentence in told.sentences]
    return next((index for index, text in enumerate(sentences) if pattern.search(text)), None)


_READERS: Mapping[str, Callable[[_Evidence], RubricItem]] = MappingProxyType(
    {
        "noticed": _by_signal("noticed", "noticed"),
        "sized": _by_signal("sized", "sized"),
        "scoped": _by_signal("scoped", "scoped"),
        "shipped": _shipped,
        "stopped": _by_signal("stopped", "stopped"),
        "discovered": _by_signal("discovered", "noticed", "unasked"),
        "proposed": _by_signal("proposed", "buy_in", "proposal_only"),
        "counterfactual": _counterfactual,
        "resistance": _resistance,
        "sustained": _sustained,
    }
)
