import json
import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.archive.store import Archive
from simulator.audio.decode import read_audio
from simulator.audio.types import RATE_HZ, Pcm
from simulator.audio.wavfile import read_wav
from simulator.errors import BadInput
from simulator.importing import pieces
from simulator.importing.progress import PROGRESS_FILE, WHOLE_FILE
from simulator.importing.types import AlreadyThere, Brought, How, Mark
from simulator.interview.course import read_course
from simulator.interview.history import load_records
from simulator.interview.recovery import complete
from simulator.replay.load import load_replay
from simulator.speech.hearing.types import Transcript
from tests.fakes.importing import SAID, Hearer, Watched, an_importer, encode, spoken
from tests.fakes.minds import StoredMind
from tests.fakes.parts import question, words

pytestmark = pytest.mark.unit


def save(path: Path, pcm: Pcm) -> Path:
    soundfile.write(path, pcm, RATE_HZ)
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "recordings"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """Three people with long pauses between them."""
    return save(tmp_path / "talk.wav", spoken(1.0, "jfk", 9.0, "libritts_84", 10.0, "jfk", 1.0))


def bring(root: Path, path: Path, how: How | None = None, hear: Hearer | None = None) -> Brought:
    outcome = an_importer(root, hear or Hearer()).bring(path, how or How(), Watched())
    assert isinstance(outcome, Brought)
    return outcome


def test_a_recording_becomes_a_session_like_any_other(root: Path, talk: Path) -> None:
    outcome = bring(root, talk, How(question="q1", title="At home"))
    (summary,) = Archive(root).list()
    assert (summary.id, summary.title, summary.state, summary.takes) == (outcome.session_id, "At home", "finished", 1)
    (record,) = load_records(Archive(root).open(summary.id), StoredMind())
    assert record.prompt.id == question(1).id
    assert " ".join(word.text for word in record.words) == SAID
    assert (record.source, record.kept) == ("full", True)
    assert record.analysis is not None
    assert record.analysis.context.question == question(1).text
    assert record.probes
    assert record.audio is not None
    assert np.array_equal(read_wav(record.audio), read_audio(talk))


def test_where_only_words_are_kept_the_sound_goes_once_it_was_heard_and_the_recording_itself_stays(
    root: Path, talk: Path
) -> None:
    outcome = an_importer(root, Hearer(), keep_audio=False).bring(talk, How(question="q1"), Watched())
    assert isinstance(outcome, Brought)
    folder = Archive(root).open(outcome.session_id)
    (record,) = load_records(folder, StoredMind())
    assert record.audio is None
    assert " ".join(word.text for word in record.words) == SAID
    assert not [path for path in folder.path.rglob("*") if path.suffix in {".wav", ".flac"}]
    assert load_replay(folder, StoredMind).problems == ()
    assert talk.exists()


def test_it_can_be_replayed(root: Path, talk: Path) -> None:
    replay = load_replay(Archive(root).open(bring(root, talk, How(question="q1")).session_id), StoredMind)
    assert [turn.take_id for turn in replay.turns] == ["", "turn-01"]
    assert replay.turns[1].audio_s == pytest.approx(len(read_audio(talk)) / RATE_HZ)
    assert replay.problems == ()


def test_it_is_dated_by_the_file_and_private(root: Path, talk: Path) -> None:
    recorded = datetime(2024, 2, 29, 12, 0, tzinfo=UTC)
    os.utime(talk, (recorded.timestamp(), recorded.timestamp()))
    folder = Archive(root).open(bring(root, talk).session_id)
    assert datetime.fromisoformat(folder.load_session().started) == recorded
    modes = {path: path.stat().st_mode & 0o777 for path in folder.path.rglob("*")}
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items()), modes
    assert not {PROGRESS_FILE, WHOLE_FILE} & {path.name for path in modes}


def test_where_nobody_said_what_was_asked_it_cannot_be_told(root: Path, talk: Path) -> None:
    (record,) = load_records(Archive(root).open(bring(root, talk).session_id), StoredMind())
    assert record.prompt.text.startswith("Cannot tell")
    assert record.analysis is not None
    assert record.analysis.context.question is None


def test_long_pauses_part_it_and_nothing_is_lost(root: Path, talk: Path) -> None:
    outcome = bring(root, talk, How(pause_s=8.0))
    assert [take.take_id for take in outcome.takes] == ["turn-01", "turn-02", "turn-03"]
    assert outcome.notes[0].startswith("2 pauses of 8 s or longer: 3 answers")
    folder = Archive(root).open(outcome.session_id)
    audio = [folder.audio(take) for take in folder.takes()]
    assert np.array_equal(np.concatenate([read_wav(path) for path in audio if path]), read_audio(talk))
    assert tuple(read_course(folder).prompts) == folder.takes()
    assert len({record.prompt for record in load_records(folder, StoredMind())}) == 3


def test_marks_part_it_with_their_questions(root: Path, talk: Path) -> None:
    marks = (Mark(0.5, 12.0, "Why?"), Mark(12.0, None, "skip"), Mark(20.0, None, ""))
    outcome = bring(root, talk, How(marks=marks, question="q1"))
    folder = Archive(root).open(outcome.session_id)
    assert [record.prompt.text for record in load_records(folder, StoredMind())] == ["Why?", question(1).text]
    kept = json.loads((folder.path / "session.json").read_text())["settings"]["imported"]
    assert kept["file"] == "talk.wav"
    assert [piece["start_s"] for piece in kept["pieces"]] == [0.5, 20.0]


def test_a_mark_behind_the_end_names_the_file_and_leaves_nothing(root: Path, talk: Path) -> None:
    with pytest.raises(BadInput, match=r"talk\.wav: the mark at 16:40 is behind the end"):
        bring(root, talk, How(marks=(Mark(1000.0, None, ""),)))
    assert Archive(root).list() == ()


def test_the_same_recording_is_known_again_under_any_name(root: Path, talk: Path, tmp_path: Path) -> None:
    first = bring(root, talk)
    hear = Hearer()
    copy = Path(shutil.copy(talk, tmp_path / "other.wav"))
    assert an_importer(root, hear).bring(copy, How(), Watched()) == AlreadyThere(first.session_id)
    assert hear.lengths_s == []
    assert bring(root, copy, How(again=True)).session_id != first.session_id
    Archive(root).delete(first.session_id)
    assert len(Archive(root).list()) == 1


def test_what_was_deleted_can_be_brought_in_anew(root: Path, talk: Path) -> None:
    Archive(root).delete(bring(root, talk).session_id)
    assert bring(root, talk).takes


def test_the_recording_itself_is_only_read(root: Path, talk: Path) -> None:
    before = talk.read_bytes(), talk.stat().st_mtime_ns
    bring(root, talk, How(pause_s=8.0))
    assert (talk.read_bytes(), talk.stat().st_mtime_ns) == before


def test_it_goes_on_where_it_was_interrupted_and_hears_nothing_twice(root: Path, talk: Path) -> None:
    def interrupt(count: int) -> None:
        if count == 2:
            raise KeyboardInterrupt

    hear = Hearer(then=interrupt)
    with pytest.raises(KeyboardInterrupt):
        bring(root, talk, How(pause_s=8.0), hear)
    (summary,) = Archive(root).list()
    assert (summary.state, summary.takes) == ("cut off", 3)

    told = len(Archive(root).open(summary.id).entries().entries)
    later = Hearer()
    watched = Watched()
    outcome = an_importer(root, later).bring(talk, How(pause_s=8.0), watched)
    assert isinstance(outcome, Brought)
    assert outcome.session_id == summary.id
    assert [doing for doing, _ in watched.told] == ["hearing"]
    assert (len(hear.lengths_s), len(later.lengths_s)) == (2, 1)
    assert [take.words for take in outcome.takes] == [len(SAID.split())] * 3
    assert [one.state for one in Archive(root).list()] == ["finished"]
    assert len(Archive(root).open(summary.id).entries().entries) == told


def test_sound_that_was_lost_before_it_went_on_is_read_anew(root: Path, talk: Path) -> None:
    def interrupt(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(root, talk, How(pause_s=8.0), Hearer(then=interrupt))
    folder = Archive(root).open(Archive(root).list()[0].id)
    (folder.path / "turn-02" / "audio.wav").unlink()
    assert len(bring(root, talk, How(pause_s=8.0)).takes) == 3
    assert folder.audio("turn-02")


def test_another_recording_is_another_session(root: Path, talk: Path, tmp_path: Path) -> None:
    bring(root, talk)
    bring(root, save(tmp_path / "jfk.wav", spoken("jfk")))
    assert len(Archive(root).list()) == 2


def test_one_that_the_app_completed_meanwhile_is_not_heard_again(root: Path, talk: Path) -> None:
    def interrupt(count: int) -> None:
        if count == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(root, talk, How(pause_s=8.0), Hearer(then=interrupt))
    archive = Archive(root)
    folder = archive.open(archive.list()[0].id)
    ended = datetime(2026, 1, 1, tzinfo=UTC).isoformat()
    heard = Transcript("", words("The app heard this."), "fake", 1.0)
    assert complete(folder, StoredMind(), lambda _path: heard, ended=ended) == 2
    later = Hearer()
    outcome = bring(root, talk, How(pause_s=8.0), later)
    assert later.lengths_s == []
    assert [take.words for take in outcome.takes] == [len(SAID.split()), 4, 4]
    assert all(record.probes for record in load_records(folder, StoredMind()))
    assert not (folder.path / PROGRESS_FILE).exists()


def test_the_title_of_a_conversation_says_that_voices_are_not_told_apart(root: Path, talk: Path) -> None:
    bring(root, talk, How(kind="conversation"))
    assert Archive(root).list()[0].title == "talk (voices not told apart)"


def test_what_is_not_a_file_is_told_and_not_waited_for(root: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    with pytest.raises(BadInput, match=r"pipe\.wav: is not a file"):
        bring(root, tmp_path / "pipe.wav")


def test_within_a_long_answer_it_goes_on_too(root: Path, talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LONGEST_S", 15.0)

    def interrupt(count: int) -> None:
        if count == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(root, talk, hear=Hearer(then=interrupt))
    later = Hearer()
    (take,) = bring(root, talk, hear=later).takes
    parts = take.words // len(SAID.split())
    assert parts >= 3
    assert len(later.lengths_s) == parts - 1
    assert max(later.lengths_s) <= 15.0
    assert take.analysis is not None
    starts = [word.start_s for word in take.analysis.words]
    assert starts == sorted(starts)
    assert starts[-1] > 15.0


def test_interrupted_while_it_is_read_leaves_nothing_behind(root: Path, talk: Path) -> None:
    class Impatient(Watched):
        def reached(self, done_s: float) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        an_importer(root, Hearer()).bring(talk, How(), Impatient())
    assert list(root.iterdir()) == []


def test_what_was_begun_in_another_way_is_not_mixed(root: Path, talk: Path) -> None:
    def interrupt(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(root, talk, hear=Hearer(then=interrupt))
    with pytest.raises(BadInput, match="in another way"):
        bring(root, talk, How(pause_s=8.0))
    assert bring(root, talk).takes


def test_noise_without_speech_leaves_nothing_behind(root: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"typing\.wav: no speech is heard in it"):
        bring(root, save(tmp_path / "typing.wav", spoken("ns_typing")))
    assert list(root.iterdir()) == []


def test_voice_without_a_word_leaves_nothing_behind(root: Path, talk: Path) -> None:
    with pytest.raises(BadInput, match="no speech is heard in it"):
        bring(root, talk, hear=Hearer(said=""))
    assert list(root.iterdir()) == []


def test_a_file_that_lacks_its_end_is_brought_in_as_far_as_it_goes(root: Path, talk: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.wav"
    cut.write_bytes(talk.read_bytes()[: 15 * RATE_HZ * 2])
    outcome = bring(root, cut)
    assert outcome.duration_s == pytest.approx(15.0, abs=0.1)
    assert outcome.damage.startswith("is cut off; of ")


def test_one_that_is_damaged_in_its_middle_is_brought_in_up_to_there(root: Path, tmp_path: Path) -> None:
    source = encode(tmp_path / "a.mp3", spoken("jfk"), "libmp3lame", 44_100)
    content = source.read_bytes()
    middle = len(content) // 2
    source.write_bytes(content[:middle] + bytes(range(256)) * 40 + content[middle + 10_240 :])
    outcome = bring(root, source)
    assert re.fullmatch(r"is damaged: .*; of 0:1[01] the first 0:0[456] were brought in", outcome.damage)


def test_progress_is_told_in_seconds_of_sound(root: Path, talk: Path) -> None:
    watched = Watched()
    an_importer(root, Hearer()).bring(talk, How(pause_s=8.0), watched)
    length_s = len(read_audio(talk)) / RATE_HZ
    assert watched.told == [("reading", pytest.approx(length_s)), ("hearing", pytest.approx(length_s))]
    assert watched.reached_s == sorted(watched.reached_s)
    assert watched.reached_s[-1] == pytest.approx(length_s)
