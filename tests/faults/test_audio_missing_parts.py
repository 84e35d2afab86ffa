"""Libraries that are missing, and libraries that print over the screen."""

import subprocess
import sys

import pytest

from tests.fakes.pulse import PulseMissing, require_pulse

pytestmark = pytest.mark.fault


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


_NO_PORTAUDIO = """
import ctypes.util
ctypes.util.find_library = lambda name: None
from simulator.errors import SimulatorError
"""


def test_without_portaudio_one_line_says_what_to_install() -> None:
    done = run(
        _NO_PORTAUDIO + "from simulator.audio.devices import microphones\n"
        "try: microphones()\n"
        "except SimulatorError as error: print(error.exit_code, error)"
    )
    assert done.stdout.startswith("3 PortAudio, which reaches microphone and speaker, cannot be loaded. ")
    assert "apt install libportaudio2" in done.stdout
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_without_portaudio_the_player_is_silent_and_says_why() -> None:
    done = run(
        _NO_PORTAUDIO + "from simulator.audio.player import open_player\n"
        "player = open_player(); print(player.silent, player.label)"
    )
    assert done.stdout.startswith("True silent (PortAudio")
    assert done.stderr == ""


def test_without_portaudio_files_can_still_be_heard_and_decoded() -> None:
    done = run(
        _NO_PORTAUDIO + "import simulator.audio.filemic, simulator.audio.decode, simulator.audio.wavfile, sys\n"
        "print('sounddevice' in sys.modules)"
    )
    assert done.stdout == "False\n", done.stderr


_DRAW = """
import os, sys, threading
{before}
stop, drawn = threading.Event(), []
def draw():
    while not stop.is_set():
        drawn.append(os.write(2, b"x"))
        stop.wait(0.0005)
thread = threading.Thread(target=draw); thread.start()
{load}
stop.set(); thread.join()
print(len(drawn))
"""


def test_what_is_drawn_on_stderr_while_portaudio_loads_is_not_lost() -> None:
    done = run(
        _DRAW.format(before="from simulator.audio import portaudio", load="portaudio.load(); portaudio.rescan()")
    )
    assert len(done.stderr) == int(done.stdout) > 5
    assert set(done.stderr) == {"x"}


@pytest.mark.skipif(sys.platform != "linux", reason="ALSA is Linux's")
@pytest.mark.parametrize(
    ("silence", "printed"),
    [
        ("alsa.silence()", False),
        ("alsa._silence_alsa()", False),
        ("alsa._point_c_stderr_at_nothing()", False),
        ("", True),
    ],
)
def test_alsa_prints_nothing_once_it_was_silenced(silence: str, printed: bool) -> None:
    done = run(
        "import ctypes, ctypes.util\n"
        "from simulator.audio import alsa\n"
        f"{silence}\n"
        "library = ctypes.CDLL(ctypes.util.find_library('asound'))\n"
        "assert library.snd_pcm_open(ctypes.byref(ctypes.c_void_p()), b'no such card', 0, 0) < 0\n"
        "ctypes.CDLL(None).fflush(None)"
    )
    assert done.returncode == 0, done.stderr
    assert bool(done.stderr) is printed


def test_without_pulseaudio_the_audio_tests_fail_with_a_line_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        PulseMissing, match="audio tests need pulseaudio, pactl, paplay, parec: make test installs them"
    ):
        require_pulse()
