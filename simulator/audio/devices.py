"""The sound devices of this machine, found by name: their numbers change whenever something is plugged in."""

import difflib
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from simulator.audio import portaudio
from simulator.errors import MissingPart

Direction = Literal["input", "output"]

_WORDS = {"input": "microphone", "output": "speaker"}
_REMEDY = {
    "input": "Plug one in and check the system's sound settings; or go on with --typed, or --mic FILE",
    "output": "Plug one in and check the system's sound settings; questions are shown on the screen meanwhile",
}


@dataclass(frozen=True, slots=True)
class Device:
    """One input or output. `name` is what to store; `index` is PortAudio's number and good only until a rescan."""

    name: str
    host_api: str
    rate_hz: int
    channels: int
    is_default: bool
    index: int


def microphones(load: portaudio.Loader = portaudio.load) -> tuple[Device, ...]:
    """All inputs, the default one first. Raises MissingPart without PortAudio."""
    return _devices("input", load)


def speakers(load: portaudio.Loader = portaudio.load) -> tuple[Device, ...]:
    """All outputs, the default one first. Raises MissingPart without PortAudio."""
    return _devices("output", load)


def find_microphone(name: str | None, load: portaudio.Loader = portaudio.load) -> Device:
    """The input called `name`, or the default one. Raises MissingPart when it is not there."""
    return _find("input", name, load)


def find_speaker(name: str | None, load: portaudio.Loader = portaudio.load) -> Device:
    """The output called `name`, or the default one. Raises MissingPart when it is not there."""
    return _find("output", name, load)


def _devices(direction: Direction, load: portaudio.Loader) -> tuple[Device, ...]:
    sounddevice = load()
    channels_key = f"max_{direction}_channels"
    try:
        with portaudio.steady():
            apis: list[dict[str, Any]] = list(sounddevice.query_hostapis())
            rows = [row for row in sounddevice.query_devices() if row[channels_key] > 0]
            default = _default_index(sounddevice, direction)
    except AssertionError as error:  # sounddevice asserts that an entry is whole; one that is going is not
        raise MissingPart("the devices are changing just now", remedy="Try again") from error
    # Windows shows one microphone through several host APIs under one name.
    times = Counter(row["name"] for row in rows)
    found = [
        Device(
            name=row["name"] if times[row["name"]] == 1 else f"{row['name']} ({apis[row['hostapi']]['name']})",
            host_api=apis[row["hostapi"]]["name"],
            rate_hz=round(row["default_samplerate"]),
            channels=row[channels_key],
            is_default=row["index"] == default,
            index=row["index"],
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda device: not device.is_default))


def _default_index(sounddevice: portaudio.SoundDevice, direction: Direction) -> int | None:
    try:
        return int(sounddevice.query_devices(kind=direction)["index"])
    except (sounddevice.PortAudioError, ValueError):
        return None


def _find(direction: Direction, name: str | None, load: portaudio.Loader) -> Device:
    devices = _devices(direction, load)
    word = _WORDS[direction]
    if not devices:
        raise MissingPart(f"no {word} was found", remedy=_REMEDY[direction])
    if name is None:
        return devices[0]
    for device in devices:
        if device.name == name:
            return device
    folded = name.casefold()
    alike = [device for device in devices if folded in device.name.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise MissingPart(f"there is no {word} of this name", where=name, remedy=_nearest(name, devices))


def _nearest(name: str, devices: tuple[Device, ...]) -> str:
    by_folded = {device.name.casefold(): device.name for device in devices}
    near = difflib.get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.3)
    if near:
        return f'Did you mean "{by_folded[near[0]]}"? All are listed by: simulator devices'
    return f"There are: {', '.join(device.name for device in devices)}"
