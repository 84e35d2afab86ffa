"""What does not fit together over several answers, each side with the answer that it was said in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from simulator.answer.consistency import Ledger, Said
from simulator.answer.types import Analysis

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Clash(Generic[Name]):
    """`earlier` was said in the answer called `earlier_in`, `now` in the answer that the clash is told of."""

    kind: Literal["number", "same_story"]
    earlier_in: Name
    earlier: Said
    now: Said
    shared: tuple[str, ...]

    @property
    def told(self) -> str:
        """What is wrong, in one sentence."""
        if self.kind == "same_story":
            return "This story was told before: another one would show more of you."
        return "Two numbers for what sounds like the same thing: an interviewer will ask which is right."


class ClashFinder(Generic[Name]):
    """Goes through answers in the order they were given."""

    def __init__(self) -> None:
        self._ledger = Ledger()
        self._names: list[Name] = []

    def add(self, name: Name, analysis: Analysis) -> tuple[Clash[Name], ...]:
        """What in this answer does not fit with an earlier one, or with itself."""
        self._names.append(name)
        return tuple(
            Clash(one.kind, self._names[one.earlier.answer], one.earlier, one.now, one.shared)
            for one in self._ledger.add(analysis)
        )


def clashes_of(answers: Iterable[tuple[Name, Analysis]]) -> dict[Name, tuple[Clash[Name], ...]]:
    """By answer, for those that have any."""
    finder: ClashFinder[Name] = ClashFinder()
    found = {name: finder.add(name, analysis) for name, analysis in answers}
    return {name: clashes for name, clashes in found.items() if clashes}
