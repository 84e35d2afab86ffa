"""What `simulator demo --plain` says of every candidate, as docs/demo.md: spoken, heard, timed and probed for real.

Run from the checkout: `python scripts/record_demo.py`. Takes about two minutes; words differ a little between runs, as
live hearing does.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "demo.md"
SPEED = "4"
ENDS_AT = "Hearing the answers once more in full"
"""What follows is the summary, which is long and shown in the README's pictures."""
INTRODUCTION = """\
# The demo, as it was heard

`simulator demo NAME --plain` for each synthetic candidate, written down by `scripts/record_demo.py`. The voices are the
program's own, the words are what it heard (faults of hearing included), the follow-ups are those it chose, and each
names the words that made it ask.
"""
sys.path.insert(0, str(ROOT))

from simulator.demo.candidates import candidates, load_candidate  # noqa: E402 - the checkout has to be importable first


def main() -> int:
    parts = [INTRODUCTION]
    for name in candidates():
        print(name, flush=True)
        parts.append(f"## {name}: {load_candidate(name).title}\n\n```\n{conversation(name)}\n```\n")
    PAGE.write_text("\n".join(parts), encoding="utf-8", newline="\n")
    return 0


def conversation(name: str) -> str:
    """The lines of one demo up to its summary. Raises CalledProcessError when the program fails."""
    command = [sys.executable, "-m", "simulator", "demo", name, "--plain", "--speed", SPEED]
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"SIMULATOR_HOME": home, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.split(ENDS_AT, maxsplit=1)[0].strip()


if __name__ == "__main__":
    raise SystemExit(main())
