"""The hearing process dies, hangs or is slow in mid-answer: the answer is heard to its end all the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soak.deaf import Bench, Way

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.close()


@pytest.mark.parametrize("way", ["killed", "hung", "slow"])
def test_an_answer_is_heard_from_its_first_to_its_last_word_whatever_hearing_does(
    bench: Bench, way: Way, tmp_path: Path
) -> None:
    heard = bench.answer(way, 4.0, tmp_path)
    assert heard.text.startswith("and so")
    assert "fellow americans" in heard.text
    assert "what you can do for your country" in heard.text
    assert heard.recorded
    assert heard.told
    assert heard.behind_s > 1.0
