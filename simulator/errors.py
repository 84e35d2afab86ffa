"""Errors a person can act on: one line that says what, where and what to do, and an exit code.

Exit codes (design: command line): 0 done, 1 the work found a fault it reports,
2 the call was wrong, 3 a part is missing, 130 interrupted, 143 ended by SIGTERM, 129 terminal closed (see `stopping`).
"""

import errno
import re

EXIT_FAULT = 1
EXIT_USAGE = 2
EXIT_MISSING = 3
EXIT_INTERRUPTED = 130

NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says when a disk is full."""
FREE_SPACE = "Free some disk space; what was saved before is safe."

NOT_REACHED = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR)
"""What the system says of a path that leads to nothing for this person."""
_LINE_ENDS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""They come with names and values that a person gave; what is said of them stays one line."""


class SimulatorError(Exception):
    """A fault to report to the person; `str(error)` is the single line they read."""

    exit_code = EXIT_FAULT

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        """`what` went wrong, `where` (a file, a device, a key) and the `remedy` (what to do now)."""
        self.what, self.where, self.remedy = what, where, remedy
        head = f"{where}: {what}" if where else what
        super().__init__(_LINE_ENDS.sub(" ", f"{head}. {remedy}" if remedy else head))


class BadInput(SimulatorError):
    """Something given to us (a file, a folder, a device) cannot be used as it is."""


class UsageError(SimulatorError):
    """The call was wrong: an unknown name, a missing path, values that do not go together."""

    exit_code = EXIT_USAGE


class MissingPart(SimulatorError):
    """A part of the program or machine is not there (a library, a model, a device); `remedy` says how to get it."""

    exit_code = EXIT_MISSING
