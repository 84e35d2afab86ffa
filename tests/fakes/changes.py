"""Every change that a program makes to the files below a folder, in order and with its times, recorded by strace."""

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

STRACE = shutil.which("strace")
_CALLS = (
    "openat,write,pwrite64,lseek,ftruncate,fsync,fdatasync,"
    "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir"
)  # fmt: skip
_LINE = re.compile(r"(?P<at>\d+\.\d+) (?P<call>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+).*<(?P<took>\d+\.\d+)>$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FILE = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>")

Kind = Literal["mkdir", "create", "write", "truncate", "rename", "remove", "sync", "sync_folder"]


@dataclass(frozen=True, slots=True)
class Change:
    """`begun_s` and `done_s` are wall times. `file` numbers files as they are made, so that it outlives a new name."""

    kind: Kind
    begun_s: float
    done_s: float
    path: str = ""
    file: int = 0
    offset: int = 0
    data: bytes = b""
    to: str = ""


def under_strace(traces: Path) -> tuple[str, ...]:
    """The words before a command, so that its calls land in files that begin with `traces`, one a thread."""
    assert STRACE, "strace is not installed"
    return (
        STRACE, "-ff", "-o", str(traces), "--seccomp-bpf", "-ttt", "-T", "-y", "-xx", "-s", "4000000",
        "-e", f"trace={_CALLS}", "-e", "signal=none",
    )  # fmt: skip


def read_changes(traces: Path, below: Path) -> list[Change]:
    """What was changed below a folder, in the order it was begun. Memory that SQLite maps (-shm) is left out."""
    lines = (line for path in traces.parent.glob(f"{traces.name}.*") for line in path.read_text().splitlines())
    matches = sorted(filter(None, map(_LINE.match, lines)), key=_order)
    return list(_Reader(str(below)).read(matches))


def _order(match: "re.Match[str]") -> float:
    """By their beginning; a number of an open file is free for another until the call that opens it has ended."""
    return float(match["at"]) + (float(match["took"]) if match["call"] == "openat" else 0.0)


@dataclass(slots=True)
class _Open:
    file: int
    appends: bool
    at: int = 0


@dataclass(slots=True)
class _Reader:
    below: str
    files: dict[str, int] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    opened: dict[tuple[int, str], _Open] = field(default_factory=dict)

    def read(self, matches: Iterable["re.Match[str]"]) -> Iterator[Change]:
        for match in matches:
            if int(match["result"]) >= 0:
                begun_s = float(match["at"])
                for kind, more in self._changes(match["call"], match["arguments"], int(match["result"])):
                    yield Change(kind, begun_s, begun_s + float(match["took"]), **more)  # type: ignore[arg-type]

    def _changes(self, call: str, arguments: str, result: int) -> Iterator[tuple[Kind, dict[str, object]]]:
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(_FILE.sub("", arguments))]
        if call == "openat":
            yield from self._open(texts[0].decode(), arguments, result)
        elif call.startswith(("mkdir", "unlink", "rmdir", "rename")):
            yield from self._name(call, [text.decode() for text in texts])
        elif (found := _FILE.match(arguments)) and self._is_below(path := _text(found[2])):
            yield from self._content(call, int(found[1]), path, texts, arguments, result)

    def _open(self, path: str, arguments: str, result: int) -> Iterator[tuple[Kind, dict[str, object]]]:
        if not self._is_below(path) or "O_DIRECTORY" in arguments:
            return
        if "O_CREAT" in arguments and path not in self.files:
            self.files[path] = len(self.sizes) + 1
            self.sizes[self.files[path]] = 0
            yield "create", {"path": path, "file": self.files[path]}
        if path in self.files:
            self.opened[result, path] = _Open(self.files[path], "O_APPEND" in arguments)
            if "O_TRUNC" in arguments:
                yield "truncate", {"file": self.files[path], "offset": 0}

    def _name(self, call: str, paths: list[str]) -> Iterator[tuple[Kind, dict[str, object]]]:
        if not self._is_below(paths[0]):
            return
        if call.startswith("mkdir"):
            yield "mkdir", {"path": paths[0]}
        elif call.startswith("rename"):
            self.files[paths[1]] = self.files.pop(paths[0])
            yield "rename", {"path": paths[0], "to": paths[1]}
        else:
            self.files.pop(paths[0], None)
            yield "remove", {"path": paths[0]}

    def _content(
        self, call: str, descriptor: int, path: str, texts: list[bytes], arguments: str, result: int
    ) -> Iterator[tuple[Kind, dict[str, object]]]:
        one = self.opened.get((descriptor, path))
        if one is None:
            if call == "fsync":
                yield "sync_folder", {"path": path}
        elif call in ("fsync", "fdatasync"):
            yield "sync", {"file": one.file}
        elif call == "lseek":
            one.at = result
        elif call == "ftruncate":
            size = int(arguments.rpartition(",")[2])
            self.sizes[one.file] = size
            yield "truncate", {"file": one.file, "offset": size}
        else:
            at = int(arguments.rpartition(",")[2]) if call == "pwrite64" else one.at
            at = self.sizes[one.file] if one.appends else at
            if call == "write":
                one.at = at + result
            self.sizes[one.file] = max(self.sizes[one.file], at + result)
            yield "write", {"file": one.file, "offset": at, "data": texts[0][:result]}

    def _is_below(self, path: str) -> bool:
        return (path == self.below or path.startswith(self.below + "/")) and not path.endswith("-shm")


def _text(coded: str) -> str:
    return bytes.fromhex(coded.replace("\\x", "")).decode()
