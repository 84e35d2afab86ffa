"""The shape of a story's file, checked at the edge. What may stand there is told in `story.toml` beside this file."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from simulator.answer.catalogue import SIGNALS
from simulator.answer.quadrant import QUADRANT_NAMES
from simulator.answer.types import LEVELS
from simulator.content.plaintext import unsafe_character
from simulator.content.schema import (
    CompetencyId,
    ContentModel,
    OnceEach,
    Prose,
    QuestionFamilyId,
    fault,
    known,
    within,
)
from simulator.content.vocabulary import QUESTION_FAMILIES
from simulator.stories.vocabulary import ARCHETYPES, BEAT_TITLES

MAX_PASSAGE = 8000
MAX_TAG = 40
NUMBER = "number"
"""The key of the quote that the number was taken from."""
_TAKE = re.compile(r"[A-Za-z0-9_-]+/[A-Za-z0-9_-]+")
_SPACES = re.compile(r"[ \t\r\f\v]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def _passage(text: str) -> str:
    """Text in paragraphs; it may be empty."""
    if unsafe := unsafe_character(text):
        raise fault(f"holds {unsafe}, which could steer a terminal; remove it")
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _one_line(text: str) -> str:
    return " ".join(_passage(text).split())


def _take_name(text: str) -> str:
    if not _TAKE.fullmatch(text):
        raise fault("is not a take; write it as SESSION/TAKE, such as `simulator compare` lists")
    return text


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise fault("is not a day; write it as 2026-01-31") from None


Passage = Annotated[str, AfterValidator(_passage), within(MAX_PASSAGE)]
Line = Annotated[str, AfterValidator(_one_line), within(MAX_PASSAGE)]
Tag = Annotated[Prose, within(MAX_TAG)]
SignalId = Annotated[str, BeforeValidator(known("signal", SIGNALS))]
QuoteKey = Annotated[str, BeforeValidator(known("quote", (*BEAT_TITLES, *SIGNALS, NUMBER)))]
ArchetypeId = Annotated[str, BeforeValidator(known("archetype", ("", *ARCHETYPES)))]
TakeFamilyId = Annotated[str, BeforeValidator(known("family", ("", *QUESTION_FAMILIES)))]
QuadrantId = Annotated[Literal["A", "B", "C", "D", ""], BeforeValidator(known("quadrant", ("", *QUADRANT_NAMES)))]
LevelOrNone = Annotated[Literal["junior", "mid", "senior", "staff", ""], BeforeValidator(known("level", ("", *LEVELS)))]
ReplyId = Annotated[Literal["yes", "no", "unsure", ""], BeforeValidator(known("answer", ("", "yes", "no", "unsure")))]


class BeatsTable(ContentModel):
    discovered: Passage = ""
    proposed: Passage = ""
    shipped: Passage = ""


class CheckTable(ContentModel):
    answer: ReplyId = ""
    because: Line = ""


class ChecksTable(ContentModel):
    counterfactual: CheckTable = CheckTable()
    resistance: CheckTable = CheckTable()
    sustained: CheckTable = CheckTable()


class TakeTable(ContentModel):
    take: Annotated[str, AfterValidator(_take_name)]
    asked: Line = ""
    family: TakeFamilyId = ""
    on: Annotated[str, AfterValidator(_day)] = ""
    best: bool = False
    quotes: dict[QuoteKey, Line] = Field(default_factory=dict)


class StoryFile(ContentModel):
    """`stories/*.toml`: one story. Only the title must be there."""

    title: Prose
    quadrant: QuadrantId = ""
    level: LevelOrNone = ""
    archetype: ArchetypeId = ""
    number: Line = ""
    lesson: Line = ""
    signals: Annotated[list[SignalId], OnceEach] = Field(default_factory=list)
    families: Annotated[list[QuestionFamilyId], OnceEach] = Field(default_factory=list)
    tags: Annotated[list[Tag], OnceEach] = Field(default_factory=list)
    draft: Passage = ""
    notes: Passage = ""
    beats: BeatsTable = BeatsTable()
    competencies: dict[CompetencyId, Passage] = Field(default_factory=dict)
    checks: ChecksTable = ChecksTable()
    takes: list[TakeTable] = Field(default_factory=list)

    @model_validator(mode="after")
    def _takes_fit(self) -> Self:
        names = [one.take for one in self.takes]
        if twice := next((name for name in names if names.count(name) > 1), ""):
            raise fault(f"tells of the take {twice} twice")
        if sum(one.best for one in self.takes) > 1:
            raise fault("has more than one best take; keep one `best = true`")
        return self
