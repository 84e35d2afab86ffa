"""The settings as rows: what each is called, what it may be, and one line about it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.content.models import Library
from simulator.settings import Settings
from simulator.settings_file import allowed
from simulator.tui.choices import MicrophoneChoice, VoiceChoice
from simulator.tui.screens import set_up_choices as choices
from simulator.tui.widgets.choice_row import Option

TITLES = {
    "level": "Level",
    "company": "Company",
    "plan": "Plan",
    "questions": "Questions",
    "probes": "Follow-ups",
    "prep_s": "Time to think",
    "voice": "Voice",
    "tone": "Interviewer",
    "microphone": "Microphone",
    "model": "Hearing model",
    "auto_finish_s": "Silence ends",
    "keep_audio": "Keep the sound",
    "cues": "Advice",
    "guideline": "Guideline",
    "words_per_minute": "Typed pace",
    "theme": "Colours",
    "lanes": "Lanes",
    "reduced_motion": "Less motion",
}
"""In the order of the screen: what one practises for, how the interview goes, sound, what is held against, looks."""
ELSEWHERE = {"speaker", "interview", "introduced", "keys", "keep_days"}
"""Set in the file, or where they belong: the day in Today, the first steps by taking them. After how many days sessions
are deleted is nothing to come upon with an arrow key."""
TEXT_SIZE = (
    "Text size is your terminal's: Ctrl and + or − in most, Cmd and + on a Mac. The app fits itself to any size from "
    "40 by 10; at 110 columns more stands side by side."
)
_NUMBERS: dict[str, Sequence[float]] = {
    "questions": range(1, 13),
    "probes": range(7),
    "prep_s": (0, 5, 15, 30, 60, 120, 300),
    "auto_finish_s": (3, 4, 5, 8, 12, 20),
    "words_per_minute": range(100, 201, 10),
}
_UNITS = {"prep_s": " s", "auto_finish_s": " s", "words_per_minute": " words/min"}
_EMPTY = {
    "questions": "as the plan says",
    "probes": "as the plan says",
    "prep_s": "as the plan says",
    "auto_finish_s": "never: only you end an answer",
    "tone": "mixed",
}


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting to change with Left and Right."""

    name: str
    title: str
    options: Sequence[Option[Any]]
    value: object
    about: str


def rows(
    settings: Settings, library: Library, microphones: Sequence[MicrophoneChoice], voices: Sequence[VoiceChoice]
) -> Iterator[SettingRow]:
    for name, title in TITLES.items():
        field, value = Settings.model_fields[name], getattr(settings, name)
        options = _options(name, value, library, microphones, voices)
        about = f"{(field.description or '').split(';')[0]}. Default: {_shown(name, field.default)}"
        yield SettingRow(name, title, options, value, about[:1].upper() + about[1:])


def _options(
    name: str,
    value: object,
    library: Library,
    microphones: Sequence[MicrophoneChoice],
    voices: Sequence[VoiceChoice],
) -> Sequence[Option[Any]]:
    match name:
        case "level":
            return choices.levels()
        case "company":
            return choices.companies(library)
        case "plan":
            return choices.plans(library)
        case "voice":
            return choices.voices(voices)
        case "microphone":
            return _with(choices.microphones(microphones), value)
        case "reduced_motion" | "keep_audio":
            return [Option(False, "no"), Option(True, "yes")]
    if name in _NUMBERS:
        numbers = sorted({*_NUMBERS[name], *([value] if isinstance(value, int | float) else [])})
        empty = [Option(None, _EMPTY[name])] if name in _EMPTY else []
        return [*empty, *(Option(number, _shown(name, number)) for number in numbers)]
    names = allowed(Settings.model_fields[name])
    empty = [Option(None, _EMPTY[name])] if name in _EMPTY else []
    return [*empty, *(Option(one, one.replace("_", " ")) for one in names)]


def _with(options: Sequence[Option[Any]], value: object) -> Sequence[Option[Any]]:
    """A device that is not plugged in now keeps its place."""
    known = any(option.value == value for option in options)
    return options if known else [*options, Option(value, f"{value} (not here now)")]


def _shown(name: str, value: object) -> str:
    if value is None:
        return _EMPTY.get(name, "none")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}{_UNITS.get(name, '')}" if isinstance(value, int | float) else str(value)
