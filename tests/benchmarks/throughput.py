"""`simulator analyse` over a folder of recordings, with one process and with more."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import soundfile

from tests.benchmarks.figures import Figure, Part

AUDIO = Path(__file__).parents[1] / "data" / "audio"
RECORDINGS = ("csm_conversational_a", "mfa_acoustic_corpus", "dg_spacewalk", "mfa_cold_corpus", "harvard_realpython",
              "csm_read_speech_a", "csm_read_speech_b", "jfk")  # fmt: skip
JOBS = (1, 2)


def measure() -> Sequence[Figure]:
    seconds = sum(soundfile.info(AUDIO / f"{name}.flac").duration for name in RECORDINGS)
    with tempfile.TemporaryDirectory() as place:
        for name in RECORDINGS:
            (Path(place) / f"{name}.flac").symlink_to(AUDIO / f"{name}.flac")
        took = [_analyse(place, jobs) for jobs in JOBS]
    return [
        Figure(
            f"analyse_jobs_{jobs}_audio_per_s",
            f"analyse --jobs {jobs}: seconds of sound a second",
            round(seconds / taken, 2),
            "",
        )
        for jobs, taken in zip(JOBS, took, strict=True)
    ]


def _analyse(folder: str, jobs: int) -> float:
    began = time.monotonic()
    call = [sys.executable, "-m", "simulator", "analyse", "--json", "--jobs", str(jobs), folder]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL, env=os.environ)
    return time.monotonic() - began


PART = Part(
    "throughput",
    "A folder of recordings",
    f"`simulator analyse --json` over {len(RECORDINGS)} recordings of tests/data/audio, model base, each heard twice "
    "in full (beam 5; the second time for hesitations); the time to load is part of it. More is better.",
    measure,
)
