"""Claims are recognised whatever the wording, and nothing else is."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.catalog import Catalog, load_catalog
from advisor.interview.claims import pattern_of, repeated_claims
from advisor.interview.reading import passage
from advisor.interview.wording import sentences
from advisor.profile import standard_fields

SAID = tomllib.loads(Path(__file__).with_name("said.toml").read_text("utf-8"))
STORIES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "cases.jsonl"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def told(catalog: Catalog, text: str) -> tuple[str, ...]:
    return repeated_claims(passage(text), catalog.claims.values())


def _pairs(table: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    yield from ((name, text) for name, texts in table.items() for text in texts)


def test_at_least_forty_claims_are_put_in_three_ways_and_more() -> None:
    assert len(SAID["told"]) >= 40
    assert all(len(texts) >= 3 for texts in SAID["told"].values())


@pytest.mark.parametrize(("claim", "text"), list(_pairs(SAID["told"])))
def test_a_claim_is_recognised(catalog: Catalog, claim: str, text: str) -> None:
    assert claim in told(catalog, text)


@pytest.mark.parametrize(("_", "text"), list(_pairs(SAID["quiet"])))
def test_what_repeats_no_claim_is_left_alone(catalog: Catalog, _: str, text: str) -> None:
    assert told(catalog, text) == ()


def test_a_claim_is_found_beside_a_denial_of_something_else(catalog: Catalog) -> None:
    text = "We have no GPUs of our own, and batching 32 requests makes it 32 times cheaper."
    assert told(catalog, text) == ("batch-thirty-two",)


def test_each_remark_is_corrected_for_what_it_says_alone(catalog: Catalog) -> None:
    extra = [
        (claim, text, found) for claim, text in _pairs(SAID["told"]) if len(found := told(catalog, text)) > 2
    ]
    assert extra == []


@pytest.mark.skipif(not STORIES.is_file(), reason="the stories of real teams are not in this checkout")
def test_the_stories_of_real_teams_repeat_next_to_nothing(catalog: Catalog) -> None:
    stories = [json.loads(line)["story"] for line in STORIES.read_text("utf-8").splitlines()]
    corrected = {story: found for story in stories if (found := told(catalog, story))}
    assert len(corrected) <= 2, corrected


def test_a_sound_claim_is_never_corrected(catalog: Catalog) -> None:
    for claim in catalog.claims.values():
        if claim.verdict == "sound":
            assert not claim.said, claim.id
            assert claim.id not in told(catalog, claim.statement)


@pytest.mark.parametrize(
    ("text", "one_way"),
    [
        ("thirty-two times", " 32x "),
        ("32-fold and 32 ×", " 32x and 32x "),
        ("You can't fine tune it", " you can not finetune it "),
        ("85 percent", " 85% "),
        ("one forward pass", " 1 forward pass "),
    ],
)
def test_wordings_of_one_thing_become_one(text: str, one_way: str) -> None:
    assert sentences(text) == [one_way]


def test_every_pattern_of_the_book_can_be_read(catalog: Catalog) -> None:
    assert sum(len(claim.said) for claim in catalog.claims.values()) > 100
    for claim in catalog.claims.values():
        for text in claim.said:
            assert pattern_of(text).terms


def test_the_name_of_a_choice_claims_nothing(catalog: Catalog) -> None:
    names = [choice for path in standard_fields().paths() for choice in standard_fields()[path].choices]
    assert len(names) > 100
    assert told(catalog, "\n".join(names)) == ()
