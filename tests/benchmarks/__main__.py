"""`make bench`: every figure of speed in one table, docs/benchmarks.md and docs/figures/speed.

    python -m tests.benchmarks [--json] [PART…]

With names of parts only those are measured, and the others stand as they were. The archive and progress at scale, the
choice of the follow-up and the analysis without models print tables of their own.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.benchmarks import (
    archive_at_scale,
    figures,
    growth,
    hearing,
    keys,
    labels,
    page,
    probe_choice,
    progress_at_scale,
    start_up,
    throughput,
)

PARTS = (start_up.PART, keys.PART, hearing.LIVE, hearing.FOLLOW_UP, labels.PART, throughput.PART, growth.PART)


def main() -> int:
    """The exit code says whether a benchmark could not be run; a figure that misses what is wanted is no fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(part.name for part in PARTS))
    parser.add_argument("--json", action="store_true", help="one JSON object of all that is measured now")
    options = parser.parse_args()
    if unknown := set(options.parts) - {part.name for part in PARTS}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    wanted = [part for part in PARTS if not options.parts or part.name in options.parts]
    measured = []
    for part in wanted:
        measured.append(figures.run(part))
        print(page.as_text(measured[-1]), file=sys.stderr if options.json else sys.stdout, flush=True)
    known = [result for part in PARTS if (result := figures.load(part)) is not None]
    page.PAGE.write_text(page.as_page(known), encoding="utf-8")
    if options.json:
        print(json.dumps({result.name: asdict(result) for result in measured}, ensure_ascii=False))
    return 0 if options.parts else _tables()


def _tables() -> int:
    print("\nFrom the last words to the chosen follow-up")
    probe_choice.main([])
    print("\nThe list and the search over 5,000 sessions")
    archive_at_scale.main()
    print("\nProgress and takes to compare over 500 sessions")
    progress_at_scale.main()
    print("\nAnalysis of an answer")
    return int(pytest.main(["-m", "bench", "-s", "-q", str(Path(__file__).parent)]))


if __name__ == "__main__":
    sys.exit(main())
