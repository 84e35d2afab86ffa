"""`make bench`: live hearing on the recordings that come with the tests."""

import sys
from pathlib import Path

from tests.benchmarks import live

AUDIO = Path(__file__).parents[1] / "data" / "audio"
RECORDINGS = ("bush_election_gb0", "csm_conversational_a", "mfa_acoustic_corpus", "jfk", "librivox_0870")

if __name__ == "__main__":
    sys.exit(live.main([*(str(AUDIO / f"{name}.flac") for name in RECORDINGS), *sys.argv[1:]]))
