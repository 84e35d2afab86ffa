"""Sound files: cut, with wrong headers, of no kind at all, or of some other."""

import math
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio.decode import iter_audio
from simulator.audio.length import declared_s
from simulator.audio.types import RATE_HZ
from simulator.errors import SimulatorError
from tests.fuzz import corpus
from tests.fuzz.harness import (
    Tally,
    assert_clear,
    assert_refused,
    call,
    drawing,
    libraries_watched,
    nothing_written_but_in,
    one_of,
)
from tests.fuzz.sound_files import good_files, odd_files, wav

_LONGEST_BLOCKS = 120
_MAGIC = (b"RIFF\0\0\0\0WAVE", b"FORM\0\0\0\0AIFF", b"fLaC", b"OggS", b"ID3", b"\xff\xfb", b"\x1aE\xdf\xa3", b"caff")
_CUTS = 12


def bad_sound(examples: int, folder: Path) -> Tally:
    """Every file goes to the decoder in blocks; what it refuses goes to the commands too."""
    tally = Tally("sound files")
    home = folder / "home"
    inbox = folder / "in"
    inbox.mkdir(parents=True)
    (inbox / "good.wav").write_bytes(wav(data=b"\7\0" * RATE_HZ))

    def one(name: str, content: bytes, *, by_hand: bool = False) -> str:
        path = inbox / name
        path.write_bytes(content)
        end = _ended(path)
        if end == "refused" and (by_hand or one_of(8, content)):
            assert_refused(call("session", "--plain", "--mic", path), name)
            if one_of(4, content):
                assert_refused(call("import", path), name)
        check_silence()
        tally.ends[end] += 1
        path.unlink()
        return end

    names = st.sampled_from(sorted(good_files()))

    @drawing(examples)
    @given(names, st.data())
    def cut(name: str, data: st.DataObject) -> None:
        content = good_files()[name]
        one(name, content[: data.draw(st.integers(0, len(content)))])

    @drawing(examples)
    @given(names, st.data())
    def spoilt(name: str, data: st.DataObject) -> None:
        content = bytearray(good_files()[name])
        for _ in range(data.draw(st.integers(1, 8))):
            content[data.draw(st.integers(0, min(200, len(content)) - 1))] = data.draw(st.integers(0, 255))
        one(name, bytes(content))

    word, half = st.integers(0, 0xFFFFFFFF), st.integers(0, 0xFFFF)

    @drawing(examples)
    @given(half, half, word, half, half, word, word, st.binary(max_size=400))
    def told_wrong(
        kind: int, channels: int, rate: int, align: int, bits: int, size: int, riff: int, raw: bytes
    ) -> None:
        one(
            "header.wav",
            wav(
                kind=kind % 8, channels=channels, rate_hz=rate, align=align, bits=bits, data_size=size,
                riff_size=riff, data=raw,
            ),
        )  # fmt: skip

    @drawing(examples)
    @given(st.sampled_from(_MAGIC), st.binary(max_size=600), st.sampled_from(("a.wav", "a.mp3", "a.flac", "a")))
    def begins_well(magic: bytes, rest: bytes, name: str) -> None:
        one(name, magic + rest)

    with libraries_watched() as check_silence, nothing_written_but_in(home, around=folder):
        for name, content in corpus.files("sound"):
            assert one(name, content, by_hand=True) == "refused", name
        for name, content in odd_files().items():
            one(name, content, by_hand=True)
        for name, content in good_files().items():
            for part in range(_CUTS):
                one(name, content[: len(content) * part // _CUTS])
        cut()
        spoilt()
        told_wrong()
        begins_well()
    return tally


def _ended(path: Path) -> str:
    length = declared_s(path)
    assert length is None or (math.isfinite(length) and length >= 0), length
    blocks = 0
    try:
        for block in iter_audio(path):
            assert block.dtype == np.int16
            assert 0 < len(block) <= RATE_HZ
            blocks += 1
            if blocks == _LONGEST_BLOCKS:
                break
    except SimulatorError as error:
        assert_clear(error, str(path))
        if blocks:
            return "read in part"
        return "refused"
    return "read"
