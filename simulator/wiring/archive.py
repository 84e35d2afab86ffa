"""The archive in its real place. Little is imported here: a list of sessions must not wait for audio and models."""

import contextlib
from dataclasses import dataclass

from simulator.archive.store import Archive
from simulator.errors import SimulatorError
from simulator.paths import data_dir, stories_dir


def open_archive() -> Archive:
    """Raises BadInput when the data folder cannot be used."""
    return Archive(data_dir())


@dataclass(frozen=True, slots=True)
class Remaining:
    """What may still repeat a sentence of a deleted session.

    `drills`: ids of sessions that asked about it. `stories`: ids of stories that were told in it; they do not lead to
    it any more, but what a person took over into them is theirs.
    """

    drills: tuple[str, ...]
    stories: tuple[str, ...]


def delete_session(session_id: str) -> Remaining:
    """Remove every trace of a session.

    Raises UsageError for an unknown id, BadInput when it is in use or the disk refuses.
    """
    from simulator.drill.store import DrillStore
    from simulator.stories.store import StoryStore

    archive = open_archive()
    archive.delete(session_id)
    return Remaining(DrillStore(archive.root).forget(session_id), StoryStore(stories_dir()).forget(session_id))


def delete_outdated(days: int | None) -> str:
    """Delete what is older than `days` (None: nothing) and no story leads to, see `outdated`.

    A line about it, empty when nothing was; nothing is while a file of a story cannot be read. Raises BadInput for an
    unusable data folder.
    """
    if days is None:
        return ""
    from simulator.archive.ageing import outdated
    from simulator.interview.clock import SystemClock
    from simulator.stories.store import StoryStore

    archive, deleted = open_archive(), 0
    try:
        named = StoryStore(stories_dir()).named(one.id for one in archive.list())
    except SimulatorError as error:
        return f"Nothing is deleted by age (keep_days), for a story may lead there: {error}"
    for session_id in outdated(archive, days, SystemClock().wall(), keep=named):
        with contextlib.suppress(SimulatorError):  # another program has it just now: it is tried again next time
            delete_session(session_id)
            deleted += 1
    if not deleted:
        return ""
    what = "1 session" if deleted == 1 else f"{deleted} sessions"
    age = "1 day" if days == 1 else f"{days} days"
    kept = "Those that were marked, or told a story, are never deleted by age."
    return f"Deleted {what} older than {age}, as you set it (keep_days). {kept}"
