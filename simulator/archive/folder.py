"""The folder of one session: its files as values, each saved whole or not at all.

session.json  journal.jsonl  turn-01-interviewer.wav
turn-01/{audio.wav, transcript.json, transcript-live.json, analysis.json, corrections.json, marks.json}
"""

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from simulator.answer.codec import analysis_from_dict, analysis_to_dict
from simulator.answer.types import Analysis, Word
from simulator.archive import files, ids, lock, records
from simulator.archive.journal import Journal, Reading, inspect
from simulator.archive.names import (
    ANALYSIS_FILE,
    AUDIO_FILE,
    CORRECTIONS_FILE,
    INTERVIEWER_FILE,
    JOURNAL_FILE,
    LIVE_TRANSCRIPT_FILE,
    MARKS_FILE,
    SESSION_FILE,
    TRANSCRIPT_FILE,
)
from simulator.archive.types import (
    Correction,
    Heard,
    Marks,
    SessionMeta,
    StoredAnalysis,
    StoredTranscript,
)
from simulator.errors import BadInput
from simulator.paths import private_dir, sync_folder
from simulator.probing.types import ProbeChoice


class SessionFolder:
    """One session on disk. Any thread may call it.

    Loading raises BadInput naming the file when it is missing or damaged, UsageError for an id that is none. Saving
    raises BadInput when the disk refuses, when another running program has the session, or when the session is of a
    newer version (see `notice`).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._guard = threading.RLock()
        self._saving = threading.RLock()  # apart, so that the journal never waits for a long save
        self._journal: Journal | None = None
        self._locked = False

    @property
    def id(self) -> str:
        """The folder's name; it may have been renamed by hand."""
        return self.path.name

    @property
    def notice(self) -> str:
        """One line when the session can only be read here, because a newer version wrote it; else empty."""
        path = self.path / SESSION_FILE
        try:
            number = records.schema_of(path)
        except BadInput:
            return ""  # damaged, not newer: what else is in the folder may still be worked on
        if number is None or number <= records.SCHEMA:
            return ""
        return self.local(str(records.too_new(path, number)))

    def local(self, text: str) -> str:
        """A line about one of its files, without the long way to the session."""
        return text.replace(f"{self.path}{os.sep}", "")

    # ---- the session as a whole ------------------------------------------------------------------------------------

    def lock(self, since: str = "") -> None:
        """Keep other programs from changing the session until `close`. `since`: a wall time, shown to them."""
        with self._guard:
            if not self._locked:
                lock.acquire(self.path, since)
                self._locked = True

    @property
    def journal(self) -> Journal:
        """The journal, open for appending until `close`, which also keeps other programs out so long."""
        with self._guard:
            if self._journal is None:
                self._refuse_newer()
                self.lock()
                self._journal = Journal(self.path / JOURNAL_FILE)
            return self._journal

    def entries(self) -> Reading:
        """What the journal holds, and what of it could not be read. Empty when there is none."""
        path = self.path / JOURNAL_FILE
        return inspect(path) if path.exists() else Reading((), ())

    def close(self) -> None:
        """Close the journal and let other programs at the session. Saving still works afterwards."""
        with self._guard:
            if self._journal is not None:
                self._journal.close()
            self._journal = None
            if self._locked:
                lock.release(self.path)
            self._locked = False

    def discard(self) -> None:
        """Close and remove a session that never began; one that holds a take is only closed."""
        began = self.path.exists() and bool(self.takes())
        self.close()
        if not began:
            shutil.rmtree(self.path, ignore_errors=True)

    def save_session(self, meta: SessionMeta) -> None:
        self._save(self.path / SESSION_FILE, records.SessionRecord.of(meta))

    def load_session(self) -> SessionMeta:
        return records.load(self.path / SESSION_FILE, records.SessionRecord).meta()

    def end_session(self, ended: str) -> None:
        """Mark the session as over; `ended` is an ISO wall time with its offset."""
        self.save_session(replace(self.load_session(), ended=ended))

    # ---- takes -----------------------------------------------------------------------------------------------------

    def takes(self) -> tuple[str, ...]:
        """The ids of all takes, in order."""
        with files.reporting(self.path, "list the takes"):
            found = [entry.name for entry in self.path.iterdir() if entry.is_dir() and not entry.is_symlink()]
        return tuple(sorted((name for name in found if ids.is_valid(name)), key=ids.order_of))

    def take_path(self, take_id: str) -> Path:
        """Where the audio of a take is to be written; makes its folder (0700)."""
        self._refuse_newer()
        return self._made(take_id) / AUDIO_FILE

    def audio_path(self, take_id: str) -> Path:
        """Where the audio of a take is, or is to be."""
        return self._take(take_id) / AUDIO_FILE

    def audio(self, take_id: str) -> Path | None:
        """The audio of a take, None when it has none."""
        path = self.audio_path(take_id)
        return path if path.is_file() else None

    def drop_audio(self, take_id: str) -> None:
        """Remove the recording of a take; its words stay."""
        with self.changing(), files.reporting(path := self._take(take_id) / AUDIO_FILE, "delete the recording"):
            if path.exists():
                path.unlink(missing_ok=True)
                sync_folder(path.parent)

    def interviewer_path(self, turn: int) -> Path:
        """Where the interviewer's words of a turn are, or are to be written: 16 kHz mono WAV. It may not be there."""
        return self.path / INTERVIEWER_FILE.format(turn=f"turn-{turn:02d}")

    def save_interviewer(self, turn: int, wav: bytes) -> None:
        with self.changing():
            files.write_private(self.interviewer_path(turn), wav)

    def save_transcript(self, take_id: str, words: Sequence[Word], *, model: str, heard: Heard) -> None:
        """The full pass replaces transcript.json; live words stay in transcript-live.json and never replace those."""
        record = records.TranscriptRecord.of(words, model, heard)
        folder = self._made(take_id)
        if heard == "live":
            self._save(folder / LIVE_TRANSCRIPT_FILE, record)
            if self._in_full(take_id):
                return
        self._save(folder / TRANSCRIPT_FILE, record)

    def load_transcript(self, take_id: str, *, live: bool = False) -> StoredTranscript | None:
        """The best words of a take, or its live ones; None when there are none yet."""
        path = self._take(take_id) / (LIVE_TRANSCRIPT_FILE if live else TRANSCRIPT_FILE)
        return records.load(path, records.TranscriptRecord).transcript(take_id) if path.exists() else None

    def _in_full(self, take_id: str) -> bool:
        try:
            best = self.load_transcript(take_id)
        except BadInput:
            return False  # damaged: any words are better
        return best is not None and best.heard == "full"

    def save_analysis(self, take_id: str, analysis: Analysis, probes: Sequence[ProbeChoice] | None = None) -> None:
        """Replace the analysis. `probes` None keeps those that were chosen live, with the quotes that caused them."""
        path = self._made(take_id) / ANALYSIS_FILE
        rows = self._probes_at(path) if probes is None else tuple(records.ProbeRecord.of(probe) for probe in probes)
        self._save(path, records.AnalysisRecord(analysis=analysis_to_dict(analysis), probes=rows))

    def load_analysis(self, take_id: str) -> StoredAnalysis | None:
        """The machine's analysis of a take, None when there is none; see `corrections.apply` for the hand's."""
        path = self._take(take_id) / ANALYSIS_FILE
        if not path.exists():
            return None
        record = records.load(path, records.AnalysisRecord)
        try:
            analysis = analysis_from_dict(record.analysis)
        except (BadInput, KeyError, TypeError, ValueError) as error:
            raise files.damaged(path, f"the analysis cannot be read ({error})") from error
        return StoredAnalysis(take_id, analysis, tuple(row.choice() for row in record.probes))

    def _probes_at(self, path: Path) -> tuple[records.ProbeRecord, ...]:
        try:
            return records.load(path, records.AnalysisRecord).probes if path.exists() else ()
        except BadInput:
            return ()  # damaged: about to be replaced

    def load_corrections(self, take_id: str) -> tuple[Correction, ...]:
        """The corrections of a take, oldest first."""
        path = self._take(take_id) / CORRECTIONS_FILE
        return records.load(path, records.CorrectionsRecord).values() if path.exists() else ()

    def save_corrections(self, take_id: str, corrections: Sequence[Correction]) -> None:
        """Replace all corrections of a take (to take some back)."""
        self._save(self._made(take_id) / CORRECTIONS_FILE, records.CorrectionsRecord.of(corrections))

    def add_correction(self, take_id: str, correction: Correction) -> None:
        with self._saving:
            self.save_corrections(take_id, (*self.load_corrections(take_id), correction))

    def load_marks(self, take_id: str) -> Marks:
        """What was marked on a take by hand; empty marks when there are none yet."""
        path = self._take(take_id) / MARKS_FILE
        return records.load(path, records.MarksRecord).marks() if path.exists() else Marks()

    def save_marks(self, take_id: str, marks: Marks) -> None:
        self._save(self._made(take_id) / MARKS_FILE, records.MarksRecord.of(marks))

    # ---- inside ----------------------------------------------------------------------------------------------------

    def _take(self, take_id: str) -> Path:
        return self.path / ids.checked(take_id, "take")

    def _made(self, take_id: str) -> Path:
        folder = self._take(take_id)
        with files.reporting(folder, "make the folder of a take"):
            return private_dir(folder)

    def _refuse_newer(self) -> None:
        if notice := self.notice:
            raise BadInput(notice)

    def _save(self, path: Path, record: records.FileRecord) -> None:
        with self.changing():
            records.save(path, record)

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Nobody else changes the session while the block runs. Raises BadInput when it may not be changed here."""
        self._refuse_newer()
        with self._saving, lock.held(self.path):
            yield
