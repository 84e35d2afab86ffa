"""What was said and written by hand, holding escapes, markup and controls: shown everywhere, steering nothing."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.types import AnswerContext, Word
from simulator.archive.folder import SessionFolder
from simulator.archive.store import Archive
from simulator.archive.types import Bookmark, Marks
from simulator.errors import SimulatorError
from simulator.importing.marks import read_marks
from simulator.interview import events as ev
from simulator.interview.plan import SessionPlan
from simulator.review.inputs import read_lines, read_text
from tests.fakes import parts as fake
from tests.fakes.minds import StoredMind
from tests.fakes.replaying import WALL, record, write
from tests.fuzz import corpus
from tests.fuzz.harness import Tally, assert_clear, call, drawing, nothing_written_but_in, one_of
from tests.fuzz.spoiling import HOSTILE

COMMANDS = (
    ("list",),
    ("list", "--json"),
    ("search", "noticed"),
    ("search", "--json", "noticed"),
    ("compare",),
    ("progress",),
    ("progress", "--format", "json"),
    *(("report", "ID", "--format", form) for form in ("md", "srt", "vtt", "json", "csv")),
    ("report", "ID", "--format", "html", "--no-audio"),
    ("report", "ID", "--redact", "noticed"),
)


def hostile_words(examples: int, folder: Path) -> Tally:
    """A session in which a hostile text is the title, a question, words, a quote, a note: shown by every command."""
    tally = Tally("words that steer")
    home = folder / "home"
    archive = Archive(home / "recordings")

    def one(text: str, commands: tuple[tuple[str, ...], ...]) -> None:
        session = session_with(archive, text)
        for command in commands:
            said = call(*(session.id if word == "ID" else word for word in command))
            assert said.code == 0, (command, said)
            if "json" in command or "--json" in command:
                json.loads(said.out)
            assert "<script>" not in said.out or "html" not in command
            tally.ends["shown"] += 1
        archive.delete(session.id)

    @drawing(examples)
    @given(st.text(st.characters(categories=("Cc", "Cf", "Zl", "Zp", "Po", "Ps", "Lu")), min_size=1, max_size=20))
    def drawn(text: str) -> None:
        at = sum(map(ord, text)) % len(COMMANDS)
        one(text, (COMMANDS[at],))

    with nothing_written_but_in(home, around=folder):
        for text in HOSTILE[:-1]:
            one(text, COMMANDS)
        drawn()
    return tally


def bad_texts(examples: int, folder: Path) -> Tally:
    """Texts, lines and marks to be analysed or brought in."""
    tally = Tally("texts to analyse")
    inbox, home = folder / "in", folder / "home"
    inbox.mkdir()
    readers: dict[str, Callable[[Path], object]] = {
        ".txt": read_text,
        ".jsonl": lambda path: [_raised(line) for line in read_lines(path, AnswerContext())],
        ".csv": read_marks,
    }

    def one(suffix: str, content: bytes, *, by_hand: bool = False) -> None:
        path = inbox / f"a{suffix}"
        path.write_bytes(content)
        try:
            readers[suffix](path)
        except SimulatorError as error:
            assert_clear(error, str(path))
            tally.ends["refused"] += 1
            refused = True
        else:
            tally.ends["taken"] += 1
            refused = False
        if suffix == ".csv":
            words: tuple[object, ...] = ("import", "--marks", path, inbox / "none.wav")
        else:
            words = ("analyse", path)
        if ((by_hand and suffix != ".csv") or one_of(40, content)) and len(content) < 1_000_000:
            said = call(*words)
            assert (said.code != 0) if refused else said.code in (0, 1, 2), said
            assert path.name in said.err or not refused
        path.unlink()

    line = b'{"id": 1, "text": "I noticed that the backups failed.", "question": "What?"}\n'

    @drawing(examples)
    @given(st.sampled_from(sorted(readers)), st.binary(max_size=60))
    def raw(suffix: str, content: bytes) -> None:
        one(suffix, content)

    @drawing(examples)
    @given(st.integers(0, len(line)), st.binary(max_size=5), st.integers(0, 6))
    def spoilt(at: int, typed: bytes, gone: int) -> None:
        one(".jsonl", line + line[:at] + typed + line[at + gone :])

    with nothing_written_but_in(home, around=folder):
        for name, content in corpus.files("texts"):
            one(Path(name).suffix, content, by_hand=True)
        for text in HOSTILE:
            said = f"I noticed {text} and wrote a check.".encode("utf-8", "surrogatepass")
            one(".txt", said, by_hand=True)
            given_line = json.dumps({"id": text, "text": said.decode("utf-8", "replace"), "question": text})
            one(".jsonl", given_line.encode(), by_hand=True)
            one(".csv", f"0:10,{text}\n".encode("utf-8", "replace"))
        for suffix in readers:
            one(suffix, b"word " * 2_000_000)
            one(suffix, b"[" * 500_000)
            one(suffix, b"\xff\xfe" + "words".encode("utf-16-le"))
        raw()
        spoilt()
    return tally


def _raised(found: object) -> object:
    if isinstance(found, SimulatorError):
        raise found
    return found


def session_with(archive: Archive, text: str) -> SessionFolder:
    folder = archive.create(f"Round {text}", {}, {}, {}, {}, datetime(2026, 1, 2, tzinfo=UTC))
    question = fake.question(1)
    asked = f"{question.text} {text}"
    plan = SessionPlan(f"Plan {text}", (question,), probes_per_question=1)
    words = (*(Word(word, 0.2 * at, 0.2 * at + 0.1) for at, word in enumerate(("I", "noticed", text, "it."))),)
    write(
        folder,
        [
            (0.0, ev.Start(plan)),
            (4.0, ev.Spoken(1)),
            (4.5, ev.TimeUp("hold_off", 1, 0)),
            (5.0, ev.FirstBlock("turn-01")),
            (8.0, ev.Finish()),
            (8.1, ev.WordsFinal("turn-01", words)),
            (19.0, ev.Leave()),
        ],
    )
    record(folder.take_path("turn-01"))
    folder.save_transcript("turn-01", words, model=f"base {text}", heard="full")
    folder.save_analysis("turn-01", StoredMind().analyse(words, 3.0, AnswerContext(question=asked)), ())
    folder.save_marks("turn-01", Marks((Bookmark(0.5, f"note {text}"),)))
    folder.end_session(WALL)
    folder.close()
    return folder
