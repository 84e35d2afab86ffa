"""Memory that recognition freed, given back to the system."""

import ctypes
import sys


def give_back() -> None:
    """Return freed memory to the system; takes 4 ms. Does nothing where the C library is not glibc.

    glibc keeps what is freed below something still in use. Windows have all lengths, so their tensors leave gaps: of
    280 MB that the process held in live hearing nearly 50 MB were such gaps, and they grew by the minute.
    """
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
