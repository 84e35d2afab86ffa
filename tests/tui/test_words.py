"""The pure parts under the screens."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.guideline import PRESETS
from simulator.answer.lane import Stretch
from simulator.answer.timing import measure
from simulator.answer.types import SECTIONS, LabelledSentence, Section
from simulator.audio.types import Level
from simulator.interview.plan import Prompt
from simulator.tui.commands.correcting import CORRECTING
from simulator.tui.commands.everywhere import GLOBAL
from simulator.tui.commands.home import HOME
from simulator.tui.commands.past import PAST
from simulator.tui.commands.session import SESSION
from simulator.tui.commands.set_up import SET_UP
from simulator.tui.commands.summary import SUMMARY
from simulator.tui.names import prompt_kind
from simulator.tui.past_rows import when
from simulator.tui.screens import set_up_choices
from simulator.tui.text import clean, clock, one_line, shorten
from simulator.tui.theme import ON_SECTION, SECTION_COLOURS
from simulator.tui.widgets.budgets import action_bar, pace, setup_bar
from simulator.tui.widgets.lane import ruler, scale_for
from simulator.tui.widgets.level_meter import bar
from tests.fakes.services import LIBRARY, PLANS, FakeServices

pytestmark = pytest.mark.unit

GUIDELINE = PRESETS["action-70"].guideline


def _timing(*told: tuple[Section, float]):  # type: ignore[no-untyped-def]
    at, sentences = 0.0, []
    for section, seconds in told:
        sentences.append(LabelledSentence("x", at, at + seconds, section, 0.9))
        at += seconds
    return measure(sentences, at)


@given(st.text())
def test_cleaned_text_has_no_control_character_left(text: str) -> None:
    assert all(
        character == "\n" or (ord(character) >= 0x20 and not 0x7F <= ord(character) < 0xA0) for character in clean(text)
    )


@given(st.text(), st.integers(2, 60))
def test_shortened_text_is_one_line_and_short_enough(text: str, width: int) -> None:
    short = shorten(text, width)
    assert "\n" not in short
    assert len(short) <= width


def test_escape_sequences_become_pictures() -> None:
    assert one_line("a\x1b[31mb\tc\r\nd\x9b") == "a␛[31mb c d�"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (59.9, "0:59"), (67, "1:07"), (3723, "1:02:03"), (-1, "0:00")]
)
def test_times_are_written_as_minutes_and_seconds(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_the_setup_bar_is_green_then_amber_then_over() -> None:
    assert "10 s of 38 s" in setup_bar(_timing(("S", 10)), GUIDELINE, 20).plain
    assert "over" not in setup_bar(_timing(("S", 37)), GUIDELINE, 20).plain
    assert "38 s of 38 s · over" in setup_bar(_timing(("S", 38)), GUIDELINE, 20).plain


def test_the_setup_budget_grows_to_fifty_seconds_with_a_long_answer() -> None:
    assert "40 s of 50 s" in setup_bar(_timing(("S", 40), ("A", 160)), GUIDELINE, 20).plain


def test_the_action_bar_shows_its_band_while_it_is_not_reached() -> None:
    shown = action_bar(_timing(("S", 30), ("A", 30)), GUIDELINE, 20).plain
    assert "50 %" in shown
    assert shown.count("═") == 4  # 60–80 % of 20 cells


def test_before_anything_was_said_the_action_is_no_figure() -> None:
    assert "  –" in action_bar(_timing(), GUIDELINE, 20).plain


@pytest.mark.parametrize(("rate", "note"), [(90.0, "slow"), (135.0, ""), (190.0, "fast")])
def test_the_pace_is_commented_outside_of_the_usual(rate: float, note: str) -> None:
    assert pace(rate).plain == f"{rate:.0f} words/min" + (f" · {note}" if note else "")


@given(st.floats(1, 4000), st.integers(0, 300))
def test_a_ruler_is_as_wide_as_its_lane(span_s: float, width: int) -> None:
    assert len(ruler(span_s, width)) == width


def test_a_growing_lane_grows_in_steps() -> None:
    assert [scale_for(seconds) for seconds in (1, 60, 61, 200)] == [60.0, 60.0, 90.0, 240.0]


@pytest.mark.parametrize(("peak_db", "full"), [(-120.0, 0), (-60.0, 0), (-30.0, 8), (0.0, 16), (6.0, 16)])
def test_the_level_bar_fills_from_a_quiet_room_to_full_scale(peak_db: float, full: int) -> None:
    assert bar(Level(-120.0, peak_db)).plain.count("━") == full


def test_a_level_near_full_scale_is_drawn_as_a_warning() -> None:
    assert any("$error" in str(span.style) for span in bar(Level(-6.0, -2.0)).spans)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_letters_of_all_sections_are_easy_to_read_on_their_colours() -> None:
    for section in SECTIONS:
        contrast = (_luminance(SECTION_COLOURS[section]) + 0.05) / (_luminance(ON_SECTION) + 0.05)
        assert contrast > 5, section  # WCAG asks for 4.5


def test_an_iso_time_is_shown_as_day_and_minute_and_nonsense_as_it_is() -> None:
    assert when("2026-01-05T10:15:00+00:00") == "05 Jan 2026, 10:15"
    assert when("yesterday\x1b") == "yesterday␛"


def test_numbers_that_equal_the_plans_own_are_kept_as_the_plan_says() -> None:
    setup = set_up_choices.quick(LIBRARY, FakeServices().settings, typed=False)
    kept = set_up_choices.changes(setup, PLANS[0])
    assert (kept["questions"], kept["probes"], kept["prep_s"]) == (1, None, None)


def test_a_plan_that_is_gone_falls_back_to_the_first() -> None:
    assert set_up_choices.plan_for(LIBRARY, "gone") is PLANS[0]


def test_companies_are_those_of_the_content_and_none() -> None:
    assert [option.value for option in set_up_choices.companies(LIBRARY)] == [None, "amazon"]


def test_every_command_has_a_help_text_a_label_and_the_key_it_shows() -> None:
    every = {
        *GLOBAL,
        *SESSION,
        *HOME,
        *SET_UP,
        *SUMMARY,
        *PAST,
        *CORRECTING,
    }
    for command in every:
        assert command.help().endswith(".") or command.help().endswith("asks first."), command
        assert len(command.label.split()) <= 2, command
        assert command.shown, command


def test_no_two_commands_of_a_session_share_a_key() -> None:
    keys = [key for command in (*SESSION, *GLOBAL) for key in command.keys.split(",")]
    assert len(keys) == len(set(keys))


def test_the_app_starts_without_any_engine() -> None:
    """Also checks that the screens that are not shown first are not loaded."""
    code = (
        "import sys, simulator.tui.app; "
        "late = 'faster_whisper ctranslate2 numpy pydantic sounddevice pyttsx3 onnxruntime pycrfsuite soundfile '; "
        "late += 'tokenizers simulator.tui.screens.session'; "
        "print([name for name in late.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_stretches_of_a_lane_are_in_seconds() -> None:
    assert Stretch("S", 0.0, 2.0).end_s == 2.0


def test_a_question_of_no_known_family_is_just_a_question() -> None:
    assert prompt_kind(Prompt("question", "Why?", "", "own"), LIBRARY) == "Question"
    assert prompt_kind(Prompt("question", "Why?", "influence", "q"), LIBRARY).startswith("Question  ·  ")
