"""More than two thousand bad inputs: each refused or shown in clear words, none of them steering or breaking anything.

How many cases of which kind were run stands at the end of the test run. What a case must not do is in `harness.py`.
"""

from pathlib import Path

import pytest

from tests.fuzz.kinds import KINDS
from tests.fuzz.ran import RAN

pytestmark = [pytest.mark.fault, pytest.mark.filterwarnings("error")]
WANTED = 2000


@pytest.mark.parametrize("name", KINDS)
def test_bad_input_of_every_kind_ends_in_clear_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "home"))
    run, examples, fewest = KINDS[name]
    tally = run(examples, tmp_path)
    RAN.append(tally)
    assert tally.cases >= fewest, tally


def test_the_kinds_hold_as_many_cases_as_are_promised() -> None:
    assert sum(fewest for _, _, fewest in KINDS.values()) >= WANTED
