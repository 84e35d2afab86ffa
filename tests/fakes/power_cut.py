"""Disks as a power cut may leave them: made of the recorded changes of a real session, for any moment of it.

What a finished fsync of a file covers is there; so are the names that a finished fsync of their folder covers, which is
all that POSIX promises. Of everything else nothing survived ("none"), or what a die says: a write whole, cut at a
multiple of 512 bytes, or not at all, where it leaves zeros if something behind it survived.
"""

import json
import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import numpy as np
import soundfile

from simulator.archive.recovery import recover
from simulator.archive.store import Archive
from simulator.audio.types import RATE_HZ, Pcm
from simulator.audio.wavfile import read_wav, repair
from simulator.errors import SimulatorError
from tests.fakes.changes import Change, read_changes, under_strace
from tests.fakes.killing import LONG_S, new_home, running, write_answer
from tests.fakes.witness import Noted

Survives = Callable[[], bool]
_SECTOR = 512
ANSWER_S = 3.0


@dataclass(frozen=True, slots=True)
class Course:
    """A session from its start to its summary, as its changes to the disk."""

    recordings: str
    changes: Sequence[Change]
    answers: Sequence[Noted]
    said: Pcm


@dataclass(frozen=True, slots=True)
class Cut:
    """What a cut at `at_s` (wall time) left, after the next start has looked after it."""

    at_s: float
    lost_s: float
    """Most sound lost of an answer, of what its source had delivered."""
    finished: int
    finished_lost: tuple[str, ...]
    """Answers whose end had been noted in the journal, and that are not whole."""
    faults: tuple[str, ...]
    """What the next start could not do."""


def record(folder: Path) -> Course:
    """A real session of two answers under strace."""
    answer = write_answer(folder / "answer.wav", ANSWER_S)
    home = new_home(folder / "home")
    traces = folder / "traces"
    traces.mkdir()
    with running(home, [answer, answer], questions=1, probes=1, under=under_strace(traces / "of")) as run:
        assert run.process.wait(LONG_S) == 0, run.told
        recordings = home / "recordings"
        said = soundfile.read(answer, dtype="int16")[0]
        return Course(str(recordings), read_changes(traces / "of", recordings), run.notes(), said)


def cuts(course: Course, folder: Path, seed: int, every: int, dice: int) -> Iterator[Cut]:
    """A cut at the end of each `every`th change: once with nothing unsynced left, `dice` times as a die says."""
    for number, change in enumerate(course.changes[::every]):
        at_s = change.done_s - 1e-6
        throws = [random.Random(f"{seed} {number} {throw}") for throw in range(dice)]
        yield _cut(course, folder, at_s, None)
        for one in throws:
            yield _cut(course, folder, at_s, one)


def _cut(course: Course, folder: Path, at_s: float, die: random.Random | None) -> Cut:
    root = folder / "disk" / "recordings"
    shutil.rmtree(root.parent, ignore_errors=True)
    _write_disk(disk_after(course.changes, at_s, die), course.recordings, root)
    faults = tuple(_faults_of_next_start(root))
    lost, finished_lost = 0.0, []
    finished = list(_finished(course.changes, at_s))
    for answer in course.answers:
        there = _intact(root / answer.path.relative_to(course.recordings), course.said)
        lost = max(lost, (_due(answer, at_s) - there) / RATE_HZ)
        take = answer.path.parent.name
        if take in finished and (there < answer.frames or take not in _journalled(root)):
            finished_lost.append(take)
    return Cut(at_s, lost, len(finished), tuple(finished_lost), faults)


# ---- the disk ------------------------------------------------------------------------------------------------------


def disk_after(changes: Sequence[Change], at_s: float, die: random.Random | None) -> Mapping[str, bytes | None]:
    """Path → content, None for a folder. Without a `die` only what was synced survives."""
    begun = [change for change in changes if change.begun_s <= at_s]
    synced = _synced(begun, at_s)
    contents: dict[int, bytearray] = {}
    names: dict[str, int | None] = {}
    for index, change in enumerate(begun):
        if index in synced or (die is not None and die.random() < 0.5):
            _apply(change, names, contents, None if index in synced else die)
    return {path: None if file is None else bytes(contents.get(file, b"")) for path, file in names.items()}


def _synced(begun: Sequence[Change], at_s: float) -> set[int]:
    """Indexes of the changes that a finished sync covers."""
    last_file: dict[int, int] = {}
    last_folder: dict[str, int] = {}
    for index, change in enumerate(begun):
        if change.done_s <= at_s and change.kind == "sync":
            last_file[change.file] = index
        elif change.done_s <= at_s and change.kind == "sync_folder":
            last_folder[change.path] = index
    return {
        index
        for index, change in enumerate(begun)
        if index < (last_file.get(change.file, -1) if _is_content(change) else last_folder.get(_folder(change), -1))
    }


def _apply(
    change: Change, names: dict[str, int | None], contents: dict[int, bytearray], die: random.Random | None
) -> None:
    match change.kind:
        case "mkdir":
            names[change.path] = None
        case "create":
            names[change.path] = change.file
        case "rename" if change.path in names:
            names[change.to] = names.pop(change.path)
        case "remove":
            names.pop(change.path, None)
        case "truncate":
            content = contents.setdefault(change.file, bytearray())
            del content[change.offset :]
            content.extend(bytes(change.offset - len(content)))
        case "write":
            content = contents.setdefault(change.file, bytearray())
            data = change.data
            if die is not None and len(data) > _SECTOR and die.random() < 0.3:
                data = data[: die.randrange(len(data) // _SECTOR + 1) * _SECTOR]
            content.extend(bytes(max(0, change.offset - len(content))))
            content[change.offset : change.offset + len(data)] = data


def _is_content(change: Change) -> bool:
    return change.kind in ("write", "truncate")


def _folder(change: Change) -> str:
    return str(PurePath(change.path).parent)


def _write_disk(disk: Mapping[str, bytes | None], recordings: str, root: Path) -> None:
    """What stands in a folder that is not there is not there either."""
    root.mkdir(parents=True, mode=0o700)
    for name in sorted(disk, key=len):
        path, content = root / PurePath(name).relative_to(recordings), disk[name]
        if not path.parent.is_dir() or path == root:
            continue
        if content is None:
            path.mkdir(mode=0o700)
        else:
            path.write_bytes(content)


# ---- what was lost -------------------------------------------------------------------------------------------------


def _faults_of_next_start(root: Path) -> Iterator[str]:
    try:
        archive = Archive(root)
        recover(archive, repair)
        for summary in archive.list():
            folder = archive.open(summary.id)
            folder.entries()
            for take in folder.takes():
                folder.load_transcript(take)
                folder.load_analysis(take)
    except (SimulatorError, OSError) as error:
        yield str(error)


def _due(answer: Noted, at_s: float) -> int:
    return answer.delivered(answer.began_s + at_s - answer.wall_s)


def _intact(path: Path, said: Pcm) -> int:
    """Samples of a recording that are as they were said."""
    try:
        recorded = read_wav(path)[: len(said)]
    except SimulatorError:
        return 0
    return int(np.count_nonzero(recorded == said[: len(recorded)]))


def _finished(changes: Sequence[Change], at_s: float) -> Iterator[str]:
    """Takes whose end stood in the journal, synced, before the cut: only then does anything show that they are over."""
    for index, change in enumerate(changes):
        if change.kind == "write" and b'"take_ended"' in change.data:
            syncs = (one for one in changes[index:] if one.kind == "sync" and one.file == change.file)
            if next(syncs).done_s <= at_s:
                yield str(json.loads(change.data)["data"]["take_id"])


def _journalled(root: Path) -> set[str]:
    archive = Archive(root)
    entries = (entry for one in archive.list() for entry in archive.open(one.id).entries().entries)
    return {str(entry.data["take_id"]) for entry in entries if entry.kind == "take_ended"}
