"""Where a model for full passes runs: on a GPU when CTranslate2 sees one that works, else on the processor."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from simulator.audio.types import RATE_HZ

Make = Callable[..., Any]
"""`faster_whisper.WhisperModel`, or what stands for it."""


@dataclass(frozen=True, slots=True)
class Device:
    name: str
    compute_type: str
    """How CTranslate2 computes: 8-bit weights on both."""


CPU = Device("cpu", "int8")
GPU = Device("cuda", "int8_float16")


def gpus() -> int:
    """How many GPUs CTranslate2 sees."""
    import ctranslate2

    return int(ctranslate2.get_cuda_device_count())


def open_model(folder: Path, threads: int, *, count: Callable[[], int] = gpus, make: Make | None = None) -> Any:
    """The model in `folder`, loaded. A GPU whose libraries are missing shows that only at work, so it is tried."""
    make = make or _engine()
    if count():
        try:
            model = make(str(folder), device=GPU.name, compute_type=GPU.compute_type)
            segments, _ = model.transcribe(np.zeros(RATE_HZ, np.float32), language="en")
            list(segments)
        except (RuntimeError, ValueError):
            pass
        else:
            return model
    return make(str(folder), device=CPU.name, compute_type=CPU.compute_type, cpu_threads=threads)


def _engine() -> Make:
    from faster_whisper import WhisperModel

    engine: Make = WhisperModel
    return engine
