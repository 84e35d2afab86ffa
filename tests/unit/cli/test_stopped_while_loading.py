"""Ctrl-C while a library loads: the library says that it cannot load, the program that it was interrupted."""

import pytest

from simulator.stopping import Stopped, stopped_by

pytestmark = pytest.mark.unit


def test_an_error_behind_which_a_stop_stands_is_a_stop() -> None:
    stop = Stopped(2)
    error = ImportError("initialization failed")
    error.__cause__ = stop
    assert stopped_by(error) is stop


def test_any_other_error_is_none() -> None:
    assert stopped_by(ImportError("no such module")) is None
