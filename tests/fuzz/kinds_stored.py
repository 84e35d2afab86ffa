"""What is in the archive: journals and JSON files cut at every byte, or with anything in the place of anything."""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given

from simulator.archive.folder import SessionFolder
from simulator.archive.glance import glance
from simulator.archive.store import Archive
from simulator.archive.summary import summarise
from simulator.archive.types import Bookmark, Correction, Marks
from simulator.drill.store import DRILL_FILE, DrillStore
from simulator.errors import SimulatorError
from simulator.interview.history import load_plan, load_records
from simulator.replay.load import load_replay
from tests.fakes.minds import StoredMind
from tests.fakes.replaying import past_session
from tests.fuzz import corpus
from tests.fuzz.harness import Tally, assert_clear, assert_harmless, call, drawing, nothing_written_but_in, one_of
from tests.fuzz.spoiling import spoilt_json, spoilt_lines

_TAKE = "turn-01-take-2"
_BY_HAND = f"{_TAKE}/corrections.json"
_FILES: dict[str, Callable[[SessionFolder], object]] = {
    "session.json": lambda folder: folder.load_session(),
    "journal.jsonl": lambda folder: folder.entries(),
    f"{_TAKE}/transcript.json": lambda folder: folder.load_transcript(_TAKE),
    f"{_TAKE}/analysis.json": lambda folder: folder.load_analysis(_TAKE),
    _BY_HAND: lambda folder: folder.load_corrections(_TAKE),
    f"{_TAKE}/marks.json": lambda folder: folder.load_marks(_TAKE),
}
_COMMANDS = (
    ("list",),
    ("list", "--json"),
    ("search", "backups"),
    ("search", "--json", "backups"),
    ("corrections", "export"),
    *(("report", "ID", "--format", form) for form in ("md", "srt", "vtt", "json", "csv")),
    ("report", "ID", "--format", "html", "--no-audio"),
)
DRILLED = b"""{"schema": 1, "families": {"impact": {
"card": {"stability": 2.3, "difficulty": 5.1, "due": "2026-01-09", "last": "2026-01-06"},
"entries": [{"at": "2026-01-06T10:00:00+00:00", "own": "hard", "attempts": [
{"take_id": "turn-01", "grade": "weak", "seconds": 31.5, "words_per_minute": 140.0}],
"session_id": "s", "story": "s/turn-01", "wording_id": "impact-1"}]}}}"""


def cut_at_every_byte(step: int, folder: Path) -> Tally:
    """Each file, cut after every `step`th byte, goes to what loads it; of the journal all whole entries come back."""
    tally = Tally("stored files, cut")
    session = _session(folder / "home")
    for name, load in _FILES.items():
        path = session.path / name
        whole = path.read_bytes()
        for length in range(0, len(whole), step):
            path.write_bytes(whole[:length])
            entries = _loaded(load, session, tally)
            if entries is not None and name == "journal.jsonl":
                assert len(entries.entries) >= whole[:length].count(b"\n")
        path.write_bytes(whole)
    store = DrillStore(folder / "home")
    for length in range(0, len(DRILLED), step):
        (folder / "home" / DRILL_FILE).write_bytes(DRILLED[:length])
        assert_harmless(store.load().notice)
        tally.ends["told"] += 1
    return tally


def bad_stored(examples: int, folder: Path) -> Tally:
    """A session with one spoilt file goes to everything that reads sessions."""
    tally = Tally("stored files, spoilt")
    home = folder / "home"
    session = _session(home)
    archive = Archive(home / "recordings")
    whole = {name: (session.path / name).read_bytes() for name in _FILES}
    (session.path / _BY_HAND).unlink()  # where it is, labels are judged anew, which loads models and takes long

    def one(name: str, content: bytes, *, by_hand: bool = False) -> None:
        path = session.path / name
        path.write_bytes(content)
        _read(archive, session, tally)
        if by_hand or one_of(8, content):
            for command in _COMMANDS if by_hand else [_COMMANDS[zlib.crc32(content) // 8 % len(_COMMANDS)]]:
                said = call(*(session.id if word == "ID" else word for word in command))
                assert said.code in (0, 1), (command, said)
        if name == _BY_HAND:
            path.unlink()
        else:
            path.write_bytes(whole[name])

    def drawn(name: str) -> None:
        @drawing(examples // len(whole))
        @given(spoilt_lines(whole[name]) if name.endswith(".jsonl") else spoilt_json(whole[name]))
        def draws(content: bytes) -> None:
            one(name, content)

        draws()

    @drawing(examples // len(whole))
    @given(spoilt_json(DRILLED))
    def drilled(content: bytes) -> None:
        (home / DRILL_FILE).write_bytes(content)
        progress = DrillStore(home).load()
        assert_harmless(progress.notice)
        tally.ends["told" if progress.notice else "taken"] += 1

    with nothing_written_but_in(home, around=folder):
        drilled()
        for name in whole:
            drawn(name)
        for name, content in corpus.files("stored"):
            one(_place_of(name), content, by_hand=True)
    return tally


def _place_of(name: str) -> str:
    """`analysis-of-nothing.json` is put where analysis.json belongs."""
    return next(place for place in _FILES if Path(place).stem == name.split("-")[0].split(".")[0])


def _session(home: Path) -> SessionFolder:
    session = past_session(home / "recordings")
    session.add_correction(_TAKE, Correction(0.2, 0.9, "A", "Nobody looked at the backups."))
    session.save_marks(_TAKE, Marks((Bookmark(0.5, "well said"),), best=True))
    return session


def _loaded(load: Callable[[SessionFolder], object], session: SessionFolder, tally: Tally) -> Any:
    try:
        found = load(session)
    except SimulatorError as error:
        assert_clear(error)
        assert_harmless(str(error))
        tally.ends["refused"] += 1
        return None
    tally.ends["read"] += 1
    return found


def _read(archive: Archive, session: SessionFolder, tally: Tally) -> None:
    """All that the list, the figures, the summary and the replay read; a fault is a line in what they return."""
    summary = summarise(session)
    figures = glance(session)
    replayed = load_replay(session, StoredMind)
    archive.list()
    faults = [summary.problem, figures.problem, *replayed.problems]
    for line in faults:
        assert "Traceback" not in line
    for load in (load_plan, lambda folder: load_records(folder, StoredMind()), *_FILES.values()):
        try:
            load(session)
        except SimulatorError as error:
            assert_clear(error)
    tally.ends["told" if any(faults) else "taken"] += 1
