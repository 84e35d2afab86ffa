"""`simulator report` on sessions as they are found: damaged, unfinished, newer; and calls that cannot work."""

import json
import os
import re
import stat
from functools import partial
from pathlib import Path

import pytest

from simulator.archive.folder import SessionFolder
from tests.fakes.recorded import record_session
from tests.faults.conftest import Call

pytestmark = pytest.mark.fault


@pytest.fixture
def folder(home: Path) -> SessionFolder:
    folder = record_session(home / "recordings")
    folder.save_corrections("turn-01", ())  # no model has to be loaded
    return folder


@pytest.fixture
def call(call: Call) -> Call:
    return partial(call, "report")


def test_a_report_goes_to_stdout_and_nothing_else_does(call: Call, folder: SessionFolder) -> None:
    code, out, errors = call(folder.id, "--format", "json")
    assert (code, errors) == (0, "")
    assert json.loads(out)["id"] == folder.id


def test_without_a_format_it_is_markdown_to_read(call: Call, folder: SessionFolder) -> None:
    assert call(folder.id)[1].startswith("# Practice with Anna Smith\n")


def test_a_file_is_private_and_its_ending_tells_the_format(call: Call, folder: SessionFolder, tmp_path: Path) -> None:
    to = tmp_path / "captions.vtt"
    code, out, errors = call(folder.id, "-o", to)
    assert (code, out) == (0, "")
    assert errors == f"simulator: written to {to}: 1 kB.\n"
    assert to.read_text().startswith("WEBVTT")
    assert stat.S_IMODE(to.stat().st_mode) == 0o600


def test_a_pipe_with_a_name_is_written_into_and_stays_a_pipe(call: Call, folder: SessionFolder, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.vtt"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert call(folder.id, "-o", pipe)[0] == 0
    assert os.read(reader, 65536).startswith(b"WEBVTT")
    os.close(reader)
    assert pipe.is_fifo()


def test_a_link_is_followed_and_stays_a_link(call: Call, folder: SessionFolder, tmp_path: Path) -> None:
    link = tmp_path / "latest.vtt"
    link.symlink_to(tmp_path / "kept.vtt")
    assert call(folder.id, "-o", link)[0] == 0
    assert link.is_symlink()
    assert (tmp_path / "kept.vtt").read_text().startswith("WEBVTT")


def test_an_ending_that_tells_no_format_is_a_wrong_call(call: Call, folder: SessionFolder, tmp_path: Path) -> None:
    code, _, errors = call(folder.id, "-o", tmp_path / "report.pdf")
    assert code == 2
    assert errors.endswith("report.pdf: the ending tells no format. Add --format, such as --format html.\n")
    assert not (tmp_path / "report.pdf").exists()


def test_a_folder_that_is_not_there_is_told_in_one_line(call: Call, folder: SessionFolder, tmp_path: Path) -> None:
    code, out, errors = call(folder.id, "-o", tmp_path / "nowhere" / "r.md")
    assert (code, out) == (1, "")
    assert errors.count("\n") == 1
    assert "cannot save: No such file or directory" in errors


def test_an_unknown_session_is_a_wrong_call(call: Call, home: Path) -> None:
    code, _, errors = call("no-such-session")
    assert code == 2
    assert "no such session" in errors


def test_names_are_counted_so_that_a_misspelled_one_is_noticed(call: Call, folder: SessionFolder) -> None:
    code, out, errors = call(folder.id, "--redact", "Anna", "--redact", "Smith", "--redact", "Zoe")
    assert code == 0
    assert "Anna " not in out
    assert "simulator: Anna: said 4 times.\n" in errors
    assert "simulator: Zoe: said 0 times. Was it heard as another word? Look for it in the report.\n" in errors
    assert "Names were masked as [name]" in errors


def test_a_page_has_its_sound_inside_and_its_size_is_told(call: Call, folder: SessionFolder, tmp_path: Path) -> None:
    to = tmp_path / "report.html"
    code, _, errors = call(folder.id, "-o", to)
    page = to.read_text()
    told = re.fullmatch(r"simulator: written to (.+): (\d+) kB, (\d+) kB of MP3 inside.\n", errors)
    assert (code, bool(told)) == (0, True), errors
    assert told
    assert (told[1], int(told[2])) == (str(to), round(to.stat().st_size / 1000))
    assert 'src="data:audio/mpeg;base64,' in page
    assert f"35 s of sound are inside this page: MP3, {told[3]} kB." in page


def test_a_page_without_audio_has_none(call: Call, folder: SessionFolder) -> None:
    code, out, errors = call(folder.id, "--format", "html", "--no-audio")
    assert (code, errors) == (0, "")
    assert "<audio" not in out
    assert "Last spring Anna Smith" in out


def test_masked_names_are_not_to_be_heard_either_unless_somebody_insists(call: Call, folder: SessionFolder) -> None:
    _, out, errors = call(folder.id, "--format", "html", "--redact", "Anna", "--redact", "Anna Smith")
    assert "<audio" not in out
    assert "The sound is left out, for names can be heard in it. With --with-audio it is kept." in errors
    assert not re.search(r"(?i)\banna\b", out)
    _, out, errors = call(folder.id, "--format", "html", "--redact", "Anna", "--with-audio")
    assert "<audio" in out
    assert "In the sound they can still be heard." in out
    assert "In the sound they can still be heard." in errors


def test_a_damaged_recording_leaves_the_sound_of_the_others(call: Call, folder: SessionFolder) -> None:
    (folder.path / "turn-01" / "audio.wav").write_bytes(b"RIFF and then nothing of use")
    code, out, errors = call(folder.id, "--format", "html")
    assert (code, errors.count("\n")) == (1, 1)
    assert "cannot be played" in out
    assert "<audio" in out


def test_a_session_that_is_still_being_recorded_is_told_so_far(call: Call, home: Path) -> None:
    folder = record_session(home / "recordings", ended=False)
    folder.save_corrections("turn-01", ())
    for name in ("transcript.json", "analysis.json"):
        (folder.path / "turn-03" / name).unlink()
    try:
        code, out, errors = call(folder.id)
    finally:
        folder.close()
    assert errors.splitlines() == [
        "simulator: This session is still being recorded: the report tells what was there when it was made.",
        "simulator: turn-03: there is no transcript, so it can only be heard",
    ]
    assert code == 0, "what is missing may still come"
    assert "Last spring Anna Smith" in out
    assert "still being recorded" in out, "whoever gets the report has to know as well"


def test_a_session_of_a_newer_version_is_told_as_far_as_it_is_understood(call: Call, folder: SessionFolder) -> None:
    path = folder.path / "session.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema": 99}))
    code, out, errors = call(folder.id)
    assert (code, errors.count("\n")) == (0, 1)
    assert errors.startswith("simulator: session.json: written by a newer version")
    assert "Last spring Anna Smith" in out


def test_a_damaged_session_file_leaves_the_answers(call: Call, folder: SessionFolder) -> None:
    (folder.path / "session.json").write_text("{")
    code, out, errors = call(folder.id)
    assert code == 1
    assert errors.count("session.json") == 1
    assert "Last spring Anna Smith" in out


def test_a_damaged_recording_and_a_missing_transcript_are_a_line_each(call: Call, folder: SessionFolder) -> None:
    (folder.path / "turn-01" / "audio.wav").write_bytes(b"RIFF and then nothing of use")
    (folder.path / "turn-03" / "transcript.json").unlink()
    (folder.path / "turn-03" / "analysis.json").unlink()
    code, out, errors = call(folder.id)
    assert code == 1
    told = errors.splitlines()
    assert len(told) == 2, errors
    assert "turn-01" in told[0]
    assert "cannot be played" in told[0]
    assert "turn-03: there is no transcript" in told[1]
    assert "Last spring Anna Smith" in out
    assert "Anna, I think, was glad." in out
    assert str(folder.path) not in out + errors, "where it is kept is nobody else's business"


def test_a_session_without_any_answer_says_so(call: Call, home: Path) -> None:
    folder = record_session(home / "recordings")
    for take in folder.takes():
        for path in sorted((folder.path / take).iterdir()):
            path.unlink()
        (folder.path / take).rmdir()
    (folder.path / "journal.jsonl").unlink()
    code, out, _ = call(folder.id)
    assert code == 0
    assert "Nothing was recorded in this session." in out


def test_nothing_that_was_said_reaches_the_terminal_as_a_command(call: Call, folder: SessionFolder) -> None:
    path = folder.path / "session.json"
    path.write_text(path.read_text().replace("Practice with", "\\u001b[31mPractice\\u0007"))
    for name in ("md", "srt", "vtt", "csv", "json"):
        _, out, errors = call(folder.id, "--format", name)
        assert not {"\x1b", "\x07"} & set(out + errors), name
