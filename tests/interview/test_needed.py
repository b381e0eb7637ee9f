"""Patterns are left out only for texts in which they have no match."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.interview import needed
from advisor.interview.measures import load_measures, read_measures
from advisor.interview.needed import NO_NAMES, Names, Words, either, folded, holds_one, needs_of
from advisor.interview.phrases import load_phrases, read_phrases
from advisor.interview.reading import passage
from advisor.interview.techniques import load_ways
from advisor.profile import standard_fields

ROWS = [phrase.words for table in load_phrases("phrases").values() for phrase in table]
WAYS = [rows for ways in load_ways().values() for way in ways for rows in (way.plain, way.denying) if rows]
COUNTED = [
    (pattern, needs)
    for measure in load_measures()
    for pattern in (measure.after, measure.before, measure.near)
    if pattern is not None and (needs := needs_of(pattern.pattern).runs)
]
STORIES = [
    json.loads(line)["text"]
    for line in Path(__file__).with_name("kind_stories.jsonl").read_text("utf-8").splitlines()[::25]
]


@pytest.mark.parametrize(
    ("pattern", "runs"),
    [
        (r"fine[- ]?tun\w*", {"fine"}),
        (r"offline|air[- ]?gap\w*", {"offline", "air"}),
        (r"(?:our |the )?(?:help ?desk|hotline)s?", {"help", "hotline"}),
        (r"colou?rs", {"colo"}),
        (r"(?:very )*fast", {"fast"}),
        (r"(?:very ){0,3}fast", {"fast"}),
        (r"(?:very ){2,3}far", {"very "}),
        (r"ab{0,2}sent", {"sent"}),
        (r"(?!never )(?<!not )(?=on hand)now", {"now"}),
        (r"(?-i:GPT)[-\d]+", {"gpt"}),
        (r"\d{2,3} ?[a-f]+", set()),
        (r"(?:on|\d+) site", {" site"}),
        (r"(?:a(?:bc|de)f|ghi)+", {"bc", "de", "ghi"}),
        (r"(?:one(?: or two)?|three){1,2}", {"one", "three"}),
    ],
)
def test_a_pattern_needs_the_letters_that_each_of_its_matches_holds(pattern: str, runs: set[str]) -> None:
    assert set(needs_of(pattern).runs) == runs


def test_what_a_name_stands_for_is_needed_where_the_name_stands() -> None:
    names = Names({"model": "(?:LLMs?|<open>)", "open": "(?:Llama|Qwen)"})
    assert set(needs_of("a <model> tuned", names).runs) == {" tuned"}
    assert set(needs_of(r"\w+ <open>", names).runs) == {"llama", "qwen"}
    assert names.filled("a <model>") == "a (?:LLMs?|(?:Llama|Qwen))"
    with pytest.raises(KeyError):
        Words("a <nothing>", names)
    with pytest.raises(KeyError):
        NO_NAMES.filled("a <nothing>")


def test_every_letter_that_a_pattern_takes_for_one_of_a_to_z_is_folded_to_it() -> None:
    letters = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    found = re.findall("[a-z]", letters, re.IGNORECASE)
    assert len(found) > 52
    for letter in found:
        assert re.fullmatch(folded(letter), letter, re.IGNORECASE)
        assert folded(letter) in "abcdefghijklmnopqrstuvwxyz"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_a_shipped_row_matches_holds_what_it_needs(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from([*ROWS, *(row for rows in WAYS for row in rows)]))
    text = data.draw(st.from_regex(row.pattern))
    assert row.may_stand_in(folded(text))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_stands_around_a_counted_thing_holds_what_it_needs(data: st.DataObject) -> None:
    pattern, needs = data.draw(st.sampled_from(COUNTED))
    assert holds_one(folded(data.draw(st.from_regex(pattern))), needs)


def test_what_may_not_stand_around_a_number_in_a_story_is_not_found_in_it() -> None:
    left_out = 0
    for story in STORIES:
        for pattern in (pattern for pattern, needs in COUNTED if not holds_one(folded(story), needs)):
            assert pattern.search(story) is None
            left_out += 1
    assert left_out > 0.5 * len(COUNTED) * len(STORIES)


def test_rows_found_one_by_one_are_found_as_one_pattern_of_all_would_find_them() -> None:
    matches = 0
    for rows in WAYS:
        joined = re.compile("|".join(row.pattern.pattern for row in rows), re.IGNORECASE)
        for story in STORIES:
            expected = [m.span() for m in joined.finditer(story)]
            assert [m.span() for m in either(rows, story, folded(story))] == expected
            matches += len(expected)
    assert matches > 50


def test_no_row_matches_nothing() -> None:
    for row in (row for rows in WAYS for row in rows):
        assert row.pattern.search("") is None


def test_a_phrase_that_a_story_may_not_hold_is_not_found_in_it() -> None:
    left_out = 0
    for story in STORIES:
        for row in (row for row in ROWS if not row.may_stand_in(folded(story))):
            assert row.pattern.search(story) is None
            left_out += 1
    assert left_out > 0.9 * len(ROWS) * len(STORIES)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The patterns that are compiled from now on."""
    found: list[str] = []
    compile_ = re.compile

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        found.append(pattern)
        return compile_(pattern, flags)

    monkeypatch.setattr(re, "compile", counted)
    return found


def test_few_counted_things_have_few_patterns_compiled(compiled: list[str]) -> None:
    load_measures.cache_clear()
    answers = read_measures(passage("About 900 tickets a day come in."), standard_fields())
    assert [answer.path for answer in answers] == ["workload.requests_per_day"]
    assert 0 < len(compiled) < 0.2 * len(COUNTED)


def test_few_words_have_few_patterns_compiled(compiled: list[str]) -> None:
    read_phrases(passage("warm up"), standard_fields())
    needed.compiled.cache_clear()
    compiled.clear()
    answers = read_phrases(passage("It must stay on premises."), standard_fields())
    assert "wish.deployments" in {answer.path for answer in answers}
    assert 0 < len(compiled) < 0.03 * len([*ROWS, *(row for rows in WAYS for row in rows)])
