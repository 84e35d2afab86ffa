"""Which questions a session asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.answer.types import LEVELS, Level
from simulator.content.models import Library, Question
from simulator.content.pick import pick_questions

pytestmark = pytest.mark.unit


def question(
    identifier: str, family: str = "influence", levels: tuple[Level, ...] = LEVELS, companies: tuple[str, ...] = ()
) -> Question:
    return Question(identifier, family, identifier, (), levels, companies, "", "", "")


def ids(chosen: tuple[Question, ...]) -> list[str]:
    return [one.id for one in chosen]


MANY = Library(
    questions=(
        *(question(f"influence-{n}", "influence") for n in range(5)),
        *(question(f"cross_team-{n}", "cross_team") for n in range(5)),
        question("short", "short_hr"),
    ),
    families=(),
)


def pick(
    library: Library,
    *,
    families: tuple[str, ...] = (),
    level: Level | None = None,
    company: str | None = None,
    count: int = 3,
    seed: int = 1,
    avoid: tuple[str, ...] = (),
) -> list[str]:
    return ids(
        pick_questions(library, families=families, level=level, company=company, count=count, seed=seed, avoid=avoid)
    )


def test_the_same_seed_gives_the_same_questions_whatever_order_the_files_come_in() -> None:
    turned = Library(MANY.questions[::-1], ())
    assert pick(MANY, seed=7) == pick(turned, seed=7)
    assert len({tuple(pick(MANY, seed=seed)) for seed in range(20)}) > 10


def test_families_take_turns() -> None:
    chosen = pick(MANY, families=("influence", "cross_team"), count=4)
    assert sorted(one.split("-")[0] for one in chosen) == ["cross_team", "cross_team", "influence", "influence"]


def test_without_families_only_stories_are_asked() -> None:
    assert "short" not in pick(MANY, count=11)
    assert pick(MANY, families=("short_hr",), count=11) == ["short"]


def test_only_questions_of_the_level_are_asked() -> None:
    library = Library((question("a", levels=("junior",)), question("b", levels=("senior", "staff"))), ())
    assert pick(library, level="staff") == ["b"]
    assert sorted(pick(library, level=None)) == ["a", "b"]


def test_questions_made_for_the_company_come_first_and_those_of_others_never() -> None:
    library = Library(
        (question("any"), question("amazon", companies=("amazon",)), question("meta", companies=("meta",))), ()
    )
    for seed in range(10):
        assert pick(library, company="amazon", seed=seed) == ["amazon", "any"]


def test_recently_asked_questions_come_last_and_the_latest_of_them_at_the_very_end() -> None:
    library = Library(tuple(question(name) for name in ("a", "b", "c", "d")), ())
    for seed in range(10):
        chosen = pick(library, count=4, seed=seed, avoid=("latest", "b", "d", "b"))
        assert chosen[2:] == ["d", "b"]


def test_a_recently_asked_question_gives_way_even_to_a_family_that_had_its_turn() -> None:
    library = Library((question("a"), question("b"), question("c", "cross_team")), ())
    assert pick(library, count=2, avoid=("c",), seed=3) in (["a", "b"], ["b", "a"])


@given(
    count=st.integers(0, 15),
    seed=st.integers(),
    avoid=st.lists(st.sampled_from([one.id for one in MANY.questions]), max_size=12),
)
def test_no_question_comes_twice_and_there_are_as_many_as_asked_for_or_all(
    count: int, seed: int, avoid: list[str]
) -> None:
    chosen = pick(MANY, count=count, seed=seed, avoid=tuple(avoid))
    assert len(chosen) == len(set(chosen)) == min(count, 10)
