"""Lines from a keyboard that may go away."""

import errno
from collections.abc import Iterator

from simulator.plain.lines import Lines


def lines_of_a_terminal_that_goes() -> Iterator[str]:
    yield "first\n"
    raise OSError(errno.EIO, "Input/output error")


def test_a_terminal_that_goes_is_the_end_of_its_lines() -> None:
    lines = Lines(lines_of_a_terminal_that_goes())
    with lines.changed:
        assert lines.changed.wait_for(lambda: bool(lines._waiting) or lines._over, 10)
    assert lines.take() == "first"
    with lines.changed:
        assert lines.changed.wait_for(lambda: lines.over, 10)
