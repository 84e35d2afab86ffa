import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio import loop
from simulator.audio.filemic import FileMicrophone, Tape
from simulator.audio.types import Pcm
from simulator.audio.wavfile import read_wav
from simulator.errors import BadInput, SimulatorError
from tests.fakes.listening import Listener
from tests.fakes.signals import AUDIO, alignment, recording, tone

pytestmark = pytest.mark.unit


def takes(*sources: Path | Pcm) -> Callable[[], Path | Pcm | None]:
    rest = iter(sources)
    return lambda: next(rest, None)


def opened(next_take: Callable[[], Path | Pcm | None], speed: float = 20.0) -> tuple[FileMicrophone, Listener]:
    listener = Listener()
    microphone = FileMicrophone(next_take, speed)
    microphone.open(listener)
    return microphone, listener


@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "mp3"])
def test_a_file_is_recorded_as_if_it_had_been_spoken(tmp_path: Path, ending: str) -> None:
    source = tmp_path / f"answer.{ending}"
    soundfile.write(source, tone(1.0, rate_hz=44_100), 44_100)
    microphone, listener = opened(takes(source))
    microphone.begin(tmp_path / "a.wav")
    listener.wait_for("exhausted")
    take = microphone.end()
    microphone.close()
    assert take.duration_s == pytest.approx(1.0, abs=0.15)
    assert alignment(read_wav(take.path), tone(0.5))[0] > 0.99
    assert np.array_equal(listener.pcm, read_wav(take.path))
    assert [told.what for told in listener.told] == ["listening", "exhausted"]
    assert microphone.label == f"answer.{ending}"


def test_a_flac_recording_arrives_bit_for_bit_in_short_blocks(tmp_path: Path) -> None:
    microphone, listener = opened(takes(AUDIO / "jfk.flac"), speed=50)
    microphone.begin(tmp_path / "a.wav")
    listener.wait_for("exhausted")
    take = microphone.end()
    microphone.close()
    assert np.array_equal(read_wav(take.path), recording("jfk"))
    assert max(map(len, listener.blocks)) <= 800
    assert listener.threads == {"recorder"}


def test_it_takes_as_long_as_the_file(tmp_path: Path) -> None:
    microphone, listener = opened(takes(tone(1.0)), speed=1.0)
    microphone.begin(tmp_path / "a.wav")
    started = listener.wait_for("listening")
    ended = listener.wait_for("exhausted")
    microphone.end()
    microphone.close()
    assert ended.at_s - started.at_s == pytest.approx(1.0, abs=0.15)


def test_at_speed_four_it_takes_a_quarter(tmp_path: Path) -> None:
    microphone, listener = opened(takes(tone(2.0)), speed=4.0)
    microphone.begin(tmp_path / "a.wav")
    started = listener.wait_for("listening")
    ended = listener.wait_for("exhausted")
    microphone.end()
    microphone.close()
    assert ended.at_s - started.at_s == pytest.approx(0.5, abs=0.15)


def test_a_pause_holds_the_tape_and_nothing_is_missing_after_it(tmp_path: Path) -> None:
    source = recording("jfk")[:32_000]
    microphone, listener = opened(takes(source), speed=4.0)
    microphone.begin(tmp_path / "a.wav")
    listener.wait_to_hear(1.2)
    microphone.pause()
    held = listener.heard_s
    assert not threading.Event().wait(0.2)
    assert listener.heard_s == held < 2.0
    resumed = time.monotonic()
    microphone.resume()
    assert listener.wait_for("exhausted").at_s - resumed < (2.0 - held) / 4.0 + 0.15
    take = microphone.end()
    microphone.close()
    assert np.array_equal(read_wav(take.path), source)
    assert take.gaps == ()


def test_each_take_gets_the_next_source_and_after_the_last_it_is_exhausted_at_once(tmp_path: Path) -> None:
    microphone, listener = opened(takes(tone(0.2, 300), tone(0.3, 600)))
    lengths = []
    for number in range(3):
        microphone.begin(tmp_path / f"{number}.wav")
        listener.wait_for("exhausted", times=number + 1, timeout_s=2)
        lengths.append(microphone.end().duration_s)
    microphone.close()
    assert lengths == pytest.approx([0.2, 0.3, 0.0])
    assert len(listener.said("listening")) == 2


def test_a_take_ended_early_stops_the_tape(tmp_path: Path) -> None:
    microphone, listener = opened(takes(tone(60.0), tone(0.1)), speed=1.0)
    microphone.begin(tmp_path / "a.wav")
    listener.wait_to_hear(0.2)
    asked = time.monotonic()
    take = microphone.end()
    assert time.monotonic() - asked < 0.5
    assert take.duration_s < 2
    microphone.begin(tmp_path / "b.wav")
    listener.wait_for("exhausted")
    assert microphone.end().duration_s == pytest.approx(0.1)
    microphone.close()


def test_a_bad_file_is_reported_to_whoever_began_and_the_next_take_is_fine(tmp_path: Path) -> None:
    (tmp_path / "bad.wav").write_text("no sound here")
    microphone, listener = opened(takes(tmp_path / "bad.wav", tone(0.1)))
    with pytest.raises(BadInput, match=r"bad\.wav: is not a sound file"):
        microphone.begin(tmp_path / "a.wav")
    assert not (tmp_path / "a.wav").exists()
    microphone.begin(tmp_path / "a.wav")
    listener.wait_for("exhausted")
    assert microphone.end().duration_s == pytest.approx(0.1)
    microphone.close()


def test_a_take_that_cannot_be_written_is_reported_to_whoever_began(tmp_path: Path) -> None:
    microphone, _ = opened(takes(tone(0.1)))
    (tmp_path / "a.wav").write_bytes(b"dear")
    with pytest.raises(BadInput, match="there is a recording already"):
        microphone.begin(tmp_path / "a.wav")
    microphone.close()


def test_a_listener_that_fails_does_not_stop_the_recording(tmp_path: Path) -> None:
    class Clumsy(Listener):
        def on_audio(self, pcm: Pcm) -> None:
            super().on_audio(pcm)
            raise ValueError("dropped it")

    listener = Clumsy()
    microphone = FileMicrophone(takes(tone(0.5)), 10)
    microphone.open(listener)
    microphone.begin(tmp_path / "a.wav")
    listener.wait_for("exhausted")
    assert microphone.end().duration_s == pytest.approx(0.5)
    microphone.close()


def test_a_writer_that_is_stuck_does_not_hang_the_one_who_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stuck(Listener):
        def __init__(self) -> None:
            super().__init__()
            self.let_go = threading.Event()

        def on_audio(self, pcm: Pcm) -> None:
            super().on_audio(pcm)
            self.let_go.wait(20)

    monkeypatch.setattr(loop, "COMMAND_S", 0.3)
    listener = Stuck()
    microphone = FileMicrophone(takes(tone(5.0)), 10)
    microphone.open(listener)
    microphone.begin(tmp_path / "a.wav")
    listener.wait_to_hear(0.04)
    asked = time.monotonic()
    take = microphone.end()
    with pytest.raises(SimulatorError, match="the disk does not answer"):
        microphone.pause()
    microphone.close()
    assert time.monotonic() - asked < 2.0
    assert take.path == tmp_path / "a.wav"
    assert take.duration_s >= 0.04
    listener.let_go.set()


def test_closing_in_mid_take_leaves_a_whole_file(tmp_path: Path) -> None:
    microphone, listener = opened(takes(tone(60.0)), speed=1.0)
    microphone.begin(tmp_path / "a.wav")
    listener.wait_to_hear(0.3)
    microphone.close()
    assert soundfile.info(tmp_path / "a.wav").frames >= 4800


def test_commands_out_of_order_are_refused(tmp_path: Path) -> None:
    microphone, _listener = opened(takes(tone(1.0), tone(1.0)))
    with pytest.raises(RuntimeError, match="end without begin"):
        microphone.end()
    microphone.begin(tmp_path / "a.wav")
    with pytest.raises(RuntimeError, match="begin within a take"):
        microphone.begin(tmp_path / "b.wav")
    microphone.close()
    with pytest.raises(SimulatorError, match="not open"):
        FileMicrophone(takes()).begin(tmp_path / "c.wav")


def test_of_a_file_of_hours_only_the_next_seconds_are_in_memory() -> None:
    minute = np.ones(60 * 16_000, np.int16)
    tracemalloc.start()
    tape = Tape(minute.copy() for _ in range(180))
    taken = 0
    while not tape.ended or not taken:
        taken += len(tape.take(16_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken == 180 * 60 * 16_000
    assert peak < 4 * minute.nbytes


def test_a_file_that_is_damaged_while_it_plays_ends_the_answer_and_what_was_read_is_kept() -> None:
    def blocks() -> Iterator[Pcm]:
        yield tone(0.3)
        raise BadInput("is damaged", where="a.wav", remedy="Copy it anew")

    tape = Tape(blocks())
    assert np.array_equal(tape.take(16_000), tone(0.3))
    assert tape.ended
