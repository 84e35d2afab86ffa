"""The shape of content files, checked at the edge. Everything here is what a person may write in TOML."""

import re
from collections.abc import Callable, Iterable
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from simulator.answer.types import LEVELS, Level
from simulator.content.plaintext import printable, unsafe_character
from simulator.content.vocabulary import (
    COMPANIES,
    COMPETENCIES,
    FINDINGS,
    PROBE_FAMILIES,
    QUESTION_FAMILIES,
    TONES,
    nearest,
)

QUOTE_SLOT = "{quote}"
MAX_SPOKEN = 400
"""Characters: about 25 s of speech, the longest question anybody can hold in mind."""
MAX_PROSE = 2000

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_QUOTED_SLOT = re.compile(r"“\{quote\}”[.,:?]")


def fault(what: str, near: str = "") -> PydanticCustomError:
    """The error that a validator raises: `what` is wrong, and the valid value most like what was written."""
    # The message goes through as a value, so that braces in it are not taken for a template.
    return PydanticCustomError("content", "{what}", {"what": what, "nearest": near})


def known(what: str, options: Iterable[str]) -> Callable[[object], object]:
    """Raises for a text that is none of `options`; another type is left to the type check."""
    allowed = tuple(options)

    def check(value: object) -> object:
        if isinstance(value, str) and value not in allowed:
            raise fault(f"unknown {what} “{printable(value)}”", nearest(value, allowed))
        return value

    return check


def _plain(text: str) -> str:
    """One line of visible text; markup stays as it is, since nothing ever reads it as markup."""
    if unsafe := unsafe_character(text):
        raise fault(f"holds {unsafe}, which could steer a terminal; remove it")
    line = " ".join(text.split())
    if not line:
        raise fault("is empty")
    return line


def within(limit: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text) > limit:
            raise fault(f"is {len(text)} characters long; at most {limit} fit")
        return text

    return AfterValidator(check)


def _no_slot(text: str) -> str:
    if slot := _BRACES.search(text):
        raise fault(f"holds {printable(slot.group())}; a question has no slots")
    return text


def _quote_slot(text: str) -> str:
    slots = _BRACES.findall(text)
    for slot in slots:
        if slot != QUOTE_SLOT:
            raise fault(f"unknown slot {printable(slot)}", QUOTE_SLOT)
    if len(slots) > 1:
        raise fault(f"holds {QUOTE_SLOT} twice; once is enough")
    if slots and not _QUOTED_SLOT.search(text):
        raise fault(f"write the slot as “{QUOTE_SLOT}” in curly quotation marks, with a full stop or comma after it")
    return text


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise fault("an id is lower-case letters, digits, - and _, at most 64, such as “my-question-1”")
    return value


def _once_each(values: list[str]) -> list[str]:
    for value in values:
        if values.count(value) > 1:
            raise fault(f"names “{printable(value)}” twice")
    return values


Slug = Annotated[str, AfterValidator(_slug)]
Prose = Annotated[str, AfterValidator(_plain), within(MAX_PROSE)]
Asked = Annotated[str, AfterValidator(_plain), within(MAX_SPOKEN), AfterValidator(_no_slot)]
Probing = Annotated[str, AfterValidator(_plain), within(MAX_SPOKEN), AfterValidator(_quote_slot)]
QuestionFamilyId = Annotated[str, BeforeValidator(known("family", QUESTION_FAMILIES))]
ProbeFamilyId = Annotated[str, BeforeValidator(known("probe family", PROBE_FAMILIES))]
CompanyId = Annotated[str, BeforeValidator(known("company", COMPANIES))]
CompetencyId = Annotated[str, BeforeValidator(known("competency", COMPETENCIES))]
FindingId = Annotated[str, BeforeValidator(known("signal or flag", FINDINGS))]
ToneId = Annotated[str, BeforeValidator(known("tone", TONES))]
LevelId = Annotated[Level, BeforeValidator(known("level", LEVELS))]
OnceEach = AfterValidator(_once_each)


class ContentModel(BaseModel):
    """Takes no key it does not know and turns no value into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class QuestionEntry(ContentModel):
    id: Slug
    text: Asked
    competencies: Annotated[list[CompetencyId], OnceEach] = []
    levels: Annotated[list[LevelId], Field(min_length=1), OnceEach] = list(LEVELS)
    companies: Annotated[list[CompanyId], OnceEach] = []
    tests: Prose | None = None
    strong: Prose | None = None
    trap: Prose | None = None


class PromptFile(ContentModel):
    """`prompts/*.toml`: questions of one family."""

    family: QuestionFamilyId
    questions: Annotated[list[QuestionEntry], Field(min_length=1)]


class WordingEntry(ContentModel):
    id: Slug
    text: Probing
    tone: ToneId = "neutral"
    levels: Annotated[list[LevelId], Field(min_length=1), OnceEach] = list(LEVELS)
    companies: Annotated[list[CompanyId], OnceEach] = []
    quotes: Annotated[list[FindingId], OnceEach] = []
    opens: bool = False

    @model_validator(mode="after")
    def _has_a_slot_for_quotes(self) -> Self:
        if self.quotes and QUOTE_SLOT not in self.text:
            raise fault(f"names quotes, and its text has no {QUOTE_SLOT} to put them in")
        return self


class SketchEntry(ContentModel):
    weak: Prose
    strong: Prose
    difference: Prose


class FollowupFile(ContentModel):
    """`followups/*.toml`: a probe family. A user's file adds to the shipped family, so only its wordings are needed."""

    family: ProbeFamilyId
    title: Prose | None = None
    why: Prose | None = None
    weak: list[Prose] = []
    strong: list[Prose] = []
    companies: Annotated[list[CompanyId], OnceEach] = []
    tones: Annotated[list[ToneId], OnceEach] = []
    wordings: Annotated[list[WordingEntry], Field(min_length=1)]
    sketches: list[SketchEntry] = []


class ContextFile(ContentModel):
    """`followups/contexts/*.toml`: a story to drill follow-ups on, for those who have none of their own yet."""

    id: Slug
    title: Prose
    profession: Prose
    story: Prose
    families: Annotated[list[ProbeFamilyId], Field(min_length=1), OnceEach]


class PickEntry(ContentModel):
    families: Annotated[list[QuestionFamilyId], OnceEach] = []
    count: Annotated[int, Field(ge=1, le=20)]


class PlanFile(ContentModel):
    """`prompts/plans/*.toml`: one named plan."""

    id: Slug
    title: Prose
    minutes: Annotated[int, Field(ge=1, le=240)]
    description: Prose
    questions: Annotated[list[Slug], OnceEach] = []
    pick: list[PickEntry] = []
    probes: Annotated[int, Field(ge=0, le=6)] = 2
    prep_s: Annotated[int, Field(ge=0, le=600)] = 0
    level: LevelId | None = None
    company: CompanyId | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.questions and not self.pick:
            raise fault("asks nothing: give it questions or a [[pick]]")
        return self


ContentFile = PromptFile | FollowupFile | PlanFile | ContextFile
