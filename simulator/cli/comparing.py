"""The command that puts takes side by side."""

from typing import Annotated

import typer

from simulator.errors import UsageError

Takes = Annotated[
    list[str] | None, typer.Argument(metavar="TAKE…", help="SESSION/TAKE, or SESSION for its first question's best.")
]


def compare(
    takes: Takes = None,
    question: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Every take of the question with these words in it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON value instead of text.")] = False,
) -> None:
    """Put takes of the same question or story side by side: lanes to one scale, figures, what was gained and lost.

    Telling a story again is how it gets better: look at what the new take shows that the old one did not, and at what
    went missing on the way. Without a take it lists the questions that were answered more than once.
    """
    from simulator.comparing.record import compare_json, questions_json
    from simulator.comparing.text import compare_text, questions_text
    from simulator.settings import load_settings
    from simulator.wiring.services import RealServices

    if takes and question:
        raise UsageError("takes and --question do not go together", where="compare", remedy="Give one of them")
    services = RealServices(load_settings())
    if not takes and question is None:
        questions = services.answered_questions()
        typer.echo(questions_json(questions) if as_json else questions_text(questions), nl=False)
        return
    names = services.takes_of_question(question) if question is not None else services.find_takes(takes or ())
    compared = services.side_by_side(names)
    typer.echo(compare_json(compared) if as_json else compare_text(compared), nl=False)
