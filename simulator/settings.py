"""What a person can set, with the default and the reason for each; kept in `settings.toml` in the config folder.

Environment variables `SIMULATOR_<NAME>` go before the file, so that a single call can differ.
"""

import os
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from simulator.errors import BadInput, UsageError
from simulator.paths import config_dir, private_dir, write_whole
from simulator.turns import in_turn

LOCK_FILE = ".settings.lock"
"""Beside the settings file: two programs that change settings at the same moment do so one after the other."""
_LARGEST = 20_000
"""Bytes. The program itself writes less than one thousand."""
_SHOWN = 200
"""Characters of what the TOML reader says."""

Cues = Literal["off", "subtle", "firm"]
GuidelinePreset = Literal["action-70", "20-10-60-10", "10-10-60-20"]
ModelName = Literal["auto", "base", "tiny.en", "small.en", "distil-small.en", "medium.en", "large-v3-turbo"]
"""`auto`, and the names in `speech.hearing.models`."""

Theme = Literal["dark", "light", "contrast"]
Lanes = Literal["letters", "patterns"]


class Settings(BaseSettings):
    """Every setting of the program. Unknown keys and wrong types are refused with the key's name."""

    model_config = SettingsConfigDict(env_prefix="SIMULATOR_", extra="forbid")

    plan: str = Field("quick", description="plan of questions offered first")
    level: Literal["junior", "mid", "senior", "staff"] = Field("mid", description="the bar you are held to")
    company: str | None = Field(None, description="whose framing the interviewer uses; empty for none")
    questions: int | None = Field(None, ge=1, le=30, description="questions a session; empty: as the plan says")
    probes: int | None = Field(None, ge=0, le=6, description="follow-ups a question; empty: as the plan says")
    prep_s: float | None = Field(None, ge=0, le=600, description="seconds to think before the microphone opens")
    voice: Literal["hibari", "system", "none"] = Field("hibari", description="the interviewer's voice")
    microphone: str | None = Field(None, description="input device by name; empty: the system's default")
    speaker: str | None = Field(None, description="output device by name; empty: the system's default")
    model: ModelName = Field("base", description="hearing model; auto takes the best one here that keeps up")
    words_per_minute: int = Field(140, ge=60, le=260, description="speaking rate that typed answers are timed at")
    auto_finish_s: float | None = Field(
        None, ge=3, le=60, description="silence that ends an answer; empty: only you end it"
    )
    keep_audio: bool = Field(True, description="off: only the words of an answer stay, once it was heard in full")
    keep_days: int | None = Field(
        None, ge=1, description="older sessions go at a start, unless marked or told as a story; empty: all are kept"
    )
    cues: Cues = Field("subtle", description="one-line advice while you speak")
    guideline: GuidelinePreset = Field("action-70", description="the timing an answer is held against")
    introduced: bool = Field(False, description="whether the first steps were shown; false shows them at a new start")
    interview: date | None = Field(None, description="the day of your interview; today's plan is made towards it")
    tone: Literal["friendly", "neutral", "bar_raiser", "hr", "hiring_manager"] | None = Field(
        None, description="the interviewer's manner; empty mixes them"
    )
    theme: Theme = Field("dark", description="colours of the app; contrast is black, white and strong colours")
    lanes: Lanes = Field("letters", description="how sections are told apart in a lane beside their colours")
    reduced_motion: bool = Field(False, description="nothing slides or fades")
    keys: dict[str, str] = Field({}, description='your own keys, a line a command, such as finish = "f5,space"')

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library passes it by name
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Calls win over the environment, the environment over the file; nothing else is read."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, _kept(settings_file()))


def settings_file() -> Path:
    return config_dir() / "settings.toml"


def _kept(path: Path) -> dict[str, Any]:
    """What the settings file holds, nothing where there is none. Raises BadInput when it is no TOML file."""
    try:
        if path.exists() and path.stat().st_size > _LARGEST:
            raise _unusable(path, "too large for a file of settings")
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise _unusable(path, "not UTF-8 text") from error
    except RecursionError as error:
        raise _unusable(path, "nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits is one that is no TOMLDecodeError
        raise _no_toml(path, error) from error
    except OSError as error:
        raise _unusable(path, f"cannot be read ({error.strerror})") from error


def _no_toml(path: Path, error: ValueError) -> BadInput:
    return _unusable(path, f"not valid TOML: {ascii(str(error))[1:-1][:_SHOWN]}")


def _unusable(path: Path, why: str) -> BadInput:
    return BadInput(why, where=str(path), remedy="Mend or remove it")


def load_settings() -> Settings:
    """The settings in force. Raises BadInput naming the file and the key."""
    return override()


def override(**choices: object) -> Settings:
    """The settings in force, with what a call chose on top; None leaves a setting as it is.

    Raises UsageError for a choice that is not possible, BadInput for a fault in the settings file.
    """
    chosen = {key: value for key, value in choices.items() if value is not None}
    try:
        return Settings(**chosen)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        if key in chosen:
            raise UsageError(first["msg"].lower(), where=f"--{key.replace('_', '-')} {chosen[key]}") from error
        variable = variable_of(key)
        raise BadInput(
            f"setting {key!a}: {first['msg'].lower()}",
            where=variable if variable in os.environ else str(settings_file()),
            remedy=f"Mend the key there, or the variable {ascii(variable)[1:-1]}",
        ) from error
    except SettingsError as error:
        # A table in a variable is JSON; the library names the key in its message alone.
        key = str(error).split('"')[1]
        variable = variable_of(key)
        raise BadInput(f"setting {key!a}: not JSON", where=variable, remedy="Mend or remove the variable") from error


def read_value(name: str, text: str) -> object:
    """`text` as the value of the setting `name`, None for an empty text.

    Whether a plan or a device is there is not looked up. Raises UsageError that says what may stand there.
    """
    from simulator import settings_file as file

    field = Settings.model_fields[name]
    kind: Any = Annotated[field.annotation, field]
    value = text.strip() or None
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        may = file.about(field) or ("An empty value is not possible" if value is None else "")
        raise UsageError(error.errors()[0]["msg"].lower(), where=f"{name} {text}".strip(), remedy=may) from error


def variable_of(name: str) -> str:
    """The environment variable that goes before the setting `name` in the file."""
    return f"SIMULATOR_{name.upper()}"


def origin(name: str) -> Literal["variable", "file", "default"]:
    """Where the value in force comes from. Raises BadInput when the file is no TOML file."""
    if variable_of(name) in os.environ:
        return "variable"
    return "file" if name in _kept(settings_file()) else "default"


def change_settings(settings: Settings, changes: Mapping[str, object]) -> Settings:
    """`settings` with `changes`, which are kept in the settings file (0600) for the next start. Raises BadInput."""
    try:
        changed = Settings.model_validate({**settings.model_dump(), **changes})
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInput(f"setting '{'.'.join(map(str, first['loc']))}': {first['msg'].lower()}") from error
    # The library merges the tables of its sources: a key that was taken out would come back from the file.
    changed = changed.model_copy(update={name: value for name, value in changes.items() if isinstance(value, dict)})
    kept = changed.model_dump()
    _write({key: kept[key] for key in changes})
    return changed


def _write(changes: Mapping[str, object]) -> None:
    """Put these values into the file; what else is in it stays. Raises BadInput."""
    from simulator import settings_file as file

    path, fields = settings_file(), Settings.model_fields
    try:
        with in_turn(private_dir(path.parent) / LOCK_FILE):
            text = path.read_text(encoding="utf-8") if path.exists() else file.fresh(fields)
            write_whole(path.resolve(), file.changed(text, changes, fields).encode("utf-8"))
    except OSError as error:
        raise BadInput(f"settings cannot be saved ({error.strerror})", where=str(path)) from error
    except ValueError as error:
        raise _no_toml(path, error) from error
