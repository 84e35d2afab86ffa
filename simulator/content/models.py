"""Questions and probes as frozen values, as read from `prompts/*.toml` and `followups/*.toml`."""

from dataclasses import dataclass
from typing import TypeVar

from simulator.answer.types import Level


@dataclass(frozen=True, slots=True)
class Question:
    """One interview question. `companies` empty means that it fits any."""

    id: str
    family: str
    text: str
    competencies: tuple[str, ...]
    levels: tuple[Level, ...]
    companies: tuple[str, ...]
    tests: str
    """What the interviewer wants to find out."""
    strong: str
    """What a strong answer does."""
    trap: str
    """How candidates lose this one."""
    source: str = ""
    """File and key it came from, for messages."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to ask a probe. A `{quote}` slot in `text` takes the candidate's own words."""

    id: str
    text: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class ProbeFamily:
    """A family of follow-up questions of the codebook, with what to listen for in the answer."""

    id: str
    title: str
    why: str
    """Why a skilled interviewer asks it."""
    weak: tuple[str, ...]
    strong: tuple[str, ...]
    wordings: tuple[Wording, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """All usable content; broken files are left out of it and named in `warnings`."""

    questions: tuple[Question, ...]
    families: tuple[ProbeFamily, ...]
    warnings: tuple[str, ...] = ()

    def family(self, family_id: str) -> ProbeFamily:
        """Raises KeyError for an id that has no content."""
        return _find(self.families, family_id)

    def question(self, question_id: str) -> Question:
        """Raises KeyError for an unknown id."""
        return _find(self.questions, question_id)


_Item = TypeVar("_Item", Question, ProbeFamily)


def _find(items: tuple[_Item, ...], wanted: str) -> _Item:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
