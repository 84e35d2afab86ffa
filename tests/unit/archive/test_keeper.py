"""A session's folder that somebody removes comes back with its finished recordings, but for those that were to go."""

import errno
import os
import shutil
import stat
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.answer.types import Word
from simulator.archive import recordings
from simulator.archive.folder import SessionFolder
from simulator.archive.keeper import Keeper

pytestmark = pytest.mark.unit
WORDS = (Word("so", 0.0, 0.4), Word("anyway", 0.5, 1.0))
LARGE = 48 << 20


@pytest.fixture
def keeper(session: SessionFolder) -> Keeper:
    return Keeper(session)


def record(keeper: Keeper, take_id: str, sound: bytes = b"RIFF what was said") -> Path:
    """A take that is over: its recording, and its words."""
    path = keeper.take_path(take_id)
    path.write_bytes(sound)
    keeper.hold_audio(take_id)
    keeper.save_transcript(take_id, WORDS, model="base", heard="live")
    return path


def go_on(keeper: Keeper) -> None:
    keeper.log("leave", {}, monotonic_s=1.0, wall="")
    keeper.try_again(now=True)


def still_open(folder: Path) -> list[Path]:
    """The recordings in `folder` that this process has open."""
    opened = [one.resolve() for one in Path("/proc/self/fd").iterdir()]
    return [path for path in opened if path.is_relative_to(folder.resolve()) and ".wav" in path.name]  # or "(deleted)"


def test_finished_recordings_come_back_with_the_folder_readable_by_nobody_else(
    keeper: Keeper, session: SessionFolder
) -> None:
    sounds = {f"turn-0{turn}": os.urandom(3 << 20) for turn in (1, 2)}
    for take, sound in sounds.items():
        record(keeper, take, sound)
    for _ in range(2):
        shutil.rmtree(session.path)
        go_on(keeper)
        assert {take: session.audio_path(take).read_bytes() for take in sounds} == sounds
        assert {stat.S_IMODE(path.stat().st_mode) for path in session.path.rglob("*")} == {0o600, 0o700}
        assert not list(session.path.rglob("*.half"))
    assert (keeper.waiting, keeper.trouble) == (0, "")


def test_a_recording_that_is_there_is_left_alone(keeper: Keeper, session: SessionFolder) -> None:
    record(keeper, "turn-01")
    shutil.rmtree(session.path)
    keeper.take_path("turn-01").write_bytes(b"RIFF another one")
    go_on(keeper)
    assert session.audio_path("turn-01").read_bytes() == b"RIFF another one"


def test_a_recording_that_was_to_go_does_not_come_back_and_its_words_do(keeper: Keeper, session: SessionFolder) -> None:
    record(keeper, "turn-01")
    keeper.drop_audio("turn-01")
    shutil.rmtree(session.path)
    go_on(keeper)
    assert session.audio("turn-01") is None
    transcript = session.load_transcript("turn-01")
    assert transcript is not None
    assert transcript.words == WORDS


def test_a_recording_that_is_to_go_after_its_folder_does_not_come_back(keeper: Keeper, session: SessionFolder) -> None:
    record(keeper, "turn-01")
    shutil.rmtree(session.path)
    keeper.drop_audio("turn-01")
    assert session.load_transcript("turn-01") is not None
    assert session.audio("turn-01") is None


def test_the_recording_of_an_answer_without_words_that_was_to_go_holds_nothing_up(
    keeper: Keeper, session: SessionFolder
) -> None:
    keeper.take_path("turn-01").write_bytes(b"RIFF nothing")
    keeper.hold_audio("turn-01")
    keeper.drop_audio("turn-01")
    shutil.rmtree(session.path)
    go_on(keeper)
    assert (keeper.waiting, keeper.trouble) == (0, "")
    assert [entry.kind for entry in session.entries().entries] == ["leave"]


def test_recordings_wait_until_the_folder_can_be_made_again(keeper: Keeper, session: SessionFolder) -> None:
    record(keeper, "turn-01")
    shutil.rmtree(session.path)
    session.path.write_text("a file where the folder was")
    go_on(keeper)
    assert keeper.trouble
    session.path.unlink()
    keeper.try_again(now=True)
    assert session.audio_path("turn-01").read_bytes() == b"RIFF what was said"


def test_words_are_written_where_a_recording_finds_no_room_and_it_comes_when_there_is(
    keeper: Keeper, session: SessionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    record(keeper, "turn-01")
    shutil.rmtree(session.path)
    with monkeypatch.context() as patch:
        patch.setattr(recordings, "write_pieces", full)
        go_on(keeper)
        go_on(keeper)
        keeper.save_transcript("turn-02", WORDS, model="base", heard="live")
        keeper.try_again(now=True)
        assert keeper.trouble.endswith("(no space left on device); the sound of an earlier answer waits")
        assert keeper.waiting == 1
        assert len(session.entries().entries) == 2
        assert None not in [session.load_transcript(take) for take in ("turn-01", "turn-02")]
    go_on(keeper)
    assert session.audio_path("turn-01").read_bytes() == b"RIFF what was said"
    assert (keeper.waiting, keeper.trouble) == (0, "")


def test_a_take_that_ends_while_other_things_wait_for_the_disk_comes_back_too(
    keeper: Keeper, session: SessionFolder
) -> None:
    journal = session.path / "journal.jsonl"
    journal.mkdir()  # nothing can be appended to it
    go_on(keeper)
    assert keeper.waiting == 1
    record(keeper, "turn-01")
    shutil.rmtree(session.path)
    keeper.try_again(now=True)
    assert session.audio_path("turn-01").read_bytes() == b"RIFF what was said"


def test_a_session_whose_folder_is_gone_is_saved_elsewhere_with_its_recordings(
    keeper: Keeper, session: SessionFolder, tmp_path: Path
) -> None:
    record(keeper, "turn-01")
    record(keeper, "turn-02")
    keeper.drop_audio("turn-02")
    shutil.rmtree(session.path)
    session.path.write_text("a file where the folder was")
    saved = SessionFolder(keeper.save_elsewhere(tmp_path / "spare", ()))
    assert saved.audio_path("turn-01").read_bytes() == b"RIFF what was said"
    assert saved.audio("turn-02") is None
    assert saved.load_transcript("turn-02") is not None
    assert {stat.S_IMODE(path.stat().st_mode) for path in saved.path.rglob("*")} == {0o600, 0o700}


def test_a_long_recording_comes_back_without_being_held_in_memory(keeper: Keeper, session: SessionFolder) -> None:
    path = record(keeper, "turn-01")
    os.truncate(path, LARGE)
    shutil.rmtree(session.path)
    tracemalloc.start()
    try:
        go_on(keeper)
        assert tracemalloc.get_traced_memory()[1] < LARGE / 10
    finally:
        tracemalloc.stop()
    assert session.audio_path("turn-01").stat().st_size == LARGE


def test_of_very_many_recordings_the_last_ones_are_held(
    keeper: Keeper, session: SessionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "MOST_HELD", 2)
    for turn in (1, 2, 3):
        record(keeper, f"turn-0{turn}")
    shutil.rmtree(session.path)
    go_on(keeper)
    assert [session.audio(f"turn-0{turn}") is not None for turn in (1, 2, 3)] == [False, True, True]
    assert session.load_transcript("turn-01") is not None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a file that opens and cannot be read")
def test_a_removed_recording_that_the_system_did_not_keep_holds_nothing_up(
    keeper: Keeper, session: SessionFolder
) -> None:
    keeper.take_path("turn-01").symlink_to("/proc/self/mem")
    keeper.hold_audio("turn-01")
    record(keeper, "turn-02")
    shutil.rmtree(session.path)
    go_on(keeper)
    assert (keeper.waiting, keeper.trouble) == (0, "")
    assert session.audio("turn-01") is None
    assert session.audio("turn-02") is not None
    assert not list(session.path.rglob("*.half"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at the open files of the process")
def test_a_recording_that_came_back_takes_no_more_room_on_the_disk_than_before(
    keeper: Keeper, session: SessionFolder
) -> None:
    path = record(keeper, "turn-01")
    shutil.rmtree(session.path)
    go_on(keeper)
    assert still_open(session.path) == [path]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at the open files of the process")
@pytest.mark.parametrize("end", [Keeper.close, Keeper.discard, lambda keeper: keeper.drop_audio("turn-01")])
def test_no_recording_stays_open_once_it_is_dropped_or_the_session_over(
    end: Callable[[Keeper], None], keeper: Keeper, session: SessionFolder
) -> None:
    record(keeper, "turn-01")
    assert len(still_open(session.path)) == 1
    end(keeper)
    assert still_open(session.path) == []


def test_a_session_without_sound_holds_none(keeper: Keeper, session: SessionFolder) -> None:
    keeper.take_path("turn-01")
    keeper.hold_audio("turn-01")
    shutil.rmtree(session.path)
    go_on(keeper)
    assert session.audio("turn-01") is None
    assert (keeper.waiting, keeper.trouble) == (0, "")
