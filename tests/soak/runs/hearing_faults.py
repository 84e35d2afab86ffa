"""The hearing process is killed, stopped and slowed down in the middle of answers.

The real process with its real model hears recorded speech while it is killed (SIGKILL), hung (SIGSTOP, ended after 8 s
here and 30 s in the program) or slowed to a quarter of its speed, at moments spread over the answer. Models that are
damaged or gone are in the quick tests.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.soak.deaf import PATIENCE_S, WAYS, Bench, Heard, Way
from tests.soak.row import Row

GUARD = (
    "tests/faults/test_hearing_followed.py"
    "::test_an_answer_is_heard_from_its_first_to_its_last_word_whatever_hearing_does"
)
TIMES: dict[Way, int] = {"killed": 40, "hung": 10, "slow": 10}
BACK_S: dict[Way, float] = {"killed": 10.0, "hung": PATIENCE_S + 10.0}
FIRST, LAST = "fellow americans", "for your country"


def measure() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench()
        try:
            for way in WAYS:
                moments = [0.5 + 10.0 * number / TIMES[way] for number in range(TIMES[way])]
                yield from _rows(way, [bench.answer(way, at_s, Path(folder)) for at_s in moments])
        finally:
            bench.close()


def _rows(way: Way, answers: list[Heard]) -> Iterable[Row]:
    whole = [one for one in answers if one.recorded and FIRST in one.text and LAST in one.text]
    yield Row(
        f"hearing {way} in mid-answer: the answer is recorded whole and heard from its first to its last word",
        f"{len(whole)} of {len(answers)}",
        "all",
        len(whole) == len(answers),
        GUARD,
    )
    told = sum(one.told for one in answers)
    if way == "slow":
        promise, measured, limit = "hearing slow: the captions say that they are behind", "", "all"
        measured = f"{told} of {len(answers)}, up to {max(one.behind_s for one in answers):.1f} s"
        yield Row(promise, measured, limit, told == len(answers), GUARD)
        return
    worst_s = max(one.back_s for one in answers)
    yield Row(
        f"hearing {way}: it is said, and another process hears soon",
        f"said {told} of {len(answers)} times, back after {worst_s:.1f} s at worst",
        f"all, {BACK_S[way]:.0f} s",
        told == len(answers) and worst_s <= BACK_S[way],
        GUARD,
    )
