"""`make bench`: live hearing on the recordings of the tests, the follow-up, archive and progress at scale, analysis."""

import sys
from pathlib import Path

import pytest

from tests.benchmarks import archive_at_scale, follow_up, live, probe_choice, progress_at_scale

AUDIO = Path(__file__).parents[1] / "data" / "audio"
RECORDINGS = ("bush_election_gb0", "csm_conversational_a", "mfa_acoustic_corpus", "jfk", "librivox_0870")


def main() -> int:
    """Every benchmark, one table after the other; the exit code says whether one could not be run."""
    print("Live hearing")
    failed = live.main([*(str(AUDIO / f"{name}.flac") for name in RECORDINGS), *sys.argv[1:]])
    print("\nFrom the key to the follow-up at the speaker")
    print(follow_up.as_table(follow_up.measure(6)))
    print("\nFrom the last words to the chosen follow-up")
    probe_choice.main([])
    print("\nThe list and the search over 5,000 sessions")
    archive_at_scale.main()
    print("\nProgress and takes to compare over 500 sessions")
    progress_at_scale.main()
    print("\nAnalysis of an answer")
    return failed or int(pytest.main(["-m", "bench", "-s", "-q", str(Path(__file__).parent)]))


if __name__ == "__main__":
    sys.exit(main())
