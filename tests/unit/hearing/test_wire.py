import io

import pytest

from simulator.answer.types import Word
from simulator.speech.hearing import wire

pytestmark = pytest.mark.unit


def test_messages_come_out_as_they_went_in() -> None:
    stream = io.BytesIO(wire.pack(wire.BEGIN) + wire.pack(wire.AUDIO, b"\x00\x01") + wire.pack_json(b"J", {"a": "ü"}))
    assert wire.read(stream) == (wire.BEGIN, b"")
    assert wire.read(stream) == (wire.AUDIO, b"\x00\x01")
    kind, payload = wire.read(stream) or (b"", b"")
    assert (kind, payload.decode("unicode_escape")) == (b"J", '{"a": "ü"}')


def test_the_end_of_the_stream_is_none() -> None:
    assert wire.read(io.BytesIO()) is None


@pytest.mark.parametrize("cut", [1, 3, 6, 9])
def test_a_message_cut_off_by_a_dying_process_is_none(cut: int) -> None:
    assert wire.read(io.BytesIO(wire.pack(wire.AUDIO, b"12345678")[:cut])) is None


def test_a_stream_closed_while_reading_is_none() -> None:
    stream = io.BytesIO(b"data")
    stream.close()
    assert wire.read(stream) is None


def test_words_survive_the_way() -> None:
    words = (Word("It’s", 0.5, 0.75, 0.9), Word("done.", 0.8, 1.0, 1.0))
    assert wire.words_from_json(wire.words_to_json(words)) == words
