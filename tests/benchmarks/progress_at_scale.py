"""Progress and the questions to compare over 500 sessions of three spoken answers with all their words.

Each figure is the median of several runs, in a process that runs already and in a cold one.
"""

import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from simulator.answer.analyse import analyse_text
from simulator.answer.types import AnswerContext, Guideline
from simulator.archive.store import Archive
from simulator.comparing.questions import answered_questions
from simulator.progress.report import progress_report
from simulator.progress.text import progress_text
from tests.benchmarks.archive_at_scale import cold_s, median_s
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.test_answer_speed import JUDGE, LABELLER, three_minutes
from tests.fakes.practice import Asked, practise
from tests.fakes.told import asked

SESSIONS = 500
WANTED_S = 1.0


def generate(root: Path, sessions: int = SESSIONS) -> Archive:
    """One session, copied: each copy is a folder of its own, a day later."""
    archive = Archive(root)
    questions = [asked(f"Question {number}?") for number in range(3)]
    began = datetime(2024, 1, 1, 18, tzinfo=UTC)
    told = [analyse_text(three_minutes(), AnswerContext(one.text), labeller=LABELLER, judge=JUDGE) for one in questions]
    answers = [Asked(one, [replace(analysis, estimated=False)]) for one, analysis in zip(questions, told, strict=True)]
    first = practise(archive, began, answers)
    for number in range(1, sessions):
        at = began + timedelta(days=number)
        copy = root / f"{at:%Y-%m-%dT%H%M%S}-quick-round-{number:06x}"
        shutil.copytree(first.path, copy, ignore=shutil.ignore_patterns("*.wav"))
        session = copy / "session.json"
        session.write_text(session.read_text("utf-8").replace(began.isoformat(), at.isoformat()), encoding="utf-8")
    return archive


def main() -> int:
    print(describe_machine())
    with tempfile.TemporaryDirectory() as place:
        archive = generate(Path(place) / "recordings")
        words = len(three_minutes().split())
        print(f"{SESSIONS} sessions of 3 answers of {words} words each")

        def progress() -> str:
            return progress_text(progress_report(archive.glances(), Guideline(), (), None))

        print(f"progress, running: {median_s(progress):.2f} s   (wanted: {WANTED_S})")
        print(f"progress, cold process: {cold_s(Path(place), 'progress'):.2f} s")
        print(f"questions to compare, running: {median_s(lambda: answered_questions(archive.glances())):.2f} s")
        print(f"questions to compare, cold process: {cold_s(Path(place), 'compare'):.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
