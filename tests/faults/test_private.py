"""What is said in a session stays in its folder: a real session is watched from outside, and then deleted.

It runs where there is no network at all (`unshare`) and is watched by `strace`, each where the system allows it.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import soundfile

from simulator import paths
from simulator.archive.files import write_json
from simulator.archive.store import Archive
from simulator.archive.types import Marks
from simulator.cli import main
from simulator.offline import QUIET
from simulator.settings import change_settings, load_settings
from simulator.stories.store import StoryStore
from simulator.stories.types import Story, ToldIn
from simulator.wiring.archive import delete_outdated
from tests.fakes.recorded import record_session

pytestmark = pytest.mark.fault
ROOT = Path(__file__).parents[2]
JFK = ROOT / "tests" / "data" / "audio" / "jfk.flac"
MARKER = b"fellow"
"""Heard in the answer: "And so, my fellow Americans"."""
TRACED = "socket,open,openat,creat,mkdir,mkdirat,mknod,mknodat"
_MADE = re.compile(r'(?:open|openat|creat|mkdir|mkdirat|mknod|mknodat)\((?:AT_FDCWD, )?"([^"]+)"(.*)')
_UNFINISHED = "<unfinished ...>"
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>")
NOWHERE = ("/dev/", "/proc/")


def works(*command: str) -> bool:
    return bool(shutil.which(command[0])) and not subprocess.run([*command, "true"], capture_output=True).returncode


STRACE = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", f"trace={TRACED}")
NO_NETWORK = ("unshare", "-rn")


@dataclass(frozen=True)
class Watched:
    """A session that is over: its data, what it printed, and what it asked of the system."""

    home: Path
    system_temporary: Path
    done: subprocess.CompletedProcess[bytes]
    traced: tuple[str, ...]
    without_network: bool


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """A spoken session from start to end, its question spoken by the system's voice, with the most open umask."""
    base = tmp_path_factory.mktemp("private")
    home, temporary, said, trace = base / "home", base / "tmp", base / "said.wav", base / "trace"
    temporary.mkdir()
    home.mkdir(mode=0o700)
    (home / "cache").symlink_to(paths.cache_dir())
    soundfile.write(said, soundfile.read(JFK, dtype="int16", stop=48_000)[0], 16_000)
    isolated = works(*NO_NETWORK)
    watching = [*STRACE, "-o", str(trace)] if works(*STRACE, "-o", str(base / "tried")) else []
    session = ["session", "--plain", "--questions", "1", "--probes", "0", "--mic", str(said)]
    program = [sys.executable, "-m", "simulator", *session, "--model", "tiny.en", "--voice", "system"]
    env = {name: value for name, value in os.environ.items() if name not in QUIET}
    env |= {paths.HOME_VARIABLE: str(home), "TMPDIR": str(temporary)}
    done = subprocess.run(
        [*watching, *(NO_NETWORK if isolated else ()), *program],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
        umask=0,
    )
    lines = trace.read_text(errors="replace").splitlines() if trace.exists() else []
    return Watched(home, temporary, done, tuple(_whole(lines)), isolated)


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """strace parts a call's line where another process calls meanwhile: its result is then in a later one."""
    begun: dict[str, str] = {}
    for line in lines:
        process = line.split(maxsplit=1)[0]
        if line.endswith(_UNFINISHED):
            begun[process] = line.removesuffix(_UNFINISHED)
        elif _RESUMED.search(line):
            yield begun.pop(process, "") + _RESUMED.split(line, maxsplit=1)[1]
        else:
            yield line
    yield from begun.values()


def test_a_session_is_held_from_start_to_end_without_a_network(watched: Watched) -> None:
    if not watched.without_network:
        pytest.skip("this system lets nobody take the network away (unshare -rn)")
    assert watched.done.returncode == 0, watched.done.stderr
    assert MARKER in watched.done.stdout


def test_no_socket_is_opened_in_a_session_but_local_ones(watched: Watched) -> None:
    if not watched.traced:
        pytest.skip("strace is not here, or may not watch")
    assert watched.done.returncode == 0, watched.done.stderr
    sockets = [line for line in watched.traced if " socket(" in line]
    assert [line for line in sockets if "AF_UNIX" not in line] == []


def test_every_file_that_a_session_makes_is_in_the_data_folder(watched: Watched) -> None:
    if not watched.traced:
        pytest.skip("strace is not here, or may not watch")
    cache = str(paths.cache_dir().resolve())
    found = [match for line in watched.traced if " = -1 " not in line and (match := _MADE.search(line))]
    made = [match[1] for match in found if "O_CREAT" in match[2] or "mkdir(" in match[0] or "O_TMPFILE" in match[2]]
    assert any("audio.wav" in path for path in made)
    assert any("interviewer-voice" in path for path in made)
    inside = (str(watched.home), cache, *NOWHERE)
    assert [path for path in made if not path.startswith(inside)] == []
    assert list(watched.system_temporary.iterdir()) == []


def test_folders_are_0700_and_files_0600_under_an_umask_that_forbids_nothing(watched: Watched) -> None:
    assert (watched.home / "recordings").exists()
    assert open_to_others(watched.home / "recordings") == []


def test_what_was_said_stands_in_the_session_and_the_index_and_nowhere_else(watched: Watched) -> None:
    with_it = files_with(MARKER, watched.home)
    assert with_it
    archive = watched.home / "recordings"
    (session,) = (path for path in archive.iterdir() if not path.name.startswith("."))
    assert [path for path in with_it if session not in path.parents and path != archive / ".index.sqlite"] == []
    assert MARKER not in watched.done.stderr


def test_delete_leaves_no_byte_of_what_was_said(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(watched.home))
    archive = Archive(watched.home / "recordings")
    (session,) = archive.list()  # it is in the index now
    left_by_a_killed_program = archive.root / ".scratch-left"
    left_by_a_killed_program.mkdir()
    (left_by_a_killed_program / ".lock").touch()
    (left_by_a_killed_program / "speech.wav").write_bytes(MARKER)
    assert main(["delete", "--yes", session.id]) == 0
    assert files_with(MARKER, watched.home) == []
    assert [path.name for path in archive.root.iterdir() if path.name != ".index.sqlite"] == []


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_whatever_is_saved_is_private_under_any_umask(
    umask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv(paths.HOME_VARIABLE, str(home))
    before = os.umask(umask)
    try:
        folder = record_session(paths.data_dir())
        Archive(paths.data_dir()).list()
        change_settings(load_settings(), {"cues": "off"})
        write_json(paths.private_dir(paths.cache_dir()) / "any.json", {})
        assert main(["report", folder.id, "-o", str(home / "report.html")]) in (0, 1)
        assert main(["export", folder.id, "-o", str(home / "session.zip")]) == 0
    finally:
        os.umask(before)
    assert open_to_others(home) == []
    assert len(list(home.rglob("*"))) > 15


def open_to_others(root: Path) -> list[str]:
    """What under `root` others could get at, or its owner could not."""
    return [
        f"{path.stat().st_mode & 0o777:o} {path}"
        for path in [root, *root.rglob("*")]
        if not path.is_symlink() and path.stat().st_mode & 0o777 != (0o700 if path.is_dir() else 0o600)
    ]


def files_with(text: bytes, root: Path) -> list[Path]:
    """Files under `root`, links followed but for the models, that hold `text`."""
    found = [Path(folder) / name for folder, _, names in os.walk(root, followlinks=True) for name in names]
    small = [path for path in found if path.exists() and "models" not in path.parts]
    return [path for path in small if text.lower() in path.read_bytes().lower()]


def test_old_sessions_go_at_a_start_only_where_that_is_set_and_a_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    archive = Archive(paths.data_dir())
    marked, old = record_session(archive.root), record_session(archive.root)
    old.save_marks("turn-01", Marks())
    for folder in (marked, old):
        for take in folder.takes():
            folder.save_corrections(take, ())
    assert delete_outdated(None) == ""
    assert len(archive.list()) == 2
    assert delete_outdated(1) == (
        "Deleted 1 session older than 1 day, as you set it (keep_days). "
        "Those that were marked, or told a story, are never deleted by age."
    )
    assert [one.id for one in archive.list()] == [marked.id]


def test_a_session_in_which_a_story_was_told_does_not_go_by_age(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    archive, store = Archive(paths.data_dir()), StoryStore(paths.stories_dir())
    valid, damaged, old = (without_marks(archive.root) for _ in range(3))
    store.add(Story("", "Alerts", told=(ToldIn(f"{valid}/turn-01"),)))
    (store.folder / "broken.toml").write_text(f'title = "Broken"\n[[told]\ntake = "{damaged}/turn-01"\n')
    delete_outdated(1)
    assert {one.id for one in archive.list()} == {valid, damaged}, f"and not {old}"


def test_nothing_goes_by_age_while_a_story_cannot_be_read_and_the_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    old = without_marks(paths.data_dir())
    (paths.stories_dir() / "unreadable.toml").mkdir(parents=True)
    assert "Nothing is deleted by age (keep_days)" in delete_outdated(1)
    assert [one.id for one in Archive(paths.data_dir()).list()] == [old]


def without_marks(root: Path) -> str:
    """The id of an old session that nobody marked or corrected."""
    folder = record_session(root)
    folder.save_marks("turn-01", Marks())
    for take in folder.takes():
        folder.save_corrections(take, ())
    return folder.id
