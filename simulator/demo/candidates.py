"""Synthetic candidates for the demo: a written answer, and what they reply to each probe family."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self

from pydantic import model_validator

from simulator.content.read import read_document
from simulator.content.schema import ContentModel, ProbeFamilyId, Prose, Slug, fault
from simulator.content.vocabulary import PROBE_FAMILIES, nearest
from simulator.errors import BadInput, UsageError

_FOLDER = Path(__file__).with_name("candidates")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be interviewed. `replies` has one text for every probe family, `fallback` serves any other."""

    name: str
    """The person's name, such as a nameplate shows it."""
    title: str
    question_id: str
    """The question that `answer` answers."""
    answer: str
    replies: Mapping[str, str]
    fallback: str

    def reply(self, family: str) -> str:
        """What they say when a probe of `family` is asked."""
        return self.replies.get(family, self.fallback)


class _CandidateFile(ContentModel):
    name: Prose
    title: Prose
    question_id: Slug
    answer: Prose
    fallback: Prose
    replies: dict[ProbeFamilyId, Prose]

    @model_validator(mode="after")
    def _answers_every_family(self) -> Self:
        if missing := [family for family in PROBE_FAMILIES if family not in self.replies]:
            raise fault(f"no reply to {', '.join(missing)}")
        return self


def candidates() -> list[str]:
    """The names that `load_candidate` takes, the strong one first."""
    names = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return sorted(names, key=lambda name: name != "strong")


def load_candidate(name: str) -> Candidate:
    """Raises UsageError for a name that is not there, BadInput when the file is broken."""
    if name not in candidates():
        near = nearest(name, candidates())
        hint = f"Did you mean {near}?" if near else f"There are {', '.join(candidates())}."
        raise UsageError(f"there is no candidate “{name}”", remedy=hint)
    return read_candidate(_FOLDER / f"{name}.toml")


def read_candidate(path: Path) -> Candidate:
    """Raises BadInput, naming line and key."""
    reading = read_document(path, lambda _: _CandidateFile)
    document = reading.document
    if document is None:
        raise BadInput(str(reading.problems[0]), remedy="Put the file right, or install the program again")
    return Candidate(
        name=document.name,
        title=document.title,
        question_id=document.question_id,
        answer=document.answer,
        replies=MappingProxyType(dict(document.replies)),
        fallback=document.fallback,
    )
