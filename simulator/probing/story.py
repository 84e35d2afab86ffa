"""What is known of a story: its main answer and the answers to its probes so far, taken together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.answer.types import Analysis, Finding

ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "assigned": ("counterfactual", "motive", "own_part", "noticing"),
    "team_only": ("toes", "convince", "impact"),
    "we_only": ("own_part", "specifics"),
    "passive_voice": ("own_part", "specifics"),
    "effort_only": ("impact", "landing"),
    "handed_off": ("own_part", "specifics", "convince"),
    "vague": ("specifics", "impact", "task"),
    "no_numbers": ("impact", "cost"),
    "heroics": ("own_part", "toes", "pushback"),
    "proposal_only": ("landing", "impact"),
    "no_result": ("landing", "impact"),
    "overreach": ("stopping", "pushback", "toes"),
    "title_talk": ("authority", "convince", "pushback", "leader_or_follower"),
    "credit_seeking": ("motive", "counterfactual", "toes", "impact"),
    "long_setup": ("specifics", "task", "own_part"),
}
"""Flag → the probe families that address it (codebook)."""

SETTLES: Mapping[str, frozenset[str]] = {
    "no_numbers": frozenset({"measured", "sized"}),
    "no_result": frozenset({"shipped", "measured"}),
    "proposal_only": frozenset({"shipped"}),
    "effort_only": frozenset({"measured"}),
    "team_only": frozenset({"cross_team"}),
}
"""Flag → signals that settle it when they are heard in the answer to a probe."""

ANSWERS: Mapping[str, frozenset[str]] = {
    "impact": frozenset({"measured"}),
    "landing": frozenset({"shipped"}),
    "convince": frozenset({"buy_in"}),
    "risks": frozenset({"tradeoffs"}),
    "recurrence": frozenset({"prevention"}),
    "noticing": frozenset({"noticed"}),
    "cost": frozenset({"sized"}),
    "scope": frozenset({"scoped"}),
    "stopping": frozenset({"stopped"}),
    "hindsight": frozenset({"reflection"}),
}
"""Probe family → signals which, heard in the answer to another probe, make it one that was just answered."""


DEEPER: Mapping[str, str] = {
    "motive": "counterfactual",
    "own_part": "specifics",
    "convince": "pushback",
    "pushback": "convince",
    "risks": "scope",
    "recurrence": "landing",
    "impact": "landing",
    "counterfactual": "noticing",
    "noticing": "counterfactual",
    "cost": "impact",
    "scope": "risks",
    "landing": "impact",
    "stopping": "hindsight",
    "hindsight": "risks",
    "toes": "convince",
    "authority": "convince",
    "leader_or_follower": "authority",
    "specifics": "own_part",
    "task": "own_part",
}
"""Probe family → the one that goes on where its answer was weak."""


_FEWEST_TOLD = 60
"""Words: the shortest stories of the corpus have about as many."""


@dataclass(frozen=True, slots=True)
class Story:
    """The main answer with the answers to its probes, in the order they were given."""

    main: Analysis
    later: tuple[Analysis, ...] = ()

    @property
    def probed(self) -> frozenset[str]:
        """Families whose probe has been answered."""
        return frozenset(answer.context.probe for answer in self.later if answer.context.probe)

    @property
    def signals(self) -> dict[str, Finding]:
        """Each signal heard anywhere in the story, as it was first said."""
        return _first(finding for answer in (self.main, *self.later) for finding in answer.signals)

    @property
    def open_flags(self) -> dict[str, Finding]:
        """Flags of any answer that no later answer has settled. A shortness of a probe's answer is no flag."""
        return _first(
            flag
            for place, answer in enumerate((self.main, *self.later))
            for flag in answer.flags
            if (place == 0 or flag.id not in _MISSING) and not self._settled(flag.id, self.later[place:])
        )

    @property
    def untold(self) -> bool:
        """Whether there is no story yet: only a view, or few words and nobody who does anything; and nothing found."""
        said = self.main.delivery
        nobody_acts = said.words < _FEWEST_TOLD and said.i_count + said.we_count == 0
        bare = nobody_acts or self.main.context.opinion
        return bare and not self.signals and self.open_flags.keys() <= _OF_NO_STORY

    @property
    def weak_answer(self) -> Analysis | None:
        """The answer to the last probe, where it is the first of the story that was weak."""
        weak = [answer for answer in self.later if answer.grade is not None and answer.grade.value == "weak"]
        return weak[0] if len(weak) == 1 and weak[0] is self.later[-1] else None

    @property
    def deeper(self) -> str:
        """The family that goes on where the last answer was weak; empty where none is called for."""
        return DEEPER.get(self.weak_answer.context.probe or "", "") if self.weak_answer else ""

    def answer_of(self, finding: Finding) -> int:
        """Which answer a finding is of: 0 is the main one."""
        answers = (self.main, *self.later)
        return next(n for n, answer in enumerate(answers) if finding in answer.signals or finding in answer.flags)

    def answered_later(self) -> frozenset[str]:
        """Families that an answer to another probe has answered in passing."""
        heard = {finding.id for answer in self.later for finding in answer.signals}
        return frozenset(family for family, signals in ANSWERS.items() if signals & heard)

    def _settled(self, flag: str, since: Sequence[Analysis]) -> bool:
        """Whether one of the answers `since` the flag was heard settles it."""
        heard = {finding.id for answer in since for finding in answer.signals}
        stood_up = any(
            answer.context.probe in ADDRESSES[flag] and answer.grade is not None and answer.grade.value == "strong"
            for answer in since
        )
        return stood_up or bool(SETTLES.get(flag, frozenset()) & heard)


_OF_NO_STORY = frozenset({"no_numbers", "no_result", "long_setup"})
"""Flags that an answer without a story has as a matter of course."""
_MISSING = frozenset({"no_numbers", "no_result", "vague", "team_only", "long_setup", "we_only", "passive_voice"})
"""Flags that say something of a whole answer, not of the few sentences that answer a probe."""


def _first(findings: Iterable[Finding]) -> dict[str, Finding]:
    result: dict[str, Finding] = {}
    for finding in findings:
        result.setdefault(finding.id, finding)
    return result
