"""Brings a recording in as a session, or goes on with one that was begun."""

from datetime import UTC, datetime
from pathlib import Path

from simulator.archive.folder import SessionFolder
from simulator.errors import BadInput
from simulator.importing.origin import Found, Origin, made_of, origin_of, settings_with
from simulator.importing.parts import Parts
from simulator.importing.types import AlreadyThere, Brought, How, Watcher
from simulator.importing.work import NothingSaid, Work


class Importer:
    """Brings in one recording after the other."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def bring(self, path: Path, how: How, watcher: Watcher) -> Brought | AlreadyThere:
        """Make a session of `path`, which is only read. Raises SimulatorError.

        What stops it while the sound is read leaves nothing behind. After that, the same call goes on where it was.
        """
        if not path.is_file():
            raise BadInput("is not a file", where=str(path))
        next(self._parts.blocks(path))  # what is no sound at all is told before anything is made
        origin = origin_of(path, how, self._parts.model)
        there = list(made_of(self._parts.archive, origin.sha256))
        begun = [one for one in there if not one.finished]
        if there and not begun and not how.again:
            return AlreadyThere(there[-1].folder.id)
        folder = _taken_up(begun[-1], origin) if begun else self._created(path, origin)
        try:
            return Work(self._parts, folder, path, how, origin, watcher).run()
        except NothingSaid:
            folder.close()
            self._parts.archive.delete(folder.id)
            raise
        finally:
            folder.discard()

    def _created(self, path: Path, origin: Origin) -> SessionFolder:
        """Dated by the file's last change: when it was recorded is what counts for progress."""
        apart = " (voices not told apart)" if origin.kind == "conversation" else ""
        return self._parts.archive.create(
            (origin.title or path.stem) + apart,
            {},
            settings_with(self._parts.settings, origin),
            self._parts.versions,
            {"hearing": self._parts.model},
            datetime.fromtimestamp(path.stat().st_mtime, UTC),
        )


def _taken_up(begun: Found, origin: Origin) -> SessionFolder:
    if not begun.origin.asks_the_same(origin):
        raise BadInput(
            f"was begun as {begun.folder.id} in another way",
            where=origin.file,
            remedy=f"Call it as before to go on, or first: simulator delete {begun.folder.id}",
        )
    begun.folder.lock()
    return begun.folder
