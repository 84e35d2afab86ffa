"""How far the starts of words are from those in aligned recordings, by where the recordings come from.

    python -m tests.benchmarks.word_starts [FOLDER] [--model base]

Of all recordings in the folder (those of the tests by default) that its manifest.json gives an alignment for; by live
hearing, at the pace of real time without the waiting, and by the full pass. Beside the plain error stands what is left
of it when the median error of all other sources is taken off: a constant that was fitted elsewhere.
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.answer.types import Word
from simulator.audio.decode import read_audio
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.models import DEFAULT_MODEL, NAMES, locate
from simulator.speech.hearing.process import THREADS
from simulator.speech.hearing.stream import LiveStream
from simulator.speech.hearing.voice_activity import Samples, SileroVoiceActivity
from simulator.speech.hearing.whisper import WhisperRecogniser
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.measure import BLOCK
from tests.benchmarks.scoring import start_errors_s

AUDIO = Path(__file__).parents[1] / "data" / "audio"
NEAR_S = 0.2


@dataclass(frozen=True, slots=True)
class Aligned:
    """A recording, where it comes from, and the starts of its words in seconds."""

    source: str
    samples: Samples
    starts: list[tuple[str, float]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.word_starts", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=AUDIO, metavar="FOLDER")
    parser.add_argument("--model", default=DEFAULT_MODEL, choices=NAMES)
    options = parser.parse_args()
    recordings = load(options.folder)
    batch = BatchRecogniser(options.model)
    live = WhisperRecogniser(options.model, locate(options.model), threads=THREADS)
    print(describe_machine())
    for way, hear in (("live", lambda one: live_words(live, one)), ("full pass", batch.plain_pass)):
        print(f"\n{way}, model {options.model}")
        print("\n".join(table(by_source(recordings, [hear(one.samples) for one in recordings]))))
    return 0


def load(folder: Path) -> list[Aligned]:
    """The aligned recordings of a folder with a manifest."""
    rows = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return [
        Aligned(
            row["source"],
            read_audio(folder / row["file"]).astype(np.float32) / np.float32(32768),
            [(word["word"], word["start"]) for word in json.loads((folder / row["alignment"]).read_text())],
        )
        for row in rows
        if row.get("alignment")
    ]


def live_words(recogniser: WhisperRecogniser, samples: Samples) -> tuple[Word, ...]:
    stream = LiveStream(recogniser, SileroVoiceActivity(), time.process_time)
    for at in range(0, len(samples), BLOCK):
        stream.feed(samples[at : at + BLOCK])
        while stream.step() is not None:
            pass
    return stream.finish()


def by_source(recordings: Sequence[Aligned], heard: Sequence[Sequence[Word]]) -> dict[str, list[float]]:
    """Signed errors in seconds of the words that were heard right."""
    errors: dict[str, list[float]] = {}
    for recording, words in zip(recordings, heard, strict=True):
        errors.setdefault(recording.source, []).extend(start_errors_s(recording.starts, words))
    return errors


def table(errors: dict[str, list[float]]) -> list[str]:
    lines = [f"{'source':44}{'words':>7}{'mean':>8}{'p95':>8}{'within 0.2 s':>14}{'mean, less the others’':>26}"]
    left: list[float] = []
    for source, own in errors.items():
        others = [error for other, theirs in errors.items() if other != source for error in theirs]
        less = list(np.array(own) - (np.median(others) if others else 0.0))
        left += less
        lines.append(_line(source, own, less))
    return [*lines, _line("all", [error for own in errors.values() for error in own], left)]


def _line(name: str, errors: Sequence[float], less: Sequence[float]) -> str:
    sizes = np.abs(errors)
    near = f"{100 * np.mean(sizes <= NEAR_S):.0f} %"
    return (
        f"{name:44}{len(sizes):7}{np.mean(sizes):8.3f}{np.percentile(sizes, 95):8.3f}{near:>14}"
        f"{np.mean(np.abs(less)):26.3f}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
