"""After a plain session: which story each answer was."""

from simulator.interview import events as ev
from simulator.plain.stories import story_lines
from simulator.stories.guess import Guess
from tests.fakes.services import session


def test_an_answer_that_sounds_like_a_story_is_named_with_the_call_that_notes_it() -> None:
    held = session(questions=1)
    held.until_listening()
    held.advance(10.0)
    held.send(ev.Finish())
    held.advance(1.0)
    asked: list[tuple[str, str]] = []

    def guess(session_id: str, take_id: str) -> Guess | None:
        asked.append((session_id, take_id))
        return Guess("export", 0.6)

    lines = list(story_lines(held.view().records, "a-session", guess))
    assert asked == [("a-session", "turn-01")]
    assert lines == ["Was answer 1 your story export? Note it: simulator stories told a-session/turn-01 export"]
    assert list(story_lines(held.view().records, "a-session", lambda *_: None)) == []
