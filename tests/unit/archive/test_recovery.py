import wave
from pathlib import Path

import numpy as np
import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.recovery import recover
from simulator.archive.store import Archive
from simulator.audio import wavfile
from simulator.errors import BadInput
from tests.fakes.archive_samples import WORDS

pytestmark = pytest.mark.unit


def cut_recording(path: Path, frames: int = 1600) -> None:
    """As a crash leaves it: the header still says that there is nothing."""
    path.write_bytes(wavfile.header(0) + np.arange(frames, dtype="<i2").tobytes())


def test_a_cut_off_session_gets_its_recordings_back_whole(archive: Archive, session: SessionFolder) -> None:
    path = session.take_path("turn-01")
    cut_recording(path)
    session.close()
    (found,) = recover(archive, wavfile.repair)
    assert (found.id, found.takes, found.repaired, found.problems) == (session.id, ("turn-01",), ("turn-01",), ())
    with wave.open(str(path)) as file:
        assert file.getnframes() == 1600


def test_takes_without_words_from_the_full_pass_are_named(archive: Archive, session: SessionFolder) -> None:
    for take in ("turn-01", "turn-02", "turn-03"):
        cut_recording(session.take_path(take))
    session.take_path("turn-04")  # its audio never began
    session.save_transcript("turn-01", WORDS, model="base", heard="full")
    session.save_transcript("turn-02", WORDS, model="base", heard="live")
    session.close()
    assert recover(archive, wavfile.repair)[0].unheard == ("turn-02", "turn-03")


def test_recovering_twice_finds_the_same_and_repairs_nothing_more(archive: Archive, session: SessionFolder) -> None:
    cut_recording(session.take_path("turn-01"))
    session.close()
    recover(archive, wavfile.repair)
    (again,) = recover(archive, wavfile.repair)
    assert (again.takes, again.repaired) == (("turn-01",), ())


def test_finished_sessions_and_those_in_use_are_left_alone(archive: Archive, session: SessionFolder) -> None:
    cut_recording(session.take_path("turn-01"))

    def never(path: Path) -> None:
        raise AssertionError(path)

    assert recover(archive, never) == ()
    session.end_session("2025-03-01T10:40:00+00:00")
    session.close()
    assert recover(archive, never) == ()


def test_nothing_is_deleted_and_each_problem_is_a_line(archive: Archive, session: SessionFolder) -> None:
    session.take_path("turn-01").write_bytes(b"not sound")
    session.journal.append("start", {}, monotonic_s=0.0, wall="")
    session.close()
    with (session.path / "journal.jsonl").open("ab") as file:
        file.write(b'{"kind": "cut')
    before = sorted(path.name for path in session.path.rglob("*"))
    (found,) = recover(archive, wavfile.repair)
    assert len(found.problems) == 2
    assert "turn-01/audio.wav" in found.problems[0]
    assert "journal.jsonl, line 2" in found.problems[1]
    assert sorted(path.name for path in session.path.rglob("*")) == before


def test_an_error_of_the_repair_does_not_stop_the_others(archive: Archive, session: SessionFolder) -> None:
    for take in ("turn-01", "turn-02"):
        cut_recording(session.take_path(take))
    session.close()

    def failing_first(path: Path) -> None:
        if path.parent.name == "turn-01":
            raise BadInput("cannot be repaired", where=str(path))
        wavfile.repair(path)

    (found,) = recover(archive, failing_first)
    assert found.repaired == ("turn-02",)
    assert "cannot be repaired" in found.problems[0]
