"""The fast reader of books returns what the full parser returns, or leaves the text to it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog.books import KINDS
from advisor.catalog.plain_toml import _plain, parse
from advisor.resources import shipped_path

BOOKS = [shipped_path(f"catalog/books/{kind}.toml") for kind in KINDS]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_shipped_book_is_read_alike_and_without_the_full_parser(path: Path) -> None:
    text = path.read_text("utf-8")
    assert _plain(text) == parse(text) == tomllib.loads(text)


_KEY = st.sampled_from(["a", "b", "id", "as_of", "a.b", '"q"', "", "a b", "-"])
_NUMBERS = ("1", "-2", "007", "1_000", "1.5", "1e3", ".5", "5.", "inf", "nan", "0x1f", "+3", "true", "True")
_TEXTS = (
    '"x"',
    '"a # b"',
    r'"say \"hi\""',
    r'"\\"',
    r'"\n"',
    r'"\u00e9"',
    '"',
    '"""x"""',
    "'lit'",
    '"x" # c',
)
_DAYS = ("2026-11-20", "2026-13-40", "2026-11-20T10:00:00Z")
_LISTS = ('["a", "b"]', '["a",]', "[]", "[1, 2]", "{ x = 1 }", '[\n  "a",\n  "b",\n]', '[\n"a"\n]', "[")
_VALUE = st.sampled_from([*_NUMBERS, *_TEXTS, *_DAYS, *_LISTS])
_LINE = st.one_of(
    st.tuples(_KEY, st.sampled_from([" = ", "=", "  = "]), _VALUE).map("".join),
    st.sampled_from(
        ["", "# note", "# a = 1", "[t]", "[[row]]", "[[row]] # x", "[t.u]", "[a]", "[[a]]", "x", "]"]
    ),
)


@given(st.lists(_LINE, max_size=8).map("\n".join), st.sampled_from(["", "\n", "\r\n", "\x00"]))
def test_any_text_is_read_as_the_full_parser_reads_it(text: str, end: str) -> None:
    text = text + end
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(tomllib.TOMLDecodeError):
            parse(text)
    else:
        assert repr(parse(text)) == repr(expected)
