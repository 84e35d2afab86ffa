"""How fast, how cheap and how right live hearing is on this machine.

    python -m tests.benchmarks.live FILE… --model base --json

Each recording is fed in real time, as from a microphone. A caption's lag runs from the end of a word in the sound to
the moment it is first shown as it stays; one that only moves along, because a word before it was put in or left out,
stays (a stricter count takes it for a new one). The comparisons are (a) the plain `WhisperModel.transcribe` on the
whole recording after its end, and (b) a plain stream that decodes the last 30 s every second. With a transcript beside
the recording (same name, .txt) word error rates are given, with an alignment (.json) errors of word starts.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from simulator.audio.decode import read_audio
from simulator.speech.hearing import models
from simulator.speech.hearing.models import DEFAULT_MODEL
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.measure import Recording, batch_after_stop, live_hearing, plain_stream, score

ROWS = {
    "caption_lag_p50_s": "caption lag, p50 (s)",
    "caption_lag_p95_s": "caption lag, p95 (s)",
    "caption_lag_placed_p95_s": "the same, a word that moves counted anew (s)",
    "final_words_p50_s": "end of sound → final words, p50 (s)",
    "final_words_p95_s": "end of sound → final words, p95 (s)",
    "cpu_per_audio_s": "CPU seconds a second of audio",
    "rss_mb": "memory of the process, most (MB)",
    "wer_live": "word error rate, live",
    "wer_batch": "word error rate, batch",
    "word_start_error_s": "mean error of word starts (s)",
    "word_start_p95_s": "error of word starts, p95 (s)",
}


def load(path: Path) -> Recording:
    """A recording with what lies beside it."""
    text, alignment = path.with_suffix(".txt"), path.with_suffix(".json")
    return Recording(
        path.stem,
        read_audio(path),
        text.read_text(encoding="utf-8").strip() if text.is_file() else "",
        [(row["word"], row["start"]) for row in json.loads(alignment.read_text())] if alignment.is_file() else [],
    )


def measure(recordings: list[Recording], model: str, *, peers: bool) -> dict[str, Any]:
    """All rows for these recordings; the comparisons' rows have `peer_` or `peer_stream_` before their names."""
    live = [live_hearing(recording, model) for recording in recordings]
    batch = [batch_after_stop(recording, model) for recording in recordings]
    result = score(recordings, live, batch)
    if peers:
        stream = [plain_stream(recording, model) for recording in recordings]
        result |= {f"peer_{key}": value for key, value in score(recordings, batch, batch).items()}
        result |= {f"peer_stream_{key}": value for key, value in score(recordings, stream, batch).items()}
    return result


def print_table(result: dict[str, Any]) -> None:
    columns = [prefix for prefix in ("", "peer_", "peer_stream_") if f"{prefix}cpu_per_audio_s" in result]
    names = {"": "live", "peer_": "after stop", "peer_stream_": "30 s a second"}
    print(f"{'':42}" + "".join(f"{names[column]:>15}" for column in columns))
    for key, label in ROWS.items():
        cells = [result.get(f"{column}{key}") for column in columns]
        print(f"{label:42}" + "".join(f"{'–' if cell is None else format(cell, '.3f'):>15}" for cell in cells))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.live", description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--model", default=DEFAULT_MODEL, choices=models.NAMES)
    parser.add_argument("--no-peers", action="store_true", help="leave the comparisons out: three times as fast")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    options = parser.parse_args(arguments)
    models.locate(options.model)
    recordings = [load(path) for path in options.files]
    machine = describe_machine()
    result = measure(recordings, options.model, peers=not options.no_peers)
    seconds = sum(recording.duration_s for recording in recordings)
    if options.json:
        audio = {"files": [path.name for path in options.files], "seconds": round(seconds, 1)}
        print(json.dumps({"machine": asdict(machine), "model": options.model, "audio": audio, **result}))
        return 0
    print(machine)
    print(f"{len(recordings)} recordings, {seconds:.0f} s, model {options.model}")
    print_table(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
