"""The command that brings in recordings as sessions, and sessions that were exported."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.cli.models import MODEL_HELP, settle
from simulator.errors import EXIT_FAULT, BadInput, UsageError
from simulator.importing.types import PAUSE_S, How
from simulator.stopping import Stopped, exit_code_of

if TYPE_CHECKING:
    from simulator.importing.run import Importer
    from simulator.settings import Settings

SUFFIXES = frozenset(
    {".wav", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".aac", ".webm", ".aif", ".aiff", ".zip"}
)
"""What is looked for in a folder. A file that is named is tried whatever it is called."""

Files = Annotated[
    list[Path],
    typer.Argument(help="Recordings (wav, mp3, m4a, ogg, webm, flac), zips of `simulator export`, or folders of them."),
]


class Split(StrEnum):
    none = "none"
    silence = "silence"


class KindName(StrEnum):
    answer = "answer"
    conversation = "conversation"


def bring_in(
    files: Files,
    title: Annotated[str, typer.Option(help="What to call the session; none: the file's name.")] = "",
    question: Annotated[str, typer.Option(help="The question that was asked, or its id.")] = "",
    split: Annotated[Split, typer.Option(help="silence: part a long recording at long pauses.")] = Split.none,
    pause: Annotated[
        float | None,
        typer.Option(min=0.5, max=600, help=f"How long a long pause is, in seconds; {PAUSE_S:g} if not said."),
    ] = None,
    marks: Annotated[
        Path | None,
        typer.Option(
            help='Part it where this file says: lines of a time and the question, or "skip"; CSV; Audacity labels.'
        ),
    ] = None,
    kind: Annotated[
        KindName, typer.Option(help="conversation: the interviewer's voice is in the recording as well.")
    ] = KindName.answer,
    again: Annotated[bool, typer.Option("--again", help="Also what was brought in before.")] = False,
    model: Annotated[str | None, typer.Option(help=MODEL_HELP)] = None,
) -> None:
    """Make a session of each recording, to be listed, replayed, reported and compared like any other.

    The recording is only read. A call that was interrupted goes on where it was when it is given again. A zip that
    `simulator export` wrote gives the same session back; nothing that is in your archive is changed.
    """
    from simulator.importing.told import not_apart
    from simulator.settings import override

    how = _how(files, title, question, split, pause, marks, kind, again=again)
    intake = _Intake(override(model=model), how)
    faults = sum(not intake.take(one) for one in list(_found(files)))
    if intake.brought:
        typer.echo(not_apart(how.kind))
    if faults:
        raise typer.Exit(EXIT_FAULT)


def _how(
    files: list[Path],
    title: str,
    question: str,
    split: Split,
    pause: float | None,
    marks: Path | None,
    kind: KindName,
    *,
    again: bool,
) -> How:
    from simulator.importing.marks import read_marks

    if marks is not None and (split is Split.silence or pause is not None):
        raise UsageError("either --marks or --split silence, not both", where="--marks")
    if marks is not None and (len(files) > 1 or files[0].is_dir()):
        raise UsageError("marks are those of one recording", where="--marks", remedy="Give one file")
    splits = split is Split.silence or pause is not None
    return How(
        pause_s=(pause or PAUSE_S) if splits else None,
        marks=read_marks(marks) if marks else None,
        question=question.strip(),
        title=title.strip(),
        kind=kind.value,
        again=again,
    )


def _found(files: list[Path]) -> Iterator[Path | BadInput]:
    """Every file there is to bring in; a folder without any, or one that is closed, comes as its fault."""
    from simulator.review.inputs import find_files

    for path in files:
        try:
            yield from find_files(path, SUFFIXES)
        except BadInput as fault:
            yield fault


class _Intake:
    """One file after the other; a fault is told, and the others go on."""

    def __init__(self, settings: "Settings", how: How) -> None:
        self._settings, self._how = settings, how
        self.brought = 0
        """Recordings that became sessions."""

    @cached_property
    def _importer(self) -> "Importer":
        from simulator.wiring.importing import open_importer

        settle(self._settings)
        return open_importer(self._settings)

    def take(self, found: Path | BadInput) -> bool:
        """Whether all went well."""
        from simulator.archive.bundle import is_bundle

        try:
            if isinstance(found, BadInput):
                raise found
            return self._unpack(found) if is_bundle(found) else self._bring(found)
        except BadInput as error:
            return _fault(str(error))
        except (KeyboardInterrupt, Stopped) as error:
            _fault(f"Interrupted at {found}. What was done is kept: the same call goes on from there.")
            raise typer.Exit(exit_code_of(error)) from None

    def _bring(self, path: Path) -> bool:
        from simulator.cli.progress_bar import ProgressBar
        from simulator.importing.told import told
        from simulator.importing.types import Brought

        with ProgressBar() as bar:
            outcome = self._importer.bring(path, self._how, bar)
        for line in told(str(path), outcome):
            typer.echo(line)
        if not isinstance(outcome, Brought):
            return True
        self.brought += 1
        return _fault(f"{path}: {outcome.damage}.") if outcome.damage else True

    def _unpack(self, path: Path) -> bool:
        from simulator.archive.bundle import unpack
        from simulator.wiring.archive import open_archive

        typer.echo(unpack(open_archive(), path, lambda line: typer.echo(line, err=True)))
        return True


def _fault(line: str) -> bool:
    from simulator.content.plaintext import without_controls

    typer.echo(f"simulator: {without_controls(line)}", err=True)
    return False
