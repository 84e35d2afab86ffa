"""What must hold between files: ids and wordings are there once, and plans name questions that exist."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from simulator.content.locate import Location
from simulator.content.models import Library
from simulator.content.plaintext import printable
from simulator.content.problems import Problem
from simulator.content.read import Reading
from simulator.content.schema import ContentFile, ContextFile, FollowupFile, PlanFile, PromptFile
from simulator.content.vocabulary import nearest

_NOT_WORD = re.compile(r"[\W_]+")
_Entry = tuple[str, str, Location]
_Sourced = tuple[str, str, str]


class Registry:
    """Remembers where each id and wording was first seen. Ids of each kind are counted apart."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], str] = {}

    @classmethod
    def of(cls, library: Library, leaving_out: Iterable[Path] = ()) -> "Registry":
        """All of `library` but for what came from the files `leaving_out`."""
        left_out = {str(path.resolve()) for path in leaving_out}
        registry = cls()
        for kind, value, source in _library_entries(library):
            if str(Path(source.rpartition(":")[0]).resolve()) not in left_out:
                registry._seen[kind, value] = source
        return registry

    def conflicts(self, reading: Reading[ContentFile]) -> list[Problem]:
        """What `reading` repeats of itself or of what was added before."""
        problems, own = [], dict(self._seen)
        for kind, value, location in _entries(reading.document):
            if first := own.get((kind, value)):
                shown = f"{kind} “{value}” is" if kind.endswith("id") else "the same words are"
                problems.append(reading.problem(location, f"{shown} already used in {first}"))
            own.setdefault((kind, value), _place(reading, location))
        return problems

    def add(self, reading: Reading[ContentFile]) -> None:
        for kind, value, location in _entries(reading.document):
            self._seen.setdefault((kind, value), _place(reading, location))

    def dangling(self, reading: Reading[ContentFile]) -> list[Problem]:
        """Questions that a plan names and that no file has; ask when all files are added."""
        plan = reading.document
        if not isinstance(plan, PlanFile):
            return []
        known = [value for kind, value in self._seen if kind == "question id"]
        return [
            reading.problem(("questions", index), f"unknown question “{wanted}”", nearest(wanted, known), wanted)
            for index, wanted in enumerate(plan.questions)
            if wanted not in known
        ]


def _place(reading: Reading[ContentFile], location: Location) -> str:
    problem = reading.problem(location, "")
    return f"{printable(problem.file.name)}:{problem.line}"


def _bare(text: str) -> str:
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def _entries(document: ContentFile | None) -> Iterator[_Entry]:
    match document:
        case PromptFile():
            for index, question in enumerate(document.questions):
                yield "question id", question.id, ("questions", index, "id")
                yield "text", _bare(question.text), ("questions", index, "text")
        case FollowupFile():
            for index, wording in enumerate(document.wordings):
                yield "probe id", wording.id, ("wordings", index, "id")
                yield "text", _bare(wording.text), ("wordings", index, "text")
        case PlanFile():
            yield "plan id", document.id, ("id",)
        case ContextFile():
            yield "context id", document.id, ("id",)
            yield "text", _bare(document.story), ("story",)


def _library_entries(library: Library) -> Iterator[_Sourced]:
    for question in library.questions:
        yield "question id", question.id, question.source
        yield "text", _bare(question.text), question.source
    for wording in (wording for family in library.families for wording in family.wordings):
        yield "probe id", wording.id, wording.source
        yield "text", _bare(wording.text), wording.source
    for plan in library.plans:
        yield "plan id", plan.id, plan.source
    for context in library.contexts:
        yield "context id", context.id, context.source
        yield "text", _bare(context.story), context.source
