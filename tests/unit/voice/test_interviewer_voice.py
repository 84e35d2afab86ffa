"""How texts are queued, kept and handed out, with a scripted engine in a real child process."""

import multiprocessing
import threading
import time
from pathlib import Path

import pytest

from simulator.audio.types import Sound
from simulator.errors import UsageError
from simulator.speech.voice.process import PROCESS_NAME
from simulator.speech.voice.voice import InterviewerVoice, NoVoice
from tests.fakes.voice_engines import spec
from tests.unit.voice.conftest import MakeVoice

pytestmark = pytest.mark.unit
LONG_S = 30.0


def until(condition: object, timeout_s: float = LONG_S) -> None:
    """Wait for another process; there is no event to wait on across the border."""
    assert callable(condition)
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


@pytest.fixture
def gate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that opens the way when it is made; its path has nothing in it that is not spoken as it is."""
    return tmp_path_factory.mktemp("gate") / "gate"


def test_a_spoken_text_gives_its_sound(make_voice: MakeVoice) -> None:
    voice = make_voice(spec("Obedient"))
    sound = voice.speak("one two three", LONG_S)
    assert sound is not None
    assert sound.duration_s == pytest.approx(0.3, abs=0.02)
    assert (voice.name, voice.failure) == ("obedient", "")


def test_a_prepared_text_is_ready_without_waiting_and_the_same_sound_for_all(make_voice: MakeVoice) -> None:
    voice = make_voice(spec("Obedient"))
    assert voice.ready("hello there") is None
    voice.prepare("hello there")
    until(lambda: voice.ready("hello there") is not None)
    assert voice.speak("hello  there\n", 0.0) is voice.ready("hello there")


def test_the_newest_text_is_prepared_first_and_a_spoken_one_before_all(make_voice: MakeVoice, gate: Path) -> None:
    voice = make_voice(spec("Obedient"))
    order: list[str] = []
    real = voice._fallback.speak

    def noted(text: str) -> Sound | None:
        order.append(text)
        return real(text)

    voice._fallback.speak = noted  # type: ignore[method-assign]
    voice.prepare(f"wait {gate}")
    until(lambda: order)
    for text in ("first", "second", "third"):
        voice.prepare(text)
    speaker = threading.Thread(target=voice.speak, args=("second", LONG_S))
    speaker.start()
    until(lambda: voice._requests["second"].listeners)
    voice.prepare("fourth")
    gate.touch()
    speaker.join(LONG_S)
    until(lambda: voice.ready("first"))
    assert order[1:] == ["second", "fourth", "third", "first"]


def test_old_wishes_are_forgotten_but_not_those_somebody_waits_for(make_voice: MakeVoice, gate: Path) -> None:
    voice = make_voice(spec("Obedient"))
    voice.prepare(f"wait {gate}")
    waiting = threading.Thread(target=voice.speak, args=("awaited", LONG_S))
    waiting.start()
    until(lambda: "awaited" in voice._requests)
    for number in range(100):
        voice.prepare(f"probe {number}")
    assert len(voice._requests) < 30
    assert "awaited" in voice._requests
    assert "probe 99" in voice._requests
    gate.touch()
    waiting.join(LONG_S)
    assert voice.ready("awaited") is not None


def test_the_sounds_not_used_for_longest_make_room(make_voice: MakeVoice) -> None:
    voice = make_voice(spec("Obedient"), kept_s=0.5)
    for text in ("a1 b c", "a2 b"):
        voice.speak(text, LONG_S)
    assert voice.ready("a1 b c") is not None  # used just now, so the other goes first
    voice.speak("a3", LONG_S)
    assert voice.ready("a2 b") is None
    assert voice.ready("a1 b c") is not None


def test_many_threads_may_ask_at_once(make_voice: MakeVoice) -> None:
    voice = make_voice(spec("Obedient"))
    sounds: dict[int, float] = {}

    def ask(number: int) -> None:
        sound = voice.speak("word " * number, LONG_S)
        assert sound is not None
        sounds[number] = sound.duration_s

    threads = [threading.Thread(target=ask, args=(1 + index % 4,)) for index in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_S)
    assert sounds == {number: pytest.approx(0.1 * number, abs=0.02) for number in (1, 2, 3, 4)}


@pytest.mark.parametrize("text", ["", "  ", "…", "?!"])
def test_a_text_without_words_has_no_sound_and_is_no_failure(make_voice: MakeVoice, text: str) -> None:
    voice = make_voice(spec("Obedient"))
    voice.prepare(text)
    assert voice.speak(text, LONG_S) is None
    assert voice.failure == ""


def test_closing_in_mid_text_takes_less_than_a_second_and_wakes_who_waits(make_voice: MakeVoice, gate: Path) -> None:
    voice = make_voice(spec("Obedient"))
    voice.speak("hello", LONG_S)
    answers: list[object] = []
    speaker = threading.Thread(target=lambda: answers.append(voice.speak(f"hang {gate}", LONG_S)))
    speaker.start()
    until(gate.exists)
    start = time.monotonic()
    voice.close()
    speaker.join(LONG_S)
    assert time.monotonic() - start < 1.0
    assert answers == [None]
    assert not voice._worker.is_alive()
    assert not [child for child in multiprocessing.active_children() if child.name == PROCESS_NAME]


def test_a_closed_voice_says_nothing_and_may_be_closed_again(make_voice: MakeVoice) -> None:
    voice = make_voice(spec("Obedient"))
    voice.close()
    voice.close()
    voice.prepare("hello")
    assert voice.speak("hello", LONG_S) is None


def test_an_unknown_voice_is_a_wrong_call_that_names_the_choices() -> None:
    with pytest.raises(UsageError, match="hibari, system, none"):
        InterviewerVoice(("siri",))


def test_no_voice_is_silent_and_content() -> None:
    voice = NoVoice()
    voice.prepare("hello")
    assert (voice.name, voice.failure, voice.ready("hello"), voice.speak("hello")) == ("none", "", None, None)
    voice.close()
