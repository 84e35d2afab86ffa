"""An import with a real decoder and a real voice detector; what hears is a script that counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from simulator.answer.types import Word
from simulator.archive.store import Archive
from simulator.audio.decode import iter_audio
from simulator.audio.length import declared_s
from simulator.audio.types import RATE_HZ, Pcm
from simulator.content.models import Question
from simulator.importing.parts import Parts
from simulator.importing.run import Importer
from simulator.importing.types import Doing
from simulator.speech.hearing.voice_activity import SileroVoiceActivity
from tests.fakes.minds import StoredMind
from tests.fakes.parts import FakeClock, question, words
from tests.fakes.signals import recording

SAID = "I noticed that nobody owned the backups so I wrote a check."


@dataclass
class Hearer:
    """Hears the same words in everything, and remembers how many seconds it was given; `then` may interrupt it."""

    said: str = SAID
    lengths_s: list[float] = field(default_factory=list)
    then: Callable[[int], None] = lambda _count: None

    def __call__(self, pcm: Pcm, done: Callable[[float], None]) -> tuple[Word, ...]:
        self.then(len(self.lengths_s))
        self.lengths_s.append(len(pcm) / RATE_HZ)
        done(1.0)
        return words(self.said)


@dataclass
class Watched:
    """Implements `Watcher`."""

    told: list[tuple[Doing, float | None]] = field(default_factory=list)
    reached_s: list[float] = field(default_factory=list)

    def begins(self, path: Path, doing: Doing, whole_s: float | None) -> None:
        self.told.append((doing, whole_s))
        self.reached_s.clear()

    def reached(self, done_s: float) -> None:
        self.reached_s.append(done_s)


def an_importer(root: Path, hear: Hearer, *, model: str = "fake", keep_audio: bool = True) -> Importer:
    def asked(text: str) -> Question:
        return Question("own", "", text, (), (), (), "", "", "") if text != "q1" else question(1)

    return Importer(
        Parts(
            archive=Archive(root),
            clock=FakeClock(),
            blocks=iter_audio,
            declared_s=declared_s,
            voice=SileroVoiceActivity,
            hear=hear,
            model=model,
            mind=StoredMind,
            question=asked,
            settings={"tone": None},
            versions={"simulator": "test"},
            level="mid",
            company=None,
            probes=2,
            keep_audio=keep_audio,
        )
    )


def silence(seconds: float) -> Pcm:
    """A quiet room."""
    return np.random.default_rng(1).normal(0, 20, int(seconds * RATE_HZ)).astype(np.int16)


def spoken(*parts: str | float) -> Pcm:
    """Recordings of people by name, and silences in seconds, one after the other."""
    return np.concatenate([recording(part) if isinstance(part, str) else silence(part) for part in parts])


def encode(path: Path, pcm: Pcm, codec: str, rate_hz: int) -> Path:
    """Write 16 kHz mono samples with a lossy codec of FFmpeg."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate_hz, layout="mono")
        resampler = av.AudioResampler(format=stream.codec_context.format, layout="mono", rate=rate_hz)
        for frame in [*_frames(pcm), None]:
            for ready in resampler.resample(frame):
                container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return path


def _frames(pcm: Pcm) -> Sequence[object]:
    import av

    frames = []
    for first in range(0, len(pcm), 1600):
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(pcm[first : first + 1600][None]), "s16", "mono")
        frame.sample_rate, frame.pts = RATE_HZ, first
        frames.append(frame)
    return frames
