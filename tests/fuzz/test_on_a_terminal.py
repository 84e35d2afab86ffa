"""Bad input and hostile words before the real program on a real terminal; files that another user has closed."""

import os
import shutil
from pathlib import Path

import pytest

from tests.fuzz.closed import run_without_rights
from tests.fuzz.kinds_terminal import app_on_a_terminal, on_a_terminal

pytestmark = pytest.mark.fault
RUNS = 4


def test_no_control_character_of_a_file_comes_to_a_real_terminal(tmp_path: Path) -> None:
    assert on_a_terminal(RUNS, tmp_path).cases == RUNS


def test_the_app_shows_words_that_steer_and_obeys_none(tmp_path: Path) -> None:
    assert app_on_a_terminal(tmp_path).cases == 1


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may read everything")
def test_what_is_closed_to_this_person_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    assert "closed files: 1" in run_without_rights(tmp_path)
