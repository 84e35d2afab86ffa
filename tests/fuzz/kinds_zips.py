"""Zips to import: names that lead out, links, devices, bombs, cut and spoilt ones."""

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from simulator.archive.bundle import pack, unpack
from simulator.archive.store import Archive
from simulator.errors import SimulatorError
from tests.fakes.replaying import past_session
from tests.fuzz import corpus
from tests.fuzz.harness import Tally, assert_clear, assert_refused, call, drawing, nothing_written_but_in, one_of

_LEADING_OUT = (
    "../evil", "../../evil", "a/../../evil", "/evil", "//evil", "\\evil", "..\\evil", "C:\\evil", "C:/evil",
    "./evil", "a/./evil", "a//evil", ".hidden", "a/.ssh/evil", "evil/", "", ".", "..", "...", "evil\0.wav",
    "evil\x1b[2J", "\u202eevil", "evil\n", "con:", "a|b", "a*b", "x" * 300, "/".join("a" * 40), "session.json/x",
    "evil\ud800",
)  # fmt: skip
_NO_FILES = (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR)
_IDS = ("..", "../x", "/tmp/x", "", ".x", "a b", "a/b", "a\\b", "x" * 500, "\x1b[2J", "a\0b", "é", None, 7, ["x"])


def bad_zips(examples: int, folder: Path) -> Tally:
    """Each goes to `unpack`, some through `import`; afterwards nothing is anywhere but what was there before."""
    tally = Tally("zips")
    made = folder / "made"
    session = past_session(made)
    packed = io.BytesIO()
    pack(session, packed)
    whole = packed.getvalue()
    home = folder / "home"
    archive = Archive(home / "recordings")
    path = folder / "in" / "session.zip"
    path.parent.mkdir()

    def one(content: bytes, *, by_hand: bool = False) -> None:
        path.write_bytes(content)
        try:
            taken = unpack(archive, path)
        except SimulatorError as error:
            assert_clear(error, str(path))
            tally.ends["refused"] += 1
            if by_hand or one_of(10, content):
                assert_refused(call("import", path), path.name)
        else:  # a byte of it that carries nothing; or a name that does no harm
            assert _files(archive.root / taken) in (_files(session.path), _listed(content))
            archive.delete(taken)
            tally.ends["taken"] += 1

    @drawing(examples)
    @given(st.data())
    def spoilt(data: st.DataObject) -> None:
        content = bytearray(whole)
        for _ in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        one(bytes(content))

    @drawing(examples)
    @given(st.integers(0, len(whole) - 1))
    def cut(length: int) -> None:
        one(whole[:length])

    @drawing(examples)
    @given(st.text(max_size=12).map(lambda text: text.encode("utf-8", "replace").decode()))
    def named(name: str) -> None:
        one(zip_of(session.id, {name: b"x"}))

    with nothing_written_but_in(home, path.parent, around=folder):
        for name, content in corpus.files("zips"):
            one(content, by_hand=True)
            assert not tally.ends["taken"], name
        for content in by_hand(session.id):
            one(content, by_hand=True)
        spoilt()
        cut()
        named()
    assert [entry for entry in archive.root.iterdir() if not entry.name.startswith(".index")] == []
    return tally


def by_hand(session_id: str) -> Iterator[bytes]:
    for name in _LEADING_OUT:
        yield zip_of(session_id, {name: b"x"})
        yield zip_of(session_id, {"session.json": b"{}"}, unlisted={name: b"x"})
    for wrong in _IDS:
        yield zip_of(wrong, {"session.json": b"{}"})
    for kind in _NO_FILES:
        yield zip_of(session_id, {"session.json": b"/etc/passwd"}, kind=kind)
    yield zip_of(session_id, {"session.json": b"{}"}, size=1 << 50)
    yield zip_of(session_id, {"journal.jsonl": bytes(20_000_000)}, size=1)
    yield zip_of(session_id, {f"turn-{number}": b"x" for number in range(3000)}, size=7)
    yield _zip({"manifest.json": b"[" * 200_000})
    yield _zip({"manifest.json": bytes(17 << 20)})
    yield _zip({"manifest.json": b'{"schema": 99, "id": "x", "files": []}'})
    yield _zip({"beach.jpg": b"..."})
    yield _zip({})
    yield b"PK\x03\x04" + bytes(200)
    yield b"PK\x05\x06" + b"\xff" * 18
    yield b""


def zip_of(
    session_id: object,
    content: dict[str, bytes],
    *,
    unlisted: dict[str, bytes] | None = None,
    kind: int = stat.S_IFREG,
    size: int | None = None,
) -> bytes:
    """A zip with a manifest that lists `content`, or lies about its size; all entries are of one kind."""
    rows = [
        {"path": name, "size": len(data) if size is None else size, "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in content.items()
    ]
    manifest = json.dumps({"schema": 1, "id": session_id, "files": rows}).encode()
    listed = {f"{session_id}/{name}": data for name, data in content.items()}
    return _zip({"manifest.json": manifest, **listed, **(unlisted or {})}, kind)


def _zip(entries: dict[str, bytes], kind: int = stat.S_IFREG) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name.encode("utf-8", "replace").decode())
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = ((stat.S_IFREG if name == "manifest.json" else kind) | 0o777) << 16
            made.writestr(entry, data)
    return file.getvalue()


def _listed(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        names = [name for name in whole.namelist() if name != "manifest.json"]
        return {name.split("/", 1)[1]: whole.read(name) for name in names}


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
