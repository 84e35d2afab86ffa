"""Sound files to be spoilt, and headers that nothing good could have written. All of them small; made, not kept."""

import io
import struct
import wave
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from tests.fakes.signals import tone

_WAV_FORMATS = {"16": "PCM_16", "8": "PCM_U8", "24": "PCM_24", "float": "FLOAT", "double": "DOUBLE", "ulaw": "ULAW"}
_OTHERS = ("flac", "ogg", "mp3", "aiff", "caf", "w64")


@cache
def good_files() -> Mapping[str, bytes]:
    """A name with its ending → a fifth of a second of a tone in that kind of file."""
    pcm = tone(0.2, 440, 0.3, 44_100)
    made = {f"pcm-{name}.wav": _by_soundfile(pcm, 44_100, "WAV", kind) for name, kind in _WAV_FORMATS.items()}
    made["96-khz.wav"] = _by_soundfile(tone(0.2, 440, 0.3, 96_000) / 32768, 96_000, "WAV", "FLOAT")
    made["stereo.wav"] = _by_soundfile(np.stack((pcm, pcm), axis=1), 44_100, "WAV", "PCM_16")
    made |= {f"a.{ending}": _by_soundfile(pcm, 44_100, ending.upper(), None) for ending in _OTHERS}
    made |= {f"a.{ending}": _by_av(pcm, ending, codec) for ending, codec in (("m4a", "aac"), ("webm", "libopus"))}
    return made


def _by_soundfile(samples: np.ndarray, rate_hz: int, kind: str, subtype: str | None) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, samples, rate_hz, format=kind, subtype=subtype)
    return file.getvalue()


def _by_av(pcm: np.ndarray, ending: str, codec: str) -> bytes:
    import av

    file = io.BytesIO()
    rate_hz = 48_000
    with av.open(file, "w", format="ipod" if ending == "m4a" else ending) as container:
        stream = container.add_stream(codec, rate=rate_hz, layout="mono")
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate_hz, frame_size=stream.frame_size)
        frame = av.AudioFrame.from_ndarray(pcm[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = 44_100
        for ready in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return file.getvalue()


def wav(
    *,
    kind: int = 1,
    channels: int = 1,
    rate_hz: int = 16_000,
    align: int | None = None,
    bits: int = 16,
    data_size: int | None = None,
    riff_size: int | None = None,
    fmt_size: int = 16,
    data: bytes = b"\1\0" * 1600,
) -> bytes:
    """A WAV file whose header says whatever it is told to."""
    align = max(1, channels) * bits // 8 if align is None else align
    size = len(data) if data_size is None else data_size
    fmt = struct.pack("<HHIIHH", kind, channels, rate_hz, (rate_hz * align) & 0xFFFFFFFF, align & 0xFFFF, bits)
    riff = 36 + len(data) if riff_size is None else riff_size
    return (
        struct.pack("<4sI4s4sI", b"RIFF", riff, b"WAVE", b"fmt ", fmt_size)
        + fmt
        + struct.pack("<4sI", b"data", size)
        + data
    )


@cache
def odd_files() -> Mapping[str, bytes]:
    """A name that says what is odd → a file that a program wrote wrongly, or that is no sound at all."""
    text = b"I noticed that the backups failed, so I wrote a check.\n" * 40
    return {
        "no-channels.wav": wav(channels=0),
        "65535-channels.wav": wav(channels=65535),
        "1024-channels.wav": wav(channels=1024, align=2048),
        "0-hz.wav": wav(rate_hz=0),
        "1-hz.wav": wav(rate_hz=1),
        "4-ghz.wav": wav(rate_hz=0xFFFFFFFF),
        "0-bits.wav": wav(bits=0),
        "7-bits.wav": wav(bits=7),
        "8-bits.wav": wav(bits=8),
        "align-0.wav": wav(align=0),
        "align-65535.wav": wav(align=65535),
        "unknown-format.wav": wav(kind=0x7777),
        "mp3-inside.wav": wav(kind=0x55),
        "no-data.wav": wav(data=b""),
        "data-size-0.wav": wav(data_size=0),
        "data-size-4-gb.wav": wav(data_size=0xFFFFFFFF),
        "riff-size-0.wav": wav(riff_size=0),
        "fmt-4-gb.wav": wav(fmt_size=0xFFFFFFF0),
        "half-a-sample.wav": wav(data=b"\1\0\1"),
        "header-only.wav": wav()[:44],
        "not-a-number.wav": wav(kind=3, bits=32, data=struct.pack("<f", float("nan")) * 800),
        "infinite.wav": wav(kind=3, bits=32, data=struct.pack("<f", float("inf")) * 800),
        "wav.mp3": wav(),
        "flac.wav": good_files()["a.flac"],
        "mp3.flac": good_files()["a.mp3"],
        "text.wav": text,
        "text.mp3": text,
        "text.m4a": text,
        "utf-16.ogg": text.decode().encode("utf-16"),
        "escapes.mp3": b"\x1b[2J\x1b]0;mine\x07" * 200,
        "zeros.mp3": bytes(50_000),
        "ones.flac": b"\xff" * 50_000,
        "zip.mp3": _zip(b"x" * 1000),
        "zip-bomb.mp3": _zip(bytes(30_000_000)),
        "zip-bomb-in-a-zip.wav": _zip(_zip(bytes(30_000_000))),
        "id3-then-nothing.mp3": b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f",
        "id3-then-zeros.mp3": b"ID3\x04\x00\x00\x00\x00\x10\x00" + bytes(4000),
        "playlist-of-an-address.mp3": b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n",
        "playlist-of-a-file.mp3": b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\ngood.wav\n#EXT-X-ENDLIST\n",
        "list-of-a-file.mp3": b"ffconcat version 1.0\nfile good.wav\n",
        "session-description.wav": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
        "picture.wav": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0" + bytes(200),
        "document.mp3": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 20,
        "program.wav": b"\x7fELF\2\1\1" + bytes(400),
        "page.ogg": b"<!doctype html><script>alert(1)</script>" * 20,
        "empty.wav": b"",
        "one-byte.flac": b"f",
        "ogg-pages-of-nothing.ogg": b"OggS" + bytes(23) * 40,
        "flac-of-nothing.flac": b"fLaC" + bytes(100),
        "mp4-boxes-of-nothing.m4a": struct.pack(">I4s", 8, b"ftyp") * 200,
        "mp4-box-of-4-gb.m4a": struct.pack(">I4s4sI", 24, b"ftyp", b"M4A ", 0) + b"\xff\xff\xff\xffmoov" + bytes(64),
        "webm-of-nothing.webm": b"\x1aE\xdf\xa3" + b"\xff" * 64,
    }


def _zip(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("x", content)
    return file.getvalue()


def silent_wav(path: Path, seconds: int) -> Path:
    """A valid recording of silence, of any length at no cost: its samples are a hole in the file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
    data = seconds * 32_000
    with path.open("r+b") as raw:
        raw.write(wav(data=b"", data_size=data, riff_size=36 + data))
        raw.truncate(44 + data)
    return path
