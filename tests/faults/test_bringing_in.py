"""The import that the app starts: a process of its own, ended at any moment."""

from pathlib import Path

import pytest
import soundfile

from simulator.archive.store import Archive
from simulator.audio.types import RATE_HZ
from simulator.errors import BadInput
from simulator.wiring.bringing_in import BringingIn
from tests.fakes.importing import spoken
from tests.fakes.signals import AUDIO

pytestmark = pytest.mark.fault


def test_it_tells_how_far_it_is_and_what_came_of_it(home: Path) -> None:
    told: list[str] = []
    result = BringingIn().run(AUDIO / "jfk.flac", "tiny.en", told.append)
    assert told == ["jfk.flac: reading 0:11 …", "jfk.flac: hearing 0:11 …"]
    assert "1 answer, now session" in result
    assert len(Archive(home / "recordings").list()) == 1


def test_what_went_wrong_comes_with_what_was_brought_in(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "-mixed"
    folder.mkdir()
    (folder / "a.wav").write_text("no sound")
    (folder / "b.flac").write_bytes((AUDIO / "jfk.flac").read_bytes())
    with pytest.raises(BadInput, match=r"a\.wav: is not a sound file.* · .*b\.flac: 0:11, 1 answer"):
        BringingIn().run(folder, "tiny.en", lambda _: None)


@pytest.mark.parametrize("at", ["reading", "hearing"])
def test_stopped_at_any_moment_it_goes_on_later(home: Path, tmp_path: Path, at: str) -> None:
    talk = tmp_path / "talk.wav"
    soundfile.write(talk, spoken("jfk", 1.0, "libritts_84", 1.0, "jfk"), RATE_HZ)
    bringing = BringingIn()

    def stop(line: str) -> None:
        if f": {at}" in line:
            bringing.stop()

    try:
        bringing.run(talk, "tiny.en", stop)
    except BadInput as error:
        assert "Interrupted" in str(error)  # noqa: PT017 - whether it had the time to say so is not known
    archive = Archive(home / "recordings")
    assert "finished" not in [one.state for one in archive.list()]
    bringing.run(talk, "tiny.en", lambda _: None)
    assert [one.state for one in archive.list()] == ["finished"]


def test_stopping_what_does_not_run_does_nothing() -> None:
    BringingIn().stop()
