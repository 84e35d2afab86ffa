"""The command that says what to do today."""

from typing import Annotated

import typer

from simulator.cli.looking import Json


def today(
    on: Annotated[
        str | None, typer.Option("--date", help="The day of the interview: 2026-12-05, 7 for days, or none. Kept.")
    ] = None,
    as_json: Json = False,
) -> None:
    """See what to do today towards your interview: about twenty minutes, each thing with its reason.

    It mixes speaking, follow-ups, cards and pages, and adapts to what was heard in your last stories, to what comes
    due, and to days that were missed. The date is kept in the settings.
    """
    from simulator.interview.clock import SystemClock
    from simulator.settings import load_settings
    from simulator.today.dates import read_date
    from simulator.today.told import plan_json, plan_lines
    from simulator.wiring.services import RealServices

    services = RealServices(load_settings())
    if on is not None:
        services.save_settings({"interview": read_date(on, SystemClock().wall().astimezone().date())})
    plan = services.today()
    if as_json:
        typer.echo(plan_json(plan), nl=False)
        return
    for line in plan_lines(plan):
        typer.echo(line)
