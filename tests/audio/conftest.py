"""One private PulseAudio daemon for all tests of this folder that ask for `pulse`."""

from collections.abc import Iterator

import pytest

from tests.fakes.pulse import Pulse, virtual_sound


@pytest.fixture(scope="session")
def pulse() -> Iterator[Pulse]:
    """The virtual microphone and speaker; PortAudio of this process uses them."""
    with virtual_sound() as daemon:
        yield daemon
