"""One background thread for thinking, so that a key press never waits for a model."""

import queue
import threading
from collections.abc import Callable

Job = Callable[[], None]


class Worker:
    """Runs jobs in order. Of jobs with the same `key` only the newest waiting one is run: older readings are stale."""

    def __init__(self, name: str, *, on_fault: Callable[[Exception], None], on_done: Job) -> None:
        """`on_done` is called after every job that was run, `on_fault` before it when the job raised."""
        self._on_fault, self._on_done = on_fault, on_done
        self._jobs: queue.SimpleQueue[tuple[str, Job] | None] = queue.SimpleQueue()
        self._newest: dict[str, Job] = {}
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Job, *, key: str = "") -> None:
        if key:
            self._newest[key] = job
        self._jobs.put((key, job))

    def close(self, timeout_s: float = 1.0) -> None:
        """Finish what is queued, within `timeout_s`."""
        self._jobs.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while (item := self._jobs.get()) is not None:
            key, job = item
            if key and self._newest.get(key) is not job:
                continue
            try:
                job()
            except Exception as error:  # noqa: BLE001 - a fault in thinking must not end the session; it is reported
                self._on_fault(error)
            self._on_done()
