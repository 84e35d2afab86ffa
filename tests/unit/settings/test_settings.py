"""What can be set, where it comes from, and how it is kept."""

import stat
from pathlib import Path

import pytest

from simulator.errors import BadInput, UsageError
from simulator.settings import Settings, change_settings, load_settings, override, settings_file

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    return tmp_path


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings() == Settings.model_construct()


def test_what_was_changed_is_there_at_the_next_start_and_readable_by_nobody_else() -> None:
    change_settings(load_settings(), {"plan": "full", "microphone": 'The "best" one', "prep_s": 20})
    again = load_settings()
    assert (again.plan, again.microphone, again.prep_s) == ("full", 'The "best" one', 20)
    assert stat.S_IMODE(settings_file().stat().st_mode) == 0o600


def test_a_setting_can_be_emptied_again() -> None:
    changed = change_settings(load_settings(), {"company": "amazon"})
    change_settings(changed, {"company": None})
    assert load_settings().company is None


def test_a_call_goes_before_the_environment_and_that_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    change_settings(load_settings(), {"probes": 1, "plan": "full"})
    monkeypatch.setenv("SIMULATOR_PROBES", "2")
    settings = override(plan="quick")
    assert (settings.probes, settings.plan) == (2, "quick")


def test_an_impossible_choice_of_a_call_names_the_option() -> None:
    with pytest.raises(UsageError, match="--model huge"):
        override(model="huge")


def test_an_unknown_key_in_the_file_is_named(home: Path) -> None:
    settings_file().parent.mkdir()
    settings_file().write_text("colour = 3\n")
    with pytest.raises(BadInput, match="'colour'"):
        load_settings()


def test_a_change_that_is_not_possible_leaves_the_file_as_it_was() -> None:
    change_settings(load_settings(), {"probes": 1})
    before = settings_file().read_bytes()
    with pytest.raises(BadInput, match="probes"):
        change_settings(load_settings(), {"probes": 99})
    assert settings_file().read_bytes() == before
