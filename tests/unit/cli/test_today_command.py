"""`simulator today` over the real parts: what was done today is ticked off."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.cli import main

pytestmark = pytest.mark.unit


def planned(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["today", "--json"]) == 0
    items: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["items"]
    return items


def test_a_story_that_was_made_today_is_ticked_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    assert ("story", True) not in [(item["kind"], item["done"]) for item in planned(capsys)]
    assert main(["stories", "new", "The runbook nobody had written"]) == 0
    stories = [(item["title"], item["done"]) for item in planned(capsys) if item["kind"] == "story"]
    assert stories == [("1 story worked on", True)]
