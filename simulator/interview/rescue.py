"""What is said at the end of a session whose own folder took no more."""

from collections.abc import Sequence
from pathlib import Path

from simulator.audio.types import RATE_HZ, Pcm


def saved_in(saved: Path, own: Path) -> str:
    """The whole session is in `saved`; `own` is the folder that took no more."""
    return f"The disk took no more, so the whole session is in {saved}: move that to {own.parent} when there is room."


def lost(unsaved: Sequence[tuple[Path, Pcm]], waiting: int) -> str:
    """No other place took it either: what was only in memory is gone."""
    seconds = sum(len(pcm) for _, pcm in unsaved) / RATE_HZ
    sound = f"up to {seconds:.0f} s of sound" if unsaved else ""
    words = "words and notes" if waiting else ""
    return f"The disk took no more, and no other place did: {' and '.join(filter(None, (sound, words)))} are lost."
