"""Every fault of content files, for `simulator check`."""

from collections.abc import Iterable
from pathlib import Path

from simulator import paths as places
from simulator.content.kinds import FOLLOWUPS, PROMPTS, content_files, read_content
from simulator.content.models import Library
from simulator.content.problems import Problem
from simulator.content.registry import Registry


def content_paths() -> list[Path]:
    """The folders that the program reads: the shipped ones, and the user's where they exist."""
    own = [places.config_dir() / kind for kind in (PROMPTS, FOLLOWUPS)]
    return [places.content_dir(PROMPTS), places.content_dir(FOLLOWUPS)] + [path for path in own if path.exists()]


def check(paths: Iterable[Path], against: Library | None = None) -> list[Problem]:
    """The problems of files and folders, in reading order; never raises for what they hold.

    `against` is content that is already there: ids and wordings must differ from it, and a plan may name its questions.
    """
    problems: list[Problem] = []
    files: list[Path] = []
    for path in paths:
        found, stray = content_files(path)
        files += [file for file in found if file not in files]
        problems += stray
    readings = [read_content(file) for file in files]
    registry = Registry.of(against, files) if against else Registry()
    for reading in readings:
        problems += [*reading.problems, *registry.conflicts(reading)]
        registry.add(reading)
    for reading in readings:
        problems += registry.dangling(reading)
    return problems
