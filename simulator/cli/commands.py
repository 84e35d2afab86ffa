"""Every subcommand is hung up here."""

from typing import Annotated

import typer

from simulator import __version__
from simulator.cli import (
    analysing,
    archive,
    bundles,
    comparing,
    corrections,
    drilling,
    importing,
    learning,
    looking,
    models,
    progress,
    reporting,
    searching,
    sessions,
    setting,
    stories,
    today,
)

app = typer.Typer(
    name="simulator",
    help="A voice mock interviewer that listens. Without a command it starts the app.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"simulator {__version__}")
        for line in looking.installed_lines():
            typer.echo(line)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help="Print the version, and the hearing models and voices that are installed.",
        ),
    ] = False,
) -> None:
    """A voice mock interviewer that listens. Without a command it starts the app."""
    if context.invoked_subcommand is None:
        raise typer.Exit(sessions.open_app())


app.command("session")(sessions.session)
app.command("demo")(sessions.demo)
app.command("drill")(drilling.drill)
app.command("today")(today.today)
app.command("learn")(learning.learn)
app.command("analyse")(analysing.analyse)
app.command("compare")(comparing.compare)
app.command("progress")(progress.progress)
app.command("list")(archive.list_sessions)
app.command("report")(reporting.report)
app.command("replay")(archive.replay)
app.command("search")(searching.search)
app.command("index")(searching.index)
app.command("delete")(archive.delete)
app.command("export")(bundles.export_session)
app.command("import")(importing.bring_in)
app.command("check")(looking.check)
app.command("doctor")(looking.doctor)
app.command("devices")(looking.devices)
app.command("voices")(looking.voices)
app.add_typer(stories.stories, name="stories")
app.add_typer(setting.settings, name="settings")
app.add_typer(models.models, name="models")
app.add_typer(corrections.corrections, name="corrections")
