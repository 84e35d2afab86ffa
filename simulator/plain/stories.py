"""The end of a plain session: which story each answer was, likely, and how to note it."""

from collections.abc import Callable, Iterator, Sequence

from simulator.interview.view import TakeRecord
from simulator.stories.guess import Guess

Guesser = Callable[[str, str], Guess | None]
"""Session and take → the likely story."""


def story_lines(records: Sequence[TakeRecord], session_id: str, guess: Guesser) -> Iterator[str]:
    """A line for each answer that sounds like one of the stories."""
    answers = [record for record in records if record.kept and record.prompt.is_story and record.words]
    for number, record in enumerate(answers, 1):
        if found := guess(session_id, record.take_id):
            take = f"{session_id}/{record.take_id}"
            yield f"Was answer {number} your story {found.story}? Note it: simulator stories told {take} {found.story}"
