"""How many hesitations ("um", "uh") are heard, and how many of those heard were said.

    python -m tests.benchmarks.hesitations [--model base] [--write]

On the recordings of the tests whose transcripts keep every hesitation (kind `filler` in their manifest). Heard and
written words are aligned, all hesitations being one word; one that stands at the same place in both was said and heard.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jiwer

from simulator.audio.decode import read_audio
from simulator.speech.hearing.batch import BatchRecogniser
from simulator.speech.hearing.fillers import is_filler
from simulator.speech.hearing.models import DEFAULT_MODEL, NAMES
from tests.benchmarks.scoring import normalise

ROOT = Path(__file__).parents[2]
AUDIO = ROOT / "tests" / "data" / "audio"
PAGE = ROOT / "docs" / "hesitations.md"
_ONE = "um"


@dataclass(frozen=True, slots=True)
class Heard:
    """Hesitations in one recording: `said` in its transcript, `heard` by the program, `right` are both."""

    name: str
    seconds: float
    said: int
    heard: int
    right: int


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.hesitations", description=__doc__.splitlines()[0])
    parser.add_argument("--model", default=DEFAULT_MODEL, choices=NAMES)
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.relative_to(ROOT)}")
    options = parser.parse_args()
    page = as_page(measure(options.model), options.model)
    print(page)
    if options.write:
        PAGE.write_text(page, encoding="utf-8")
    return 0


def measure(model: str) -> list[Heard]:
    recogniser = BatchRecogniser(model)
    rows = json.loads((AUDIO / "manifest.json").read_text(encoding="utf-8"))
    found = []
    for row in (row for row in rows if row["kind"] == "filler"):
        words = recogniser.hear(read_audio(AUDIO / row["file"]))
        text = (AUDIO / row["transcript"]).read_text(encoding="utf-8")
        found.append(count(row["id"], row["seconds"], text, " ".join(word.text for word in words)))
    return found


def count(name: str, seconds: float, said: str, heard: str) -> Heard:
    """Both texts are aligned word by word."""
    wanted, got = _tokens(said), _tokens(heard)
    chunks = jiwer.process_words(" ".join(wanted), " ".join(got)).alignments[0] if got else []
    right = sum(
        wanted[chunk.ref_start_idx : chunk.ref_end_idx].count(_ONE) for chunk in chunks if chunk.type == "equal"
    )
    return Heard(name, seconds, wanted.count(_ONE), got.count(_ONE), right)


def _tokens(text: str) -> list[str]:
    return [_ONE if is_filler(token) else token for token in normalise(text, keep_fillers=True).split()]


def as_page(rows: Sequence[Heard], model: str) -> str:
    """Markdown: the shares, then a line a recording."""
    said, heard, right = (sum(getattr(row, name) for row in rows) for name in ("said", "heard", "right"))
    lines = [
        "# Hesitations heard",
        "",
        "Made by `python -m tests.benchmarks.hesitations --write`. A report counts the fillers that were heard;",
        "this is how far that can be trusted.",
        "",
        f"- Model `{model}`, {len(rows)} recordings of kind `filler`, {sum(row.seconds for row in rows):.0f} s",
        f"- Precision: **{right / max(heard, 1):.2f}** ({right} of the {heard} heard were said)",
        f"- Recall: **{right / max(said, 1):.2f}** ({right} of the {said} said were heard)",
        "",
        "Few recordings with hand-kept hesitations may be shipped, so these are rough figures; the thresholds were",
        "chosen on the same recordings. The transcript of `dg_spacewalk` is a machine's.",
        "",
        "| recording | seconds | said | heard | right |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(f"| {row.name} | {row.seconds:.0f} | {row.said} | {row.heard} | {row.right} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
