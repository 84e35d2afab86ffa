from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.archive import ids
from simulator.errors import UsageError

pytestmark = pytest.mark.unit
NOW = datetime(2025, 3, 1, 9, 5, 7, tzinfo=UTC)


def test_an_id_carries_time_slug_and_six_hex_digits() -> None:
    head, token = ids.new_session_id("Ownership: première séance!", NOW).rsplit("-", 1)
    assert head == "2025-03-01T090507-ownership-premiere-seance"
    assert len(token) == 6
    int(token, 16)


@given(st.text(max_size=300))
def test_every_title_gives_a_valid_id(title: str) -> None:
    assert ids.is_valid(ids.new_session_id(title, NOW))


@pytest.mark.parametrize("title", ["", "日本語", "///", "..", "   "])
def test_a_title_without_usable_letters_still_has_a_slug(title: str) -> None:
    assert ids.slug(title) == "session"


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "a/b", "a\\b", "/etc", "a b", "a\n", "a\x00", "é", ".hidden", "C:x", "x" * 121]
)
def test_a_name_that_could_leave_the_data_folder_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(UsageError, match="not a session id") as caught:
        ids.checked(name, "session")
    assert "\n" not in str(caught.value)


def test_takes_are_ordered_by_turn_and_then_by_number() -> None:
    takes = ["turn-02", "turn-01-take-10", "turn-01", "turn-01-take-2"]
    assert sorted(takes, key=ids.order_of) == ["turn-01", "turn-01-take-2", "turn-01-take-10", "turn-02"]


def test_a_second_take_belongs_to_the_turn_of_the_first() -> None:
    assert [ids.turn_of("turn-01"), ids.turn_of("turn-01-take-2")] == ["turn-01", "turn-01"]
