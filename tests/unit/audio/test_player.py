import threading
import time

import numpy as np
import pytest

from simulator.audio.mixer import FADE_FRAMES, Mixer, Voice
from simulator.audio.player import SpeakerPlayer, open_player
from simulator.audio.silent import SilentPlayer
from simulator.audio.types import Sound
from simulator.errors import BadInput
from tests.fakes.sound_module import FakeSound, microphone, speaker

pytestmark = pytest.mark.unit


class Done:
    def __init__(self) -> None:
        self.calls: list[tuple[float, str]] = []
        self._called = threading.Event()

    def __call__(self) -> None:
        self.calls.append((time.monotonic(), threading.current_thread().name))
        self._called.set()

    def wait(self, timeout_s: float = 5.0) -> float:
        assert self._called.wait(timeout_s), "on_done was not called"
        return self.calls[0][0]


def ones(frames: int, rate_hz: int = 48_000) -> Sound:
    return Sound(np.full(frames, 0.5, np.float32), rate_hz)


def mix(mixer: Mixer, frames: int) -> np.ndarray:
    out = np.full((frames, 2), 9, np.float32)
    mixer.callback(out, frames, None, None)
    return out


def test_an_idle_mixer_gives_silence() -> None:
    assert not mix(Mixer(), 100).any()


def test_voices_add_up_on_all_channels_and_end_where_they_end() -> None:
    mixer, long, short = Mixer(), Voice(ones(150).samples), Voice(ones(30).samples)
    mixer.voices = (long, short)
    out = mix(mixer, 100)
    assert np.array_equal(out[:, 0], [1.0] * 30 + [0.5] * 70)
    assert np.array_equal(out[:, 0], out[:, 1])
    assert (long.finished, short.finished) == (False, True)
    assert np.array_equal(mix(mixer, 100)[:, 0], [0.5] * 50 + [0.0] * 50)
    assert long.finished


def test_a_stopped_voice_fades_out() -> None:
    mixer, voice = Mixer(), Voice(ones(48_000).samples)
    mixer.voices = (voice,)
    mix(mixer, 100)
    voice.fading = True
    out = mix(mixer, 1000)[:, 0]
    assert (np.diff(out[:FADE_FRAMES]) < 0).all()
    assert not out[FADE_FRAMES:].any()
    assert voice.finished


def test_a_sound_is_played_at_the_rate_of_the_speaker() -> None:
    sound = FakeSound([speaker("Box", 44_100)])
    player = SpeakerPlayer(load=sound.load)
    done = Done()
    player.play(ones(16_000, 16_000), done)
    (stream,) = sound.streams
    out = stream.ask(44_100)
    assert out.shape == (44_100, 2)
    assert np.abs(out[2000:42_000] - 0.5).max() < 0.01
    stream.ask(100)
    done.wait()
    player.close()
    assert len(done.calls) == 1


def test_on_done_comes_when_the_last_sample_has_left_the_buffer() -> None:
    sound = FakeSound()
    player = SpeakerPlayer(load=sound.load)
    done = Done()
    player.play(ones(480), done)
    sound.streams[0].latency = 0.02
    asked = time.monotonic()
    sound.streams[0].ask(960)
    assert 0.015 < done.wait() - asked < 0.2
    player.close()


def test_a_speaker_that_never_asks_is_kept_time_for_and_opened_again() -> None:
    sound = FakeSound()
    player = SpeakerPlayer(load=sound.load)
    done = Done()
    started = time.monotonic()
    player.play(ones(4800), done)
    assert done.wait() - started == pytest.approx(0.1 + 0.02 + 0.5, abs=0.2)
    player.play(ones(4800), Done())
    deadline = time.monotonic() + 5
    while len(sound.streams) < 2:
        assert time.monotonic() < deadline, "it was not opened again"
        time.sleep(0.005)
    player.close()
    assert sound.streams[0].closed
    assert len(done.calls) == 1


def test_a_listener_that_fails_does_not_silence_the_next_sound() -> None:
    sound = FakeSound()
    player = SpeakerPlayer(load=sound.load)

    def fail() -> None:
        raise ValueError("no")

    player.play(ones(10), fail).stop()
    sound.streams[0].ask(500)
    done = Done()
    player.play(ones(10), done)
    sound.streams[0].ask(500)
    done.wait()
    player.close()


def test_a_speaker_that_refuses_gets_one_line_and_a_silent_player_goes_on() -> None:
    sound = FakeSound()
    sound.refusal = lambda _options: "Device unavailable"
    with pytest.raises(BadInput, match=r"Desk speaker: the speaker cannot be opened \(Device unavailable\)"):
        SpeakerPlayer(load=sound.load)
    player = open_player(load=sound.load)
    assert player.silent
    assert "cannot be opened" in player.label


def test_a_machine_with_a_microphone_only_gets_a_silent_player() -> None:
    sound = FakeSound([microphone("Mic")])
    player = open_player(load=sound.load)
    assert (player.silent, player.label) == (True, "silent (no speaker was found)")


def test_a_silent_player_takes_the_time_of_the_sound() -> None:
    done, started = Done(), time.monotonic()
    SilentPlayer().play(ones(9600), done)
    assert done.wait() - started == pytest.approx(0.2, abs=0.1)
    assert done.calls[0][1] != threading.current_thread().name


def test_a_fast_silent_player_takes_a_part_of_it() -> None:
    done, started = Done(), time.monotonic()
    SilentPlayer(speed=4.0).play(ones(48_000), done)
    assert done.wait() - started == pytest.approx(0.25, abs=0.1)


def test_stopping_or_closing_a_silent_player_calls_on_done_once() -> None:
    player, stopped, closed = SilentPlayer(), Done(), Done()
    playing = player.play(ones(480_000), stopped)
    player.play(ones(480_000), closed)
    playing.stop()
    playing.stop()
    stopped.wait(1)
    player.close()
    closed.wait(1)
    assert len(stopped.calls) == len(closed.calls) == 1
