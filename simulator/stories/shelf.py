"""The bank with what was heard of its stories: what screens and commands look at. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from simulator.answer.types import Level
from simulator.content.problems import Problem
from simulator.stories.check import Heard, Remark, remarks
from simulator.stories.coverage import Coverage, coverage
from simulator.stories.next import Step, what_next
from simulator.stories.types import Bank, Story


@dataclass(frozen=True)
class Shelf:
    """`level`: the bar that the person is held to, for what to prepare next."""

    bank: Bank = field(default_factory=Bank)
    heard: Heard = field(default_factory=dict)
    level: Level = "mid"

    @property
    def stories(self) -> tuple[Story, ...]:
        return self.bank.stories

    @property
    def problems(self) -> Sequence[Problem]:
        return self.bank.problems

    @cached_property
    def covered(self) -> Coverage:
        return coverage(self.stories)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return what_next(self.stories, level=self.level, heard=self.heard)

    def remarks(self, story: Story) -> tuple[Remark, ...]:
        return remarks(story, self.heard)

    def find(self, story_id: str) -> Story | None:
        return next((story for story in self.stories if story.id == story_id), None)

    def told_in(self, take: str) -> Story | None:
        """The story that this take ("SESSION/TAKE") is known to tell."""
        return next((story for story in self.stories if any(one.take == take for one in story.told)), None)
