"""Deleting one take for good: its folder goes, and with it what the session's other files repeat of its words.

The journal tells of it first. A program that dies half-way leaves the rest to the next one that opens the session.
"""

import json
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from simulator.archive import files, ids, lock
from simulator.archive.folder import SessionFolder
from simulator.archive.names import JOURNAL_FILE
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
        remedy = "Leave it first: end the session, go back from its summary."
        raise BadInput("in use, so nothing of it is deleted", where=folder.id, remedy=remedy)
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
    path = folder.path / JOURNAL_FILE
    with files.reporting(path, "read the journal"):
        lines = path.read_bytes().split(b"\n")
    asked = list(_asked_with_its_words(lines, takes))
    _forget_in_analyses(folder, takes, {one.text: one.without_quote for one in asked})
    for one in asked:
        with files.reporting(folder.interviewer_path(one.turn), "delete what the interviewer quoted"):
            folder.interviewer_path(one.turn).unlink(missing_ok=True)
    files.write_private(path, b"\n".join(_without_words(line, takes) for line in lines))
    for take in takes:  # last, because a hidden folder is how the next program sees that this one was not done
        hidden = folder.path / f"{_HIDDEN}{take}"
        with files.reporting(hidden, "delete all of the answer"):
            shutil.rmtree(hidden, ignore_errors=not hidden.exists())


@dataclass(frozen=True, slots=True)
class _Asked:
    """A follow-up that repeated words of a deleted take, and the turn it was asked in."""

    text: str
    quote: str
    turn: int

    @property
    def without_quote(self) -> str:
        return _without(self.text, self.quote)


def _asked_with_its_words(lines: Sequence[bytes], takes: Collection[str]) -> Iterator[_Asked]:
    """The turn is that of the next entry that names one; of a session cut off before that, the one after the last."""
    open_: tuple[str, str] | None = None
    turn = 0
    for line in lines:
        data = _data(line)
        named = data.get("turn")
        if isinstance(named, int):
            turn = named
            if open_ is not None:
                yield _Asked(*open_, turn)
                open_ = None
        probes = _probes(data)
        if probes and _quotes(probes[0], data, takes) and probes[0].get("quote"):
            open_ = str(probes[0].get("text")), str(probes[0]["quote"])
    if open_ is not None:
        yield _Asked(*open_, turn + 1)


def _data(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line)["data"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _probes(data: dict[str, Any]) -> list[dict[str, Any]]:
    found = data.get("probes")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _quotes(probe: dict[str, Any], data: dict[str, Any], takes: Collection[str]) -> bool:
    """Whether a probe rests on one of `takes`: the take it names, else the one that was just analysed."""
    return (probe.get("take_id") or data.get("take_id")) in takes


def _without(text: str, quote: str) -> str:
    return text.replace(quote, "…") if quote else text


def _without_words(line: bytes, takes: Collection[str]) -> bytes:
    """The line of the journal with what was said in `takes` left out; what happened when stays."""
    if not any(take.encode() in line for take in takes):
        return line
    data = _data(line)
    if not data:
        return b""  # damaged, and it may hold words of the take
    if data.get("take_id") in takes and "words" in data and isinstance(data["words"], list):
        data["words"] = []
    probes = _probes(data)
    if probes and _quotes(probes[0], data, takes):  # it was asked: that stays, and why does not
        probes[0].update(text=_without(str(probes[0].get("text")), str(probes[0].get("quote"))), quote="", because="")
    if probes:
        data["probes"] = probes[:1] + [one for one in probes[1:] if not _quotes(one, data, takes)]
    return files.encode({**json.loads(line), "data": data})


def _forget_in_analyses(folder: SessionFolder, takes: Collection[str], questions: Mapping[str, str]) -> None:
    """Probes of later answers may quote an earlier one, and so may the follow-up that they answer."""
    for other in folder.takes():
        try:
            stored = folder.load_analysis(other)
        except SimulatorError:
            continue  # damaged: nothing in it can be told apart
        if stored is None:
            continue
        context = stored.analysis.context
        question = questions.get(context.question or "", context.question)
        probes = [one for one in stored.probes if one.take_id not in takes]
        if question != context.question or len(probes) < len(stored.probes):
            analysis = replace(stored.analysis, context=replace(context, question=question))
            folder.save_analysis(other, analysis, probes)
