import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.decode import iter_audio, read_audio
from simulator.errors import BadInput
from tests.fakes.signals import AUDIO, alignment, recording, tone
from tests.fuzz.cost import growth_bytes

pytestmark = pytest.mark.unit


def write(path: Path, pcm: np.ndarray, rate_hz: int = 16_000, **more: str) -> Path:
    soundfile.write(path, pcm, rate_hz, **more)
    return path


def write_m4a(path: Path, pcm: np.ndarray, rate_hz: int = 44_100) -> Path:
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=rate_hz, layout="mono")
        frame = av.AudioFrame.from_ndarray(pcm[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = rate_hz
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path


def test_a_file_of_our_own_kind_is_read_bit_for_bit(tmp_path: Path) -> None:
    pcm = np.random.default_rng(0).integers(-32768, 32768, 40_000).astype(np.int16)
    assert np.array_equal(read_audio(write(tmp_path / "a.wav", pcm)), pcm)
    assert np.array_equal(read_audio(AUDIO / "jfk.flac"), recording("jfk"))


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "mp3", "aiff"])
def test_every_kind_and_rate_gives_the_same_sound(tmp_path: Path, ending: str, rate_hz: int) -> None:
    source = write(tmp_path / f"a.{ending}", tone(1.0, 440, 0.3, rate_hz), rate_hz)
    pcm = read_audio(source)
    assert pcm.dtype == np.int16
    assert len(pcm) == pytest.approx(16_000, abs=2400 if ending == "mp3" else 40)
    assert alignment(pcm, tone(0.5))[0] > 0.99


def test_an_m4a_file_is_read_too(tmp_path: Path) -> None:
    pcm = read_audio(write_m4a(tmp_path / "a.m4a", tone(1.0, 440, 0.3, 44_100)))
    assert alignment(pcm, tone(0.5))[0] > 0.99


def test_a_name_that_no_decoder_opens_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", tone(0.5)).rename(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.wav"))
    with pytest.raises(BadInput, match=r"a\\udcff\.wav': has a name that is not UTF-8"):
        read_audio(path)


def test_channels_are_mixed(tmp_path: Path) -> None:
    both = np.stack((tone(0.5, amplitude=0.6), np.zeros(8000, np.int16)), axis=1)
    pcm = read_audio(write(tmp_path / "a.wav", both))
    assert np.abs(pcm - tone(0.5, amplitude=0.3)).max() <= 1


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_24", "FLOAT", "ULAW"])
def test_any_sample_format_is_read(tmp_path: Path, subtype: str) -> None:
    pcm = read_audio(write(tmp_path / "a.wav", tone(0.5) / 32768, subtype=subtype))
    assert alignment(pcm, tone(0.5))[0] > 0.99


def test_too_loud_floats_are_clipped_and_do_not_wrap_around(tmp_path: Path) -> None:
    pcm = read_audio(write(tmp_path / "a.wav", np.array([2.0, -2.0] * 50), subtype="FLOAT"))
    assert set(pcm.tolist()) == {32767, -32768}


@pytest.mark.parametrize("ending", ["wav", "mp3"])
def test_a_long_file_comes_in_blocks_of_the_size_asked_for(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"a.{ending}", tone(5.0, rate_hz=44_100), 44_100)
    blocks = list(iter_audio(path, block_s=0.5))
    assert max(map(len, blocks)) < 0.6 * 16_000
    assert min(map(len, blocks)) > 0
    assert np.array_equal(np.concatenate(blocks), read_audio(path))


@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.flac", "a.m4a", "a"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"We rebuilt the deploy pipeline together.\n" * 50, "is not a sound file that can be read"),
        (bytes(range(256)) * 80, "is not a sound file that can be read"),
        (b"RIFF", "is not a sound file that can be read"),
        (b"fLaC" + b"\0" * 100, "is not a sound file that can be read"),
    ],
    ids=["empty", "text", "bytes", "start of a wav", "start of a flac"],
)
def test_a_file_that_is_no_sound_gets_one_line_and_nothing_is_printed(
    tmp_path: Path, name: str, content: bytes, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read_audio(tmp_path / name)
    assert message in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / name))
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_sound_of_no_length_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no sound"):
        read_audio(write(tmp_path / "a.wav", np.zeros(0, np.int16)))


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder"):
        read_audio(tmp_path)
    with pytest.raises(BadInput, match="there is no such file"):
        read_audio(tmp_path / "no.wav")


def test_a_damaged_file_is_not_taken_for_a_short_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", np.random.default_rng(0).integers(-9000, 9000, 160_000).astype(np.int16))
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4000] = b"\xaa" * 4000
    path.write_bytes(data)
    with pytest.raises(BadInput, match="damaged"):
        read_audio(path)


def test_a_file_cut_off_in_mid_sound_gives_what_there_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", tone(2.0))
    path.write_bytes(path.read_bytes()[:32_044])
    assert len(read_audio(path)) == 16_000


def test_a_video_without_sound_is_named(tmp_path: Path) -> None:
    import av

    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for packet in [*stream.encode(av.VideoFrame(32, 32, "yuv420p")), *stream.encode(None)]:
            container.mux(packet)
    with pytest.raises(BadInput, match="holds no sound"):
        read_audio(path)


@pytest.mark.parametrize(
    ("name", "content"), [("a.mp3", b"\0"), ("a.m4a", b"\0"), ("a.mp3", b"word "), ("A.AAC", b"word ")]
)
def test_a_large_file_without_a_start_of_sound_is_refused_without_reading_it(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content * (40_000_000 // len(content)))

    def refused() -> str:
        with pytest.raises(BadInput) as fault:
            next(iter_audio(path))
        return str(fault.value)

    said, grown = growth_bytes(refused)
    assert "is not a sound file" in said
    assert grown < 10_000_000


def test_silence_in_a_wav_that_is_called_an_mp3_is_read(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(16_000 * 40, np.int16), 16_000)
    (tmp_path / "a.wav").rename(tmp_path / "a.mp3")
    assert len(read_audio(tmp_path / "a.mp3")) == 16_000 * 40
