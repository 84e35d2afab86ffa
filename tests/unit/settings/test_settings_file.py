"""The settings file: a comment and a default for each key, and what a person wrote there stays."""

import tomllib
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import BadInput
from simulator.settings import Settings, change_settings, load_settings, settings_file
from simulator.settings_file import changed, fresh

pytestmark = pytest.mark.unit
FIELDS = Settings.model_fields


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path))
    return tmp_path


def test_a_fresh_file_tells_every_setting_with_its_default_and_means_the_defaults() -> None:
    text = fresh(FIELDS)
    for name, field in FIELDS.items():
        assert f"\n{name} = " in text or f"\n# {name} =" in text or f"\n[{name}]" in text
        assert str(field.description)[1:] in text
    assert '# The bar you are held to. One of: junior, mid, senior, staff. Default: "mid"\nlevel = "mid"' in text
    assert Settings.model_validate(tomllib.loads(text)) == Settings.model_construct()


def test_a_value_goes_to_its_own_comment_and_back() -> None:
    text = changed(fresh(FIELDS), {"prep_s": 20, "interview": date(2026, 12, 5)}, FIELDS)
    assert "600. Default: empty\nprep_s = 20\n" in text
    assert "\ninterview = 2026-12-05\n" in text
    assert changed(text, {"prep_s": None, "interview": None}, FIELDS) == fresh(FIELDS)


def test_comments_order_and_layout_of_a_person_stay() -> None:
    mine = "# mine\nlevel   = 'senior'   # since May\n\nplan = \"full\" # all of it\n"
    text = changed(mine, {"level": "staff"}, FIELDS)
    assert text == '# mine\nlevel   = "staff"   # since May\n\nplan = "full" # all of it\n'
    assert changed(mine, {"plan": None}, FIELDS).endswith("\n# plan = # all of it\n")


def test_a_key_that_an_older_file_does_not_have_comes_with_its_comment() -> None:
    text = changed('level = "mid"', {"probes": 3, "company": "amazon"}, FIELDS)
    assert "0 to 6. Default: empty\nprobes = 3\n" in text
    assert tomllib.loads(text) == {"level": "mid", "probes": 3, "company": "amazon"}


def test_only_what_was_changed_is_written() -> None:
    """What a call or the environment said for once does not stick."""
    change_settings(load_settings().model_copy(update={"voice": "none"}), {"level": "senior"})
    assert (load_settings().voice, load_settings().level) == ("hibari", "senior")


def test_a_file_that_is_no_toml_is_not_overwritten(home: Path) -> None:
    settings = load_settings()
    settings_file().parent.mkdir()
    settings_file().write_text("level = = 3\n")
    with pytest.raises(BadInput, match="not valid TOML"):
        change_settings(settings, {"level": "senior"})
    assert settings_file().read_text() == "level = = 3\n"


changes = st.fixed_dictionaries(
    {},
    optional={
        "plan": st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30),
        "microphone": st.none() | st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30),
        "probes": st.none() | st.integers(0, 6),
        "prep_s": st.none() | st.floats(0, 600),
        "interview": st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    },
)


@hypothesis.settings(deadline=None)  # a busy machine is no fault
@given(st.lists(changes, max_size=4))
def test_any_run_of_changes_reads_back_as_what_was_set(run: list[dict[str, object]]) -> None:
    text, wanted = fresh(FIELDS), {name: field.default for name, field in FIELDS.items()}
    for step in run:
        text = changed(text, step, FIELDS)
        wanted |= step
    read = tomllib.loads(text)
    assert {name: read.get(name) for name in ("plan", "microphone", "probes", "prep_s", "interview")} == {
        name: wanted[name] for name in ("plan", "microphone", "probes", "prep_s", "interview")
    }
    assert text.count("# The bar you are held to") == 1
