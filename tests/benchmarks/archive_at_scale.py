"""An archive of 5,000 sessions: how long the list takes to open, and a search in everything that was said.

Each figure is the median of several runs, in a process that runs already and in a cold one. The folders hold what list
and search read (session.json, analyses with every sentence); words and sound are left out, for neither reads them.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from simulator.answer.codec import analysis_to_dict
from simulator.answer.types import LabelledSentence
from simulator.archive import records
from simulator.archive.store import Archive
from simulator.archive.types import SessionMeta
from tests.benchmarks.machine import describe_machine
from tests.fakes.archive_samples import an_analysis

SESSIONS, TAKES = 5000, 3
RUNS = 9
CORPUS = Path(__file__).parents[2] / "corpus"
SEARCHES = ("backup", '"nobody had asked"', "customers deadline team", "i", "zebra crossing")
WANTED_LIST_S, WANTED_SEARCH_S = 0.5, 0.2


def generate(root: Path, sessions: int = SESSIONS) -> None:
    """Sessions made of answers of the corpus, the same ones each time."""
    chance = random.Random(5)
    answers = _answers()
    began = datetime(2026, 1, 1, 9, tzinfo=UTC)
    for number in range(sessions):
        started = began + timedelta(minutes=90 * number)
        folder = root / f"{started:%Y-%m-%dT%H%M%S}-quick-round-{number:06x}"
        folder.mkdir(parents=True)
        meta = SessionMeta(f"Quick round {number}", started.isoformat(), started.isoformat(), {}, {}, {}, {})
        _write(folder / "session.json", records.SessionRecord.of(meta))
        for turn in range(1, TAKES + 1):
            take = folder / f"turn-{turn:02d}"
            take.mkdir()
            _write(take / "analysis.json", _analysis(chance.choice(answers)))


def _answers() -> list[dict[str, object]]:
    lines = [line for path in sorted(CORPUS.glob("train-*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def _analysis(answer: dict[str, object]) -> records.AnalysisRecord:
    told: Sequence[dict[str, str]] = answer["sentences"]  # type: ignore[assignment]
    analysis = an_analysis()
    made = replace(
        analysis,
        context=replace(analysis.context, question=str(answer.get("question", ""))),
        sentences=tuple(
            LabelledSentence(one["text"], 6.0 * at, 6.0 * at + 5.0, "A", 0.9) for at, one in enumerate(told)
        ),
    )
    return records.AnalysisRecord(analysis=analysis_to_dict(made), probes=())


def _write(path: Path, record: records.FileRecord) -> None:
    path.write_text(record.model_dump_json(by_alias=True), encoding="utf-8")


def median_s(run: Callable[[], object]) -> float:
    run()
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def cold_s(home: Path, *arguments: str) -> float:
    call = [sys.executable, "-m", "simulator", *arguments]
    environment = {**os.environ, "SIMULATOR_HOME": str(home)}
    return median_s(lambda: subprocess.run(call, env=environment, check=True, stdout=subprocess.DEVNULL))


def main() -> int:
    print(describe_machine())
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        generate(home / "recordings")
        archive = Archive(home / "recordings")
        start = time.perf_counter()
        archive.list()
        print(f"{SESSIONS} sessions of {TAKES} answers; index made in {time.perf_counter() - start:.0f} s")
        time.sleep(2.5)  # what was changed a moment ago is read again, once
        archive.list()
        print(f"index {(archive.index.path).stat().st_size / 1e6:.0f} MB")
        print(f"list, running: {median_s(archive.list):.3f} s   (wanted: {WANTED_LIST_S})")
        nothing = Path(place) / "empty"
        print(f"start-up alone, cold process over an empty archive: {cold_s(nothing, 'list'):.3f} s")
        print(f"list, cold process: {cold_s(home, 'list'):.3f} s, --json {cold_s(home, 'list', '--json'):.3f} s")
        for words in SEARCHES:
            found = archive.index.search(words)
            running = median_s(lambda words=words: archive.index.search(words))  # type: ignore[misc]
            cold = cold_s(home, "search", words)
            print(f"search {words}: {running:.3f} s running, {cold:.3f} s cold ({found.answers} answers)")
        print(f"(wanted: {WANTED_SEARCH_S})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
