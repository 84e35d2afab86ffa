"""SECURITY.md names a test for each promise, and each of these is there."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
_NAMED = re.compile(r"`(tests/[^`:]+)::(\w+)`")


def promises() -> list[str]:
    return [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| promise")]


def test_each_promise_names_a_test() -> None:
    assert len(promises()) > 10
    assert [line for line in promises() if not _NAMED.search(line)] == []


def test_each_test_that_is_named_is_there() -> None:
    named = _NAMED.findall(PAGE)
    assert [one for one in named if f"def {one[1]}(" not in (ROOT / one[0]).read_text(encoding="utf-8")] == []


def test_the_readme_leads_to_it() -> None:
    assert "](SECURITY.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
