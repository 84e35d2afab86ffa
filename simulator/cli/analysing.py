"""The command that analyses recordings and texts."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.errors import EXIT_FAULT, SimulatorError

Paths = Annotated[list[Path], typer.Argument(help=".wav .flac .mp3 .ogg .m4a .txt .jsonl, or folders of them.")]


def analyse(
    paths: Paths,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an answer, a line each.")] = False,
    model: Annotated[str | None, typer.Option(help="base, or tiny.en for slow machines.")] = None,
    level: Annotated[str | None, typer.Option(help="junior, mid, senior or staff.")] = None,
    question: Annotated[str | None, typer.Option(help="The question that was answered.")] = None,
) -> None:
    """Analyse recorded or written answers: sections, timing, findings, and what an interviewer would ask next."""
    from simulator.settings import override
    from simulator.wiring.analysis import open_analysis

    service = open_analysis(override(model=model, level=level), question=question)
    faults = 0
    for path in paths:
        for outcome in service.analyse(path):
            if isinstance(outcome, SimulatorError):
                faults += 1
                typer.echo(f"simulator: {outcome}", err=True)
            else:
                typer.echo(service.as_json(outcome) if as_json else service.as_text(outcome))
    if faults:
        raise typer.Exit(EXIT_FAULT)
