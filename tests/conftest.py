"""What `make test` runs by itself and what in two processes: tests with sound need the machine to themselves."""

import signal

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # speed is shown by benchmarks, not by a timed test
settings.load_profile("any machine")
# A background job of a script ignores Ctrl-C, and so would every program that the tests start from one.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test with the virtual sound card is an `audio` test wherever it stands; a browser serves one test at a time."""
    for item in items:
        if "pulse" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.audio)
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
