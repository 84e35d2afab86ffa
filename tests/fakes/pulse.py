"""A private PulseAudio daemon: a virtual microphone and a virtual speaker for tests, with no sound card.

The daemon lives in a folder of its own and is ended through its own socket, never by name.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE_HZ = 16_000
_TOOLS = ("pulseaudio", "pactl", "paplay", "parec")
_SINK = "module-null-sink"
# Without rewinds a null sink works in steps of 50 ms, like a sound card; with them it hands sound over every 2 s.
_LIKE_A_CARD = "norewinds=1"


class PulseMissing(AssertionError):
    """PulseAudio is not installed. A failure, not a skip: without it the most important tests do not run."""


def require_pulse() -> None:
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        raise PulseMissing(
            f"audio tests need {', '.join(missing)}: make test installs them "
            "(apt-get install pulseaudio pulseaudio-utils libasound2-plugins)"
        )


@dataclass
class Pulse:
    """A running daemon. `mic` is the sink one speaks into, `speaker` the sink one listens to."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)
    _modules: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Start the daemon with both sinks. Raises AssertionError with the daemon's log when that fails."""
        socket, log = self.folder / "pulse.sock", self.folder / "log"
        self.env = {
            "PULSE_RUNTIME_PATH": str(self.folder),
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_SINK": "speaker",
            # By name, so that a microphone that is gone is not quietly replaced by the speaker's monitor.
            "PULSE_SOURCE": "mic.monitor",
        }
        load = f"module-native-protocol-unix socket={socket} auth-anonymous=1"
        options = ["--daemonize=yes", "--exit-idle-time=-1", f"--log-target=file:{log}", "-L", load]
        started = self._run("pulseaudio", "-n", *options)
        assert started.returncode == 0, f"PulseAudio did not start: {started.stderr}{log.read_text()}"
        self.plug_in("speaker")
        self.plug_in("mic")
        self.control("set-default-sink", "speaker")
        self.control("set-default-source", "mic.monitor")

    def stop(self) -> None:
        self._run("pulseaudio", "--kill")

    def control(self, *words: str) -> str:
        """Run pactl; what it prints."""
        done = self._run("pactl", *words)
        assert done.returncode == 0, f"pactl {' '.join(words)}: {done.stderr}"
        return done.stdout.strip()

    def plug_in(self, sink: str, *options: str) -> None:
        words = [option for option in options if option]
        self._modules[sink] = self.control("load-module", _SINK, f"sink_name={sink}", _LIKE_A_CARD, *words)

    def unplug(self, sink: str) -> None:
        """Take the device away, as if its cable had been pulled."""
        self.control("unload-module", self._modules.pop(sink))

    def speak(self, path: Path) -> subprocess.Popen[bytes]:
        """Start to play a sound file into the microphone."""
        return subprocess.Popen(["paplay", "--device=mic", str(path)], env=self._environment())

    @contextlib.contextmanager
    def listening(self) -> Iterator["Heard"]:
        """Records what the speaker sounds, for as long as the block lasts."""
        words = ["parec", "--device=speaker.monitor", "--latency-msec=10", f"--rate={RATE_HZ}"]
        process = subprocess.Popen(
            [*words, "--channels=1", "--format=s16le", "--raw"], env=self._environment(), stdout=subprocess.PIPE
        )
        heard = Heard(process)
        try:
            heard.wait_for(0.1)
            yield heard
        finally:
            process.terminate()
            process.wait(5)
            heard.join()

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, env=self._environment(), capture_output=True, text=True, timeout=20, check=False)

    def _environment(self) -> dict[str, str]:
        return os.environ | self.env


class Heard:
    """The sound that came out of the speaker so far, 16 kHz mono int16."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._data = bytearray()
        self._more = threading.Condition()
        self._thread = threading.Thread(target=self._collect, daemon=True)
        self._thread.start()

    @property
    def pcm(self) -> npt.NDArray[np.int16]:
        with self._more:
            return np.frombuffer(bytes(self._data[: len(self._data) // 2 * 2]), dtype=np.int16)

    @property
    def seconds(self) -> float:
        return len(self.pcm) / RATE_HZ

    def wait_for(self, seconds: float, timeout_s: float = 10.0) -> None:
        """Wait until so much has been recorded since the start."""
        with self._more:
            enough = self._more.wait_for(lambda: len(self._data) >= seconds * RATE_HZ * 2, timeout_s)
        assert enough, f"the speaker's monitor gave {self.seconds:.1f} s of sound, not {seconds:.1f}"

    def wait_for_sound(self, above: int = 200, timeout_s: float = 10.0) -> float:
        """Wait for the first sample that is louder than `above`; its time in the recording."""
        with self._more:
            assert self._more.wait_for(lambda: self._first(above) is not None, timeout_s), "the speaker stays silent"
            return self._first(above) or 0.0

    def join(self) -> None:
        self._thread.join(5)

    def _first(self, above: int) -> float | None:
        samples = np.frombuffer(bytes(self._data[: len(self._data) // 2 * 2]), dtype=np.int16)
        loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > above)
        return float(loud[0]) / RATE_HZ if len(loud) else None

    def _collect(self) -> None:
        assert self._process.stdout is not None
        while data := self._process.stdout.read1(4096):  # type: ignore[attr-defined]
            with self._more:
                self._data += data
                self._more.notify_all()


_shared: contextlib.ExitStack | None = None
_daemon: Pulse | None = None
_users = 0


@contextlib.contextmanager
def virtual_sound() -> Iterator[Pulse]:
    """A daemon that this process's PortAudio sees, whether or not it was initialised before; one for all who ask."""
    global _shared, _daemon, _users
    if _daemon is None:
        with contextlib.ExitStack() as stack:
            _daemon = stack.enter_context(_own_daemon())
            _shared = stack.pop_all()
    _users += 1
    try:
        yield _daemon
    finally:
        _users -= 1
        if _users == 0 and _shared is not None:
            last, _shared, _daemon = _shared, None, None
            last.close()


@contextlib.contextmanager
def _own_daemon() -> Iterator[Pulse]:
    from simulator.audio import portaudio

    require_pulse()
    folder = Path(tempfile.mkdtemp(prefix="pulse-"))
    pulse = Pulse(folder)
    names = ("PULSE_RUNTIME_PATH", "PULSE_SERVER", "PULSE_SINK", "PULSE_SOURCE")
    before = {name: os.environ.get(name) for name in names}
    try:
        pulse.start()
        os.environ.update(pulse.env)
        portaudio.rescan()
        yield pulse
    finally:
        pulse.stop()
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        portaudio.rescan()
        shutil.rmtree(folder, ignore_errors=True)
