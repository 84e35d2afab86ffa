"""What comes from a terminal that is no text."""

import codecs
import os
from functools import partial


def forgive_bytes_that_are_no_text() -> None:
    """A letter from a terminal that is not set to UTF-8 becomes a replacement character; Textual would end the app."""
    if os.name != "posix":
        return
    from textual.drivers import linux_driver

    def forgiving(encoding: str) -> partial[codecs.IncrementalDecoder]:
        return partial(codecs.getincrementaldecoder(encoding), "replace")

    linux_driver.getincrementaldecoder = forgiving  # type: ignore[assignment, attr-defined]
