"""What a start of the program does with sessions that were cut off: mend what can be mended, delete nothing."""

from collections.abc import Callable
from pathlib import Path

from simulator.archive import files, lock
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import RecoveredSession, SessionSummary
from simulator.errors import SimulatorError
from simulator.paths import remove_half_written

Repair = Callable[[Path], object]
_HEADER_BYTES = 128
"""More than a WAV header without extra chunks takes."""


def recover(archive: Archive, repair: Repair) -> tuple[RecoveredSession, ...]:
    """Every session that was cut off, newest first, its WAV headers mended. `repair` is `audio.wavfile.repair`.

    One that a second program takes hold of meanwhile is left out.
    """
    found = []
    for summary in archive.unfinished():
        folder = archive.open(summary.id)
        try:
            with lock.held(folder.path):
                found.append(_recovered(folder, summary, repair))
        except SimulatorError:
            if not lock.in_use(folder.path):
                raise
    return tuple(found)


def _recovered(folder: SessionFolder, summary: SessionSummary, repair: Repair) -> RecoveredSession:
    problems = [summary.problem] if summary.problem else []
    takes = folder.takes()
    for place in (folder.path, *(folder.path / take for take in takes)):
        remove_half_written(place)
    repaired = []
    for take in takes:
        try:
            if _mended(folder.audio(take), repair):
                repaired.append(take)
        except SimulatorError as error:
            problems.append(str(error))
    problems += _journal_problems(folder)
    return RecoveredSession(
        id=summary.id,
        title=summary.title,
        started=summary.started,
        takes=takes,
        unheard=tuple(take for take in takes if folder.audio(take) and not _in_full(folder, take)),
        repaired=tuple(repaired),
        problems=tuple(problems),
    )


def _mended(audio: Path | None, repair: Repair) -> bool:
    if audio is None:
        return False
    with files.reporting(audio, "repair the recording"):
        before = _header(audio)
        repair(audio)
        return _header(audio) != before


def _header(audio: Path) -> bytes:
    with audio.open("rb") as file:
        return file.read(_HEADER_BYTES)


def _journal_problems(folder: SessionFolder) -> tuple[str, ...]:
    try:
        return folder.entries().dropped
    except SimulatorError as error:
        return (str(error),)


def _in_full(folder: SessionFolder, take: str) -> bool:
    try:
        transcript = folder.load_transcript(take)
    except SimulatorError:
        return False  # damaged: to be heard again
    return transcript is not None and transcript.heard == "full"
