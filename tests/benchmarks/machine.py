"""The machine and the versions a figure was measured with."""

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version

from simulator.speech.hearing.machine import processor

_ENGINES = ("faster-whisper", "ctranslate2", "onnxruntime", "numpy")


@dataclass(frozen=True, slots=True)
class Machine:
    system: str
    processor: str
    cores: int
    load: float
    """Processes waiting for a core when the measurement began: above 0.5 latencies are not to be trusted."""
    python: str
    versions: dict[str, str]

    def __str__(self) -> str:
        engines = ", ".join(f"{name} {number}" for name, number in self.versions.items())
        return (
            f"{self.system}, {self.processor}, {self.cores} cores, load {self.load:.1f} before the start\n"
            f"Python {self.python}, {engines}"
        )


def describe_machine() -> Machine:
    return Machine(
        system=f"{platform.system()} {platform.machine()}",
        processor=processor(),
        cores=os.cpu_count() or 1,
        load=round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else 0.0,
        python=platform.python_version(),
        versions={name: version(name) for name in _ENGINES},
    )
