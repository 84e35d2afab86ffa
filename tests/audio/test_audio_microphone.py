"""The real microphone, through PortAudio, ALSA and PulseAudio."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.devices import find_microphone, microphones
from simulator.audio.level import LevelMeter
from simulator.audio.microphone import Microphone
from simulator.audio.wavfile import read_wav
from simulator.errors import MissingPart
from tests.fakes.listening import Listener
from tests.fakes.pulse import Pulse
from tests.fakes.signals import AUDIO, alignment, recording

pytestmark = pytest.mark.audio


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def microphone(pulse: Pulse, listener: Listener) -> Iterator[Microphone]:
    recorder = Microphone()
    recorder.open(listener)
    yield recorder
    recorder.close()


@pytest.mark.parametrize("name", ["libritts_84", "mfa_uh"])
def test_a_human_voice_is_recorded_as_it_was_spoken(
    name: str, pulse: Pulse, microphone: Microphone, listener: Listener, tmp_path: Path
) -> None:
    source = recording(name)
    microphone.begin(tmp_path / "a.wav")
    listener.wait_for("listening")
    assert pulse.speak(AUDIO / f"{name}.flac").wait(30) == 0
    listener.wait_to_hear(len(source) / 16_000 + 0.3)
    take = microphone.end()

    recorded = read_wav(take.path)
    correlation, _ = alignment(recorded, source)
    assert correlation > 0.95
    assert take.dropped_frames == 0
    assert take.gaps == ()
    assert take.duration_s == pytest.approx(len(recorded) / 16_000)
    assert np.array_equal(listener.pcm, recorded)


def test_the_take_is_a_plain_wav_file_that_only_its_owner_may_read(
    microphone: Microphone, listener: Listener, tmp_path: Path
) -> None:
    microphone.begin(tmp_path / "a.wav")
    listener.wait_to_hear(0.3)
    take = microphone.end()
    info = soundfile.info(take.path)
    assert (info.samplerate, info.channels, info.subtype) == (16_000, 1, "PCM_16")
    assert info.duration == pytest.approx(take.duration_s)
    assert stat.S_IMODE(take.path.stat().st_mode) == 0o600


def test_before_begin_it_is_deaf_but_shows_the_level(pulse: Pulse, microphone: Microphone, listener: Listener) -> None:
    meter = LevelMeter()
    speaking = pulse.speak(AUDIO / "libritts_84.flac")
    listener.wait(lambda me: len(me.levels) >= 15)
    started, seen = time.monotonic(), len(listener.levels)
    listener.wait(lambda me: len(me.levels) >= seen + 15)
    rate_hz = 15 / (time.monotonic() - started)
    for level in listener.levels[-20:]:
        meter.add(level)
    speaking.terminate()
    speaking.wait(5)
    assert listener.blocks == []
    assert listener.told == []
    assert 8 < rate_hz < 25
    assert meter.verdict() == "good"


def test_a_silent_virtual_microphone_sends_zeros(microphone: Microphone, listener: Listener) -> None:
    meter = LevelMeter()
    listener.wait(lambda me: len(me.levels) >= 20)
    for level in listener.levels[-16:]:
        meter.add(level)
    assert meter.verdict() == "zeros"


def test_what_is_said_in_a_pause_is_not_in_the_take(
    pulse: Pulse, microphone: Microphone, listener: Listener, tmp_path: Path
) -> None:
    microphone.begin(tmp_path / "a.wav")
    listener.wait_to_hear(0.3)
    microphone.pause()
    before = listener.heard_s
    assert pulse.speak(AUDIO / "praatio_mary.flac").wait(20) == 0
    microphone.resume()
    listener.wait_to_hear(before + 0.4)
    take = microphone.end()
    recorded = read_wav(take.path)
    # The last block of the pause may still be on its way through the device.
    assert np.abs(recorded[: int(before * 16_000)]).max(initial=0) == 0
    assert take.duration_s < before + 1.2
    assert take.gaps == ()


def test_takes_follow_each_other_without_a_rest_of_the_one_before(
    pulse: Pulse, microphone: Microphone, listener: Listener, tmp_path: Path
) -> None:
    microphone.begin(tmp_path / "a.wav")
    speaking = pulse.speak(AUDIO / "praatio_mary.flac")
    listener.wait_to_hear(0.6)
    first = microphone.end()
    speaking.wait(10)
    listener.wait(lambda me: bool(me.levels) and me.levels[-1].peak_db <= -120)
    heard = listener.heard_s
    microphone.begin(tmp_path / "b.wav")
    listener.wait_to_hear(heard + 0.3)
    second = microphone.end()
    assert np.abs(read_wav(first.path)).max() > 500
    assert np.abs(read_wav(second.path)).max() == 0
    assert len(listener.said("listening")) == 2


def test_the_first_block_of_a_warm_microphone_comes_within_a_tenth_of_a_second(
    microphone: Microphone, listener: Listener, tmp_path: Path
) -> None:
    listener.wait(lambda me: len(me.levels) > 0)
    asked = time.monotonic()
    microphone.begin(tmp_path / "a.wav")
    told = listener.wait_for("listening")
    microphone.end()
    assert told.at_s - asked < 0.1


def test_a_headset_pulled_in_mid_answer_is_noticed_within_a_second_and_taken_up_again(
    pulse: Pulse, microphone: Microphone, listener: Listener, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    microphone.begin(tmp_path / "a.wav")
    listener.wait_to_hear(0.5)
    try:
        pulled = time.monotonic()
        pulse.unplug("mic")
        pulse.unplug("speaker")
        lost = listener.wait_for("lost")
        assert lost.at_s - pulled < 1.0
        assert "microphone is gone" in lost.reason
        before = len(read_wav(tmp_path / "a.wav"))
        assert soundfile.info(tmp_path / "a.wav").frames == pytest.approx(before, abs=1)
        assert before >= 0.5 * 16_000
    finally:
        pulse.plug_in("speaker")
        pulse.plug_in("mic")
    back = listener.wait_for("recovered", timeout_s=15)
    speaking = pulse.speak(AUDIO / "librivox_0880.flac")
    assert speaking.wait(20) == 0
    listener.wait_to_hear(before / 16_000 + 3.2)
    take = microphone.end()
    after = read_wav(take.path)[before:]
    correlation, _ = alignment(after, recording("librivox_0880"))
    assert correlation > 0.95
    ((at_s, lost_s),) = take.gaps
    assert at_s == pytest.approx(before / 16_000, abs=0.01)
    assert lost_s == pytest.approx(back.at_s - pulled, abs=0.5)
    assert capfd.readouterr() == ("", "")


def test_a_device_that_stops_sending_is_noticed_within_a_second(
    pulse: Pulse, microphone: Microphone, listener: Listener, tmp_path: Path
) -> None:
    microphone.begin(tmp_path / "a.wav")
    listener.wait_to_hear(0.3)
    stopped = time.monotonic()
    pulse.control("suspend-sink", "mic", "1")
    try:
        lost = listener.wait_for("lost")
        assert lost.at_s - stopped < 1.0
    finally:
        pulse.control("suspend-sink", "mic", "0")
    listener.wait_for("recovered", timeout_s=15)
    assert len(microphone.end().gaps) == 1


def test_an_answer_can_be_ended_while_the_device_is_gone(
    pulse: Pulse, microphone: Microphone, listener: Listener, tmp_path: Path
) -> None:
    microphone.begin(tmp_path / "a.wav")
    listener.wait_to_hear(0.3)
    pulse.unplug("mic")
    pulse.unplug("speaker")
    try:
        listener.wait_for("lost")
        asked = time.monotonic()
        take = microphone.end()
        microphone.close()
        assert time.monotonic() - asked < 2.5
    finally:
        pulse.plug_in("speaker")
        pulse.plug_in("mic")
    assert len(read_wav(take.path)) / 16_000 == pytest.approx(take.duration_s)
    assert take.duration_s >= 0.3
    ((at_s, lost_s),) = take.gaps
    assert at_s == pytest.approx(take.duration_s)
    assert lost_s > 0.2


def test_nothing_is_written_over_the_screen(
    pulse: Pulse, listener: Listener, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    recorder = Microphone()
    recorder.open(listener)
    recorder.begin(tmp_path / "a.wav")
    listener.wait_to_hear(0.3)
    recorder.end()
    recorder.close()
    with pytest.raises(MissingPart):
        find_microphone("hw:7")
    assert capfd.readouterr() == ("", "")


def test_devices_are_found_by_name(pulse: Pulse) -> None:
    devices = microphones()
    assert devices[0].is_default
    assert {device.name for device in devices} >= {"pulse", "default"}
    assert find_microphone(None) == devices[0]
    assert find_microphone("pulse").name == "pulse"
    with pytest.raises(MissingPart, match=r'pulze: there is no microphone of this name. Did you mean "pulse"\?'):
        find_microphone("pulze")


def test_a_microphone_opened_by_name_says_its_name(pulse: Pulse, listener: Listener) -> None:
    recorder = Microphone("pulse")
    recorder.open(listener)
    listener.wait(lambda me: len(me.levels) > 0)
    assert recorder.label == "pulse"
    recorder.close()
