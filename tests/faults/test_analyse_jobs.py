"""`simulator analyse --jobs`: the same output as one process, in the same order, and no process left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.answer.types import AnswerContext
from simulator.cli.main import main
from simulator.errors import BadInput, MissingPart
from simulator.review.service import Piece, pieces
from simulator.settings import Settings
from simulator.wiring import analysing_jobs
from simulator.wiring.analysing_jobs import analyse_in_jobs

pytestmark = pytest.mark.fault

AUDIO = Path(__file__).parents[1] / "data" / "audio"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Long and short answers by turns, so that the later ones are done first, with one that cannot be read."""
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "a.flac").symlink_to(AUDIO / "jfk.flac")
    (folder / "b.txt").write_text("The build was slow. I measured it and cut it to 4 minutes.")
    (folder / "c.txt").write_bytes(b"\xff\xfe")
    (folder / "d.jsonl").write_text('{"id": 1, "text": "I wrote it."}\n{"id": 2}\n{"id": 3, "text": "It works."}\n')
    (folder / "e.flac").symlink_to(AUDIO / "goforward.flac")
    return folder


def test_python_has_nothing_left_to_warn_of_at_the_end(tmp_path: Path) -> None:
    for name in ("jfk", "goforward"):
        (tmp_path / f"{name}.flac").symlink_to(AUDIO / f"{name}.flac")
    call = [sys.executable, "-m", "simulator", "analyse", "--model", "tiny.en", "--jobs", "2", str(tmp_path)]
    assert "leaked" not in subprocess.run(call, capture_output=True, text=True, check=True).stderr


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_two_processes_say_the_same_as_one_in_the_same_order(
    folder: Path, form: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["analyse", "--model", "tiny.en", *form, str(folder)]
    codes = [main(call)]
    alone = capsys.readouterr()
    codes.append(main([*call, "--jobs", "2"]))
    together = capsys.readouterr()
    assert codes == [1, 1]
    assert together == alone
    assert alone.err.count("\n") == 2
    assert not multiprocessing.active_children()


def test_whoever_stops_early_leaves_no_process_behind(folder: Path) -> None:
    outcomes = analyse_in_jobs(pieces([folder / "b.txt"] * 9, AnswerContext()), Settings(), 2)
    next(outcomes)
    outcomes.close()
    assert not multiprocessing.active_children()


def test_a_missing_model_ends_the_call_with_its_line(folder: Path) -> None:
    outcomes = analyse_in_jobs(pieces([folder / "a.flac"], AnswerContext()), Settings(model="small.en"), 2)
    with pytest.raises(MissingPart, match="simulator models download"):
        list(outcomes)


def _die(_piece: Piece | BadInput) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_the_system_ends_is_told_with_a_way_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysing_jobs, "_analyse", _die)
    with pytest.raises(MissingPart, match=r"--jobs 2: .*fewer jobs"):
        list(analyse_in_jobs(pieces([folder / "b.txt"], AnswerContext()), Settings(), 2))
    assert not multiprocessing.active_children()


def test_a_path_that_is_not_there_is_told_before_any_work(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "--jobs", "2", "nowhere.wav"]) == 2
    assert "no such file" in capsys.readouterr().err
