"""A whole session while its disk fills up, or somebody removes its folder: it goes on, and all of it is somewhere."""

import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.audio.filemic import FileMicrophone
from simulator.audio.wavfile import read_wav
from simulator.errors import UsageError
from simulator.interview import session as session_module
from simulator.interview.codec import event_from_entry
from simulator.interview.machine import replay
from tests.fakes.house import ANSWER, House, open_house
from tests.fakes.signals import recording
from tests.soak.disks import MountRefused, small_disk

pytestmark = pytest.mark.fault

_DISK, _LEFT = 4 << 20, 160 * 1024
SPEECH = recording("jfk")
"""11 s, 352,000 bytes."""


@pytest.fixture
def spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where sessions are saved whose own disk is full."""
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(session_module, "rescue_dirs", lambda: (spare,))
    return spare


def house_in(folder: Path) -> House:
    return open_house(folder, microphone=FileMicrophone(lambda: SPEECH, speed=20.0))


@pytest.fixture
def full(tmp_path: Path, spare: Path) -> Iterator[tuple[House, Callable[[], None]]]:
    """A session in its first answer, on a disk that has room for five seconds of it; what makes room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        with small_disk(disk, _DISK):
            house, ballast = house_in(disk), disk / "ballast"
            ballast.write_bytes(b"\0" * (shutil.disk_usage(disk).free - _LEFT))
            house.session.start()
            house.listening()
            yield house, ballast.unlink
            house.session.leave_and_close()
    except MountRefused:
        pytest.skip("mounting a file system is not permitted here")


def answered(house: House) -> None:
    """Both answers to the first question, while the disk is full."""
    house.until(lambda view: "the disk is full" in view.disk)
    house.until(lambda view: view.probe_number == 1)
    house.until(lambda view: view.take_id == "turn-02")
    house.until(lambda view: view.phase == "between")


def removed(folder: Path) -> None:
    """All of it at one moment: what is written meanwhile must not be taken along file by file."""
    gone = folder.with_name(".gone")
    folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def assert_whole(folder: SessionFolder) -> None:
    for take in ("turn-01", "turn-02"):
        audio, transcript = folder.audio(take), folder.load_transcript(take)
        assert audio is not None
        assert np.array_equal(read_wav(audio), SPEECH)
        assert transcript is not None
        assert transcript.words == ANSWER
        assert folder.load_analysis(take) is not None
    entries = folder.entries()
    assert entries.dropped == ()
    state = replay(event_from_entry(entry.kind, entry.data) for entry in entries.entries)
    assert (state.turn, state.asked) == (2, ("impact",))


def test_a_session_goes_on_while_the_disk_is_full_and_all_of_it_is_written_when_there_is_room(
    full: tuple[House, Callable[[], None]],
) -> None:
    house, make_room = full
    answered(house)
    assert house.full_pass.submitted == []  # there is nothing whole on disk to be heard again
    make_room()
    house.until(lambda view: not view.disk.startswith("the disk is full") and len(house.full_pass.submitted) == 2)
    house.session.leave_and_close()
    assert house.session.farewell == ""
    assert_whole(house.archive.open(house.session.session_id))


def test_a_session_whose_disk_stays_full_is_saved_elsewhere_at_its_end(
    full: tuple[House, Callable[[], None]], spare: Path
) -> None:
    house, _ = full
    answered(house)
    house.session.leave_and_close()
    saved = spare / house.session.session_id
    assert house.session.farewell == (
        f"The disk took no more, so the whole session is in {saved}: move that to {house.archive.root} "
        "when there is room."
    )
    assert_whole(SessionFolder(saved))
    assert Archive(spare).list()[0].state == "finished"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in saved.rglob("*")}
    assert modes == {0o600, 0o700}
    on_disk = house.archive.open(house.session.session_id).audio("turn-01")
    assert on_disk is not None
    fitted = read_wav(on_disk)
    assert len(fitted) > 16_000
    assert np.array_equal(fitted, SPEECH[: len(fitted)])


def test_what_no_place_takes_is_said_to_be_lost(full: tuple[House, Callable[[], None]], spare: Path) -> None:
    house, _ = full
    answered(house)
    spare.rmdir()
    spare.write_text("a file where the spare folder was")
    house.session.leave_and_close()
    told = "The disk took no more, and no other place did: up to 22 s of sound and words and notes are lost."
    assert house.session.farewell == told


def test_a_session_can_be_saved_elsewhere_in_mid_answer_and_again_at_its_end(
    full: tuple[House, Callable[[], None]], tmp_path: Path, spare: Path
) -> None:
    house, _ = full
    house.until(lambda view: "wait in memory" in view.disk)
    with pytest.raises(UsageError, match="no such home folder"):
        house.session.save_elsewhere(Path("~nobody-of-this-name"))
    saved = house.session.save_elsewhere(tmp_path / "stick")
    audio = SessionFolder(saved).audio("turn-01")
    assert audio is not None
    assert np.array_equal(read_wav(audio), SPEECH[: len(read_wav(audio))])
    answered(house)
    house.session.leave_and_close()
    assert str(saved) in house.session.farewell
    assert_whole(SessionFolder(saved))
    assert list(spare.iterdir()) == []


def test_a_session_whose_folder_is_removed_in_mid_answer_is_made_again(tmp_path: Path, spare: Path) -> None:
    house = house_in(tmp_path)
    house.session.start()
    house.listening()
    removed(house.archive.root / house.session.session_id)
    house.until(lambda view: "removed; it was made again" in view.disk)
    house.until(lambda view: view.phase == "between")
    house.session.leave_and_close()
    assert house.session.farewell == ""
    assert_whole(house.archive.open(house.session.session_id))
    assert house.archive.list()[0].state == "finished"


@pytest.mark.parametrize("when", ["in the second answer", "after it"])
def test_a_session_whose_folder_is_removed_has_the_sound_of_its_earlier_answers_again(
    when: str, tmp_path: Path, spare: Path
) -> None:
    house = house_in(tmp_path)
    house.session.start()
    second = house.until(lambda view: view.take_id == "turn-02" and view.recorded_s > 0.0)
    assert second.phase == "listening"
    if when == "after it":
        house.until(lambda view: view.phase == "between")
    removed(house.archive.root / house.session.session_id)
    house.until(lambda view: view.phase == "between")
    house.session.leave_and_close()
    assert house.session.farewell == ""
    folder = house.archive.open(house.session.session_id)
    assert_whole(folder)
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.path.rglob("*")} == {0o600, 0o700}
    assert list(spare.iterdir()) == []


def test_a_session_on_a_disk_with_room_is_saved_nowhere_else(tmp_path: Path, spare: Path) -> None:
    house = house_in(tmp_path)
    house.session.start()
    house.until(lambda view: view.phase == "between")
    house.session.leave_and_close()
    assert house.session.farewell == ""
    assert list(spare.iterdir()) == []
    assert_whole(house.archive.open(house.session.session_id))
