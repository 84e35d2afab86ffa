"""The microphone against a scripted device: what no virtual sound card can be made to do."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from simulator.audio import capture
from simulator.audio import microphone as microphone_module
from simulator.audio.capture import Capture
from simulator.audio.devices import find_microphone
from simulator.audio.microphone import STALL_S, Microphone, MicrophoneSource
from simulator.audio.wavfile import read_wav
from simulator.errors import BadInput, MissingPart, SimulatorError
from tests.fakes.listening import Listener
from tests.fakes.signals import alignment, tone
from tests.fakes.sound_module import FakeSound, FakeStream, microphone

pytestmark = pytest.mark.unit


def opened(sound: FakeSound) -> tuple[Microphone, Listener]:
    listener, recorder = Listener(), Microphone(load=sound.load)
    recorder.open(listener)
    return recorder, listener


def send(stream: FakeStream, pcm: np.ndarray, size: int = 480) -> None:
    for at in range(0, len(pcm), size):
        stream.send(pcm[at : at + size].reshape(-1, stream.options["channels"]))


@pytest.mark.parametrize("rate_hz", [44_100, 48_000])
def test_a_device_that_refuses_16_khz_is_recorded_at_its_own_rate(tmp_path: Path, rate_hz: int) -> None:
    sound = FakeSound([microphone("Studio", rate_hz)])
    sound.refusal = lambda options: "Invalid sample rate" if options["samplerate"] == 16_000 else ""
    recorder, listener = opened(sound)
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], tone(1.0, rate_hz=rate_hz))
    listener.wait_to_hear(0.9)
    take = recorder.end()
    recorder.close()
    assert sound.streams[0].options["samplerate"] == rate_hz
    assert take.duration_s == pytest.approx(1.0, abs=0.05)
    assert alignment(read_wav(take.path), tone(0.5))[0] > 0.99


def test_a_device_that_knows_only_two_channels_is_mixed_to_one(tmp_path: Path) -> None:
    sound = FakeSound([microphone("Desk", channels=2)])
    sound.refusal = lambda options: "Invalid number of channels" if options["channels"] == 1 else ""
    recorder, listener = opened(sound)
    recorder.begin(tmp_path / "a.wav")
    left = tone(0.5, amplitude=0.4, rate_hz=48_000)
    send(sound.streams[0], np.stack((left, np.zeros_like(left)), axis=1))
    listener.wait_to_hear(0.4)
    take = recorder.end()
    recorder.close()
    assert np.abs(read_wav(take.path)).max() == pytest.approx(0.2 * 32767, rel=0.05)


def test_a_device_that_refuses_everything_gets_one_line() -> None:
    sound = FakeSound()
    sound.refusal = lambda _options: "Device unavailable"
    with pytest.raises(BadInput) as caught:
        opened(sound)
    assert str(caught.value).startswith("Desk microphone: the microphone cannot be opened (Device unavailable). ")


def test_without_a_microphone_open_says_so() -> None:
    with pytest.raises(MissingPart, match="no microphone was found"):
        opened(FakeSound([]))


def test_a_closed_microphone_takes_no_commands(tmp_path: Path) -> None:
    recorder, _ = opened(FakeSound())
    recorder.close()
    with pytest.raises((SimulatorError, RuntimeError)):
        recorder.begin(tmp_path / "a.wav")


def test_the_callback_neither_blocks_nor_fails_when_the_writer_is_stuck() -> None:
    """Half a minute of sound arrives while nobody reads: the ring fills, the rest is counted."""
    sound = FakeSound()
    device = Capture(sound, find_microphone(None, sound.load))
    started = time.perf_counter()
    for _ in range(1500):
        sound.streams[0].send(np.ones((320, 1), np.int16))
    assert time.perf_counter() - started < 1.0
    assert len(device.read()) == 20 * 16_000
    assert device.lost_frames == 10 * 16_000


def test_sound_that_the_device_itself_dropped_is_counted() -> None:
    sound = FakeSound()
    device = Capture(sound, find_microphone(None, sound.load))
    sound.streams[0].send(np.ones((320, 1), np.int16), status="input overflow")
    sound.streams[0].send(np.ones((320, 1), np.int16))
    assert device.overflows == 1


def test_lost_frames_are_told_in_the_take(tmp_path: Path) -> None:
    class Slow(Listener):
        """Keeps the writer thread for as long as the test wants."""

        def __init__(self) -> None:
            super().__init__()
            self.go_on = threading.Event()

        def on_listening(self) -> None:
            super().on_listening()
            assert self.go_on.wait(10)

    sound, listener = FakeSound(), Slow()
    recorder = Microphone(load=sound.load)
    recorder.open(listener)
    recorder.begin(tmp_path / "a.wav")
    sound.streams[0].send(np.ones((320, 1), np.int16))
    listener.wait_for("listening")
    for _ in range(1100):
        sound.streams[0].send(np.ones((320, 1), np.int16))
    listener.go_on.set()
    listener.wait_to_hear(20.0)
    take = recorder.end()
    recorder.close()
    assert take.dropped_frames == 2 * 16_000
    assert take.duration_s == pytest.approx(20.02)


def test_lost_frames_are_told_also_after_the_device_came_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "RING_S", 0.1)
    sound = FakeSound()
    recorder, listener = opened(sound)
    recorder.begin(tmp_path / "a.wav")
    sound.streams[0].send(np.ones((4000, 1), np.int16))
    listener.wait_to_hear(0.1)
    sound.streams[0].active = False
    listener.wait_for("lost", timeout_s=1.0)
    wait_until(lambda: len(sound.streams) == 2)
    sound.streams[1].send(np.ones((100, 1), np.int16))
    listener.wait_for("recovered")
    take = recorder.end()
    recorder.close()
    assert take.dropped_frames == 4000 - 1600


def test_a_driver_that_hangs_while_closing_does_not_hang_us(tmp_path: Path) -> None:
    sound = FakeSound()
    recorder, listener = opened(sound)
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], tone(0.2))
    listener.wait_to_hear(0.2)
    sound.streams[0].hangs.clear()
    asked = time.monotonic()
    take = recorder.end()
    recorder.close()
    assert time.monotonic() - asked < 2.0
    sound.streams[0].hangs.set()
    assert take.duration_s == pytest.approx(0.2)


def test_a_device_that_comes_back_under_another_number_is_found_by_its_name(tmp_path: Path) -> None:
    sound = FakeSound([microphone("Built-in"), microphone("Headset")])
    listener, recorder = Listener(), Microphone("Headset", load=sound.load)
    recorder.open(listener)
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], tone(0.2))
    listener.wait_to_hear(0.2)
    headset = sound.devices.pop()
    sound.streams[0].active = False
    listener.wait_for("lost", timeout_s=1.0)
    sound.devices.insert(0, headset)
    wait_until(lambda: len(sound.streams) == 2)
    send(sound.streams[1], tone(0.3))
    listener.wait_for("recovered")
    listener.wait_to_hear(0.5)
    take = recorder.end()
    recorder.close()
    assert sound.streams[1].options["device"] == 0
    assert take.duration_s == pytest.approx(0.5)
    assert take.dropped_frames == 0
    assert len(take.gaps) == 1


def test_the_default_microphone_that_took_the_place_of_the_old_one_is_taken_and_named(tmp_path: Path) -> None:
    sound = FakeSound([microphone("Headset"), microphone("Built-in")])
    recorder, listener = opened(sound)
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], tone(0.2))
    listener.wait_to_hear(0.2)
    del sound.devices[0]
    sound.streams[0].active = False
    listener.wait_for("lost", timeout_s=1.0)
    wait_until(lambda: len(sound.streams) == 2)
    send(sound.streams[1], tone(0.2))
    listener.wait_for("recovered")
    assert recorder.label == "Built-in"
    assert recorder.end().duration_s == pytest.approx(0.4)
    recorder.close()


def test_a_device_that_comes_back_with_another_rate_is_recorded_at_that_rate(tmp_path: Path) -> None:
    sound = FakeSound([microphone("Studio", 48_000)])
    recorder, listener = opened(sound)
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], tone(0.5))
    listener.wait_to_hear(0.5)
    sound.devices[0] = microphone("Studio", 44_100)
    sound.refusal = lambda options: "Invalid sample rate" if options["samplerate"] == 16_000 else ""
    sound.streams[0].active = False
    listener.wait_for("lost", timeout_s=1.0)
    wait_until(lambda: len(sound.streams) == 2)
    send(sound.streams[1], tone(1.0, rate_hz=44_100))
    listener.wait_for("recovered")
    listener.wait_to_hear(1.4)
    take = recorder.end()
    recorder.close()
    assert (sound.streams[1].options["samplerate"], len(take.gaps)) == (44_100, 1)
    assert alignment(read_wav(take.path)[8_000:], tone(0.5))[0] > 0.99


def test_a_named_microphone_is_not_quietly_replaced_by_another(tmp_path: Path) -> None:
    sound = FakeSound([microphone("Built-in"), microphone("Headset")])
    listener, recorder = Listener(), Microphone("Headset", load=sound.load)
    recorder.open(listener)
    sound.devices.pop()
    sound.streams[0].active = False
    listener.wait_for("lost", timeout_s=1.0)
    wait_until(lambda: sound.rescans >= 2)
    assert len(sound.streams) == 1
    recorder.close()


def test_after_a_driver_hung_portaudio_is_not_ended_under_it() -> None:
    sound = FakeSound()
    recorder, listener = opened(sound)
    sound.streams[0].hangs.clear()
    sound.devices.clear()
    sound.streams[0].active = False
    listener.wait_for("lost", timeout_s=1.0)
    looked = sound.looks
    wait_until(lambda: sound.looks >= looked + 6)  # three attempts
    recorder.close()
    sound.streams[0].hangs.set()
    assert sound.rescans == 0


def test_sound_of_a_pause_is_dropped(tmp_path: Path) -> None:
    sound = FakeSound()
    recorder, listener = opened(sound)
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], np.full(1600, 1, np.int16))
    recorder.pause()
    send(sound.streams[0], np.full(1600, 2, np.int16))
    recorder.resume()
    send(sound.streams[0], np.full(1600, 3, np.int16))
    take = recorder.end()
    recorder.close()
    assert np.array_equal(read_wav(take.path), np.repeat(np.array([1, 3], np.int16), 1600))
    assert np.array_equal(listener.pcm, read_wav(take.path))


def test_sound_from_before_the_take_is_not_in_it(tmp_path: Path) -> None:
    sound = FakeSound()
    recorder, _ = opened(sound)
    send(sound.streams[0], np.full(1600, 1, np.int16))
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], np.full(1600, 2, np.int16))
    take = recorder.end()
    recorder.close()
    assert np.array_equal(read_wav(take.path), np.full(1600, 2, np.int16))


def test_a_fault_while_reading_does_not_end_the_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound, read, failed = FakeSound(), Capture.read, threading.Event()

    def fail_once(device: Capture) -> np.ndarray:
        if not failed.is_set():
            failed.set()
            raise MemoryError("for once")
        return read(device)

    monkeypatch.setattr(Capture, "read", fail_once)
    recorder, listener = opened(sound)
    assert failed.wait(5)
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], tone(0.2))
    listener.wait_to_hear(0.2)
    assert recorder.end().duration_s == pytest.approx(0.2)
    recorder.close()


def test_sound_that_was_only_late_is_no_gap_and_the_device_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that has no time for its sound server hands it all over in one go, later."""
    looked: list[bool] = []
    may_still_send = MicrophoneSource._may_still_send
    monkeypatch.setattr(
        MicrophoneSource, "_may_still_send", lambda source: looked.append(may_still_send(source)) or looked[-1]
    )
    monkeypatch.setattr(microphone_module, "RESTART_S", 0.0)
    sound = FakeSound()
    recorder, listener = opened(sound)
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], tone(0.2))
    listener.wait_to_hear(0.2)
    lost = listener.wait_for("lost", timeout_s=2.0)
    wait_until(lambda: looked == [True, True])
    send(sound.streams[0], tone(0.1))
    recovered = listener.wait_for("recovered")
    missing_s = STALL_S + recovered.at_s - lost.at_s - 0.1
    send(sound.streams[0], tone(missing_s))
    listener.wait_to_hear(0.29 + missing_s)
    take = recorder.end()
    recorder.close()
    assert take.gaps == ()
    assert take.duration_s == pytest.approx(0.3 + missing_s, abs=0.001)
    assert len(sound.streams) == 1


def test_what_late_sound_does_not_make_up_for_is_a_gap_where_the_sound_stopped(tmp_path: Path) -> None:
    sound = FakeSound()
    recorder, listener = opened(sound)
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], tone(0.2))
    listener.wait_to_hear(0.2)
    listener.wait_for("lost", timeout_s=2.0)
    send(sound.streams[0], tone(0.1))
    listener.wait_for("recovered")
    take = recorder.end()
    recorder.close()
    ((at_s, lost_s),) = take.gaps
    assert at_s == pytest.approx(0.2)
    assert lost_s >= STALL_S - 0.1
    assert len(sound.streams) == 1


def test_a_loss_within_a_pause_is_no_gap_of_the_take(tmp_path: Path) -> None:
    sound = FakeSound()
    recorder, listener = opened(sound)
    recorder.begin(tmp_path / "a.wav")
    send(sound.streams[0], tone(0.1))
    listener.wait_to_hear(0.1)
    recorder.pause()
    sound.streams[0].active = False
    listener.wait_for("lost", timeout_s=1.0)
    wait_until(lambda: len(sound.streams) == 2)
    send(sound.streams[1], tone(0.1))
    listener.wait_for("recovered")
    recorder.resume()
    send(sound.streams[1], tone(0.1))
    take = recorder.end()
    recorder.close()
    assert take.gaps == ()
    assert take.duration_s == pytest.approx(0.2)


def wait_until(true: Callable[[], bool], timeout_s: float = 10.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)
