"""The child's end of the pipes: orders in, reports out, nothing else on stdin, stdout or stderr."""

import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from simulator.errors import SimulatorError
from simulator.speech.hearing import wire

Order = tuple[bytes, bytes]


class Line:
    """What the child's work uses to talk to the program."""

    def __init__(self, orders: BinaryIO, reports: BinaryIO, on_order: Callable[[Order], None]) -> None:
        """`on_order` is called from the reading thread. When the program is gone, this process ends at once."""
        self._orders, self._reports, self._on_order = orders, reports, on_order
        self._lock = threading.Lock()

    def listen(self) -> None:
        threading.Thread(target=self._read, name="orders", daemon=True).start()

    def report(self, kind: str, **fields: Any) -> None:
        message = wire.pack_json(wire.REPORT, {"type": kind, **fields})
        with self._lock:
            try:
                self._reports.write(message)
                self._reports.flush()
            except OSError:
                os._exit(0)

    def _read(self) -> None:
        while order := wire.read(self._orders):
            self._on_order(order)
        # The program has closed the pipe or died. A decoder in the middle of a call cannot be asked to stop.
        os._exit(0)


Work = Callable[[Line, "queue.SimpleQueue[Order]"], None]


def run_child(work: Work, on_order: Callable[[Order], None] | None = None) -> None:
    """Run `work` with a line to the program. Faults end as one report, never as text on the terminal.

    `on_order` sees each order first, on the reading thread (to hold work that is going on).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders_in, reports_out = _private_pipes()
    inbox: queue.SimpleQueue[Order] = queue.SimpleQueue()

    def take(order: Order) -> None:
        if on_order is not None:
            on_order(order)
        inbox.put(order)

    line = Line(orders_in, reports_out, take)
    line.listen()
    try:
        work(line, inbox)
    except SimulatorError as error:
        line.report("failed", reason=str(error))
    except Exception as error:  # noqa: BLE001  the last place where a fault of this process can be told
        line.report("failed", reason=f"hearing stopped on an error ({type(error).__name__}: {error})".split("\n")[0])


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes for ourselves and give libraries an empty stdin and a deaf stdout."""
    orders = os.fdopen(os.dup(0), "rb")
    reports = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    sys.stdin = sys.stdout = sys.stderr = open(os.devnull, "r+")  # noqa: SIM115, PTH123  for the life of the process
    return orders, reports
