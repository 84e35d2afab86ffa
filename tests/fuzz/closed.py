"""Files and folders that this person may not read or write. Root may everything, so it is run without that right:

    python -m tests.fuzz.closed FOLDER        prints how many cases there were, or fails

`run_without_rights` calls it so.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.fakes.replaying import past_session
from tests.fuzz.harness import Said, Tally, assert_harmless, call

_SOMEBODY = 65534
"""Another user."""
_THEIRS = "theirs"
_NO_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


def run_without_rights(folder: Path) -> str:
    """The cases in a process that obeys modes and owners; its last line. Raises AssertionError when one fails."""
    if os.geteuid() == 0:
        theirs = folder / _THEIRS / "recordings"
        theirs.mkdir(parents=True, mode=0o700)
        os.chown(theirs, _SOMEBODY, _SOMEBODY)
    command = [*(_NO_RIGHTS if os.geteuid() == 0 else ()), sys.executable, "-m", "tests.fuzz.closed", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=os.environ | {"COLUMNS": "200"})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[-1]


def closed(folder: Path) -> Tally:
    """Each closed thing with a command that needs it. One line with its name; opened again, all is there."""
    tally = Tally("closed files")
    home = folder / "home"
    os.environ["SIMULATOR_HOME"] = str(home)
    session = past_session(home / "recordings")
    sound = folder / "a.wav"
    sound.write_bytes((session.path / "turn-01" / "audio.wav").read_bytes())
    _settings(home)
    assert call("export", session.id, "-o", folder / "a.zip").code == 0
    for path, mode, command, codes in _cases(home, folder, session.path):
        before = path.stat().st_mode
        path.chmod(mode)
        try:
            _assert_told(call(*command), path, codes)
        finally:
            path.chmod(before)
        tally.ends["told"] += 1
    if (folder / _THEIRS).exists():
        os.environ["SIMULATOR_HOME"] = str(folder / _THEIRS)
        for command in (("list",), ("import", folder / "a.zip"), ("search", "x"), ("report", session.id)):
            _assert_told(call(*command), folder / _THEIRS / "recordings", (1,))
            tally.ends["another user's"] += 1
        os.environ["SIMULATOR_HOME"] = str(home)
    assert session.load_session().title == "Quick round"
    assert call("report", session.id).code == 0
    return tally


def _cases(home: Path, folder: Path, session: Path) -> Iterator[tuple[Path, int, tuple[object, ...], tuple[int, ...]]]:
    yield home / "config" / "settings.toml", 0, ("doctor",), (1,)
    yield home / "config", 0, ("analyse", folder / "a.wav"), (1, 2)
    yield home, 0, ("list",), (1,)
    yield session, 0, ("report", session.name), (1, 2)
    yield session / "session.json", 0, ("report", session.name), (1,)
    yield session / "journal.jsonl", 0, ("report", session.name), (1,)
    yield session / "turn-02" / "transcript.json", 0, ("report", session.name), (1,)
    yield session / "turn-02", 0, ("report", session.name), (1,)
    yield folder / "a.wav", 0, ("session", "--plain", "--mic", folder / "a.wav"), (1,)
    yield folder / "a.wav", 0, ("import", folder / "a.wav"), (1, 2)
    yield folder / "a.wav", 0, ("analyse", folder / "a.wav"), (1, 2)
    yield folder / "a.zip", 0, ("import", folder / "a.zip"), (1, 2)
    yield folder, 0o100, ("analyse", folder), (1, 2)


def _assert_told(said: Said, path: Path, codes: tuple[int, ...]) -> None:
    assert said.code in codes, (path, said)
    assert_harmless(said.err)
    assert path.name in said.err, (path, said)


def _settings(home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text('plan = "quick"\n')


if __name__ == "__main__":
    print(closed(Path(sys.argv[1])))
