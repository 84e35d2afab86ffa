"""Linux only: keeps the sound libraries from printing on the terminal. On every other system a call does nothing.

ALSA reports underruns and unknown cards, PortAudio a pulled plug, and libjack (which Debian's PortAudio links) that no
server runs, all on C's `stderr` and from inside this process, while Textual draws on file descriptor 2. So that
descriptor must stay as it is. C's `stderr` is a variable of its own, though, and Python does not use it: it can point
elsewhere.
"""

import ctypes
import ctypes.util
import os
import sys
from typing import Any

_kept: list[Any] = []
"""The C callback in use; ctypes must not collect it."""


def silence() -> bool:
    """Make the sound libraries quiet; True when that was possible. Call before PortAudio is initialised."""
    if not _kept and sys.platform.startswith("linux"):
        _silence_alsa()
        _point_c_stderr_at_nothing()
    return bool(_kept)


def forget_configuration() -> None:
    """Let ALSA read its configuration anew, which names the sound server only if one ran when it was read."""
    library = _alsa()
    if library is not None:
        library.snd_config_update_free_global()


def _alsa() -> ctypes.CDLL | None:
    found = ctypes.util.find_library("asound") if sys.platform.startswith("linux") else None
    try:
        return ctypes.CDLL(found) if found else None
    except OSError:
        return None


def _silence_alsa() -> None:
    library = _alsa()
    if library is None:
        return
    # The real handler is variadic (file, line, function, error, format, …); leaving out the tail is safe on the ABIs
    # Linux runs on, because the caller cleans up.
    signature = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
    handler = signature(lambda _file, _line, _function, _error, _format: None)
    library.snd_lib_error_set_handler(handler)
    _kept.append(handler)


def _point_c_stderr_at_nothing() -> None:
    """PortAudio has no handler to set. Only for glibc: in other C libraries `stderr` is a constant."""
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "gnu_get_libc_version"):
        return
    libc.fopen.restype = ctypes.c_void_p
    nothing = libc.fopen(os.devnull.encode(), b"w")
    if nothing:
        ctypes.c_void_p.in_dll(libc, "stderr").value = nothing
