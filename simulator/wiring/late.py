"""The services of the app, opened behind its first picture: what they are made of takes longer to load than that."""

import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from simulator.errors import SimulatorError

if TYPE_CHECKING:
    from simulator.settings import Settings
    from simulator.wiring.services import RealServices


class LateServices:
    """Stands for `RealServices` until the first screen asks for something, which it does on a thread of its own.

    The settings are there before that: the first picture is drawn with them.
    """

    def __init__(self, settings: "Settings", opened: "Callable[[Settings], RealServices]") -> None:
        self._settings, self._open = settings, opened
        self._lock = threading.Lock()
        self._real: RealServices | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._opened(), name)

    @property
    def settings(self) -> "Settings":
        return self._settings if self._real is None else self._real.settings

    def catch_up(self) -> None:
        """Done when they are opened: nothing is waited for here."""

    def close(self) -> None:
        with self._lock:
            if self._real is not None:
                self._real.close()

    def _opened(self) -> "RealServices":
        with self._lock:
            if self._real is None:
                self._real = self._open(self._settings)
                with contextlib.suppress(SimulatorError):  # the screen that asks is told the same
                    self._real.catch_up()
            return self._real
