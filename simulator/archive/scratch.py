"""A folder inside the data folder for files that live no longer than the program, such as what the voice is to say.

It is locked like a session: that of a program which was killed is removed at the next start.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from simulator.archive import files, lock
from simulator.archive.store import SCRATCH


@cache
def scratch_folder(root: Path) -> Path:
    """One for this program and data folder (0700). Raises BadInput when the disk refuses."""
    with files.reporting(root, "make a folder for temporary files"):
        folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=root))
    lock.acquire(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
