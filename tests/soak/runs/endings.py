"""Sessions ended by the system

SIGTERM, SIGINT (Ctrl-C) and a closed terminal, each at random moments (seeded) of sessions in a real pty, half of
them in the app and half in plain lines. A session is closed when its journal and files are whole and it counts as
finished.
"""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.fakes.endings import WAYS, Ended, end_sessions
from tests.soak.row import Row

COUNT = 20
AT_ONCE = 3
SEED = 2026
GUARD = "tests/faults/test_signals.py"


def measure() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        ended = list(end_sessions(Path(folder), SEED, COUNT, at_once=AT_ONCE))
    for way, (_, code) in WAYS.items():
        yield from _rows(way, code, [one for one in ended if one.way == way])


def _rows(way: str, code: int, ended: Sequence[Ended]) -> Iterable[Row]:
    count, began = len(ended), sum(one.began for one in ended)
    closed = sum(one.closed for one in ended)
    bad = [one.told for one in ended if not (one.closed and one.code_right)]
    hint = f" ({bad[0]})" if bad else ""
    yield Row(
        f"{way}: the session is closed, what was said kept",
        f"{closed} of {count}, {began} of which had begun{hint}", "all", closed == count, GUARD,
    )  # fmt: skip
    right, restored = sum(one.code_right for one in ended), sum(one.terminal_right for one in ended)
    slowest = max(one.took_s for one in ended)
    yield Row(
        f"{way}: exit code {code}, the terminal as it was",
        f"{right} and {restored} of {count}; {slowest:.1f} s at worst", "all", right == restored == count, GUARD,
    )  # fmt: skip
