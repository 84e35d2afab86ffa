"""The last result of each soak: a JSON file each, so that running one leaves the others as they were."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.soak.row import Row

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "docs" / "figures" / "reliability"


@dataclass(frozen=True, slots=True)
class Result:
    """One run of one soak."""

    name: str
    title: str
    about: str
    date: str
    machine: str
    took_s: float
    rows: tuple[Row, ...]

    @property
    def held(self) -> bool:
        return all(row.held for row in self.rows)


def save(result: Result) -> None:
    RESULTS.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(result), indent=1, ensure_ascii=False) + "\n"
    (RESULTS / f"{result.name}.json").write_text(text, encoding="utf-8")


def load_all() -> Sequence[Result]:
    """By name."""
    return [_load(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(RESULTS.glob("*.json"))]


def _load(data: dict[str, Any]) -> Result:
    return Result(**{**data, "rows": tuple(Row(**row) for row in data["rows"])})
