"""How long a three-minute answer takes without models, finished and live. Prints, never fails on a figure."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.answer.analyse import analyse_text
from simulator.answer.live import LiveAnalysis
from simulator.answer.types import AnswerContext
from tests.fakes.answer_models import ListedLabeller, ScriptedJudge

pytestmark = pytest.mark.bench

CORPUS = Path(__file__).parents[2] / "corpus" / "train-a.jsonl"
LABELLER = ListedLabeller("SSSTTAAAAAAAAAAARRRL")
JUDGE = ScriptedJudge({"noticed": (0.9, 0), "sized": (0.9, 1), "measured": (0.9, 12), "heroics": (0.9, 5)})


def three_minutes() -> str:
    lines = CORPUS.read_text(encoding="utf-8").splitlines()[:4]
    words = " ".join(one["text"] for line in lines for one in json.loads(line)["sentences"]).split()
    return " ".join(words[:420])


def median_ms(run: Callable[[], object], times: int = 9) -> float:
    run()  # the first call compiles patterns
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(1000 * (time.perf_counter() - start))
    return sorted(taken)[times // 2]


def test_analysis_of_a_three_minute_answer(capsys: pytest.CaptureFixture[str]) -> None:
    text = three_minutes()
    took_ms = median_ms(lambda: analyse_text(text, AnswerContext(), labeller=LABELLER, judge=JUDGE))
    with capsys.disabled():
        print(f"\nanalysis of 180 s without models: {took_ms:.0f} ms (wanted: 80)")


def test_live_read_of_a_three_minute_answer(capsys: pytest.CaptureFixture[str]) -> None:
    words = analyse_text(three_minutes(), AnswerContext(), labeller=LABELLER).words
    live = LiveAnalysis(LABELLER)
    counts = iter(range(len(words) - 10, len(words) + 1))
    took_ms = median_ms(lambda: live.read(words[: next(counts)], 180.0))
    with capsys.disabled():
        print(f"\nlive read at 180 s without models: {took_ms:.0f} ms (wanted: 50)")
