"""The command `models`: which hearing models there are, getting and removing them."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.errors import UsageError
from simulator.stopping import Stopped

if TYPE_CHECKING:
    from simulator.settings import Settings

MODEL_HELP = "base, tiny.en for slow machines, one that was downloaded (simulator models list), or auto."


def settle(settings: "Settings") -> None:
    """See before a session that its hearing model is here; what `auto` measures is told. Raises MissingPart."""
    from simulator.speech.hearing.auto import model_for

    model_for(settings.model, say)


def say(line: str) -> None:
    typer.echo(line, err=True)


models = typer.Typer()


@models.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """The hearing models: which are here, which can be had. Without a command it lists them."""
    if context.invoked_subcommand is None:
        list_models()


@models.command("list")
def list_models() -> None:
    """List the hearing models that are here, and those that can be downloaded."""
    from simulator.speech.hearing.models import installed
    from simulator.speech.hearing.published import PUBLISHED

    here = installed()
    for model in here:
        source = f"from {', '.join(model.packages)}" if model.packages else "downloaded"
        typer.echo(f"{model.name}: {_megabytes(model.size_bytes)}, {source}")
    names = {model.name for model in here}
    to_get = [model for model in PUBLISHED.values() if model.name not in names]
    if to_get:
        typer.echo("To be had with `simulator models download NAME`, which uses the network:")
    for published in to_get:
        typer.echo(f"  {published.name}: {_megabytes(published.size_bytes)}, {published.about}")


@models.command("prepare")
def prepare_models(name: Annotated[str, typer.Argument(help="base or tiny.en")] = "base") -> None:
    """Put a model's files together and verify them, so that the first session starts at once."""
    from simulator.speech.hearing.models import locate

    shown = -1

    def progress(done: int, total: int) -> None:
        nonlocal shown
        tenth = done * 10 // max(total, 1)
        if tenth != shown:
            shown = tenth
            typer.echo(f"\rPreparing the hearing model {name}: {tenth * 10} %", nl=False, err=True)

    locate(name, progress)
    if shown >= 0:
        typer.echo("", err=True)


@models.command("download")
def download_model(
    name: Annotated[str, typer.Argument(help="small.en, distil-small.en, medium.en or large-v3-turbo")],
) -> None:
    """Get a bigger hearing model from the hub over the network: a pinned revision, size and checksum checked.

    The only command that uses the network. What has come is kept when it is stopped (Ctrl-C) or breaks off; the same
    command goes on from there.
    """
    from simulator.cli.byte_bar import ByteBar
    from simulator.downloading.https import hub
    from simulator.downloading.models import download, still_to_come
    from simulator.speech.hearing.published import PUBLISHED

    model = PUBLISHED.get(name)
    if model is None:
        raise UsageError("not a model to download", where=name, remedy=f"Choose one of: {', '.join(PUBLISHED)}")
    source = hub()
    wanted = still_to_come(model)
    if wanted:
        typer.echo(f"This uses the network: {_megabytes(wanted)} from {source.root}/{model.repository}")
        typer.echo(f"Revision {model.revision}; size and SHA-256 of every file are those pinned in this program.")
    try:
        with ByteBar(name, model.size_bytes) as bar:
            folder = download(model, source, bar.reached, wait=time.sleep)
    except (KeyboardInterrupt, Stopped):
        typer.echo(f"Stopped. What has come is kept: `simulator models download {name}` goes on from there.", err=True)
        raise
    typer.echo(f"{name} is here and verified: {folder}")
    typer.echo(f'Use it with --model {name}, or `model = "{name}"` in the settings; --model auto if it keeps up.')


@models.command("remove")
def remove_model(name: Annotated[str, typer.Argument(help="A model that was downloaded.")]) -> None:
    """Remove a downloaded hearing model, or what has come of it."""
    from simulator.speech.hearing.downloaded import remove
    from simulator.speech.hearing.models import PACKAGED
    from simulator.speech.hearing.published import PUBLISHED

    if name in PACKAGED:
        raise UsageError("comes with the program and stays", where=name)
    if name not in PUBLISHED:
        raise UsageError("no such hearing model", where=name, remedy=f"Choose one of: {', '.join(PUBLISHED)}")
    freed = remove(name)
    typer.echo(f"{name} is removed: {_megabytes(freed)} are free." if freed else f"{name} was not here.")


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:,.0f} MB"
