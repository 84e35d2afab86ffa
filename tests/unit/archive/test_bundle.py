"""A session as a zip and back, and what zips from elsewhere try."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.archive import lock
from simulator.archive.bundle import is_bundle, pack, unpack
from simulator.archive.bundle_zip import is_safe
from simulator.archive.folder import SessionFolder
from simulator.archive.store import IMPORTING, Archive
from simulator.archive.types import Bookmark, Correction, Marks
from simulator.errors import BadInput, SimulatorError, UsageError
from tests.fakes.archive_samples import PROBE, WORDS, an_analysis

pytestmark = pytest.mark.unit
ENDED = "2025-03-01T10:40:00+00:00"


@pytest.fixture
def told(session: SessionFolder) -> SessionFolder:
    """A session with something in each of its files."""
    session.journal.append("start", {"n": 1}, monotonic_s=0.0, wall="")
    session.take_path("turn-01").write_bytes(bytes(range(256)) * 1000)
    session.save_transcript("turn-01", WORDS, model="base", heard="full")
    session.save_analysis("turn-01", an_analysis(), [PROBE])
    session.add_correction("turn-01", Correction(0, 1, "A"))
    session.save_marks("turn-01", Marks((Bookmark(0.5, "good"),), best=True))
    session.end_session(ENDED)
    (session.path / "my notes – söme.txt").write_text("by hand")
    session.close()
    return session


@pytest.fixture
def bundle(told: SessionFolder, tmp_path: Path) -> Path:
    path = tmp_path / "out.zip"
    with path.open("wb") as file:
        pack(told, file)
    return path


@pytest.fixture
def elsewhere(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "elsewhere")


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def everything(root: Path) -> set[Path]:
    return {path for path in root.rglob("*") if not path.name.startswith(".index")}


def remade(bundle: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The zip with its entries (name → content) changed."""
    with zipfile.ZipFile(bundle) as whole:
        entries = {name: whole.read(name) for name in whole.namelist()}
    change(entries)
    with zipfile.ZipFile(bundle, "w") as other:
        for name, data in entries.items():
            other.writestr(name, data)
    return bundle


def listed(entries: dict[str, bytes], change: Callable[[dict[str, object]], None]) -> None:
    manifest = json.loads(entries["manifest.json"])
    change(manifest)
    entries["manifest.json"] = json.dumps(manifest).encode()


# ---- there and back -------------------------------------------------------------------------------------------------


def test_another_archive_gets_the_same_session_byte_by_byte(
    told: SessionFolder, bundle: Path, elsewhere: Archive
) -> None:
    assert unpack(elsewhere, bundle) == told.id
    assert content(elsewhere.root / told.id) == content(told.path)
    assert elsewhere.list()[0].title == "Ownership, first try"
    assert elsewhere.open(told.id).load_marks("turn-01").best


def test_what_is_unpacked_is_private_and_leaves_nothing_beside_it(bundle: Path, elsewhere: Archive) -> None:
    folder = elsewhere.root / unpack(elsewhere, bundle)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("turn*")] if path.is_dir()} == {0o700}
    assert [entry.name for entry in elsewhere.root.iterdir() if not entry.name.startswith(".index")] == [folder.name]


def test_a_zip_goes_through_a_pipe(told: SessionFolder, elsewhere: Archive, tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.got = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.got += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    pack(told, pipe)  # type: ignore[arg-type]
    (tmp_path / "piped.zip").write_bytes(pipe.got)
    assert unpack(elsewhere, tmp_path / "piped.zip") == told.id


def test_no_name_in_it_tells_where_it_was(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as whole:
        assert not any(name.startswith("/") or str(tmp_path) in name for name in whole.namelist())
        assert str(tmp_path).encode() not in whole.read("manifest.json")


def test_hidden_files_and_links_stay_where_they_are(told: SessionFolder, tmp_path: Path) -> None:
    (told.path / "link").symlink_to("/etc/hostname")
    (told.path / ".lock").write_text("x")
    packed = io.BytesIO()
    pack(told, packed)
    assert not [name for name in zipfile.ZipFile(packed).namelist() if "link" in name or "/." in name]


def test_a_session_being_recorded_is_not_exported(told: SessionFolder) -> None:
    with lock.held(told.path), pytest.raises(BadInput, match="End the session first"):
        pack(told, io.BytesIO())


def test_a_session_that_is_damaged_is_exported_and_comes_back_as_it_was(
    told: SessionFolder, elsewhere: Archive, tmp_path: Path
) -> None:
    (told.path / "session.json").write_bytes(b"{")
    with (tmp_path / "d.zip").open("wb") as file:
        pack(told, file)
    assert content(elsewhere.root / unpack(elsewhere, tmp_path / "d.zip")) == content(told.path)
    assert elsewhere.list()[0].state == "unreadable"


def test_a_session_of_a_newer_version_comes_in_to_be_read(
    told: SessionFolder, elsewhere: Archive, tmp_path: Path
) -> None:
    path = told.path / "session.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema": 2}))
    with (tmp_path / "n.zip").open("wb") as file:
        pack(told, file)
    unpack(elsewhere, tmp_path / "n.zip")
    assert "newer version" in elsewhere.list()[0].problem


def test_a_file_whose_name_another_system_could_not_hold_is_told(told: SessionFolder) -> None:
    (told.path / "a:b.txt").write_text("x")
    with pytest.raises(BadInput, match="Rename it"):
        pack(told, io.BytesIO())


# ---- ids that meet --------------------------------------------------------------------------------------------------


def test_importing_twice_says_that_it_is_there_and_changes_nothing(
    told: SessionFolder, bundle: Path, archive: Archive
) -> None:
    lines: list[str] = []
    assert unpack(archive, bundle, lines.append) == told.id
    assert "already in your archive" in lines[0]
    assert len(archive.list()) == 1


def test_another_session_of_the_same_id_is_never_touched(told: SessionFolder, bundle: Path, archive: Archive) -> None:
    told.add_correction("turn-01", Correction(1, 2, "R"))
    before, lines = content(told.path), list[str]()
    assert unpack(archive, bundle, lines.append) == f"{told.id}-2"
    assert f"{told.id}-2" in lines[0]
    assert content(told.path) == before
    assert {one.id for one in archive.list()} == {told.id, f"{told.id}-2"}


# ---- zips that are no sessions --------------------------------------------------------------------------------------

BROKEN = {
    "no zip": b"hello, this is text",
    "empty": b"",
    "only the end": b"PK\x05\x06" + b"\0" * 18,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_zip_of_a_session_is_one_line(elsewhere: Archive, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    assert_refused(elsewhere, path)


def test_a_file_that_is_not_there_is_a_wrong_call(elsewhere: Archive, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        unpack(elsewhere, tmp_path / "none.zip")


def test_a_zip_cut_at_any_place_is_refused(elsewhere: Archive, bundle: Path) -> None:
    whole = bundle.read_bytes()
    for length in range(0, len(whole), max(1, len(whole) // 23)):
        bundle.write_bytes(whole[:length])
        assert_refused(elsewhere, bundle)


def test_a_zip_with_a_wrong_byte_anywhere_never_gives_another_session(
    told: SessionFolder, elsewhere: Archive, bundle: Path
) -> None:
    whole, before = bundle.read_bytes(), content(told.path)
    for at in range(0, len(whole), max(1, len(whole) // 97)):
        bundle.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            session_id = unpack(elsewhere, bundle)
        except SimulatorError:
            continue
        else:  # a byte that carries nothing, such as a time
            assert content(elsewhere.root / session_id) == before
            elsewhere.delete(session_id)


def test_the_zip_of_something_else_says_so(elsewhere: Archive, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "holiday.zip", "w") as other:
        other.writestr("beach.jpg", b"...")
    assert_refused(elsewhere, tmp_path / "holiday.zip", "not a session that this program exported")


def test_a_manifest_of_a_newer_version_says_update(elsewhere: Archive, bundle: Path) -> None:
    remade(bundle, lambda entries: listed(entries, lambda manifest: manifest.update(schema=2, more=1)))
    assert_refused(elsewhere, bundle, "newer version")


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/evil.txt", "..\\evil.txt", "C:/evil.txt", "a/../../evil.txt", ".hidden", "a//b", "x\0y"]
)
def test_no_name_leads_out_of_the_session(elsewhere: Archive, bundle: Path, told: SessionFolder, name: str) -> None:
    assert not is_safe(name)
    row = {"path": name, "size": 1, "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}

    def slipped(entries: dict[str, bytes]) -> None:
        listed(entries, lambda manifest: manifest["files"].append(row))  # type: ignore[attr-defined]
        entries[f"{told.id}/{name}"] = b"x"

    remade(bundle, slipped)
    assert_refused(elsewhere, bundle)


def test_an_entry_beside_the_manifest_is_refused_too(elsewhere: Archive, bundle: Path) -> None:
    remade(bundle, lambda entries: entries.update({"../../evil.txt": b"x"}))
    assert_refused(elsewhere, bundle, "does not list")


@pytest.mark.parametrize("session_id", ["..", "../up", "/tmp", "", ".hidden", "a b"])
def test_an_id_leads_nowhere_else(elsewhere: Archive, bundle: Path, session_id: str) -> None:
    remade(bundle, lambda entries: listed(entries, lambda manifest: manifest.update(id=session_id)))
    assert_refused(elsewhere, bundle)


def test_a_link_in_it_is_refused(elsewhere: Archive, bundle: Path, told: SessionFolder) -> None:
    with zipfile.ZipFile(bundle) as whole:
        entries = {entry.filename: whole.read(entry) for entry in whole.infolist()}
    with zipfile.ZipFile(bundle, "w") as other:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name)
            kind = stat.S_IFLNK if name.endswith("audio.wav") else stat.S_IFREG
            entry.external_attr = (kind | 0o777) << 16
            other.writestr(entry, data)
    assert_refused(elsewhere, bundle, "link")


def test_what_unpacks_to_far_too_much_is_refused_before_a_byte_is_written(elsewhere: Archive, bundle: Path) -> None:
    def huge(manifest: dict[str, object]) -> None:
        manifest["files"][0]["size"] = 1 << 50  # type: ignore[index]

    remade(bundle, lambda entries: listed(entries, huge))
    assert_refused(elsewhere, bundle, "far more than a session holds")


def test_a_file_longer_than_it_says_is_cut_off_and_refused(
    elsewhere: Archive, bundle: Path, told: SessionFolder
) -> None:
    remade(bundle, lambda entries: entries.update({f"{told.id}/journal.jsonl": b"0" * 50_000_000}))
    assert_refused(elsewhere, bundle, "not what the manifest says")


def test_a_file_that_was_changed_is_refused(elsewhere: Archive, bundle: Path, told: SessionFolder) -> None:
    name = f"{told.id}/session.json"
    remade(bundle, lambda entries: entries.update({name: entries[name].replace(b"first", b"worst")}))
    assert_refused(elsewhere, bundle, "not what the manifest says")


def test_a_disk_without_room_is_told_before_a_byte_is_written(
    elsewhere: Archive, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    assert_refused(elsewhere, bundle, "Free some disk space")


def test_an_import_that_was_killed_is_tidied_up_at_the_next_start_unless_it_runs(elsewhere: Archive) -> None:
    dead, living = elsewhere.root / f"{IMPORTING}dead", elsewhere.root / f"{IMPORTING}living"
    for folder in (dead, living):
        folder.mkdir()
    with lock.held(living):
        Archive(elsewhere.root)
        assert not dead.exists()
        assert living.exists()
    assert elsewhere.list() == ()


def test_a_zip_is_known_by_its_name_or_its_content(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "noise.wav").write_bytes(b"RIFF")
    assert is_bundle(bundle.rename(tmp_path / "session"))
    assert is_bundle(tmp_path / "damaged.zip")
    assert not is_bundle(tmp_path / "noise.wav")


def assert_refused(archive: Archive, path: Path, why: str = "") -> None:
    """One line, and not a file more than before anywhere around the archive."""
    before = everything(archive.root.parent)
    with pytest.raises(BadInput, match=why or None) as caught:
        unpack(archive, path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert everything(archive.root.parent) == before
