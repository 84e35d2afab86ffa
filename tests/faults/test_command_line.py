"""Calls that cannot work: one clear line on stderr, the documented exit code, no traceback, nothing lost."""

import errno
import io
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.devices import Device
from simulator.cli import main
from tests.faults.conftest import Call

pytestmark = pytest.mark.fault


def one_line(text: str) -> str:
    lines = text.strip().splitlines()
    assert len(lines) == 1, text
    return lines[0]


def test_an_unknown_command_names_the_nearest_one(call: Call) -> None:
    code, _, errors = call("sesion")
    assert code == 2
    assert "Did you mean 'session'? " in one_line(errors)


def test_a_value_that_an_option_does_not_take_is_named_with_those_it_takes(call: Call) -> None:
    code, _, errors = call("session", "--level", "boss")
    assert code == 2
    assert "'--level': 'boss' is not one of 'junior', 'mid', 'senior', 'staff'. " in one_line(errors)


def test_the_app_without_a_terminal_says_what_to_do_instead(call: Call) -> None:
    code, _, errors = call()
    assert code == 2
    assert "--plain" in one_line(errors)


def test_a_mistyped_plan_names_the_nearest_one(call: Call) -> None:
    code, _, errors = call("session", "--plain", "--typed", "--plan", "quik")
    assert code == 2
    assert "Did you mean quick" in one_line(errors)


@pytest.mark.parametrize(
    ("option", "value"), [("--voice", "opera"), ("--model", "huge"), ("--company", "acme"), ("--level", "boss")]
)
def test_a_choice_that_is_not_possible_is_a_wrong_call_that_says_what_is(call: Call, option: str, value: str) -> None:
    code, _, errors = call("session", "--plain", "--typed", option, value)
    assert code == 2
    assert value in one_line(errors)


def test_a_recording_that_is_not_there_is_a_wrong_call(call: Call) -> None:
    code, _, errors = call("session", "--plain", "--mic", "nowhere.wav")
    assert code == 2
    assert "nowhere.wav: no such file" in one_line(errors)


@pytest.mark.parametrize("content", [b"", b"this is a text, not a sound"], ids=["empty", "a renamed text"])
def test_a_microphone_file_that_is_no_recording_is_named_before_a_session_begins(
    call: Call, tmp_path: Path, content: bytes
) -> None:
    bad, good = tmp_path / "bad.mp3", tmp_path / "good.wav"
    bad.write_bytes(content)
    soundfile.write(good, np.ones(16_000, dtype=np.int16), 16_000)
    code, out, errors = call("session", "--plain", "--mic", good, "--mic", bad)
    assert (code, out) == (1, "")
    assert "bad.mp3" in one_line(errors)
    assert not any((tmp_path / "home" / "recordings").glob("*"))


@pytest.mark.parametrize("content", [b"", b"this is a text, not a sound"], ids=["empty", "a renamed text"])
def test_a_file_that_is_no_recording_is_named_and_the_others_are_analysed(
    call: Call, tmp_path: Path, content: bytes
) -> None:
    bad, good = tmp_path / "a-bad.wav", tmp_path / "b-good.txt"
    bad.write_bytes(content)
    good.write_text("I noticed that the backups failed, so I wrote a check.")
    code, out, errors = call("analyse", "--json", bad, good)
    assert code == 1
    assert "a-bad.wav" in one_line(errors)
    assert '"source":' in one_line(out)


def test_a_recording_of_silence_is_analysed_as_no_words(call: Call, tmp_path: Path) -> None:
    silence = tmp_path / "silence.wav"
    soundfile.write(silence, np.zeros(16_000, dtype=np.int16), 16_000)
    code, out, _ = call("analyse", silence)
    assert code == 0
    assert "No words were heard" in out


def test_a_broken_settings_file_is_named_with_the_key(call: Call, tmp_path: Path) -> None:
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('probes = "many"\n')
    code, _, errors = call("session", "--plain", "--typed")
    assert code == 1
    assert "settings.toml" in one_line(errors)
    assert "'probes'" in errors


def test_a_settings_file_that_is_no_toml_is_named(call: Call, tmp_path: Path) -> None:
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text("probes = = 3")
    code, _, errors = call("doctor")
    assert code == 1
    assert "settings.toml: not valid TOML" in one_line(errors)


def test_a_data_folder_that_cannot_be_used_is_named(call: Call, tmp_path: Path) -> None:
    (tmp_path / "home" / "recordings").write_text("a file where the folder should be")
    code, _, errors = call("list")
    assert code == 1
    assert "recordings" in one_line(errors)


def test_a_session_that_is_not_there_cannot_be_deleted(call: Call) -> None:
    code, _, errors = call("delete", "--yes", "../../etc")
    assert code == 2
    one_line(errors)


def test_a_file_name_with_terminal_escapes_is_shown_harmlessly(call: Call) -> None:
    code, _, errors = call("analyse", "\x1b[31mred.wav")
    assert code == 2
    assert "\x1b" not in errors


def test_a_microphone_that_is_not_there_is_named_and_leaves_no_session(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = Device("desk microphone", "ALSA", 16_000, 1, True, 0)
    monkeypatch.setattr("simulator.audio.devices._devices", lambda _direction, _load: (there,))
    code, out, errors = call("session", "--plain", "--mic", "no such microphone", "--voice", "none")
    assert (code, out) == (3, "")
    assert "no such microphone: there is no microphone of this name" in errors
    assert "desk microphone" in errors.splitlines()[-1]
    assert not [one for one in (tmp_path / "home" / "recordings").iterdir() if one.is_dir()]


def test_without_a_microphone_a_plain_session_says_so_and_is_typed(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from simulator.errors import MissingPart

    def none_found() -> None:
        raise MissingPart("no microphone was found", remedy="Plug one in")

    monkeypatch.setattr("simulator.audio.devices.microphones", none_found)
    answer = "I noticed that nobody owned the backups.\nSo I wrote a check and it runs every night.\n.\n\n"
    code, out, errors = call("session", "--plain", "--voice", "none", "--questions", 1, "--probes", 0, typing=answer)
    assert code == 0
    assert "no microphone was found" in one_line(errors)
    assert "Summary: 1 answer" in out
    assert "I noticed that nobody owned the backups." in out


def test_a_fault_of_the_program_is_one_line_and_tells_nothing_of_what_was_said(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails() -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr("simulator.wiring.archive.open_archive", fails)
    code, _, errors = call("list")
    assert code == 1
    assert "out of luck" in one_line(errors)
    details = (tmp_path / "home" / "cache" / "last-fault.txt").read_text()
    assert "out of luck" not in details


def test_a_full_disk_behind_standard_output_is_no_fault_of_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sys.stdout", Full())
    assert main(["list"]) == 1
    said = "simulator: cannot write: No space left on device. Free some disk space; what was saved before is safe.\n"
    assert capsys.readouterr().err == said


def test_a_terminal_that_is_gone_before_its_signal_comes_ends_the_program_as_the_signal_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Gone(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("sys.stdout", Gone())
    assert main(["list"]) == 129
    assert capsys.readouterr().err == "simulator: Interrupted. What was recorded is safe.\n"


def test_a_broken_question_of_ones_own_is_named_and_the_rest_is_analysed(call: Call, tmp_path: Path) -> None:
    own = tmp_path / "home" / "config" / "prompts" / "mine.toml"
    own.parent.mkdir(parents=True)
    own.write_text("[[questions]]\nid = 3\n")
    told = tmp_path / "answer.txt"
    told.write_text("The backups failed. I wrote a check. It runs every night.")
    code, out, errors = call("analyse", told)
    assert code == 0
    assert "mine.toml" in one_line(errors)
    assert "Action" in out
