"""What is asked of the model, and what is done with its answer, with a stand-in for the model."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from simulator.audio.types import RATE_HZ
from simulator.speech.hearing.recogniser import Window
from simulator.speech.hearing.whisper import WhisperRecogniser

pytestmark = pytest.mark.unit

FAST_TOKENS_PER_S = 7.5


class Silent:
    """A model that hears nothing and keeps how many tokens behind the prefix it was allowed."""

    def __init__(self, forced: int) -> None:
        self._forced = forced
        self.allowed = 0
        self.may_end_at_once = False

    def generate(self, _encoded: Any, prompts: list[list[int]], *, max_length: int, **options: Any) -> list[Any]:
        (prompt,) = prompts
        self.may_end_at_once = not options["suppress_blank"]
        before = len(prompt) - self._forced - 1
        # CTranslate2's own rule (WhisperReplica::generate).
        self.allowed = min(max_length // 2, max_length - before) - self._forced
        heard = prompt[len(prompt) - self._forced :]
        return [SimpleNamespace(sequences_ids=[heard], scores=[0.0], no_speech_prob=0.0)]


def asked(whisper: WhisperRecogniser, patch: pytest.MonkeyPatch, window: Window) -> Silent:
    model = Silent(len(whisper._encode_text(window.prefix)))
    with patch.context() as inner:
        inner.setattr(whisper, "_model", model)
        inner.setattr(whisper, "_encode", lambda *_: None)
        whisper.recognise(window)
    return model


@pytest.mark.parametrize("seconds", [1, 4, 8, 20])
@pytest.mark.parametrize("prefix", [(), ("so", "that", "was", "how", "we", "found", "it")], ids=["no prefix", "prefix"])
@pytest.mark.parametrize(
    "context", ["", "and then we looked at every server in the room " * 8], ids=["no context", "long context"]
)
def test_the_fastest_speech_is_not_cut_off(
    seconds: int, prefix: tuple[str, ...], context: str, whisper: WhisperRecogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(np.zeros(seconds * RATE_HZ, np.float32), prefix, context)
    assert asked(whisper, monkeypatch, window).allowed >= seconds * FAST_TOKENS_PER_S


@pytest.mark.parametrize(
    ("prefix", "has_more", "may_end"),
    [((), False, False), (("form.",), False, True), (("form.",), True, False)],
    ids=["no prefix", "perhaps no more was said", "more was said"],
)
def test_the_decoder_may_end_at_once_only_behind_a_prefix_that_nothing_need_follow(
    prefix: tuple[str, ...], has_more: bool, may_end: bool, whisper: WhisperRecogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(np.zeros(2 * RATE_HZ, np.float32), prefix, has_more=has_more)
    assert asked(whisper, monkeypatch, window).may_end_at_once is may_end
