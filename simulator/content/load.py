"""All content as one library: what is shipped, and what the person wrote."""

from collections.abc import Iterable
from pathlib import Path

from simulator.content.build import contexts_of, families_of, plans_of, questions_of
from simulator.content.kinds import FOLLOWUPS, PROMPTS, content_files, read_content
from simulator.content.models import Library
from simulator.content.problems import Problem
from simulator.content.read import Reading
from simulator.content.registry import Registry
from simulator.content.schema import ContentFile
from simulator.errors import BadInput

_Readings = list[Reading[ContentFile]]


def load_library(shipped_prompts: Path, shipped_followups: Path, user_dir: Path | None = None) -> Library:
    """Read the shipped folders, then `user_dir`/prompts and `user_dir`/followups where they exist.

    A file of the user with a fault is left out whole and gives one line in `warnings`; the rest is used.
    Raises BadInput when a shipped file is broken or a shipped folder has no content.
    """
    registry = Registry()
    shipped = _shipped([shipped_prompts, shipped_followups], registry)
    own, warnings = _user(user_dir, registry) if user_dir else ([], ())
    readings = shipped + own
    return Library(questions_of(readings), families_of(readings), plans_of(readings), warnings, contexts_of(readings))


def _shipped(folders: list[Path], registry: Registry) -> _Readings:
    readings: _Readings = []
    for folder in folders:
        files, _ = content_files(folder)
        found = [read_content(path) for path in files]
        if not found:
            raise _broken(Problem(folder, 0, "", "holds no content"))
        readings += found
    for reading in readings:
        for problem in (*reading.problems, *registry.conflicts(reading)):
            raise _broken(problem)
        registry.add(reading)
    for reading in readings:
        for problem in registry.dangling(reading):
            raise _broken(problem)
    return readings


def _broken(problem: Problem) -> BadInput:
    return BadInput(str(problem), remedy="Install the program again, or put the file right: simulator check")


def _user(folder: Path, registry: Registry) -> tuple[_Readings, tuple[str, ...]]:
    """The user's files that can be used, and one warning for each that cannot."""
    places = [folder / kind for kind in (PROMPTS, FOLLOWUPS) if (folder / kind).exists()]
    usable: _Readings = []
    warnings: list[str] = []
    for place in places:
        files, stray = content_files(place)
        warnings += [str(problem) for problem in stray]
        for reading in (read_content(path) for path in files):
            if problems := reading.problems or registry.conflicts(reading):
                warnings.append(_warning(problems))
            else:
                registry.add(reading)
                usable.append(reading)
    kept: _Readings = []
    for reading in usable:  # plans last: they may name questions of any file
        if problems := registry.dangling(reading):
            warnings.append(_warning(problems))
        else:
            kept.append(reading)
    return kept, tuple(warnings)


def _warning(problems: Iterable[Problem]) -> str:
    first, *more = problems
    rest = f" (and {len(more)} more)" if more else ""
    return f"Left out {first}{rest}. simulator check shows all."
