"""Which sessions are old enough to go, where a person has set for how long they are kept. Deletes nothing itself."""

from collections.abc import Collection
from datetime import datetime, timedelta

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.errors import SimulatorError


def outdated(archive: Archive, days: int, now: datetime, *, keep: Collection[str] = ()) -> tuple[str, ...]:
    """Ids of the sessions that began more than `days` before `now`, oldest first.

    Never one of the ids in `keep`, nor one that was marked or corrected by hand, that is in use, was cut off, cannot be
    read, or has an answer that is still to be heard. Raises BadInput for an unusable data folder.
    """
    before = now - timedelta(days=days)
    finished = [one for one in reversed(archive.list()) if one.state == "finished" and not one.problem]
    old = [one.id for one in finished if datetime.fromisoformat(one.started) < before]
    return tuple(session_id for session_id in old if session_id not in keep and _may_go(archive.open(session_id)))


def _may_go(folder: SessionFolder) -> bool:
    try:
        return not any(_is_marked(folder, take) or _is_unheard(folder, take) for take in folder.takes())
    except SimulatorError:
        return False  # damaged: nobody can tell what hangs on it


def _is_marked(folder: SessionFolder, take: str) -> bool:
    marks = folder.load_marks(take)
    return marks.best or bool(marks.bookmarks) or bool(folder.load_corrections(take))


def _is_unheard(folder: SessionFolder, take: str) -> bool:
    transcript = folder.load_transcript(take)
    return folder.audio(take) is not None and (transcript is None or transcript.heard != "full")
