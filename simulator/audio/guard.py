"""Calling other people's code from a thread that must live on."""

import logging
from collections.abc import Callable

_log = logging.getLogger(__name__)


def call_safely(call: Callable[[], object]) -> None:
    """Call it; whatever it raises goes to the log with its traceback, because sound must go on in any case."""
    try:
        call()
    except Exception:  # noqa: BLE001 - see above
        _log.exception("a call from an audio thread failed")
