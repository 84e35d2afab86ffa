"""Lines of keys in TOML text."""

import pytest

from simulator.content.locate import line_of

pytestmark = pytest.mark.unit

TEXT = """\
# family = "no"
family = "yes"
note = '''
[[questions]]
id = "inside a string"
'''
list = [
  "one",
  ["two"],
  "three",
]
[[questions]]
id = "a" # text = "not a key"
[[questions]]
"id" = "b"
[questions.more]
deep = 1
[last]
text = "x"
"""


@pytest.mark.parametrize(
    ("location", "value", "line"),
    [
        (("family",), "", 2),
        (("note",), "", 3),
        (("list",), "", 7),
        (("list", 2), "three", 10),
        (("list", 0), "not there", 7),
        (("questions", 0, "id"), "", 13),
        (("questions", 0, "text"), "", 12),
        (("questions", 1, "id"), "", 15),
        (("questions", 1, "more", "deep"), "", 17),
        (("last", "text"), "", 19),
        (("nowhere",), "", 1),
        ((), "", 1),
    ],
)
def test_a_key_is_found_at_its_line_or_at_the_table_around_it(
    location: tuple[str | int, ...], value: str, line: int
) -> None:
    assert line_of(TEXT, location, value) == line
