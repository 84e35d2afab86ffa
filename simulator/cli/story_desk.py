"""What the commands on the story bank share."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.content.plaintext import without_controls

if TYPE_CHECKING:
    from simulator.content.problems import Problem
    from simulator.wiring.stories import StoryDesk

StoryId = Annotated[str, typer.Argument(metavar="STORY", help="A story's id, as `simulator stories` shows it.")]


def desk() -> "StoryDesk":
    from simulator.settings import load_settings
    from simulator.wiring.services import RealServices

    return RealServices(load_settings()).stories


def say(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(without_controls(line))


def tell_problems(problems: "Sequence[Problem]") -> None:
    """On stderr: the rest goes on without these files."""
    for problem in problems:
        typer.echo(f"simulator: {problem}", err=True)
