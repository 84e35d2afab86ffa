"""The full-pass process: hears finished recordings again, one window at a time, at low priority."""

import json
import os
import queue
import threading
from pathlib import Path

from simulator.audio.decode import iter_audio
from simulator.errors import SimulatorError
from simulator.speech.hearing import wire
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.inbox import Line, Order, run_child
from simulator.speech.hearing.long import hear_long

_NICE = 10


def main(model: str, threads: int) -> None:
    if hasattr(os, "nice"):  # on Windows the process is started at low priority instead
        os.nice(_NICE)
    go = threading.Event()
    go.set()
    run_child(lambda line, inbox: _work(line, inbox, go, model, threads), lambda order: _heed(order, go))


def _heed(order: Order, go: threading.Event) -> None:
    """Hold and go take effect at once, also while a recording is being heard."""
    if order[0] == wire.HOLD:
        go.clear()
    elif order[0] == wire.GO:
        go.set()


def _work(line: Line, inbox: "queue.SimpleQueue[Order]", go: threading.Event, model: str, threads: int) -> None:
    _wait(line, go)
    recogniser = BatchRecogniser(model, threads=threads, progress=lambda _done, _total: line.report("working"))
    while True:
        kind, payload = inbox.get()
        if kind == wire.SUBMIT:
            order = json.loads(payload)
            _hear(line, go, recogniser, order["number"], Path(order["path"]))


def _hear(line: Line, go: threading.Event, recogniser: BatchRecogniser, number: int, path: Path) -> None:
    try:
        words, duration_s = hear_long(recogniser, iter_audio(path), lambda _done: _pause(line, go))
    except SimulatorError as error:
        line.report("unheard", number=number, reason=str(error))
        return
    line.report("done", number=number, words=wire.words_to_json(words), duration_s=duration_s)


def _pause(line: Line, go: threading.Event) -> None:
    """Between two windows: a sign of life, and the place to stand still while the candidate speaks."""
    line.report("working")
    _wait(line, go)


def _wait(line: Line, go: threading.Event) -> None:
    if not go.is_set():
        line.report("holding")
        go.wait()
