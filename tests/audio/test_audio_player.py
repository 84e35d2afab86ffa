"""The real speaker, through PortAudio, ALSA and PulseAudio."""

import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from simulator.audio import portaudio
from simulator.audio.cue import start_tone
from simulator.audio.player import SpeakerPlayer, open_player
from simulator.audio.types import Sound
from tests.fakes.pulse import Pulse
from tests.fakes.signals import alignment, recording, tone

pytestmark = pytest.mark.audio


class Done:
    """Counts the calls of `on_done`, and remembers when and from which thread they came."""

    def __init__(self) -> None:
        self.calls: list[tuple[float, threading.Thread]] = []
        self._called = threading.Event()

    def __call__(self) -> None:
        self.calls.append((time.monotonic(), threading.current_thread()))
        self._called.set()

    def wait(self, timeout_s: float = 10.0) -> float:
        assert self._called.wait(timeout_s), "on_done was not called"
        return self.calls[0][0]


@pytest.fixture
def player(pulse: Pulse) -> Iterator[SpeakerPlayer]:
    speaker = SpeakerPlayer()
    yield speaker
    speaker.close()


def as_sound(pcm: np.ndarray, rate_hz: int = 16_000) -> Sound:
    return Sound((pcm / np.float32(32768)).astype(np.float32), rate_hz)


def test_what_is_played_is_heard_at_the_speaker(pulse: Pulse, player: SpeakerPlayer) -> None:
    source = recording("librivox_0880")
    done = Done()
    with pulse.listening() as heard:
        started = time.monotonic()
        player.play(as_sound(source), done)
        ended = done.wait()
        heard.wait_for(heard.seconds + 0.3)
    correlation, _ = alignment(heard.pcm, source)
    assert correlation > 0.95
    assert ended - started == pytest.approx(len(source) / 16_000, abs=0.3)
    assert len(done.calls) == 1
    assert done.calls[0][1] is not threading.current_thread()


def test_a_sound_starts_within_a_tenth_of_a_second(pulse: Pulse, player: SpeakerPlayer) -> None:
    done = Done()
    with pulse.listening() as heard:
        heard.wait_for(0.3)
        started = time.monotonic()
        player.play(as_sound(tone(0.5)), done)
        heard.wait_for_sound()
        delay_s = time.monotonic() - started
        done.wait()
    assert delay_s < 0.15  # with the 10 ms of parec and the 50 ms step of the virtual speaker


def test_two_sounds_at_once_are_mixed(pulse: Pulse, player: SpeakerPlayer) -> None:
    low, high, both = tone(0.6, 300, 0.2), tone(0.6, 900, 0.2), (Done(), Done())
    with pulse.listening() as heard:
        player.play(as_sound(low), both[0])
        player.play(as_sound(high), both[1])
        for done in both:
            done.wait()
        heard.wait_for(heard.seconds + 0.2)
    spectrum = np.abs(np.fft.rfft(heard.pcm.astype(float)))
    pitch_hz = np.fft.rfftfreq(len(heard.pcm), 1 / 16_000)
    loudest = {round(pitch_hz[at] / 100) for at in np.argsort(spectrum)[-6:]}
    assert loudest == {3, 9}


def test_a_stopped_sound_falls_silent_and_is_done_once(pulse: Pulse, player: SpeakerPlayer) -> None:
    done = Done()
    with pulse.listening() as heard:
        playing = player.play(as_sound(tone(8.0)), done)
        heard.wait_for_sound()
        stopped = time.monotonic()
        playing.stop()
        playing.stop()
        assert done.wait() - stopped < 0.2
        heard.wait_for(heard.seconds + 0.5)
        assert np.abs(heard.pcm[-1600:]).max() == 0
    player.close()
    assert len(done.calls) == 1


def test_closing_the_player_owes_nobody_a_call(player: SpeakerPlayer) -> None:
    done = Done()
    player.play(as_sound(tone(8.0)), done)
    player.close()
    done.wait(1.0)
    late = Done()
    player.play(start_tone(), late)
    late.wait(2.0)
    assert len(done.calls) == 1


def test_a_speaker_that_is_pulled_keeps_the_time_and_comes_back(
    pulse: Pulse, player: SpeakerPlayer, capfd: pytest.CaptureFixture[str]
) -> None:
    done = Done()
    started = time.monotonic()
    player.play(as_sound(tone(1.0)), done)
    pulse.unplug("speaker")
    pulse.unplug("mic")
    try:
        assert 0.9 < done.wait() - started < 2.0
    finally:
        pulse.plug_in("speaker")
        pulse.plug_in("mic")
    again = Done()
    with pulse.listening() as heard:
        player.play(as_sound(tone(0.5)), again)
        heard.wait_for_sound()
        again.wait()
    assert len(done.calls) == 1
    assert capfd.readouterr() == ("", "")


def test_a_sound_goes_on_after_portaudio_looked_for_devices(pulse: Pulse, player: SpeakerPlayer) -> None:
    done = Done()
    started = time.monotonic()
    with pulse.listening() as heard:
        player.play(as_sound(tone(1.0)), done)
        heard.wait_for_sound()
        portaudio.rescan()
        at = heard.seconds
        heard.wait_for(at + 0.4)
        assert np.abs(heard.pcm[round(at * 16_000) :]).max() > 1000
        assert 0.9 < done.wait() - started < 2.5


def test_the_speaker_is_chosen_where_there_is_one(pulse: Pulse) -> None:
    speaker = open_player()
    assert not speaker.silent
    assert speaker.label == "default"
    speaker.close()


def test_an_unknown_speaker_gives_a_silent_player_that_says_why(pulse: Pulse) -> None:
    speaker = open_player("Loudspeaker 9000")
    done = Done()
    started = time.monotonic()
    speaker.play(as_sound(tone(0.2)), done)
    assert done.wait() - started == pytest.approx(0.2, abs=0.1)
    assert speaker.silent
    assert "no speaker of this name" in speaker.label
    speaker.close()
