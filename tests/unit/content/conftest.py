from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.content.load import load_library
from simulator.content.models import Library

QUESTION = """\
family = "noticed_first"

[[questions]]
id = "{id}"
text = "{text}"
"""
FOLLOWUP = """\
family = "{family}"
title = "Impact"
why = "Because."
weak = ["vague"]
strong = ["a number"]

[[wordings]]
id = "{id}"
text = "{text}"
"""

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file below the temporary folder and makes the folders to it."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


@pytest.fixture
def question() -> Callable[[str, str], str]:
    return lambda identifier, text: QUESTION.format(id=identifier, text=text)


@pytest.fixture
def load(tmp_path: Path, write: Write) -> Callable[[], Library]:
    """Loads a small shipped library (one question, one family) with the user's files of `tmp_path/user`."""
    write("shipped/prompts/noticed.toml", QUESTION.format(id="shipped-one", text="What did you see?"))
    write("shipped/followups/impact.toml", FOLLOWUP.format(family="impact", id="impact-one", text="By how much?"))
    shipped = tmp_path / "shipped"
    return lambda: load_library(shipped / "prompts", shipped / "followups", tmp_path / "user")
