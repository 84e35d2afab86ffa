"""The sound of a session is in the times of its report, whatever is missing of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulator.audio.decode import read_audio
from simulator.audio.types import RATE_HZ, Pcm
from simulator.report.sound import session_sound
from simulator.report.types import SessionReport
from simulator.wiring.reports import open_report
from tests.fakes.recorded import mind, record_session
from tests.fakes.replaying import record

pytestmark = pytest.mark.unit
NEAR_S = 0.03


def decoded(report: SessionReport, tmp_path: Path) -> Pcm:
    sound = session_sound(report)
    assert sound
    path = tmp_path / "sound.mp3"
    path.write_bytes(sound)
    return read_audio(path)


def first_loud_s(pcm: Pcm, from_s: float) -> float:
    """When it first sounds after `from_s`."""
    begin = round(from_s * RATE_HZ)
    return from_s + int(np.argmax(np.abs(pcm[begin:]) > 2000)) / RATE_HZ


def loudness(pcm: Pcm, from_s: float, to_s: float) -> float:
    return float(np.abs(pcm[round(from_s * RATE_HZ) : round(to_s * RATE_HZ)]).max(initial=0))


def test_every_answer_sounds_where_the_report_says_it_does(report: SessionReport, tmp_path: Path) -> None:
    pcm = decoded(report, tmp_path)
    assert len(pcm) / RATE_HZ == pytest.approx(report.duration_s, abs=0.1)
    for part in report.answers:
        told_s = part.start_s + part.turn.words[0].start_s
        assert first_loud_s(pcm, part.start_s) == pytest.approx(told_s, abs=NEAR_S)
    last = report.answers[0].turn.words[-4]
    told_s = report.answers[0].start_s + last.start_s
    assert first_loud_s(pcm, told_s - 0.08) == pytest.approx(told_s, abs=NEAR_S)


def test_a_turn_without_sound_is_silent_and_shifts_nothing(report: SessionReport, tmp_path: Path) -> None:
    first, second = report.answers[:2]
    silent = replace(first, turn=replace(first.turn, audio=None, audio_s=0.0))
    parts = tuple(silent if part is first else part for part in report.parts)
    pcm = decoded(replace(report, parts=parts), tmp_path)
    assert loudness(pcm, first.start_s, first.end_s) < 100
    told_s = second.start_s + second.turn.words[0].start_s
    assert first_loud_s(pcm, second.start_s) == pytest.approx(told_s, abs=NEAR_S)


def test_a_recording_that_is_cut_off_is_silent_from_there_on(tmp_path: Path) -> None:
    folder = record_session(tmp_path / "recordings")
    path = folder.path / "turn-01" / "audio.wav"
    path.write_bytes(path.read_bytes()[: 44 + 10 * RATE_HZ * 2])
    report = open_report(folder, mind)
    pcm = decoded(report, tmp_path)
    first, second = report.answers[:2]
    assert any("ends after 10 of 26 s" in line for line in report.problems)
    assert loudness(pcm, first.start_s + 11, first.end_s) < 100
    assert loudness(pcm, first.start_s, first.start_s + 10) > 2000
    told_s = second.start_s + second.turn.words[0].start_s
    assert first_loud_s(pcm, second.start_s) == pytest.approx(told_s, abs=NEAR_S)


def test_what_the_interviewer_said_is_heard_where_it_was_recorded(tmp_path: Path) -> None:
    folder = record_session(tmp_path / "recordings")
    record(folder.interviewer_path(1), 2.5)
    report = open_report(folder, mind)
    pcm = decoded(report, tmp_path)
    first = report.answers[0]
    assert (report.parts[0].turn.duration_s, first.start_s) == (2.5, 2.5)
    assert loudness(pcm, 0.1, 2.4) > 2000
    assert first_loud_s(pcm, 2.6) == pytest.approx(2.5 + first.turn.words[0].start_s, abs=NEAR_S)


def test_a_session_without_any_recording_has_no_sound(tmp_path: Path) -> None:
    folder = record_session(tmp_path / "recordings", sound=False)
    assert session_sound(open_report(folder, mind)) is None
