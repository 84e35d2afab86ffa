"""Commands that look at the settings and change them, with the checks of the settings file."""

import json
from typing import Annotated, Any

import typer

from simulator.errors import UsageError

settings = typer.Typer(
    help="Your settings: what each is, where that comes from, what it may be. Without a command it lists them."
)


def _names(incomplete: str) -> list[str]:
    from simulator.settings import Settings

    return [name for name in Settings.model_fields if name.startswith(incomplete)]


Key = Annotated[
    str,
    typer.Argument(
        metavar="KEY",
        autocompletion=_names,
        help="A setting, as the list names it; keys.COMMAND for a key of your own.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON value instead of text.")]


@settings.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Your settings: what each is, where that comes from, what it may be. Without a command it lists them."""
    if context.invoked_subcommand is None:
        list_settings()


@settings.command("list")
def list_settings(as_json: Json = False) -> None:
    """List every setting with its value, where that comes from, and what may stand there."""
    from simulator.cli.setting_lines import setting_lines, setting_rows
    from simulator.settings import load_settings

    rows = [*setting_rows(load_settings())]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    for line in setting_lines(rows):
        typer.echo(line)


@settings.command("get")
def get(key: Key) -> None:
    """Print the value of a setting that is in force; an empty line where it is empty."""
    from simulator.cli.setting_lines import printed
    from simulator.settings import load_settings

    name, command = _known(key)
    value = getattr(load_settings(), name)
    typer.echo(printed(value.get(command) if command else value))


@settings.command("set")
def put(
    key: Key, value: Annotated[str, typer.Argument(metavar="VALUE", help='What it shall be; "" empties it.')]
) -> None:
    """Change a setting in the settings file; its comments and all else in it stay."""
    from simulator.settings import read_value

    name, command = _known(key)
    if name == "keys" and not command:
        raise UsageError("which command?", where=key, remedy="Such as: simulator settings set keys.finish f5,space")
    if not command:
        chosen = read_value(name, value)
        _check_name(name, chosen)
        _keep(name, chosen)
        return
    _check_command(command)
    from simulator.settings import load_settings

    others = {one: keys for one, keys in load_settings().keys.items() if one != command}
    _keep(name, {**others, command: value} if value.strip() else others)


@settings.command("reset")
def reset(key: Key) -> None:
    """Give a setting its default again."""
    from simulator.settings import Settings

    name, command = _known(key)
    if command:
        put(key, "")
    else:
        _keep(name, Settings.model_fields[name].get_default(call_default_factory=True))


@settings.command("path")
def path() -> None:
    """Print where the settings file is, for an editor; it is there once something was set."""
    from simulator.settings import settings_file

    typer.echo(str(settings_file()))


def _known(key: str) -> tuple[str, str]:
    """The setting, and the command for a key of one's own; "" for none."""
    from simulator.content.vocabulary import nearest
    from simulator.settings import Settings

    name, _, command = key.strip().partition(".")
    if name not in Settings.model_fields or (command and name != "keys"):
        near = nearest(name, Settings.model_fields)
        remedy = f"Did you mean {near}?" if near else "`simulator settings` lists what there is."
        raise UsageError("no such setting", where=key, remedy=remedy)
    return name, command


def _check_name(name: str, value: object) -> None:
    """A plan or a company has to be one of the content's. Raises UsageError."""
    from simulator.content.vocabulary import COMPANIES
    from simulator.interview.planning import find_plan
    from simulator.wiring.library import open_library

    if name == "plan":
        find_plan(open_library(), str(value))
    if name == "company" and value is not None and value not in COMPANIES:
        raise UsageError("no framing for this company", where=str(value), remedy=f"There is {', '.join(COMPANIES)}")


def _check_command(command: str) -> None:
    from simulator.tui.commands.command import unknown_keys

    if [*unknown_keys({command: ""})]:
        raise UsageError("no such command of the app", where=f"keys.{command}", remedy="? in the app names them")


def _keep(name: str, value: Any) -> None:
    import os

    from simulator.cli.setting_lines import printed
    from simulator.settings import change_settings, load_settings, settings_file, variable_of

    changed = change_settings(load_settings(), {name: value})
    typer.echo(f"{name} = {printed(getattr(changed, name)) or 'empty'}, kept in {settings_file()}")
    if (variable := variable_of(name)) in os.environ:
        typer.echo(f"But {variable} is set, and goes before the file.", err=True)
