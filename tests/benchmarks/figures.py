"""Measured figures: each with the wanted one, kept as JSON by part, so that running one part leaves the others."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.machine import describe_machine

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "docs" / "figures" / "speed"


@dataclass(frozen=True, slots=True)
class Figure:
    """`key` is for programs, `what` for people. `value` None: could not be measured here. Wanted: at most that."""

    key: str
    what: str
    value: float | None
    unit: str
    wanted: float | None = None
    is_speed: bool = True
    """Whether a busy machine makes it worse."""

    @property
    def held(self) -> bool | None:
        """None where nothing is wanted, or nothing was measured."""
        return None if self.wanted is None or self.value is None else self.value <= self.wanted


@dataclass(frozen=True, slots=True)
class Part:
    """A benchmark: `about` says which audio or texts it uses, and how."""

    name: str
    title: str
    about: str
    run: Callable[[], Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Result:
    """One run of one part. `load_after` beside the load in `machine` tells whether the machine was quiet."""

    name: str
    title: str
    about: str
    date: str
    machine: dict[str, Any]
    load_after: float
    took_s: float
    figures: tuple[Figure, ...]


def run(part: Part) -> Result:
    """Measure and keep."""
    machine, started = describe_machine(), time.monotonic()
    figures = tuple(part.run())
    result = Result(
        part.name,
        part.title,
        part.about,
        datetime.now(UTC).date().isoformat(),
        asdict(machine),
        describe_machine().load,
        round(time.monotonic() - started, 1),
        figures,
    )
    RESULTS.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(result), indent=1, ensure_ascii=False) + "\n"
    (RESULTS / f"{part.name}.json").write_text(text, encoding="utf-8")
    return result


def load(part: Part) -> Result | None:
    """What was measured last; None for a part that never ran."""
    path = RESULTS / f"{part.name}.json"
    if not path.exists():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    return Result(**{**data, "figures": tuple(Figure(**figure) for figure in data["figures"])})
