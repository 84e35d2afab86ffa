"""Deleting one take for good: its folder goes, and with it what the session's other files repeat of its words.

The journal tells of it first. A program that dies half-way leaves the rest to the next one that opens the session.
"""

import json
import shutil
from collections.abc import Collection
from typing import Any

from simulator.archive import files, ids, lock
from simulator.archive.folder import JOURNAL_FILE, SessionFolder
from simulator.errors import BadInput, SimulatorError, UsageError

DELETED = "take_deleted"
"""The journal's entry, with `take_id`."""
_HIDDEN = ".deleted-"


def delete_take(folder: SessionFolder, take_id: str, *, monotonic_s: float, wall: str) -> None:
    """Remove the audio, transcript and analysis of a take; the session's other takes stay.

    Raises UsageError for an unknown take, BadInput when the session is in use or may not be changed.
    """
    if take_id not in folder.takes():
        raise UsageError("no such answer in this session", where=f"{folder.id}/{take_id}")
    if lock.in_use(folder.path):
        raise BadInput("in use, so nothing of it is deleted", where=folder.id, remedy="End the session first.")
    with folder.changing():
        folder.journal.append(DELETED, {"take_id": take_id}, monotonic_s=monotonic_s, wall=wall)
        folder.close()
        _carry_out(folder, {take_id})


def finish_deletions(folder: SessionFolder) -> None:
    """Complete what an earlier program began to delete. Costs a look at the journal; raises BadInput."""
    deleted = {str(entry.data.get("take_id")) for entry in folder.entries().entries if entry.kind == DELETED}
    left = [entry for entry in folder.path.iterdir() if entry.name.startswith(_HIDDEN)]
    begun = {take for take in deleted if take in folder.takes()} | {one.name.removeprefix(_HIDDEN) for one in left}
    if begun and not folder.notice and not lock.in_use(folder.path):
        with folder.changing():
            _carry_out(folder, begun)


def _carry_out(folder: SessionFolder, takes: Collection[str]) -> None:
    for take in takes:
        hidden = folder.path / f"{_HIDDEN}{take}"
        path = folder.path / ids.checked(take, "take")
        with files.reporting(path, "delete the answer"):
            if path.exists():
                path.rename(hidden)
    _forget_in_journal(folder, takes)
    _forget_in_analyses(folder, takes)
    for take in takes:  # last, because a hidden folder is how the next program sees that this one was not done
        hidden = folder.path / f"{_HIDDEN}{take}"
        with files.reporting(hidden, "delete all of the answer"):
            shutil.rmtree(hidden, ignore_errors=not hidden.exists())


def _forget_in_journal(folder: SessionFolder, takes: Collection[str]) -> None:
    path = folder.path / JOURNAL_FILE
    with files.reporting(path, "read the journal"):
        lines = path.read_bytes().split(b"\n")
    files.write_private(path, b"\n".join(_without_words(line, takes) for line in lines))


def _without_words(line: bytes, takes: Collection[str]) -> bytes:
    """The line of the journal with what was said in `takes` left out; what happened when stays."""
    if not any(take.encode() in line for take in takes):
        return line
    try:
        entry = json.loads(line)
        data: dict[str, Any] = entry["data"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return b""  # damaged, and it may hold words of the take
    of_take = data.get("take_id") in takes
    if of_take and entry.get("kind") == "words_final":
        data["words"] = []
    if probes := data.get("probes"):
        about = [one.get("take_id") in takes or (of_take and not one.get("take_id")) for one in probes]
        if about[0]:  # it was asked: that stays, and why does not
            probes[0].update(quote="", because="")
        data["probes"] = [
            one for at, (one, quotes) in enumerate(zip(probes, about, strict=True)) if not at or not quotes
        ]
    return files.encode(entry)


def _forget_in_analyses(folder: SessionFolder, takes: Collection[str]) -> None:
    """Probes of later answers may quote an earlier one."""
    for other in folder.takes():
        try:
            stored = folder.load_analysis(other)
        except SimulatorError:
            continue  # damaged: nothing in it can be told apart
        if stored is not None and any(probe.take_id in takes for probe in stored.probes):
            folder.save_analysis(other, stored.analysis, [one for one in stored.probes if one.take_id not in takes])
