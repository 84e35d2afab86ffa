"""Text that is safe to print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.plaintext import printable, unsafe_character

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("text", ["plain", "Zoë, 数, 👩‍🏫", "two\nlines\tand a tab", "[bold]x[/]", "می‌خواهم"])
def test_ordinary_text_of_any_script_is_safe(text: str) -> None:
    assert unsafe_character(text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\x1b[2J", "U+001B"),
        ("a\x00", "U+0000"),
        ("\x9b31m", "U+009B"),
        ("\u2066x", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u2028", "U+2028"),
    ],
)
def test_what_steers_a_terminal_or_hides_text_is_named(text: str, name: str) -> None:
    assert unsafe_character(text).startswith(name)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_printable_text_is_one_safe_line(text: str) -> None:
    shown = printable(text)
    assert unsafe_character(shown) == ""
    assert "\n" not in shown
    assert len(shown) <= 60
