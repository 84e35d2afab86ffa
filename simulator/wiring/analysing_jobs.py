"""Answers analysed by several processes at once, in the order they were given."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import islice

from simulator.errors import BadInput, MissingPart
from simulator.review.service import AnalysisService, Piece
from simulator.review.types import Reviewed
from simulator.settings import Settings
from simulator.wiring.analysis import open_analysis
from simulator.wiring.library import open_library

_AHEAD = 4
"""Answers handed out for each process: enough that none waits, few enough that memory stays small."""
Outcome = Reviewed | BadInput


def analyse_in_jobs(pieces: Iterator[Piece | BadInput], settings: Settings, jobs: int) -> Iterator[Outcome]:
    """As `map(service.analyse, pieces)`, by `jobs` processes, each with models of its own.

    Raises MissingPart when a model is missing or a process was killed, for want of memory as a rule.
    """
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (settings, _threads(jobs)))
    waiting: deque[Future[Outcome]] = deque()
    try:
        for _ in range(jobs * _AHEAD):
            waiting.extend(pool.submit(_analyse, piece) for piece in islice(pieces, 1))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(_analyse, piece) for piece in islice(pieces, 1))
    except BrokenProcessPool as error:
        raise MissingPart(
            "a process that analysed was ended by the system", where=f"--jobs {jobs}", remedy="Try fewer jobs"
        ) from error
    finally:
        for process in multiprocessing.active_children():  # whoever stops does not wait for a long recording
            process.kill()
        pool.shutdown(cancel_futures=True)


def _threads(jobs: int) -> int:
    return max(1, (os.cpu_count() or 1) // jobs)


_shared: list[tuple[Settings, int]] = []
"""In a process of the pool: what it was begun with."""


def _begin(settings: Settings, threads: int) -> None:
    """Ctrl-C is for the program that was called; it ends the others."""
    from tqdm import tqdm

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tqdm.set_lock(threading.RLock())  # not one of the system's: who is killed leaves it behind, and Python warns of it
    _shared.append((settings, threads))


@cache
def _service() -> AnalysisService:
    ((settings, threads),) = _shared
    return open_analysis(settings, open_library(), _silent, threads=threads)


def _analyse(piece: Piece | BadInput) -> Outcome:
    return _service().analyse(piece)


def _silent(_line: str) -> None: ...
