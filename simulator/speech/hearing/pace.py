"""When live hearing recognises, and when it commits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Chosen by measurement; see tests/benchmarks."""

    redraw_s: float = 0.6
    """Least new sound between two redraws."""
    redraw_cost: float = 1.6
    """A redraw waits for this many times what the last one took, so that a busy machine is not overrun."""
    settle_s: float = 0.3
    """Silence after which the words so far are recognised once more, carefully."""
    close_s: float = 0.9
    """Silence after which everything is committed and the window closed."""
    ending_s: float = 0.2
    """Silence behind the last word that a recognition must have had to be the last one."""
    rejoin_s: float = 4.0
    """Up to this pause a new window starts with the last words of the one before: a lone word is easily misheard.
    With 2 s a reader who stops in mid-sentence had 10 words of 105 wrong, with 4 s 7; 12 other recordings 141 and 143
    of 2,382."""
    lead_in_s: float = 0.3
    """Sound before the first voiced frame that belongs to the window: soft consonants come before the voice."""
    tail_s: float = 0.3
    """Silence behind the last voiced frame that a finished window keeps."""
    guard_s: float = 1.0
    """Words that end this close to the end of the sound are not fixed: they may still be growing, and what is said
    next often changes how they were heard."""
    settled_s: float = 2.5
    """What was said this long ago is fixed as last recognised: one word that flickers must not hold up all that
    follow."""
    careful_s: float = 4.0
    """So much fixed sound, at a pause half of it, is recognised once more in one piece before its words are committed.
    Word error rate of 11 recordings on a simulated clock: 7.0 % without, 5.4 % with it, 4.4 % in one batch pass."""
    overlap_s: float = 1.0
    """Sound of fixed words that stays in a window as an anchor for what follows."""
    longest_s: float = 24.0
    """A window is never longer; what is then in it is committed without agreement."""
    least_voice_s: float = 0.1
    """Less voice than this is a click, not speech."""
    surely_s: float = 1.0
    """In this much voice behind the last known word more words are said."""
