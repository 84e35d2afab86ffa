"""The command that analyses recordings and texts."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli.models import MODEL_HELP, say, settle
from simulator.cli.sessions import say_left_out
from simulator.errors import EXIT_FAULT, SimulatorError

Paths = Annotated[list[Path], typer.Argument(help=".wav .flac .mp3 .ogg .m4a .txt .jsonl, or folders of them.")]


def analyse(
    paths: Paths,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an answer, a line each.")] = False,
    model: Annotated[str | None, typer.Option(help=MODEL_HELP)] = None,
    level: Annotated[str | None, typer.Option(help="junior, mid, senior or staff.")] = None,
    question: Annotated[str | None, typer.Option(help="The question that was answered.")] = None,
    jobs: Annotated[
        int, typer.Option(min=1, max=64, help="So many processes at once, 0.5 GB each; the output is the same.")
    ] = 1,
) -> None:
    """Analyse recorded or written answers: sections, timing, findings, and what an interviewer would ask next."""
    from simulator.answer.types import AnswerContext
    from simulator.review.record import to_record
    from simulator.review.service import pieces, with_clashes
    from simulator.review.terminal import report
    from simulator.settings import override
    from simulator.wiring.analysing_jobs import analyse_in_jobs
    from simulator.wiring.analysis import open_analysis
    from simulator.wiring.library import open_library

    settings = override(model=model, level=level)
    context = AnswerContext(question=question, level=settings.level, company=settings.company)
    library = open_library()
    say_left_out(library)
    faults = 0
    if jobs > 1:
        settle(settings)
        outcomes = with_clashes(analyse_in_jobs(pieces(paths, context), settings, jobs))
    else:
        outcomes = open_analysis(settings, library, say).analyse_paths(paths, context)
    for outcome in outcomes:
        if isinstance(outcome, SimulatorError):
            faults += 1
            typer.echo(f"simulator: {outcome}", err=True)
        else:
            typer.echo(to_record(outcome).to_json() if as_json else report(outcome))
    if faults:
        raise typer.Exit(EXIT_FAULT)
