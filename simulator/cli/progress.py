"""The command that shows how somebody comes along."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    text = "text"
    html = "html"
    csv = "csv"
    json = "json"


def progress(
    form: Annotated[Format, typer.Option("--format", help="text, html, csv (a row a session) or json.")] = Format.text,
    to: Annotated[Path | None, typer.Option("-o", "--output", help="A file to write; none: to the terminal.")] = None,
    demos: Annotated[bool, typer.Option("--demos", help="Count sessions of written candidates in.")] = False,
) -> None:
    """See how you come along: six figures over your sessions, what you covered, which follow-ups are due.

    Setup (Situation and Task) should stay under 50 s, for background is easy to tell and grows, while the listener
    waits for what you did. About 70 % should be Action, for an interviewer hires the person and not the project: only
    the Action shows how you think, decide and bring others along. Both are bands to drift towards, not pass marks.

    A trend is told only where chance is an unlikely reason: from eight sessions on, by the median slope between all
    pairs of sessions (Theil-Sen) and a Mann-Kendall test. Typed answers have no seconds and are left out of timing.
    """
    from simulator.archive import files
    from simulator.progress.page import progress_page
    from simulator.progress.tables import progress_csv, progress_json
    from simulator.progress.text import progress_text
    from simulator.settings import load_settings
    from simulator.wiring.services import RealServices

    report = RealServices(load_settings()).progress(with_demos=demos)
    writers = {
        Format.text: progress_text,
        Format.html: progress_page,
        Format.csv: progress_csv,
        Format.json: progress_json,
    }
    written = writers[form](report)
    if to is None:
        typer.echo(written, nl=False)
    else:
        files.write_named(to, written.encode())
        typer.echo(f"Written to {to}.", err=True)
