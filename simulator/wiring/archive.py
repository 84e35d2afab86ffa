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
    """Delete what is older than `days` (None: nothing), see `outdated`. A line about it, empty when nothing was."""
    if days is None:
        return ""
    from simulator.archive.ageing import outdated
    from simulator.interview.clock import SystemClock

    deleted = 0
    for session_id in outdated(open_archive(), days, SystemClock().wall()):
        with contextlib.suppress(SimulatorError):  # another program has it just now: it is tried again next time
            delete_session(session_id)
            deleted += 1
    if not deleted:
        return ""
    what = "1 session" if deleted == 1 else f"{deleted} sessions"
    age = "1 day" if days == 1 else f"{days} days"
    return f"Deleted {what} older than {age}, as you set it (keep_days). Marked ones are never deleted by age."
