import numpy as np
import pytest

from simulator.audio.level import LEVELS_HZ, LevelMeter, advice, level_of
from simulator.audio.types import Pcm
from tests.fakes.signals import recording, recordings, tone

pytestmark = pytest.mark.unit


def verdicts(pcm: Pcm) -> list[str]:
    """The meter's verdict after each block of 1/15 s."""
    meter, size, out = LevelMeter(), 16_000 // LEVELS_HZ, []
    for at in range(0, len(pcm) - size + 1, size):
        meter.add(level_of(pcm[at : at + size]))
        if verdict := meter.verdict():
            out.append(verdict)
    return out


def test_a_full_scale_sine_is_three_decibels_below_its_peak() -> None:
    level = level_of(tone(1.0, amplitude=1.0))
    assert level.peak_db == pytest.approx(0.0, abs=0.01)
    assert level.rms_db == pytest.approx(-3.01, abs=0.01)


@pytest.mark.parametrize("pcm", [np.zeros(100, np.int16), np.zeros(0, np.int16)])
def test_digital_silence_is_at_the_floor(pcm: Pcm) -> None:
    assert level_of(pcm) == level_of(np.zeros(1, np.int16))
    assert level_of(pcm).rms_db == level_of(pcm).peak_db == -120.0


def test_the_most_negative_sample_is_full_scale() -> None:
    assert level_of(np.array([-32768], np.int16)).peak_db == 0.0


def test_zeros_are_told_from_a_quiet_room() -> None:
    quiet = np.random.default_rng(1).integers(-3, 4, 48_000).astype(np.int16)
    assert set(verdicts(np.zeros(48_000, np.int16))) == {"zeros"}
    assert set(verdicts(quiet)) == {"quiet"}


def test_a_voice_that_is_cut_off_is_clipping() -> None:
    loud = np.clip(recording("jfk").astype(np.float64) * 6, -32768, 32767).astype(np.int16)
    heard = verdicts(loud)
    assert heard.count("clipping") > 0.9 * len(heard)


def test_one_knock_on_the_table_is_not_clipping() -> None:
    pcm = tone(2.0, amplitude=0.1)
    pcm[16_000:16_040] = 32767
    assert set(verdicts(pcm)) == {"good"}


@pytest.mark.parametrize("row", recordings(kind="read", reference_quality="human"), ids=lambda row: row["id"])
def test_a_clear_human_voice_is_mostly_good_and_never_clipping(row: dict[str, str]) -> None:
    heard = verdicts(recording(row["id"]))
    assert heard.count("good") > 0.6 * len(heard)
    assert "clipping" not in heard
    assert "zeros" not in heard


@pytest.mark.parametrize("row", recordings(kind="read", reference_quality="human"), ids=lambda row: row["id"])
def test_the_same_voice_from_across_the_house_is_quiet(row: dict[str, str]) -> None:
    heard = verdicts((recording(row["id"]) // 30).astype(np.int16))
    assert heard.count("quiet") + heard.count("zeros") > 0.9 * len(heard)


def test_an_empty_office_is_mostly_quiet() -> None:
    heard = verdicts(recording("ns_office"))
    assert heard.count("quiet") > 0.6 * len(heard)


def test_there_is_no_verdict_before_a_second_was_heard() -> None:
    meter = LevelMeter()
    for _ in range(LEVELS_HZ - 1):
        meter.add(level_of(tone(0.1)))
    assert meter.verdict() is None
    meter.add(level_of(tone(0.1)))
    assert meter.verdict() == "good"


def test_the_verdict_follows_within_two_seconds() -> None:
    pcm = np.concatenate((np.zeros(32_000, np.int16), tone(2.2, amplitude=0.2)))
    assert verdicts(pcm)[-1] == "good"


def test_each_verdict_has_one_line_of_advice_and_a_mac_is_told_about_permission() -> None:
    lines = [advice(verdict, "linux") for verdict in (None, "zeros", "quiet", "good", "clipping")]
    assert len(set(lines)) == 5
    assert all(line and "\n" not in line for line in lines)
    assert "Privacy" in advice("zeros", "darwin")
    assert "Privacy" not in advice("zeros", "win32")
