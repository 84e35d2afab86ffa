"""What works on this machine: every part tried for real, one finding each."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from simulator import paths
from simulator.archive import files
from simulator.errors import MissingPart, SimulatorError
from simulator.settings import Settings, settings_file

State = Literal["ok", "limited", "missing"]
LOW_DISK_BYTES = 500_000_000
"""Four hours and more of recording at 1.9 MB a minute."""
LISTEN_S = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """`limited`: the program works around it. `missing`: something asked for is not there; `remedy` says what to do."""

    part: str
    state: State
    detail: str
    remedy: str = ""

    @property
    def mark(self) -> str:
        return {"ok": "ok     ", "limited": "limited", "missing": "missing"}[self.state]


def examine(settings: Settings) -> Iterator[Finding]:
    """One finding a part, as soon as it is tried. Takes some seconds; speaks to no one and keeps no sound."""
    for part, look in _LOOKS:
        try:
            yield look(settings)
        except MissingPart as error:
            yield Finding(part, _without(part), error.what, error.remedy)
        except SimulatorError as error:
            yield Finding(part, "missing", str(error))


def _without(part: str) -> State:
    """There is a way on without a sound card or a voice, and none without a hearing model or the content."""
    return "limited" if part in ("microphone", "speaker", "voice") else "missing"


def _microphone(settings: Settings) -> Finding:
    from simulator.audio.microphone import Microphone
    from simulator.audio.tap import LevelTap

    microphone = Microphone(settings.microphone)
    tap = LevelTap(microphone)
    heard = tap.wait_for_verdict(LISTEN_S)
    tap.close()
    if heard is None:
        return Finding("microphone", "limited", f"{microphone.label}: no sound arrived", "Choose another microphone")
    verdict, advice = heard
    return Finding("microphone", "ok" if verdict in ("good", "quiet") else "limited", f"{microphone.label}: {advice}")


def _speaker(settings: Settings) -> Finding:
    from simulator.audio.devices import find_speaker

    device = find_speaker(settings.speaker)
    return Finding("speaker", "ok", f"{device.name} ({device.rate_hz} Hz)")


def _voice(settings: Settings) -> Finding:
    from simulator.speech.voice.catalogue import voices

    tried = voices()
    usable = [voice for voice in tried if voice.usable]
    detail = "; ".join(f"{voice.name}: {voice.detail}" for voice in tried)
    if not usable:
        return Finding("voice", "limited", detail, "Questions are shown instead of spoken")
    chosen = next((voice for voice in usable if voice.name == settings.voice), None)
    return Finding("voice", "ok" if chosen or settings.voice == "none" else "limited", detail)


def _hearing(settings: Settings) -> Finding:
    from simulator.speech.hearing.auto import AUTO, Choice, choice_here
    from simulator.speech.hearing.models import installed, locate

    choice = choice_here() if settings.model == AUTO else Choice(settings.model, "")
    path = locate(choice.model)
    why = f" (auto: {choice.why})" if choice.why else ""
    others = ", ".join(model.name for model in installed())
    return Finding("hearing", "ok", f"model {choice.model}{why} verified in {path}; installed: {others}")


def _gpu(_: Settings) -> Finding:
    from simulator.speech.hearing.device import gpus

    found = gpus()
    if found:
        return Finding("gpu", "ok", f"{found} seen by CTranslate2: full passes run there, live words on the processor")
    return Finding("gpu", "ok", "none that CTranslate2 sees: all is heard on the processor")


def _labels(_: Settings) -> Finding:
    from simulator.labelling.sections import load_section_labeller

    labeller = load_section_labeller()
    return Finding("sections", "ok", f"labelled by {labeller.name}")


def _content(_: Settings) -> Finding:
    from simulator.content.check import check, content_paths

    problems = check(content_paths())
    if problems:
        return Finding("content", "limited", f"{len(problems)} problems, first: {problems[0]}", "simulator check")
    return Finding("content", "ok", "questions and follow-ups are in order")


def _data(_: Settings) -> Finding:
    folder = paths.data_dir()
    with files.reporting(folder, "use the data folder"):
        paths.private_dir(folder)
        paths.write_whole(folder / ".doctor", b"")
        (folder / ".doctor").unlink()
    free = shutil.disk_usage(folder).free
    minutes = free / 1_920_000
    detail = f"{folder}, {free / 1e9:.1f} GB free, room for {minutes / 60:,.0f} hours of recording"
    return Finding("data folder", "ok" if free > LOW_DISK_BYTES else "limited", detail)


def _settings(_: Settings) -> Finding:
    path = settings_file()
    return Finding("settings", "ok", str(path) if path.exists() else f"defaults ({path} is not there)")


_LOOKS: tuple[tuple[str, Callable[[Settings], Finding]], ...] = (
    ("microphone", _microphone),
    ("speaker", _speaker),
    ("voice", _voice),
    ("hearing", _hearing),
    ("gpu", _gpu),
    ("sections", _labels),
    ("content", _content),
    ("data folder", _data),
    ("settings", _settings),
)
