"""Entry point: what a call means, and how it ends.

Exit codes: 0 done, 1 the work found a fault it reports, 2 the call was wrong, 3 a part is missing, 130 interrupted,
143 ended by SIGTERM, 129 the terminal was closed.
"""

import contextlib
import errno
import io
import os
import sys
import traceback
from collections.abc import Sequence

from typer import Abort, Exit
from typer.exceptions import TyperException
from typer.main import get_command

from simulator.cli.commands import app
from simulator.cli.guarded import guarded_terminal
from simulator.content.plaintext import without_controls
from simulator.errors import EXIT_FAULT, EXIT_USAGE, FREE_SPACE, NO_SPACE, NOT_REACHED, SimulatorError
from simulator.stopping import Stopped, exit_code_for, exit_code_of, heeding, stopped_by

_INTERRUPTED = "Interrupted. What was recorded is safe."
_CLOSED = 1
"""The number of SIGHUP, which Windows has not."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one call and return its exit code; every error is one line on stderr."""
    _open_standard_streams()
    with heeding(), guarded_terminal():
        return _run(arguments)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        result = get_command(app).main(args=arguments, prog_name="simulator", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except SimulatorError as error:
        return _say(str(error), error.exit_code)
    except Exit as ending:
        return ending.exit_code
    except SystemExit as ending:
        if isinstance(ending.__context__, BrokenPipeError):  # which typer turned into this
            return _without_reader()
        raise
    except TyperException as error:
        return _say(f"{_sentence(error.format_message())} `simulator --help` shows what there is.", EXIT_USAGE)
    except (Stopped, KeyboardInterrupt, Abort) as error:
        return _say(_INTERRUPTED, exit_code_of(error))
    except BrokenPipeError:
        return _without_reader()
    except Exception as error:  # noqa: BLE001 - a fault of ours: one line for the person, the rest for a report
        if stop := stopped_by(error):
            return _say(_INTERRUPTED, exit_code_of(stop))
        if isinstance(error, OSError) and error.errno == errno.EIO and not error.filename:
            return _say(_INTERRUPTED, exit_code_for(_CLOSED))  # the terminal is gone: its signal would come next
        if isinstance(error, OSError) and error.errno in NO_SPACE:  # where standard output leads
            return _say(f"cannot write: {error.strerror}. {FREE_SPACE}", EXIT_FAULT)
        if isinstance(error, OSError) and error.errno in NOT_REACHED and error.filename:
            return _say(
                f"{error.filename}: {error.strerror}. See that its name is right and you may use it.", EXIT_FAULT
            )
        return _say(f"A fault in the program: {type(error).__name__}: {error}. {_keep_details(error)}", EXIT_FAULT)


def _open_standard_streams() -> None:
    """Streams that are there, and take whatever comes.

    One that is closed (`<&-`) leads nowhere; else the next file, a recording, would take its number. Bytes that are no
    text in the terminal's encoding come in as replacement characters, and what it has no letters for goes out as an
    escape: neither ends a session.
    """
    for name, mode, errors in (
        ("stdin", "r", "replace"),
        ("stdout", "w", "backslashreplace"),
        ("stderr", "w", "backslashreplace"),
    ):
        stream = getattr(sys, name)
        if stream is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115, PTH123 - for the life of the process
            os.set_inheritable(stream.fileno(), True)
            setattr(sys, name, stream)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _without_reader() -> int:
    """The reader of a pipe has gone, as `head` does: it has what it wanted."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _say(line: str, code: int) -> int:
    with contextlib.suppress(OSError):  # the terminal may have been closed
        print(f"simulator: {without_controls(line)}", file=sys.stderr)  # noqa: T201
    return code


def _sentence(message: str) -> str:
    message = message.replace("Value error, ", "")  # pydantic's own words, of no use to a person
    return f"{message.rstrip('?.')}{'?' if message.rstrip('.').endswith('?') else '.'}"


def _keep_details(error: Exception) -> str:
    """Where the program stumbled (places in its code, nothing that was said), kept for a report."""
    from simulator.paths import cache_dir, private_dir, write_whole

    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    try:
        path = private_dir(cache_dir()) / "last-fault.txt"
        write_whole(path, "\n".join([type(error).__name__, *places, ""]).encode("utf-8"))
    except OSError:
        return "Please report it."
    return f"Please report it with {path}"
