import pytest

from simulator.audio.devices import find_microphone, find_speaker, microphones, speakers
from simulator.errors import MissingPart
from tests.fakes.sound_module import FakeSound, microphone, speaker

pytestmark = pytest.mark.unit


def test_inputs_and_outputs_are_told_apart_with_what_they_can_do() -> None:
    sound = FakeSound([microphone("Desk", 44_100.0, 2), speaker("Box")])
    (desk,) = microphones(sound.load)
    assert (desk.name, desk.rate_hz, desk.channels, desk.host_api, desk.is_default) == (
        "Desk", 44_100, 2, "Core Audio", True,
    )  # fmt: skip
    assert [device.name for device in speakers(sound.load)] == ["Box"]


def test_the_default_comes_first() -> None:
    sound = FakeSound([microphone("A"), microphone("B", default=True), microphone("C")])
    assert [device.name for device in microphones(sound.load)] == ["B", "A", "C"]
    assert find_microphone(None, sound.load).name == "B"


def test_a_device_is_found_by_name_after_its_number_changed() -> None:
    sound = FakeSound([microphone("A"), microphone("B")])
    stored = find_microphone("B", sound.load).name
    sound.devices.insert(0, microphone("New"))
    assert find_microphone(stored, sound.load).index == 2


def test_one_microphone_seen_through_two_interfaces_has_two_names() -> None:
    sound = FakeSound([microphone("Mic"), microphone("Mic", hostapi=1)])
    names = [device.name for device in microphones(sound.load)]
    assert names == ["Mic (Core Audio)", "Mic (MME)"]
    assert find_microphone("Mic (MME)", sound.load).index == 1


def test_a_part_of_a_name_will_do_when_it_fits_one_device_only() -> None:
    sound = FakeSound([microphone("Blue Yeti USB"), microphone("Built-in Microphone"), microphone("Yonder")])
    assert find_microphone("yeti", sound.load).name == "Blue Yeti USB"
    with pytest.raises(MissingPart):
        find_microphone("y", sound.load)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    sound = FakeSound([microphone("Blue Yeti USB"), microphone("Built-in Microphone")])
    with pytest.raises(
        MissingPart, match=r'Blue Yety: there is no microphone of this name\. Did you mean "Blue Yeti USB"'
    ):
        find_microphone("Blue Yety", sound.load)
    with pytest.raises(MissingPart, match="There are: Blue Yeti USB, Built-in Microphone"):
        find_microphone("???", sound.load)


def test_a_machine_without_devices_says_so() -> None:
    sound = FakeSound([])
    assert microphones(sound.load) == ()
    with pytest.raises(MissingPart, match=r"no microphone was found\. .*--typed"):
        find_microphone(None, sound.load)
    with pytest.raises(MissingPart, match=r"no speaker was found\. .*shown on the screen"):
        find_speaker(None, sound.load)


def test_devices_that_change_while_they_are_listed_are_looked_for_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def going(_self: FakeSound) -> list[dict[str, object]]:
        raise AssertionError("structVersion")

    monkeypatch.setattr(FakeSound, "query_hostapis", going)
    with pytest.raises(MissingPart, match="changing just now"):
        find_microphone(None, FakeSound([microphone("A")]).load)
