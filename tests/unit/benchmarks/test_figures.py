"""The table of figures: what is kept, and that a missed figure is told with the load it was measured under."""

from pathlib import Path

import pytest

from tests.benchmarks import figures
from tests.benchmarks.figures import Figure, Part, Result
from tests.benchmarks.page import as_page, as_text

pytestmark = pytest.mark.unit

MACHINE = {"system": "Linux x", "processor": "P", "cores": 2, "load": 0.1, "python": "3.11", "versions": {"numpy": "2"}}


def a_result(*rows: Figure, load: float = 0.1) -> Result:
    return Result("keys", "Keys", "Some audio.", "2026-11-28", {**MACHINE, "load": load}, 0.3, 12.0, rows)


def test_a_part_is_kept_with_machine_versions_load_and_audio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "RESULTS", tmp_path / "speed")
    part = Part("keys", "Keys", "Some audio.", lambda: [Figure("key", "a key", 12.0, "ms", 50)])
    assert figures.load(part) is None
    result = figures.run(part)
    assert figures.load(part) == result
    assert {"processor", "cores", "load", "versions"} <= set(result.machine)


def test_the_page_says_what_is_held_and_what_is_not() -> None:
    page = as_page([a_result(Figure("a", "one", 12.0, "ms", 50), Figure("b", "two", 51.0, "ms", 50))])
    assert "| one | 12 ms | ≤ 50 ms | yes | keys |" in page
    assert "| two | 51 ms | ≤ 50 ms | no | keys |" in page
    assert "Some audio." in page
    assert "Load 0.1 before, 0.3 after." in page


def test_a_figure_missed_on_a_busy_machine_is_marked_as_such() -> None:
    page = as_page([a_result(Figure("b", "two", 51.0, "ms", 50), load=7.0)])
    assert "| two | 51 ms | ≤ 50 ms | no (busy machine) | keys |" in page


def test_a_busy_machine_is_no_excuse_for_what_is_no_speed() -> None:
    page = as_page([a_result(Figure("b", "errors", 0.2, "", 0.1, is_speed=False), load=7.0)])
    assert "| errors | 0.2 | ≤ 0.1 | no | keys |" in page


def test_what_could_not_be_measured_is_not_called_held() -> None:
    page = as_page([a_result(Figure("rss", "memory", None, "MB", 450), Figure("free", "no limit", 1234.5, ""))])
    assert "| memory | not measured | ≤ 450 MB | – | keys |" in page
    assert "| no limit | 1,234 | – | – | keys |" in page


def test_the_terminal_names_a_miss() -> None:
    assert "wanted ≤ 50 ms  MISSED" in as_text(a_result(Figure("b", "two", 51.0, "ms", 50)))
