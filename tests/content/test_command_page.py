"""docs/cli.md is what the program says of itself."""

from pathlib import Path

import pytest

from scripts.command_page import page

pytestmark = pytest.mark.unit


def test_the_page_of_commands_is_what_the_program_offers_today(root: Path) -> None:
    written = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == page(), "docs/cli.md is old: make docs"


def test_the_page_has_each_command_with_its_options_and_nothing_of_this_machine(root: Path) -> None:
    text = page()
    for heading in ("## `simulator session`", "## `simulator stories new`", "## `simulator models download`"):
        assert text.count(f"{heading}\n") == 1
    assert "`--keep-days <int range>`" in text
    assert str(root) not in text
    assert str(Path.home()) not in text
