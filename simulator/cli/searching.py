"""Commands on the index of what was said: search, index."""

from typing import Annotated

import typer


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Words, or a phrase in quotes.")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="The newest answers shown.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False,
) -> None:
    """Find what was ever said: answers, questions, and notes of your own; the newest first.

    An answer is found when it has all the words, in any order; each word also finds those that begin with it. A phrase
    in quotes must be there as it is: simulator search "nobody had asked".
    """
    from simulator.review.found import found_json, found_text
    from simulator.wiring.archive import open_archive

    wanted = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)  # as the shell parted
    found = open_archive().index.search(wanted, limit)
    typer.echo(found_json(found) if as_json else found_text(found), nl=False)


def index(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Throw the index away and read every session anew.")
    ] = False,
) -> None:
    """Look after the index, a file that lets the list and the search answer at once.

    It holds nothing that is not in the session folders and is brought up to date by itself. Rebuild it when a search
    does not find what you know you said, such as after an editor or a backup program wrote into a session.
    """
    from simulator.wiring.archive import open_archive

    archive = open_archive()
    count = archive.index.rebuild(_tell) if rebuild else len(archive.list())
    typer.echo(f"{archive.index.path}: {count} session{'' if count == 1 else 's'}, up to date.")


def _tell(done: int, of: int) -> None:
    typer.echo(f"\rReading the sessions: {done} of {of}", nl=done == of, err=True)
