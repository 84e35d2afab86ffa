"""Linux only: keeps ALSA and JACK from printing on the terminal. On every other system a call does nothing.

ALSA reports underruns and unknown card names on stderr from inside the process; libjack, which Debian's PortAudio
links, does the same when no JACK server runs. Both take a handler of ours instead.
"""

import ctypes
import ctypes.util
import sys
from typing import Any

_kept: list[Any] = []
"""The C callbacks in use; ctypes must not collect them."""


def silence() -> bool:
    """Make the sound libraries quiet; True when a handler was set. Call before PortAudio is initialised."""
    if _kept or not sys.platform.startswith("linux"):
        return bool(_kept)
    _silence_alsa()
    _silence_jack()
    return bool(_kept)


def forget_configuration() -> None:
    """Let ALSA read its configuration anew, which names the sound server only if one ran when it was read."""
    library = _library("asound") if sys.platform.startswith("linux") else None
    if library is not None:
        library.snd_config_update_free_global()


def _library(name: str) -> ctypes.CDLL | None:
    found = ctypes.util.find_library(name)
    if found is None:
        return None
    try:
        return ctypes.CDLL(found)
    except OSError:
        return None


def _silence_alsa() -> None:
    library = _library("asound")
    if library is None:
        return
    # The real handler is variadic (file, line, function, err, format, …); ignoring the tail is safe on every ABI
    # Linux runs on, because the caller cleans up.
    signature = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
    handler = signature(lambda _file, _line, _function, _error, _format: None)
    library.snd_lib_error_set_handler(handler)
    _kept.append(handler)


def _silence_jack() -> None:
    library = _library("jack")
    if library is None:
        return
    handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p)(lambda _message: None)
    library.jack_set_error_function(handler)
    library.jack_set_info_function(handler)
    _kept.append(handler)
