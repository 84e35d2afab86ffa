"""From the key to the first sample of the follow-up at the speaker, in a real session on virtual sound.

    python -m tests.benchmarks.follow_up [--rounds N] [--json]

Each round speaks a written answer (by the voice) into the virtual microphone, presses the key when the last word is
out, and finds the first sound of the follow-up in what the speaker's monitor recorded.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

from tests.benchmarks.machine import describe_machine
from tests.fakes.pulse import RATE_HZ, Heard, Pulse, virtual_sound

LOUD = 300
"""Above this (of 32768) it is sound: the null sink is exactly silent otherwise."""
TARGET_S = 0.3


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=6)
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    result = measure(options.rounds)
    print(json.dumps(result) if options.json else as_table(result))
    return 0


def as_table(result: dict[str, object]) -> str:
    return "\n".join(f"{key:<32} {value}" for key, value in result.items())


def measure(rounds: int) -> dict[str, object]:
    """Latencies over `rounds` answers, in seconds."""
    from simulator.demo.candidates import candidates, load_candidate
    from simulator.paths import cache_dir

    cache = cache_dir()
    with tempfile.TemporaryDirectory() as home, virtual_sound() as pulse:
        os.environ["SIMULATOR_HOME"] = home
        (Path(home) / "cache").symlink_to(cache)
        answers = [_spoken(load_candidate(name).answer, Path(home) / f"{name}.wav") for name in candidates()]
        latencies = [_round(pulse, answers[number % len(answers)]) for number in range(rounds)]
    ordered = sorted(latencies)
    return {
        "machine": str(describe_machine()),
        "rounds": rounds,
        "key_to_follow_up_p50_s": round(statistics.median(ordered), 3),
        "key_to_follow_up_p95_s": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 3),
        "target_s": TARGET_S,
        "all_s": [round(latency, 3) for latency in latencies],
    }


def _spoken(text: str, path: Path) -> Path:
    """The first twenty seconds or so of an answer, as a file."""
    from simulator.wiring.rooms import open_voice

    voice = open_voice("hibari")
    sound = voice.speak(" ".join(text.split()[:70]), 60.0)
    voice.close()
    assert sound is not None
    soundfile.write(path, sound.samples, sound.rate_hz)
    return path


def _round(pulse: Pulse, answer: Path) -> float:
    from simulator.interview import events as ev
    from simulator.interview.planning import Wishes
    from simulator.settings import Settings
    from simulator.wiring.services import RealServices

    services = RealServices(Settings(probes=1))
    session = services.build(Wishes("one-question", probes=1, prep_s=0.0), typed=False, attended=True)
    with pulse.listening() as speaker:
        session.start()
        try:
            _until(lambda: session.view().phase == "listening")
            pulse.speak(answer).wait(60)
            _until(lambda: session.view().silence_s > 0.3)
            start = len(speaker.pcm)
            session.send(ev.Finish())
            return _first_sound(speaker, start)
        finally:
            session.leave_and_close()


def _first_sound(speaker: Heard, start: int) -> float:
    """Seconds from sample `start` of the recording to the first loud one."""
    for _ in range(200):
        loud = np.flatnonzero(np.abs(speaker.pcm[start:].astype(np.int32)) > LOUD)
        if len(loud):
            return float(loud[0]) / RATE_HZ
        time.sleep(0.02)
    raise AssertionError("no follow-up was heard within four seconds")


def _until(holds: Callable[[], bool], timeout_s: float = 60.0) -> None:
    ends_s = time.monotonic() + timeout_s
    while not holds():
        assert time.monotonic() < ends_s, "the session did not come that far"
        time.sleep(0.01)


if __name__ == "__main__":
    raise SystemExit(main())
