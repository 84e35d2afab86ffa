"""`simulator import` of recordings: every usual kind, bad files among good ones, and a program that is killed."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.archive.store import Archive
from simulator.audio.types import RATE_HZ
from simulator.audio.wavfile import read_wav
from simulator.errors import BadInput
from simulator.importing.types import Brought, How
from tests.benchmarks.scoring import word_errors
from tests.fakes.importing import Hearer, Watched, an_importer, encode, spoken
from tests.fakes.signals import AUDIO, recording
from tests.fakes.terminal import terminal
from tests.faults.conftest import Call

pytestmark = pytest.mark.fault
ROOT = Path(__file__).parents[2]


def faults(errors: str) -> list[str]:
    return [line for line in errors.splitlines() if line.startswith("simulator: ")]


@pytest.mark.parametrize(
    ("name", "codec", "rate_hz"),
    [
        ("a.mp3", "libmp3lame", 44_100),
        ("a.m4a", "aac", 44_100),
        ("a.ogg", "libopus", 48_000),
        ("a.webm", "libopus", 48_000),
    ],
)
def test_every_usual_kind_is_heard_and_listed(call: Call, tmp_path: Path, name: str, codec: str, rate_hz: int) -> None:
    source = encode(tmp_path / name, recording("jfk"), codec, rate_hz)
    code, out, _ = call("import", source, "--model", "tiny.en", "--title", "Heard [b]elsewhere[/b]")
    assert code == 0
    assert "1 answer, now session" in out
    assert "Voices are not told apart" in out
    (listed,) = json.loads(call("list", "--json")[1])
    assert (listed["title"], listed["state"], listed["takes"]) == ("Heard [b]elsewhere[/b]", "finished", 1)
    folder = Archive(tmp_path / "home" / "recordings").open(listed["id"])
    transcript = folder.load_transcript("turn-01")
    assert transcript is not None
    assert word_errors((AUDIO / "jfk.txt").read_text(), transcript.words).rate < 0.12
    assert "already" in call("import", source, "--model", "tiny.en")[1]


def test_bad_files_are_a_line_each_and_the_good_one_among_them_is_brought_in(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "recordings to bring"
    folder.mkdir()
    (folder / "1-text.wav").write_text("not sound at all")
    (folder / "2-empty.mp3").touch()
    (folder / "3-header.wav").write_bytes(b"RIFF\xff\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x00\x00")
    soundfile.write(folder / "4-zero.wav", np.zeros(0, np.int16), RATE_HZ)
    whole = encode(tmp_path / "whole.m4a", recording("jfk"), "aac", 44_100).read_bytes()
    (folder / "5-cut.m4a").write_bytes(whole[: len(whole) // 2])
    soundfile.write(folder / "6-still.flac", np.zeros(5 * RATE_HZ, np.int16), RATE_HZ)
    shutil.copy(AUDIO / "jfk.flac", folder / "7-good.flac")
    (folder / "notes.txt").write_text("not asked for")
    code, out, errors = call("import", folder, "--model", "tiny.en")
    assert code == 1
    told = faults(errors)
    assert [Path(line.split(": ")[1]).name[0] for line in told] == ["1", "2", "3", "4", "5", "6"]
    assert "no speech is heard" in told[5]
    assert "7-good.flac: 0:11, 1 answer, now session" in out
    assert len(Archive(tmp_path / "home" / "recordings").list()) == 1


def test_a_recording_without_its_end_is_brought_in_and_said_to_be_cut_off(call: Call, tmp_path: Path) -> None:
    whole = encode(tmp_path / "whole.webm", spoken("jfk", "jfk"), "libopus", 48_000).read_bytes()
    (tmp_path / "cut.webm").write_bytes(whole[: len(whole) * 6 // 10])
    code, out, errors = call("import", tmp_path / "cut.webm", "--model", "tiny.en")
    assert code == 1
    assert "cut.webm: is cut off; of 0:22 the first 0:12 were brought in." in faults(errors)[0]
    assert "now session" in out


def test_the_interviewer_in_the_recording_is_said_to_be_not_told_apart(call: Call, home: Path) -> None:
    code, out, _ = call("import", AUDIO / "jfk.flac", "--model", "tiny.en", "--kind", "conversation")
    assert code == 0
    assert "the interviewer's words too" in out
    (session,) = (home / "recordings").iterdir()
    assert json.loads((session / "session.json").read_text())["settings"]["imported"]["kind"] == "conversation"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.wav"], "no such file"),
        ([str(AUDIO / "jfk.flac"), "none.wav"], "no such file"),
        ([str(AUDIO / "jfk.flac"), "--marks", "m.txt", "--split", "silence"], "not both"),
        ([str(AUDIO), "--marks", "m.txt"], "marks are those of one recording"),
        ([str(AUDIO / "jfk.flac"), "--pause", "0"], "--pause"),
    ],
)
def test_a_wrong_call_is_one_line_before_any_work(call: Call, home: Path, arguments: list[str], message: str) -> None:
    code, out, errors = call("import", *arguments)
    assert (code, out) == (2, "")
    (line,) = faults(errors)
    assert message in line
    assert not (home / "recordings").exists()


def test_marks_with_a_fault_are_one_line_with_its_number(call: Call, tmp_path: Path) -> None:
    (tmp_path / "m.txt").write_text("0:01 Why?\nlater\n")
    code, _, errors = call("import", AUDIO / "jfk.flac", "--marks", tmp_path / "m.txt")
    assert code == 1
    assert "m.txt:2: does not begin with a time" in faults(errors)[0]


def test_a_full_disk_is_one_line_and_leaves_the_recording_and_no_session(
    call: Call, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if len(data) > 10_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", full)
    code, _, errors = call("import", AUDIO / "jfk.flac")
    assert code == 1
    (line,) = faults(errors)
    assert "the disk is full" in line
    assert "Make room" in line
    assert list((home / "recordings").iterdir()) == []


def test_a_disk_that_fills_up_while_it_is_cut_loses_nothing(
    talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, room = os.write, [talk.stat().st_size + 500_000]

    def limited(descriptor: int, data: bytes) -> int:
        room[0] -= len(data)
        if room[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data)

    importer = an_importer(tmp_path / "recordings", Hearer())
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", limited)
        with pytest.raises(BadInput, match="the disk is full"):
            importer.bring(talk, How(pause_s=8.0), Watched())
    watched = Watched()
    outcome = importer.bring(talk, How(pause_s=8.0), watched)
    assert isinstance(outcome, Brought)
    assert [doing for doing, _ in watched.told] == ["hearing"]
    folder = Archive(tmp_path / "recordings").open(outcome.session_id)
    audio = [read_wav(path) for path in map(folder.audio, folder.takes()) if path]
    assert np.array_equal(np.concatenate(audio), read_wav(talk))


KILLED = """
import os, signal, sys
from pathlib import Path
from simulator.importing.types import How
from tests.fakes.importing import Hearer, Watched, an_importer

class Doomed(Watched):
    def reached(self, done_s):
        if sys.argv[3] == "reading" and self.told[-1][0] == "reading" and done_s > 15:
            os.kill(os.getpid(), signal.SIGKILL)

def doom(count):
    if sys.argv[3] == str(count):
        os.kill(os.getpid(), signal.SIGKILL)

an_importer(Path(sys.argv[1]), Hearer(then=doom)).bring(Path(sys.argv[2]), How(pause_s=8.0), Doomed())
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.wav"
    soundfile.write(path, spoken("jfk", 9.0, "libritts_84", 10.0, "jfk"), RATE_HZ)
    return path


@pytest.mark.parametrize(("at", "left_to_hear", "reads"), [("reading", 3, True), ("0", 3, False), ("2", 1, False)])
def test_a_program_that_was_killed_goes_on_where_it_was(
    tmp_path: Path, talk: Path, at: str, left_to_hear: int, reads: bool
) -> None:
    root = tmp_path / "recordings"
    program = [sys.executable, "-c", KILLED, str(root), str(talk), at]
    assert subprocess.run(program, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    (begun,) = Archive(root).list()
    assert begun.state == "cut off"
    hear, watched = Hearer(), Watched()
    outcome = an_importer(root, hear).bring(talk, How(pause_s=8.0), watched)
    assert outcome.session_id == begun.id
    assert len(hear.lengths_s) == left_to_hear
    assert ("reading" in dict(watched.told)) is reads
    (done,) = Archive(root).list()
    assert (done.state, done.takes) == ("finished", 3)


def test_ctrl_c_leaves_one_line_and_its_exit_code(home: Path, talk: Path) -> None:
    program = [sys.executable, "-m", "simulator", "import", str(talk), "--split", "silence", "--model", "tiny.en"]
    with subprocess.Popen(program, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stderr
        assert running.stderr.readline().startswith("talk.wav: reading")
        assert running.stderr.readline().startswith("talk.wav: hearing")
        running.send_signal(signal.SIGINT)
        out, errors = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    (line,) = faults(errors)
    assert line == f"simulator: Interrupted at {talk}. What was done is kept: the same call goes on from there."
    assert "Traceback" not in errors


def test_on_a_terminal_there_is_a_bar_that_goes_and_ctrl_c_leaves_one_line(home: Path, talk: Path) -> None:
    odd = talk.rename(talk.with_name("[bold]talk.wav"))
    command = [sys.executable, "-m", "simulator", "import", str(odd), "--model", "tiny.en"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    with terminal(command, env, columns=200) as shown:
        shown.until(lambda text: "[bold]talk.wav: hearing" in text and "%" in text)
        shown.process.send_signal(signal.SIGINT)
        text = shown.until("the same call goes on from there.")
        assert shown.wait() == 130
        assert "hearing" not in text
    with terminal(command, env, columns=200) as shown:
        assert "1 answer, now session" in shown.until("Voices are not told apart")
        assert shown.wait() == 0
        assert "hearing" not in shown.text
