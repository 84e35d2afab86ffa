"""Temporary files live inside the data folder, and no longer than the program that made them."""

import subprocess
import sys
from pathlib import Path

import pytest

from simulator.archive.scratch import scratch_folder
from simulator.archive.store import Archive

pytestmark = pytest.mark.unit
KILLED = """
import os, pathlib, sys
from simulator.archive.scratch import scratch_folder
(scratch_folder(pathlib.Path(sys.argv[1])) / "said.wav").write_text("private")
os.kill(os.getpid(), 9) if sys.argv[2] == "killed" else None
"""


def program(root: Path, ending: str) -> None:
    """Another program that leaves a temporary file and ends."""
    subprocess.run([sys.executable, "-c", KILLED, str(root), ending], check=False, timeout=60)


def test_the_folder_is_private_one_a_program_and_no_session(archive: Archive) -> None:
    folder = scratch_folder(archive.root)
    assert folder.parent == archive.root
    assert folder.stat().st_mode & 0o777 == 0o700
    assert scratch_folder(archive.root) == folder
    assert archive.list() == ()


def test_a_folder_in_use_outlives_the_start_of_another_program(archive: Archive) -> None:
    folder = scratch_folder(archive.root)
    Archive(archive.root)
    assert folder.exists()


def test_it_is_gone_when_the_program_has_ended(archive: Archive) -> None:
    program(archive.root, "ended")
    assert not list(archive.root.glob(".scratch-*"))


def test_what_a_killed_program_left_is_removed_at_the_next_start(archive: Archive) -> None:
    program(archive.root, "killed")
    assert len(list(archive.root.glob(".scratch-*/said.wav"))) == 1
    Archive(archive.root)
    assert not list(archive.root.glob(".scratch-*"))
