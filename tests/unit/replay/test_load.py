"""A session on disk as a replay, whole and in every state of damage: one line each, and nothing lost."""

import json
from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import Bookmark, Correction, Marks
from simulator.errors import BadInput
from simulator.interview import events as ev
from simulator.interview.mind import Mind
from simulator.replay.load import load_replay
from simulator.replay.timeline import prompts_asked, with_marks
from simulator.replay.types import Replay
from tests.fakes.minds import StoredMind
from tests.fakes.replaying import PROBE, SPOKEN_S, STORY, WALL, past_session, record, write

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path) -> SessionFolder:
    return past_session(tmp_path / "recordings")


def no_models() -> Mind:
    raise AssertionError("nothing here needs a model")


def shape(replay: Replay) -> list[tuple[str, str, bool]]:
    """Who speaks, what the prompt is, and whether there is sound."""
    return [(turn.take_id or "interviewer", turn.prompt.kind, turn.audio is not None) for turn in replay.turns]


def test_both_voices_are_there_in_the_order_they_spoke_takes_that_do_not_count_too(folder: SessionFolder) -> None:
    replay = load_replay(folder, no_models)
    assert shape(replay) == [
        ("interviewer", "question", True),
        ("turn-01", "question", True),
        ("turn-01-take-2", "question", True),
        ("interviewer", "probe", False),
        ("turn-02", "probe", True),
    ]
    assert [turn.record.kept for turn in replay.turns if turn.record] == [False, True, True]
    assert (replay.title, replay.notice, replay.problems) == ("Quick round", "", ())


def test_times_are_those_of_the_recordings_and_else_of_the_journal(folder: SessionFolder) -> None:
    durations = [turn.duration_s for turn in load_replay(folder, no_models).turns]
    assert durations == pytest.approx([2.0, SPOKEN_S, SPOKEN_S, 2.0, SPOKEN_S])


def test_the_follow_up_is_marked_where_the_words_are_that_led_to_it(folder: SessionFolder) -> None:
    first, story = load_replay(folder, no_models).turns[1:3]
    assert [mark.kind for mark in first.marks] == []
    led = [(mark.title, mark.start_s) for mark in story.marks if mark.kind == "probe"]
    assert led == [(f"Led to: {PROBE.text}", 2.0)]
    assert [mark.kind for mark in story.marks] == ["signal", "flag", "probe"]


def test_a_gap_of_the_microphone_is_marked_where_it_was_and_stays_after_a_correction(folder: SessionFolder) -> None:
    write(folder, [(20.0, ev.TakeEnded("turn-01-take-2", SPOKEN_S, 0, ((1.5, 3.2),)))])
    folder.save_corrections("turn-01-take-2", [Correction(0.0, 1.0, "S", "Nobody looked")])
    turns = load_replay(folder, StoredMind).turns
    again = with_marks(turns[2], Marks(), prompts_asked(turns))
    assert [(mark.title, mark.start_s) for mark in again.marks if mark.kind == "gap"] == [
        ("The microphone was gone for 3.2 s", 1.5)
    ]


def test_corrections_are_in_the_labels_and_bookmarks_among_the_marks(folder: SessionFolder) -> None:
    sentence = load_replay(folder, no_models).turns[2].lines[0]
    folder.save_corrections("turn-01-take-2", [Correction(sentence.start_s, sentence.end_s, "S", sentence.text)])
    folder.save_marks("turn-01-take-2", Marks((Bookmark(1.0, "good"),)))
    story = load_replay(folder, StoredMind).turns[2]
    assert [line.section for line in story.lines] == ["S", "A", "A"]
    assert [mark.title for mark in story.marks if mark.kind == "bookmark"] == ["good"]


def test_a_missing_recording_is_told_and_its_words_stay(folder: SessionFolder) -> None:
    (folder.path / "turn-02" / "audio.wav").unlink()
    replay = load_replay(folder, no_models)
    assert replay.problems == ("turn-02: the recording is missing, so the words pass in silence",)
    assert replay.turns[4].words
    assert replay.turns[4].duration_s > 2.0


def test_a_typed_answer_has_no_recording_to_miss(folder: SessionFolder) -> None:
    (folder.path / "turn-02" / "audio.wav").unlink()
    words = load_replay(folder, no_models).turns[4].words
    (folder.path / "turn-02" / "transcript.json").unlink()
    folder.save_transcript("turn-02", words, model="typed", heard="live")
    assert load_replay(folder, no_models).problems == ()
    (folder.path / "turn-02" / "transcript.json").unlink()  # its live words are still there
    (folder.path / "turn-02" / "analysis.json").write_text(
        (folder.path / "turn-02" / "analysis.json").read_text().replace('"estimated": false', '"estimated": true')
    )
    assert load_replay(folder, no_models).problems == (
        "turn-02: the transcript is missing, so the words are those of the analysis",
    )


def test_a_cut_off_recording_is_told_with_both_lengths(folder: SessionFolder) -> None:
    path = folder.path / "turn-02" / "audio.wav"
    path.write_bytes(path.read_bytes()[: 44 + 2 * 16_000])
    turn = load_replay(folder, no_models).turns[4]
    assert turn.problem == "the recording ends after 1 of 3 s, the rest is silent"
    assert (turn.audio_s, turn.duration_s) == (pytest.approx(1.0), SPOKEN_S)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a recording at all" * 40])
def test_a_recording_that_is_damaged_is_one_line_and_its_words_stay(folder: SessionFolder, content: bytes) -> None:
    (folder.path / "turn-02" / "audio.wav").write_bytes(content)
    turn = load_replay(folder, no_models).turns[4]
    assert "the recording cannot be played" in turn.problem
    assert "\n" not in turn.problem
    assert (turn.audio_s, len(turn.words)) == (0.0, 9)


def test_a_damaged_recording_of_the_interviewer_only_makes_the_question_silent(folder: SessionFolder) -> None:
    folder.interviewer_path(1).write_bytes(b"nothing")
    replay = load_replay(folder, no_models)
    assert (replay.turns[0].audio, replay.turns[0].duration_s, replay.problems) == (None, pytest.approx(2.5), ())


def test_a_take_that_was_only_recorded_can_be_heard(folder: SessionFolder) -> None:
    for name in ("transcript.json", "analysis.json"):
        (folder.path / "turn-02" / name).unlink()
    turn = load_replay(folder, no_models).turns[4]
    assert turn.problem == "there is no transcript, so it can only be heard"
    assert (turn.words, turn.duration_s) == ((), SPOKEN_S)


def test_a_missing_transcript_is_made_up_for_by_the_analysis(folder: SessionFolder) -> None:
    (folder.path / "turn-01-take-2" / "transcript.json").unlink()
    turn = load_replay(folder, no_models).turns[2]
    assert " ".join(word.text for word in turn.words) == STORY
    assert turn.problem == "the transcript is missing, so the words are those of the analysis"
    assert turn.record is not None
    assert turn.record.source == "unknown"


def test_a_damaged_transcript_gives_way_to_the_live_words(folder: SessionFolder) -> None:
    take = folder.path / "turn-02"
    words = load_replay(folder, no_models).turns[4].words
    folder.save_transcript("turn-02", words[:4], model="tiny.en", heard="live")
    (take / "transcript.json").write_text("{")
    (take / "analysis.json").unlink()
    turn = load_replay(folder, no_models).turns[4]
    assert len(turn.words) == 4
    assert "damaged: it is not JSON" in turn.problem
    assert turn.problem.endswith("there is no analysis, so sections and findings are missing")


@pytest.mark.parametrize("name", ["analysis.json", "corrections.json", "marks.json"])
def test_any_other_damaged_file_of_a_take_is_named_and_the_rest_is_shown(folder: SessionFolder, name: str) -> None:
    (folder.path / "turn-02" / name).write_text('{"schema": 1, "odd": true}')
    turn = load_replay(folder, no_models).turns[4]
    assert name in turn.problem
    assert (len(turn.words), turn.audio_s) == (9, SPOKEN_S)


def test_corrections_that_cannot_be_judged_are_told_and_the_machines_labels_shown(folder: SessionFolder) -> None:
    folder.save_corrections("turn-02", [Correction(0.0, 3.0, "R")])

    def missing() -> Mind:
        raise BadInput("the label model is missing")

    turn = load_replay(folder, missing).turns[4]
    assert "the label model is missing" in turn.problem
    assert {line.section for line in turn.lines} == {"A"}


def test_a_session_of_a_newer_version_is_read_and_says_that_it_cannot_be_changed(folder: SessionFolder) -> None:
    path = folder.path / "session.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 9}))
    before = {one: one.read_bytes() for one in folder.path.rglob("*") if one.is_file()}
    replay = load_replay(folder, no_models)
    assert replay.notice.startswith("session.json: written by a newer version")
    assert len(replay.turns) == 5
    with pytest.raises(BadInput, match="newer"):
        folder.save_marks("turn-02", Marks((Bookmark(1.0),)))
    assert {one: one.read_bytes() for one in folder.path.rglob("*") if one.is_file()} == before


def test_a_damaged_session_file_costs_the_title_only(folder: SessionFolder) -> None:
    (folder.path / "session.json").write_text("][")
    replay = load_replay(folder, no_models)
    assert (replay.title, len(replay.turns)) == (folder.id, 5)
    assert [problem for problem in replay.problems if problem.startswith("session.json: damaged")]


def test_a_folder_renamed_by_hand_is_replayed_under_its_new_name(folder: SessionFolder) -> None:
    folder.path.rename(folder.path.parent / "my-best-story")
    replay = load_replay(Archive(folder.path.parent).open("my-best-story"), no_models)
    assert (replay.session_id, replay.title, len(replay.turns)) == ("my-best-story", "Quick round", 5)


def test_without_a_journal_the_takes_are_there_and_what_was_asked_is_not_known(folder: SessionFolder) -> None:
    (folder.path / "journal.jsonl").unlink()
    replay = load_replay(folder, no_models)
    assert [turn.take_id for turn in replay.turns] == ["turn-01", "turn-01-take-2", "turn-02"]
    assert {turn.prompt.text for turn in replay.turns} == {"What was asked is not known."}
    assert replay.problems[0] == "turn-01: the journal does not tell of this answer"


def test_a_take_the_journal_does_not_tell_of_is_shown_at_the_end(folder: SessionFolder) -> None:
    record(folder.take_path("turn-07"))
    replay = load_replay(folder, no_models)
    assert shape(replay)[-1] == ("turn-07", "question", True)
    assert "turn-07: the journal does not tell of this answer" in replay.problems


def test_a_session_in_which_nothing_was_answered_has_the_question_only(tmp_path: Path) -> None:
    folder = past_session(tmp_path / "recordings")
    for take in folder.takes():
        (folder.path / take).rename(tmp_path / take)
    assert shape(load_replay(folder, no_models)) == [("interviewer", "question", True), ("interviewer", "probe", False)]
    assert folder.load_session().ended == WALL
