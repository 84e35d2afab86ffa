"""Freed memory goes back to the system."""

import ctypes
import os
import platform
import subprocess
import sys

import pytest

from simulator.speech.hearing.memory import give_back

pytestmark = pytest.mark.unit

GAPS = """
import ctypes, os
from simulator.speech.hearing.memory import give_back
from tests.benchmarks.process_cost import rss_mb

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
SIZE = 64 * 1024
blocks = [libc.malloc(SIZE) for _ in range(1600)]
for block in blocks:
    ctypes.memset(block, 1, SIZE)
for block in blocks[:-1]:
    libc.free(block)
held = rss_mb(os.getpid())
give_back()
print(held - rss_mb(os.getpid()))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what was freed")
def test_gaps_below_something_in_use_go_back_to_the_system() -> None:
    """100 MB in blocks, all freed but the last one."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    told = subprocess.run([sys.executable, "-c", GAPS], env=env, capture_output=True, text=True, check=True).stdout
    assert float(told) > 90


def test_a_c_library_without_such_a_call_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    give_back()


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_on_other_systems_no_library_is_looked_for(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: None) -> None:
        raise TypeError("as Windows says")

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(ctypes, "CDLL", refuse)
    give_back()
