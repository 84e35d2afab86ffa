"""Voices that hang, die, print or are missing: the session goes on, in one line, and nothing is left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.audio.types import Sound
from simulator.speech.voice import process as process_module
from simulator.speech.voice.catalogue import tried
from simulator.speech.voice.engine import EngineFailed, EngineSpec
from simulator.speech.voice.fallback import Fallback
from simulator.speech.voice.process import PROCESS_NAME, VoiceProcess
from simulator.speech.voice.voice import InterviewerVoice
from tests.fakes.voice_engines import RATE_HZ, spec

pytestmark = pytest.mark.fault
LONG_S = 30.0
SHORT_S = 0.3


@pytest.fixture
def scratch_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where voice processes get their folders in this test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def obedient(scratch_root: Path) -> Iterator[VoiceProcess]:
    process = VoiceProcess(spec("Obedient"), start_s=LONG_S, text_s=SHORT_S)
    process.speak("ready")
    yield process
    process.close()


def pid_of(sound: Sound) -> int:
    """The pid that the engine put into the length of its tone (trimmed at both ends alike)."""
    return round(sound.duration_s * RATE_HZ)


def voice_pids() -> set[int | None]:
    return {child.pid for child in multiprocessing.active_children() if child.name == PROCESS_NAME}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hang", "no answer within"),
        ("die", "ended by itself"),
        ("exit", "ended by itself"),
        ("raise", "the voice failed"),
        ("refuse", "cannot say this"),
        ("silence", "no sound"),
    ],
)
def test_each_mishap_is_one_line_and_the_next_text_is_spoken(obedient: VoiceProcess, text: str, reason: str) -> None:
    with pytest.raises(EngineFailed, match=reason) as caught:
        obedient.speak(text)
    assert "\n" not in str(caught.value)
    assert obedient.speak("two words").duration_s == pytest.approx(0.2, abs=0.02)


def test_a_child_that_hangs_is_killed(obedient: VoiceProcess) -> None:
    before = voice_pids()
    with pytest.raises(EngineFailed):
        obedient.speak("hang")
    assert voice_pids().isdisjoint(before)


def test_one_process_serves_many_texts_when_the_engine_bears_it(obedient: VoiceProcess) -> None:
    before = voice_pids()
    assert obedient.speak("pid").duration_s == obedient.speak("pid").duration_s
    assert voice_pids() == before


def test_an_engine_for_one_text_gets_a_fresh_process_each_time(scratch_root: Path) -> None:
    process = VoiceProcess(spec("OneShot"), start_s=LONG_S)
    assert process.speak("pid").duration_s != process.speak("pid").duration_s
    process.close()
    assert list(scratch_root.iterdir()) == []


def test_the_private_folder_of_a_process_goes_with_it(obedient: VoiceProcess, scratch_root: Path) -> None:
    obedient.speak("scratch")
    (folder,) = scratch_root.glob("interviewer-voice-*")
    assert (folder / "left-behind").exists()
    assert folder.stat().st_mode & 0o777 == 0o700
    obedient.close()
    assert list(scratch_root.iterdir()) == []


def test_a_closed_process_is_not_started_again(obedient: VoiceProcess) -> None:
    obedient.close()
    with pytest.raises(EngineFailed, match="closed"):
        obedient.speak("hello")
    assert voice_pids() == set()


def test_a_process_that_cannot_be_started_is_one_line(monkeypatch: pytest.MonkeyPatch, scratch_root: Path) -> None:
    def refuse(*_: object) -> None:
        raise OSError("Cannot allocate memory")

    monkeypatch.setattr(process_module, "_ensure_resource_tracker", refuse)
    with pytest.raises(EngineFailed, match="Cannot allocate memory"):
        VoiceProcess(spec("Obedient")).start()
    assert list(scratch_root.iterdir()) == []


# ---- the order of voices -------------------------------------------------------------------------------------------


def spoken(*engines: EngineSpec, text: str = "hello there") -> tuple[Sound | None, str, str]:
    voice = InterviewerVoice(engines)
    try:
        return voice.speak(text, LONG_S), voice.name, voice.failure
    finally:
        voice.close()


@pytest.mark.parametrize("broken", ["Missing", "ExitsAtStart"])
def test_when_the_first_voice_cannot_start_the_second_speaks_and_the_screen_learns_why(broken: str) -> None:
    sound, name, failure = spoken(spec(broken), spec("Obedient"))
    assert sound is not None
    assert name == "obedient"
    assert f"{broken} voice:" in failure
    assert "the Obedient voice speaks instead" in failure
    assert "\n" not in failure


def test_a_module_that_is_not_there_is_a_failure_too() -> None:
    sound, _, failure = spoken(EngineSpec("gone", "gone voice", "no.such.module:Engine"), spec("Obedient"))
    assert sound is not None
    assert "No module named" in failure


def test_a_voice_that_hangs_at_its_start_makes_way_within_its_limit() -> None:
    hanging, good = spec("HangsAtStart"), spec("Obedient")
    fallback = Fallback([(hanging, VoiceProcess(hanging, start_s=SHORT_S)), (good, VoiceProcess(good, start_s=LONG_S))])
    assert fallback.speak("hello") is not None
    assert fallback.name == "obedient"
    assert "HangsAtStart voice: no answer within 0.3 s" in fallback.failure
    fallback.close()
    assert voice_pids() == set()


def test_a_missing_voice_is_known_before_the_first_text() -> None:
    missing, good = spec("Missing"), spec("Obedient")
    fallback = Fallback([(missing, VoiceProcess(missing)), (good, VoiceProcess(good, start_s=LONG_S))])
    fallback.warm()
    assert fallback.name == "obedient"
    assert "the fake voice is not installed" in fallback.failure
    fallback.close()


def test_when_no_voice_works_there_is_no_sound_and_all_reasons() -> None:
    sound, _, failure = spoken(spec("Missing"), spec("ExitsAtStart"))
    assert sound is None
    assert "the fake voice is not installed" in failure
    assert "ended by itself (exit code 1)" in failure
    assert "the text is only shown" in failure


def test_a_voice_that_failed_twice_rests_and_then_gets_another_chance() -> None:
    now_s = [0.0]
    engines = [(engine, VoiceProcess(engine, start_s=LONG_S)) for engine in (spec("Obedient"), spec("Steady"))]
    fallback = Fallback(engines, clock=lambda: now_s[0])

    def speaker(text: str) -> str:
        assert fallback.speak(text) is not None
        return fallback.name

    try:
        for _ in range(2):  # a text that is spoken makes up for one that was not
            assert [speaker("die"), speaker("hello")] == ["steady", "obedient"]
        assert [speaker("die"), speaker("die")] == ["steady", "steady"]
        assert speaker("hello") == "steady"  # not asked any more
        assert "Obedient voice: the voice process ended by itself" in fallback.failure
        now_s[0] = 61.0
        assert speaker("hello") == "obedient"
        assert fallback.failure == ""
    finally:
        fallback.close()


def test_a_text_that_a_voice_cannot_say_is_no_reason_to_give_the_voice_up() -> None:
    voice = InterviewerVoice((spec("Obedient"),))
    try:
        for number in range(4):
            assert voice.speak(f"refuse {number}", LONG_S) is None
            assert "cannot say this" in voice.failure
        assert voice.speak("hello", LONG_S) is not None
        assert voice.failure == ""
    finally:
        voice.close()


def test_speak_gives_up_in_time_and_says_so() -> None:
    voice = InterviewerVoice((spec("HangsAtStart"),))
    try:
        start = time.monotonic()
        assert voice.speak("hello", 0.2) is None
        assert time.monotonic() - start < 1.0
        assert "not ready within" in voice.failure
    finally:
        voice.close()


def test_the_catalogue_says_why_a_voice_cannot_be_used() -> None:
    assert tried(spec("Obedient")).usable
    missing = tried(spec("Missing"))
    assert not missing.usable
    assert missing.detail == "the fake voice is not installed. Install it"


# ---- terminal, signals, parents ------------------------------------------------------------------------------------

PARENT = """
import sys
from simulator.speech.voice.fallback import Fallback
from simulator.speech.voice.process import VoiceProcess
from tests.fakes.voice_engines import spec
if __name__ == "__main__":
    process = VoiceProcess(spec("Obedient"), start_s=60.0, text_s=60.0)
    process.speak("scratch")
    print(process._process.pid, flush=True)
    if sys.argv[1] == "hang":
        process.speak("hang")
    process.close()
"""


def parent(tmp_path: Path, mode: str) -> "subprocess.Popen[str]":
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["", *sys.path]), "TMPDIR": str(tmp_path)}
    return subprocess.Popen(
        [sys.executable, str(script), mode],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def test_what_an_engine_prints_never_reaches_the_terminal(tmp_path: Path) -> None:
    out, err = parent(tmp_path, "end").communicate(timeout=LONG_S)
    assert out.strip().isdigit()
    assert err == ""


def test_the_child_ends_with_a_parent_that_is_killed_even_in_the_middle_of_a_text(tmp_path: Path) -> None:
    program = parent(tmp_path, "hang")
    assert program.stdout is not None
    child = int(program.stdout.readline())
    os.kill(program.pid, signal.SIGKILL)
    program.wait(LONG_S)
    end = time.monotonic() + LONG_S
    while _alive(child) or list(tmp_path.glob("interviewer-voice-*")):
        assert time.monotonic() < end, "the child lives on, or left its folder"
        time.sleep(0.01)
    program.communicate(timeout=LONG_S)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().split()[2] == "Z")


def test_ctrl_c_is_left_to_the_parent(obedient: VoiceProcess) -> None:
    (pid,) = voice_pids()
    assert pid is not None
    os.kill(pid, signal.SIGINT)
    obedient.speak("still here")
    assert voice_pids() == {pid}


def test_a_process_starts_where_a_screen_library_has_replaced_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    class Captured:
        def fileno(self) -> int:
            return -1

        def write(self, text: str) -> int:
            return len(text)

        def flush(self) -> None: ...

    from multiprocessing import resource_tracker

    resource_tracker._resource_tracker._stop()
    monkeypatch.setattr(sys, "stderr", Captured())
    process = VoiceProcess(spec("Obedient"), start_s=LONG_S)
    assert process.speak("hello").duration_s > 0
    process.close()
