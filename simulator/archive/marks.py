"""Which take of a turn counts: the one marked as best by hand, else the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from simulator.archive import ids
from simulator.archive.folder import SessionFolder
from simulator.errors import SimulatorError


def best_takes(folder: SessionFolder, takes: Sequence[str]) -> Mapping[str, str]:
    """Turn → the take of it that was marked as best; a file of marks that is damaged marks nothing."""
    best: dict[str, str] = {}
    for take in takes:
        try:
            if folder.load_marks(take).best:
                best[ids.turn_of(take)] = take
        except SimulatorError:
            continue
    return best


def counted_takes(folder: SessionFolder, takes: Sequence[str]) -> tuple[str, ...]:
    """One take of each turn, in order."""
    by_turn: dict[str, list[str]] = {}
    for take in takes:
        by_turn.setdefault(ids.turn_of(take), []).append(take)
    several = [take for of_turn in by_turn.values() if len(of_turn) > 1 for take in of_turn]
    best = best_takes(folder, several)
    return tuple(best.get(turn, of_turn[-1]) for turn, of_turn in by_turn.items())


def mark_best(folder: SessionFolder, take_id: str, on: bool) -> None:
    """Make `take_id` the best of its turn, or take that back. Raises BadInput when the session may not be changed."""
    with folder.changing():
        marks = folder.load_marks(take_id)
        folder.save_marks(take_id, replace(marks, best=on))
        others = [take for take in folder.takes() if take != take_id and ids.turn_of(take) == ids.turn_of(take_id)]
        for other in others:
            marks = folder.load_marks(other)
            if on and marks.best:
                folder.save_marks(other, replace(marks, best=False))
