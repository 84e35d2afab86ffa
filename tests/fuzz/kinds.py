"""Every kind of bad input, and how many examples `make test` draws of it."""

from collections.abc import Mapping

from tests.fuzz.harness import Kind
from tests.fuzz.kinds_calls import bad_ids, bad_settings
from tests.fuzz.kinds_content import bad_content
from tests.fuzz.kinds_sound import bad_sound
from tests.fuzz.kinds_stored import bad_stored, cut_at_every_byte
from tests.fuzz.kinds_told import bad_texts, hostile_words
from tests.fuzz.kinds_zips import bad_zips

KINDS: Mapping[str, tuple[Kind, int, int]] = {
    "sound": (bad_sound, 60, 450),
    "content": (bad_content, 100, 1400),
    "stored": (bad_stored, 120, 120),
    "stored-cut": (cut_at_every_byte, 19, 600),
    "zips": (bad_zips, 25, 150),
    "ids": (bad_ids, 50, 300),
    "settings": (bad_settings, 60, 1200),
    "words": (hostile_words, 20, 150),
    "texts": (bad_texts, 30, 100),
}
"""Name → what runs it, with how many examples (of what is cut: after every how many bytes), and the fewest cases."""
