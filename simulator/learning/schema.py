"""The shape of a page's file, checked when it is read."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from simulator.answer.catalogue import FLAGS, SIGNALS
from simulator.answer.guideline import RULES
from simulator.content.schema import CompanyId, ContentModel, LevelId, OnceEach, Prose, known

SignalId = Annotated[str, BeforeValidator(known("signal", SIGNALS))]
FlagId = Annotated[str, BeforeValidator(known("flag", FLAGS))]
FindingId = Annotated[str, BeforeValidator(known("signal or flag", (*SIGNALS, *FLAGS)))]
RuleId = Annotated[str, BeforeValidator(known("rule", RULES))]


class ExampleEntry(ContentModel):
    question: Prose
    text: Prose
    hear: Prose
    level: LevelId = "mid"
    company: CompanyId | None = None
    shows: Annotated[list[SignalId], OnceEach] = Field([])
    flags: Annotated[list[FlagId], OnceEach] = Field([])
    lacks: Annotated[list[SignalId], OnceEach] = Field([])
    meets: Annotated[list[RuleId], OnceEach] = Field([])
    misses: Annotated[list[RuleId], OnceEach] = Field([])


class CardEntry(ContentModel):
    ask: Prose
    answer: Prose


class PageFile(ContentModel):
    """`learning/pages/NN-id.toml`: the number puts the pages in order."""

    title: Prose
    body: Annotated[list[Prose], Field(min_length=1)]
    points: list[Prose] = Field([])
    teaches: Annotated[list[FindingId], Field(min_length=1), OnceEach]
    good: ExampleEntry
    bad: ExampleEntry
    cards: Annotated[list[CardEntry], Field(min_length=1)]
