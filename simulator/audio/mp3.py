"""Speech as MP3: the one kind of sound file that every browser has long played, and small."""

import io
from collections.abc import Iterable
from typing import Any, Final

from simulator.audio.types import RATE_HZ, Pcm

BITS_PER_S: Final = 32_000
"""4 kB a second, mono at 16 kHz: what a voice needs."""


def encode_mp3(blocks: Iterable[Pcm]) -> bytes:
    """16 kHz mono int16, block by block. The encoder's delay is noted in the file, so that players keep the times."""
    import av

    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        stream: Any = container.add_stream("libmp3lame", rate=RATE_HZ, layout="mono")
        stream.bit_rate = BITS_PER_S
        planar: Any = av.AudioResampler(format="s16p", layout="mono", rate=RATE_HZ)
        for block in blocks:
            frame = av.AudioFrame.from_ndarray(block[None, :], format="s16", layout="mono")
            frame.sample_rate = RATE_HZ
            for ready in planar.resample(frame):
                container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return file.getvalue()
