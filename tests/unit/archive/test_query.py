"""What a person types becomes a query that SQLite always understands."""

import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.archive.query import as_query

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("wanted", "query"),
    [
        ("backup", '"backup"*'),
        ("a backup", '"a" "backup"*'),
        ("nobody owned", '"nobody"* "owned"*'),
        ('"nobody owned"', '"nobody owned"'),
        ('"nobody ow', '"nobody ow"*'),
        ("“nobody owned” it", '"nobody owned" "it"*'),
        ("didn't", '"didn\'t"*'),
        ("NEAR(", '"NEAR("*'),
        ("a OR b*", '"a" "OR" "b*"*'),
        ("-- ... \" '", ""),
        ("", ""),
    ],
)
def test_words_phrases_and_what_is_still_being_typed(wanted: str, query: str) -> None:
    assert as_query(wanted) == query


@given(st.text(max_size=300))
@example('"')
@example('""""')
@example("said:x")
@example("^a + b {said} : (")
@example("\0\ud800")
@example("a" * 100_000)
@example("a b " * 5000)
def test_no_text_is_a_query_that_fails(wanted: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(asked, said, noted)")
    if query := as_query(wanted):
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (query,)).fetchall()
    connection.close()
