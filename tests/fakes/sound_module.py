"""Stands in for the sounddevice module, so that devices can be scripted: refuse a rate, stall, hang, go away."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np


class PortAudioError(Exception):
    pass


class FakeStream:
    """An input or output stream; the test sends the blocks."""

    def __init__(self, module: "FakeSound", **options: Any) -> None:
        refused = module.refusal(options)
        if refused:
            raise PortAudioError(f"Error opening {type(self).__name__}: {refused}", -9997)
        self.options = options
        self.active = False
        self.closed = False
        self.latency = 0.02
        self.hangs = threading.Event()
        self.hangs.set()
        module.streams.append(self)

    def start(self) -> None:
        self.active = True

    def abort(self) -> None:
        self.hangs.wait(30)
        self.active = False

    def close(self) -> None:
        self.closed = True

    def send(self, block: "np.ndarray[Any, Any]", status: Any = None) -> None:
        """What PortAudio's thread does with a recorded block of shape (frames, channels)."""
        self.options["callback"](block, len(block), None, status)

    def ask(self, frames: int) -> "np.ndarray[Any, Any]":
        """What PortAudio's thread does for a block to be played."""
        out = np.full((frames, self.options["channels"]), 9, np.float32)
        self.options["callback"](out, frames, None, None)
        return out


class FakeSound:
    """One microphone and one speaker, unless told otherwise."""

    PortAudioError = PortAudioError

    def __init__(self, devices: list[dict[str, Any]] | None = None) -> None:
        self.streams: list[FakeStream] = []
        self.refusal: Callable[[dict[str, Any]], str] = lambda _options: ""
        self.devices = [microphone("Desk microphone"), speaker("Desk speaker")] if devices is None else devices
        self.apis = [{"name": "Core Audio"}, {"name": "MME"}]
        self._initialized = 1
        self._lib = self
        self.rescans = 0
        self.looks = 0

    def load(self) -> "FakeSound":
        return self

    def InputStream(self, **options: Any) -> FakeStream:
        return FakeStream(self, **options)

    OutputStream = InputStream

    def query_hostapis(self) -> list[dict[str, Any]]:
        return self.apis

    def query_devices(self, kind: str | None = None) -> Any:
        self.looks += 1
        rows = [row | {"index": index} for index, row in enumerate(self.devices)]
        if kind is None:
            return rows
        usable = [row for row in rows if row[f"max_{kind}_channels"] > 0]
        if not usable:
            raise PortAudioError("Error querying device -1")
        return next((row for row in usable if row.get("default")), usable[0])

    def _terminate(self) -> None:
        self._initialized -= 1

    def Pa_Initialize(self) -> int:
        self.rescans += 1
        return 0

    def _check(self, code: int, _message: str) -> None:
        assert code == 0


def microphone(name: str, rate_hz: float = 48_000.0, channels: int = 1, **more: Any) -> dict[str, Any]:
    return _device(name, rate_hz, channels, 0) | more


def speaker(name: str, rate_hz: float = 48_000.0, channels: int = 2, **more: Any) -> dict[str, Any]:
    return _device(name, rate_hz, 0, channels) | more


def _device(name: str, rate_hz: float, inputs: int, outputs: int) -> dict[str, Any]:
    return {
        "name": name,
        "hostapi": 0,
        "default_samplerate": rate_hz,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
    }
