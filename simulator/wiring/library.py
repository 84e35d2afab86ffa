"""The content in force: what is shipped, and what the person added."""

from simulator.content.load import load_library
from simulator.content.models import Library
from simulator.paths import config_dir, content_dir


def open_library() -> Library:
    """Raises BadInput when a shipped file is broken; the person's broken files are left out and named in `warnings`."""
    return load_library(content_dir("prompts"), content_dir("followups"), config_dir())
