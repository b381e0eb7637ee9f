"""Files of ways of saying something: names in braces, what they must hold, and what a broken one is told."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

import advisor.conversation.later
import advisor.interview
from advisor.errors import UserError
from advisor.interview import sayings
from advisor.interview.sayings import Place, Sayings

ROWS = r"""
few = 'two|three'
many = '(?:{few}) {things}'
rows = ['{few}', 'a {things}']
least = 2
wrong = '(?:two'
unnamed = '{fewer} people'

[words]
things = '(?:cats|dogs)'

[[kind]]
name = "cat"
does = '{made} mice'

[said]
remark = "{words!r} are pets."
"""


@pytest.fixture
def pets(monkeypatch: pytest.MonkeyPatch) -> Sayings:
    """Return the sayings above."""
    shared = {"words": {"people": "users|staff"}}
    files: dict[str, dict[str, Any]] = {"pets.toml": tomllib.loads(ROWS), "interview/measures.toml": shared}
    monkeypatch.setattr(sayings, "shipped_toml", files.__getitem__)
    return Sayings("pets", lambda: {"made": "catch(?:es)?"})


def used() -> Iterator[Sayings]:
    """Yield the sayings that the rooms use."""
    rooms = [module.name for module in pkgutil.iter_modules(advisor.interview.__path__, "advisor.interview.")]
    for name in (*rooms, advisor.conversation.later.__name__):
        if not name.rpartition(".")[2].startswith("fit_"):
            for value in vars(importlib.import_module(name)).values():
                found = getattr(value, "__self__", value)
                if isinstance(found, Sayings):
                    yield found


def texts(value: object, place: tuple[Place, ...] = ()) -> Iterator[tuple[Place, ...]]:
    """Yield where words stand that are no sentences for users."""
    if isinstance(value, str):
        yield place
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if (*place, key) != ("said",):
                yield from texts(inner, (*place, key))


def test_names_in_braces_stand_for_rows_words_and_what_code_makes(pets: Sayings) -> None:
    assert pets.pattern("many").fullmatch("Three DOGS")
    assert pets.rows("kind")[0].pattern("does").fullmatch("catches mice")
    assert pets.pattern("unnamed", fewer="{people}").pattern == r"(?:users|staff)\b people"


def test_a_list_is_any_of_its_rows_or_each_by_itself(pets: Sayings) -> None:
    assert pets.pattern("rows", shape="^(?:{})$").search("a cats")
    assert [row.pattern for row in pets.patterns("rows")] == ["two|three", "a (?:cats|dogs)"]


def test_how_often_has_its_groups_where_it_stands_first() -> None:
    often = Sayings("interview/each").pattern("rate")
    assert {"period", "often", "rate"} <= set(often.groupindex)


def test_a_pattern_is_compiled_once(pets: Sayings) -> None:
    assert pets.pattern("many") is pets.pattern("many")
    assert pets.pattern("many", shape="{}!") is not pets.pattern("many")


def test_sentences_and_figures_are_read_as_they_stand(pets: Sayings) -> None:
    assert pets.sentence("remark", words="two cats") == "'two cats' are pets."
    assert pets.number("least") == 2.0
    assert "few" in pets
    assert "fewer" not in pets


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda pets: pets.pattern("none"), "advisor/pets.toml: 'none' is missing."),
        (lambda pets: pets.pattern("wrong"), "advisor/pets.toml: 'wrong' is no pattern: missing ), "),
        (lambda pets: pets.pattern("unnamed"), "'unnamed' holds {fewer}, which stands for nothing."),
        (lambda pets: pets.pattern("least"), "advisor/pets.toml: 'least' must be text."),
        (lambda pets: pets.number("few"), "advisor/pets.toml: 'few' must be a number."),
        (lambda pets: pets.patterns("few"), "advisor/pets.toml: 'few' must be a list."),
        (lambda pets: pets.by_name("few"), "advisor/pets.toml: 'few' must be a table."),
        (lambda pets: pets.rows("kind")[0].pattern("did"), "advisor/pets.toml: 'kind.0.did' is missing."),
    ],
)
def test_what_is_wrong_in_a_file_is_told_in_one_sentence(pets: Sayings, asked: Any, told: str) -> None:
    with pytest.raises(UserError, match=re.escape(told)):
        asked(pets)


def test_every_pattern_that_ships_compiles() -> None:
    given = {"one": "", "rest": ""}  # filled in where a pattern is looked for
    found = list(used())
    assert {"interview/lent", "interview/unless", "conversation/later"} <= {said.file for said in found}
    for said in found:
        for place in texts(dict(said.table())):
            assert said.pattern(*place, **given)


def test_a_file_that_is_no_toml_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.resources.shipped_text", lambda name: "few = ")
    with pytest.raises(UserError, match=r"^advisor/none/such\.toml is no TOML: "):
        Sayings("none/such").text("few")
