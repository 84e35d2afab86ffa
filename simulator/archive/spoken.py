"""Everything that was said in a session, as text with times, to be searched. What is damaged is passed over."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from simulator.archive.folder import SessionFolder
from simulator.archive.types import Said, Spoken
from simulator.errors import SimulatorError

_T = TypeVar("_T")


def spoken(folder: SessionFolder) -> tuple[Spoken, ...]:
    """The takes in order. Raises BadInput only when the folder itself cannot be read."""
    return tuple(_take(folder, take) for take in folder.takes())


def _take(folder: SessionFolder, take_id: str) -> Spoken:
    stored = _tried(lambda: folder.load_analysis(take_id))
    marks = _tried(lambda: folder.load_marks(take_id))
    if stored is not None:
        said = tuple(Said(one_line(one.text), one.start_s) for one in stored.analysis.sentences)
    else:
        said = tuple(_heard(folder, take_id))
    return Spoken(
        take_id,
        one_line(stored.analysis.context.question or "") if stored else "",
        said,
        tuple(Said(one_line(one.note), one.at_s) for one in marks.bookmarks if one.note.strip()) if marks else (),
    )


def _heard(folder: SessionFolder, take_id: str) -> Iterator[Said]:
    """Sentences of the words, where nobody has analysed them."""
    transcript = _tried(lambda: folder.load_transcript(take_id)) or _tried(
        lambda: folder.load_transcript(take_id, live=True)
    )
    if transcript is None:
        return
    from simulator.answer.sentences import split_sentences

    for sentence in split_sentences(sorted(transcript.words, key=lambda word: word.start_s)):
        yield Said(one_line(sentence.text), sentence.start_s)


def one_line(text: str) -> str:
    """`text` with single spaces and without characters that nobody sees."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def _tried(load: Callable[[], _T]) -> _T | None:
    try:
        return load()
    except SimulatorError:
        return None
