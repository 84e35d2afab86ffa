"""What PortAudio's callback does, counted: its calls, its instructions, its memory."""

import dis
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

import numpy as np

from simulator.audio.capture import Capture
from simulator.audio.devices import find_microphone
from tests.fakes.sound_module import FakeSound

CALLS = {"Capture._callback.<locals>.on_block", "Ring.write", "len", "min"}
"""All that it may call, Python's own and C's."""
NOT_ALLOWED = {"BEFORE_WITH", "IMPORT_NAME", "MAKE_FUNCTION", "RAISE_VARARGS", "LOAD_BUILD_CLASS", "FORMAT_VALUE"}
"""A lock or file taken by `with`, and what makes objects that are no view; `BUILD_SLICE` is the view."""
MADE = {"BUILD_LIST", "BUILD_MAP", "BUILD_SET", "BUILD_STRING", "LIST_APPEND", "MAP_ADD", "SET_ADD"}
VIEWS_BYTES = 2048
"""The views of one block and three integers; one second of copied sound would be 32,000."""
BLOCK_FRAMES = 16_000


@dataclass(frozen=True, slots=True)
class Traced:
    """`calls` and `instructions` of one block; `peak_bytes` of one block, `grown_bytes` after all of them."""

    calls: Counter[str]
    instructions: Counter[str]
    peak_bytes: int
    grown_bytes: int
    blocks: int

    @property
    def strangers(self) -> set[str]:
        """What was called or executed and is not allowed."""
        return (set(self.calls) - CALLS) | (set(self.instructions) & (NOT_ALLOWED | MADE))


def traced_callback(blocks: int) -> Traced:
    """Run the real callback on `blocks` blocks of a second each, in all states of the ring: empty, wrapping, full."""
    sound = FakeSound()
    device = Capture(sound, find_microphone(None, sound.load))
    callback = sound.streams[0].options["callback"]
    block = np.ones((BLOCK_FRAMES, 1), np.int16)
    calls: Counter[str] = Counter()
    instructions: Counter[str] = Counter()
    with _profile(calls):
        callback(block, BLOCK_FRAMES, None, None)
    with _trace(instructions):
        callback(block, BLOCK_FRAMES, None, "input overflow")
    peak, grown = _memory(lambda: callback(block, BLOCK_FRAMES, None, None), device, blocks)
    return Traced(calls, instructions, peak, grown, blocks)


def _memory(call: Any, device: Capture, blocks: int) -> tuple[int, int]:
    device.read()
    tracemalloc.start()
    try:
        call()
        before, peak = tracemalloc.get_traced_memory()[0], 0
        for number in range(blocks):
            start = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            call()
            peak = max(peak, tracemalloc.get_traced_memory()[1] - start)
            if number % 30 == 29:  # the ring holds 20 s: for 10 blocks it is full
                device.read()
        return peak, tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()


@contextmanager
def _profile(calls: Counter[str]) -> Iterator[None]:
    def on_event(frame: FrameType, event: str, arg: Any) -> None:
        if event == "call":
            calls[frame.f_code.co_qualname] += 1
        elif event == "c_call" and arg is not sys.setprofile:
            calls[arg.__qualname__] += 1

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        yield
    finally:
        sys.setprofile(before)
        calls.pop("_profile", None)
        for own in ("_GeneratorContextManager.__exit__", "next"):
            calls.pop(own, None)


@contextmanager
def _trace(instructions: Counter[str]) -> Iterator[None]:
    def on_event(frame: FrameType, event: str, _arg: Any) -> Any:
        if frame.f_code.co_filename == __file__ or "contextlib" in frame.f_code.co_filename:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            instructions[dis.opname[frame.f_code.co_code[frame.f_lasti]]] += 1
        return on_event

    before = sys.gettrace()
    sys.settrace(on_event)
    try:
        yield
    finally:
        sys.settrace(before)
