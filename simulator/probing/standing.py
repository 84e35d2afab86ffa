"""How a story stands after each answer to a probe: what was shown, put in doubt, revealed or settled. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.answer.rubric import FIVE_SIGNALS, outweighing
from simulator.answer.types import Analysis, Finding
from simulator.probing.story import ANSWERS, Story

ChangeKind = Literal["shown", "doubted", "revealed", "settled"]

DOUBT_FROM = 0.7
"""A weak answer that is less sure to be one puts nothing in doubt: it would be an accusation on a guess."""


@dataclass(frozen=True, slots=True)
class Change:
    """`finding` is a signal that was shown or is in doubt, or a flag that was revealed or settled."""

    kind: ChangeKind
    finding: Finding
    take_id: str
    """The take that the finding's words are from."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of the five signals stand, and the open flags that outweigh any number of them."""

    met: int
    outweighed_by: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What one answer did to its story, or under the main answer what all answers to its probes did."""

    before: Standing
    now: Standing
    changes: tuple[Change, ...] = ()
    probes: int = 1
    """How many answers to probes it tells of."""


def story_steps(answers: Sequence[tuple[str, Analysis]]) -> dict[str, Step]:
    """By take, for the answers of one session in their order; a story without answers to probes has none.

    An answer to a probe belongs to the last story before it. One that has none before it (a drill) is left out.
    """
    found: dict[str, Step] = {}
    story: list[tuple[str, Analysis]] = []
    for take_id, analysis in answers:
        if analysis.context.probe is None:
            found |= _steps(story)
            story = []
        if story or analysis.context.probe is None:
            story.append((take_id, analysis))
    return found | _steps(story)


def _steps(story: Sequence[tuple[str, Analysis]]) -> dict[str, Step]:
    if len(story) < 2 or not story[0][1].context.is_story:
        return {}
    account = _Account(*story[0])
    first = account.standing
    steps = {take_id: account.add(take_id, analysis) for take_id, analysis in story[1:]}
    every = tuple(change for step in steps.values() for change in step.changes)
    return {story[0][0]: Step(first, account.standing, every, len(steps)), **steps}


class _Account:
    """What a story has to its credit so far."""

    def __init__(self, take_id: str, main: Analysis) -> None:
        self._story = Story(main)
        self._five = {item.id for item in main.rubric if item.state == "met" and item.id in FIVE_SIGNALS}
        self._signals = {signal.id: (signal, take_id) for signal in main.signals}
        self._flags = {flag.id: (flag, take_id) for flag in self._story.open_flags.values()}

    @property
    def standing(self) -> Standing:
        return Standing(len(self._five), tuple(outweighing([flag for flag, _ in self._flags.values()])))

    def add(self, take_id: str, answer: Analysis) -> Step:
        before = self.standing
        self._story = Story(self._story.main, (*self._story.later, answer))
        changes = (*self._flags_of(take_id), *self._signals_of(take_id, answer))
        return Step(before, self.standing, changes)

    def _signals_of(self, take_id: str, answer: Analysis) -> list[Change]:
        heard = {signal.id: signal for signal in answer.signals}
        shown = [Change("shown", signal, take_id) for name, signal in heard.items() if self._is_new(name)]
        grade = answer.grade
        weak = grade is not None and grade.value == "weak" and grade.confidence >= DOUBT_FROM
        claimed = ANSWERS.get(answer.context.probe or "", frozenset()) if weak else frozenset()
        open_claims = sorted((claimed & self._signals.keys()) - heard.keys())
        doubted = [Change("doubted", *self._signals.pop(name)) for name in open_claims]
        self._five -= {change.finding.id for change in doubted}
        self._five |= {change.finding.id for change in shown} & set(FIVE_SIGNALS)
        self._signals |= {change.finding.id: (change.finding, take_id) for change in shown}
        return [*doubted, *shown]

    def _is_new(self, name: str) -> bool:
        """A signal may have been claimed and not counted: a proposal told as the outcome has not shipped."""
        return name not in self._signals or (name in FIVE_SIGNALS and name not in self._five)

    def _flags_of(self, take_id: str) -> list[Change]:
        now = self._story.open_flags
        revealed = [Change("revealed", flag, take_id) for name, flag in now.items() if name not in self._flags]
        settled = [Change("settled", *told) for name, told in self._flags.items() if name not in now]
        self._flags = {name: self._flags.get(name, (flag, take_id)) for name, flag in now.items()}
        return [*revealed, *settled]
