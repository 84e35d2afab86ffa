"""A session that is being held, and its folder: what the disk refuses is done again later, or in another place."""

import itertools
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from simulator.answer.types import Analysis, Word
from simulator.archive import files
from simulator.archive.folder import SessionFolder
from simulator.archive.names import SESSION_FILE
from simulator.archive.recordings import Recordings
from simulator.archive.types import Correction, Heard
from simulator.errors import BadInput, SimulatorError
from simulator.paths import expanded, private_dir
from simulator.probing.types import ProbeChoice

RETRY_S: Final = 0.5
Step = Callable[[SessionFolder], None]
"""Something to be written, into whichever folder it is given."""
_AUDIO: Final = " audio"
"""Ends the names of steps about recordings."""


class Keeper:
    """Writes as SessionFolder does. Any thread may call it; nothing raises because of the disk.

    The last step for each file is remembered (it holds what the session holds in memory anyway), and each line of the
    journal, and finished recordings are held open, so that a folder that somebody removed is made again, and the whole
    session can be saved elsewhere.
    """

    def __init__(self, folder: SessionFolder, clock: Callable[[], float] = time.monotonic) -> None:
        meta = folder.load_session()
        self._folder, self._since, self._clock = folder, meta.started, clock
        self._done: dict[str, Step] = {"session": lambda folder: folder.save_session(meta)}
        self._later: list[tuple[str, Step]] = []
        self._recordings = Recordings()
        self._lines = itertools.count()
        self._guard = threading.RLock()
        self._tried_at = -RETRY_S
        self.trouble = ""
        """Why the disk takes nothing at the moment; empty when all is on it."""

    @property
    def id(self) -> str:
        return self._folder.id

    @property
    def waiting(self) -> int:
        """Steps that wait for the disk."""
        return len(self._later)

    # ---- as SessionFolder --------------------------------------------------------------------------------------------

    def log(self, kind: str, data: Mapping[str, Any], *, monotonic_s: float, wall: str) -> None:
        name = f"line {next(self._lines)}"
        self._do(name, lambda folder: folder.journal.append(kind, data, monotonic_s=monotonic_s, wall=wall))

    def save_transcript(self, take_id: str, words: Sequence[Word], *, model: str, heard: Heard) -> None:
        step = _transcript(take_id, heard)
        self._do(step, lambda folder: folder.save_transcript(take_id, words, model=model, heard=heard))

    def has_transcript(self, take_id: str, heard: Heard) -> bool:
        """Whether these words of a take were saved, or wait for the disk."""
        step = _transcript(take_id, heard)
        with self._guard:
            return step in self._done or any(name == step for name, _ in self._later)

    def save_analysis(self, take_id: str, analysis: Analysis, probes: Sequence[ProbeChoice]) -> None:
        self._do(f"{take_id} analysis", lambda folder: folder.save_analysis(take_id, analysis, probes))

    def save_interviewer(self, turn: int, wav: bytes) -> None:
        """Raises BadInput: sound that can be made again is not worth the memory."""
        self._folder.save_interviewer(turn, wav)

    def hold_audio(self, take_id: str) -> None:
        """The recording of a take is whole on disk: from now on it comes back with its folder."""
        if not self._recordings.hold(take_id, self._folder.audio_path(take_id)):
            return
        name = f"{take_id}{_AUDIO}"

        def put_back(folder: SessionFolder) -> None:
            self._recordings.put_back(take_id, folder, copy=folder is not self._folder)

        with self._guard:
            if self._later:
                self._wait((name, put_back))
            else:
                self._done[name] = put_back

    def drop_audio(self, take_id: str) -> None:
        self._recordings.forget(take_id)
        self._do(f"{take_id}{_AUDIO}", lambda folder: folder.drop_audio(take_id))

    def end_session(self, ended: str) -> None:
        self._do("ended", lambda folder: folder.end_session(ended))

    def load_corrections(self, take_id: str) -> tuple[Correction, ...]:
        return self._folder.load_corrections(take_id)

    def take_path(self, take_id: str) -> Path:
        """Where the audio of a take is to be written; a folder that cannot be made now is made by whoever writes."""
        try:
            return self._folder.take_path(take_id)
        except BadInput as error:
            if not isinstance(error.__cause__, OSError):
                raise
            return self._folder.audio_path(take_id)

    def discard(self) -> None:
        self._recordings.close()
        self._folder.discard()

    def close(self) -> None:
        """Try the disk once more, and close. What still waits is lost: see `save_elsewhere`."""
        self.try_again(now=True)
        self._recordings.close()
        self._folder.close()

    # ---- what waits --------------------------------------------------------------------------------------------------

    def try_again(self, *, now: bool = False) -> None:
        """Write what waits, if the disk lets it; `now` whenever it was tried last."""
        with self._guard:
            if not self._later or not (now or self._clock() - self._tried_at >= RETRY_S):
                return
            self._tried_at = self._clock()
            while self._later:
                name, step = self._later[0]
                if not self._tried(name, step):
                    return
                self._done[name] = step
                self._later.pop(0)
            self.trouble = ""

    def save_elsewhere(self, parent: Path, sound: Iterable[tuple[Path, bytes]]) -> Path:
        """The whole session as a folder in `parent`, with what waits in memory. `sound`: WAV files by their path here.

        Returns the new folder. Raises BadInput when that place refuses too.
        """
        target = expanded(parent) / self.id
        with self._guard, files.reporting(target, "save the session"):
            steps = [step for _, step in self._later]
            if not self._there():
                steps = [*self._done.values(), *steps]
            private_dir(target)
            if self._folder.path.is_dir():
                _copy_all(self._folder.path, target)
            copy = SessionFolder(target)
            try:
                for step in steps:
                    step(copy)
            finally:
                copy.close()
            for path, wav in sound:
                private_dir(target / path.parent.name)
                files.write_private(target / path.parent.name / path.name, wav)
        return target

    # ---- inside ------------------------------------------------------------------------------------------------------

    def _do(self, name: str, step: Step) -> None:
        """Now, or as soon as the disk lets it."""
        with self._guard:
            if not self._later and self._there() and self._tried(name, step):
                self._done[name] = step
                return
            if not self._there():
                self._later[:0] = self._done.items()
                self._done.clear()
            self._wait((name, step))
        self.try_again()

    def _wait(self, step: tuple[str, Step]) -> None:
        """Words go first: sound may find no room where they do."""
        self._later.append(step)
        self._later.sort(key=lambda one: one[0].endswith(_AUDIO))

    def _tried(self, name: str, step: Step) -> bool:
        """False when the disk refuses; raises what has another reason."""
        try:
            if not self._there():
                self._folder.close()  # journal and lock are those of the removed folder
                private_dir(self._folder.path)
                self._folder.lock(self._since)
            step(self._folder)
        except (SimulatorError, OSError) as error:
            cause = error if isinstance(error, OSError) else error.__cause__
            if not isinstance(cause, OSError):
                raise
            waiting = "the sound of an earlier answer waits" if name.endswith(_AUDIO) else "words wait in memory"
            self.trouble = f"the disk takes nothing ({(cause.strerror or str(cause)).lower()}); {waiting}"
            return False
        return True

    def _there(self) -> bool:
        """Whether the folder is still what it was."""
        try:
            return (self._folder.path / SESSION_FILE).exists()
        except OSError:
            return True  # it is there, and cannot be looked into: whoever writes is told why


def _transcript(take_id: str, heard: Heard) -> str:
    return f"{take_id} {heard}"


def _copy_all(source: Path, target: Path) -> None:
    """Every file that can be read, private. Locks and unfinished files are left out."""
    for folder, _, names in os.walk(source):
        there = private_dir(target / Path(folder).relative_to(source))
        for name in names:
            if not name.startswith("."):
                shutil.copyfile(Path(folder) / name, there / name)
                (there / name).chmod(files.FILE_MODE)
