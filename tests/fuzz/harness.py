"""What is asked of the program, whatever it is given; and one call of it in this process."""

import contextlib
import io
import os
import re
import tempfile
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, settings

from simulator.cli import main
from simulator.errors import EXIT_FAULT, EXIT_MISSING, EXIT_USAGE, SimulatorError

OF_THE_BAR = re.compile("\x1b\\[\\?25[lh]|\r?\x1b\\[2K\r?|\r")
"""What the progress bar of an import sends itself: cursor off and on, line cleared."""
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@dataclass
class Tally:
    """How many cases of a kind were run, and how they ended."""

    kind: str
    ends: Counter[str] = field(default_factory=Counter)

    @property
    def cases(self) -> int:
        return self.ends.total()

    def __str__(self) -> str:
        ends = ", ".join(f"{count} {end}" for end, count in sorted(self.ends.items()))
        return f"{self.kind}: {self.cases} cases ({ends})"


@dataclass(frozen=True)
class Said:
    """How a call ended, and what it wrote to the terminal."""

    code: int
    out: str
    err: str


class _Terminal(io.TextIOWrapper):
    """A standard stream that says it is a terminal, as programs write other things into files."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def isatty(self) -> bool:
        return True

    @property
    def text(self) -> str:
        raw = self.buffer
        assert isinstance(raw, io.BytesIO)
        return raw.getvalue().decode("utf-8")


def call(*arguments: object) -> Said:
    """One call of the program, as from a shell on a terminal with nobody at the keyboard."""
    out, err = _Terminal(), _Terminal()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch("sys.stdin", io.StringIO()),
    ):
        code = main([str(argument) for argument in arguments])
    said = Said(code, out.text.replace("\r\n", "\n"), OF_THE_BAR.sub("", err.text))
    assert_harmless(said.out + said.err)
    assert "Traceback" not in said.out + said.err
    assert "A fault in the program" not in said.err, said.err
    return said


def one_of(many: int, content: bytes) -> bool:
    """Whether this is one of the few drawn cases that go through a whole command too, which takes twenty times as long.

    Told by the content, so that hypothesis finds the same when it tries a case again.
    """
    return zlib.crc32(content) % many == 0


def assert_refused(said: Said, where: str, codes: tuple[int, ...] = (EXIT_FAULT,)) -> None:
    """One line on stderr that names `where`, nothing on stdout, one of the documented codes."""
    assert said.code in codes, said
    assert said.out == "", said.out
    (line,) = said.err.splitlines()
    assert line.startswith("simulator: "), line
    assert where in line, (where, line)


def assert_clear(error: SimulatorError, where: str = "") -> None:
    """One line that says what and where, and what to do."""
    assert where in error.where, (where, error.where, str(error))
    assert error.what, error
    assert error.remedy, str(error)
    assert_one_line(error)
    assert error.exit_code in (EXIT_FAULT, EXIT_USAGE, EXIT_MISSING)


def assert_one_line(error: SimulatorError) -> None:
    assert len(str(error).splitlines()) == 1, str(error)


def assert_harmless(text: str) -> None:
    """No control character but line ends and tabs; none that turns the text around."""
    bad = {character for character in text if _steers(character)}
    assert not bad, ([f"U+{ord(one):04X}" for one in bad], text[:2000])


def _steers(character: str) -> bool:
    if character in "\n\t":
        return False
    return character in _BIDI or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


@contextlib.contextmanager
def libraries_watched() -> Iterator[Callable[[], None]]:
    """Gives a check that no library has written to the terminal past Python, as decoders do, since the last check."""
    kept = [os.dup(stream) for stream in (1, 2)]
    with tempfile.TemporaryFile() as noted:
        for stream in (1, 2):
            os.dup2(noted.fileno(), stream)

        def check() -> None:
            noted.seek(0)
            said = noted.read()
            noted.truncate(0)
            assert not said, said[:400]

        try:
            yield check
        finally:
            for stream, before in zip((1, 2), kept, strict=True):
                os.dup2(before, stream)
                os.close(before)


@contextlib.contextmanager
def nothing_written_but_in(*allowed: Path, around: Path) -> Iterator[None]:
    """No file appears, changes or goes anywhere `around`, but for those below the folders that are `allowed`."""
    before = _files(around, allowed)
    yield
    after = _files(around, allowed)
    assert before == after, before.symmetric_difference(after)


def _files(root: Path, left_out: tuple[Path, ...]) -> set[tuple[str, int, int]]:
    found = set()
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if Path(folder, name) not in left_out]
        for name in names:
            status = Path(folder, name).lstat()
            found.add((f"{folder}/{name}", status.st_size, status.st_mtime_ns))
    return found


def drawing(examples: int) -> settings:
    """The same examples at each run, and a case may take as long as it takes: speed is measured elsewhere."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


Kind = Callable[[int, Path], Tally]
"""How many examples are drawn, an empty folder → what was run. Raises AssertionError at the first case that fails."""
