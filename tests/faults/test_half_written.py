"""A file that is replaced is the old one or the new one, whatever happens, and nothing of the attempt stays."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator import paths
from simulator.archive.recovery import recover
from simulator.archive.store import Archive
from simulator.audio import wavfile
from simulator.errors import BadInput
from simulator.settings import LOCK_FILE, change_settings, load_settings, settings_file
from simulator.stories.store import StoryStore
from simulator.wiring.sounds import Sounds
from tests.fakes.recorded import record_session
from tests.fakes.stories import whole

pytestmark = pytest.mark.fault
KILLED_WHILE_SAVING = """
import os, pathlib, sys
from simulator.paths import write_whole
os.fsync = lambda _: os.kill(os.getpid(), 9)
write_whole(pathlib.Path(sys.argv[1]), b"what was said")
"""


def kill_while_saving(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED_WHILE_SAVING, str(path)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert len(half_written(path.parent)) == 1


def half_written(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(paths.HALF_WRITTEN)]


@pytest.mark.parametrize(
    "touch",
    [lambda store: store.add(whole(title="Another")), lambda store: store.delete("a-story")],
    ids=["add", "delete"],
)
def test_what_a_program_killed_in_saving_a_story_left_goes_with_the_next_change(
    touch: Callable[[StoryStore], object], tmp_path: Path
) -> None:
    store = StoryStore(tmp_path / "stories")
    story = store.add(whole(title="A story"))
    kill_while_saving(store.path(story.id))
    assert store.find(story.id) == story
    touch(store)
    assert half_written(store.folder) == []


def test_what_a_program_killed_in_saving_words_left_goes_when_its_session_is_recovered(tmp_path: Path) -> None:
    session = record_session(tmp_path, ended=False)
    session.close()
    before = (session.path / "session.json").read_bytes()
    kill_while_saving(session.path / "turn-01" / "transcript.json")
    assert len(recover(Archive(tmp_path), wavfile.repair)) == 1
    assert half_written(tmp_path) == []
    assert (session.path / "session.json").read_bytes() == before


def test_settings_on_a_full_disk_stay_as_they_were(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_settings(load_settings(), {"level": "senior"})
    before = settings_file().read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(BadInput, match=r"settings cannot be saved .No space left on device"):
            change_settings(load_settings(), {"level": "staff"})
    assert settings_file().read_bytes() == before
    assert {path.name for path in settings_file().parent.iterdir()} == {settings_file().name, LOCK_FILE}


def test_settings_that_are_a_link_to_a_file_elsewhere_stay_a_link(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "mine.toml"
    elsewhere.write_text('level = "senior"  # mine\n')
    paths.private_dir(settings_file().parent)
    settings_file().symlink_to(elsewhere)
    change_settings(load_settings(), {"level": "staff"})
    assert settings_file().is_symlink()
    assert elsewhere.read_text() == 'level = "staff"  # mine\n'


def test_a_sound_check_is_recorded_inside_the_data_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded: list[Path] = []

    def check(_microphone: object, audio: Path, *_: object) -> None:
        recorded.append(audio)

    monkeypatch.setattr("simulator.audio.sound_check.check_sound", check)
    sounds = Sounds()
    sounds.settings = load_settings()
    sounds.check_sound(None, lambda _level: None)
    (audio,) = recorded
    assert audio.is_relative_to(home)
    assert stat.S_IMODE(audio.parent.stat().st_mode) == 0o700
    sounds.forget_sound_check()
    assert not audio.parent.exists()
