"""The archive in its real place. Little is imported here: a list of sessions must not wait for audio and models."""

from simulator.archive.store import Archive
from simulator.paths import data_dir


def open_archive() -> Archive:
    """Raises BadInput when the data folder cannot be used."""
    return Archive(data_dir())


def delete_session(session_id: str) -> tuple[str, ...]:
    """Remove every trace of a session. Ids of drills that asked about it: sessions of their own, which may quote it.

    Raises UsageError for an unknown id, BadInput when it is in use or the disk refuses.
    """
    from simulator.drill.store import DrillStore

    archive = open_archive()
    archive.delete(session_id)
    return DrillStore(archive.root).forget(session_id)
