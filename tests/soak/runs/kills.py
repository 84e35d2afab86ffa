"""kill -9 of the program, of its hearing and of its voice

Sessions of two spoken answers, each killed at a random moment (seeded) between its start and its summary; what the
source had delivered is known from a note of when each recording began to sound. Every fourth is offered by the next
start of the app in a real terminal, and all are then heard again. Then sessions of four answers in each of which the
hearing child or the child of the second pass is killed eight times, and others in which the voice child is. Recordings
are the microphone, at their own pace; the model is tiny.en; several sessions run at once.
"""

import statistics
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.fakes.killing import HEARING, VOICE, contents, deleted
from tests.fakes.kills import Killed, Orphaned, Redoing, is_cut_off, kill_children, kill_programs, offered_s
from tests.soak.row import Row

KILLS = 200
AT_ONCE = 3
SEED = 2026
A_SESSION = 8
OFFERED_EVERY = 4
LEAST_IN_ANSWERS = 4
"""Of so many kills one at least must hit an answer: where none begins nothing is lost, and nothing shown."""
GUARD = "tests/faults/test_kills.py"


def measure() -> Iterable[Row]:
    redoing = Redoing()
    with tempfile.TemporaryDirectory() as folder:
        yield from _of_program(list(kill_programs(Path(folder), SEED, KILLS, at_once=AT_ONCE)), redoing)
    for kinds, name, voice in ((HEARING, "hearing", "none"), (VOICE, "the voice", "hibari")):
        with tempfile.TemporaryDirectory() as folder:
            held = list(
                kill_children(Path(folder), kinds, SEED, KILLS // A_SESSION, A_SESSION, voice=voice, at_once=AT_ONCE)
            )
            yield from _of_child(name, held, redoing)


def _of_program(killed: Sequence[Killed], redoing: Redoing) -> Iterable[Row]:
    count = len(killed)
    in_answer = [one for one in killed if one.left.lost_s > 0]
    worst = max(one.left.lost_s for one in killed)
    fewest = count // LEAST_IN_ANSWERS
    yield Row(
        "kill -9 of the program: sound lost of what the source had delivered",
        f"{worst * 1000:.0f} ms at worst of {count} kills; "
        f"{_median(one.left.lost_s for one in in_answer) * 1000:.0f} ms in the median of {len(in_answer)} in answers",
        f"250 ms, at least {fewest} in answers", worst <= 0.25 and len(in_answer) >= fewest, GUARD,
    )  # fmt: skip
    bad = [one for one in killed if one.left.unreadable]
    yield Row(
        "kill -9 of the program: every file opens, as it is left",
        f"{count - len(bad)} of {count}{_first(bad)}", "all", not bad, GUARD,
    )  # fmt: skip
    orphans = max(one.orphans_s for one in killed)
    yield Row("kill -9 of the program: its children end too", f"{orphans:.2f} s at worst", "5 s", orphans <= 5.0, GUARD)
    offers = [offered_s(one.home) for one in killed[::OFFERED_EVERY] if is_cut_off(one.home)]
    yield Row(
        "the next start of the app offers the session",
        f"{_median(offers):.2f} s in the median, {max(offers):.2f} s at worst, of {len(offers)} starts",
        "2 s", max(offers) <= 2.0, GUARD,
    )  # fmt: skip
    gone = [name for one in killed for name in deleted(one.before, contents(one.home))]
    missing = [take for one in killed for take in redoing.missing(one.home)]
    gone += [name for one in killed for name in deleted(one.before, contents(one.home))]
    yield Row(
        "completing it hears every answer again from the disk",
        f"{len(missing)} answers without their words", "0", not missing, GUARD,
    )  # fmt: skip
    yield Row("nothing is deleted by itself", f"{len(gone)} files gone or shorter", "0", not gone, GUARD)


def _of_child(name: str, held: Sequence[Orphaned], redoing: Redoing) -> Iterable[Row]:
    kills, answers = sum(one.kills for one in held), sum(one.answers for one in held)
    lost, whole = max(one.left.lost_s for one in held), sum(one.whole for one in held)
    yield Row(
        f"kill -9 of {name}: sound lost",
        f"{lost * 1000:.0f} ms at worst, {whole} of {answers} answers whole, {kills} kills in {len(held)} sessions",
        "250 ms", lost <= 0.25 and whole == answers, GUARD,
    )  # fmt: skip
    bad = [one for one in held if one.exit_code or one.left.unreadable or "Traceback" in one.told]
    missing = [take for one in held for take in redoing.missing(one.home)]
    yield Row(
        f"kill -9 of {name}: the session goes on to its summary, every file opens, every answer is heard",
        f"{len(held) - len(bad)} of {len(held)} sessions, {len(missing)} answers without their words",
        "all, 0", not bad and not missing, GUARD,
    )  # fmt: skip


def _median(values: Iterable[float]) -> float:
    return statistics.median(list(values) or [0.0])


def _first(bad: Sequence[Killed]) -> str:
    return f"; {bad[0].left.unreadable[0]}" if bad else ""
