"""What is said of plans and their limits where they are made."""

from __future__ import annotations

import pytest

from advisor.resources import shipped_toml
from advisor.strategy.wordings import limit_name, limit_of

LIMITS = shipped_toml("strategy/wordings.toml")["limit"]


def test_no_two_limits_have_one_name() -> None:
    names = [limit_name(limit) for limit in LIMITS]
    assert len(names) == len(set(names)) > 0


@pytest.mark.parametrize(
    ("limit", "needs", "has", "sentence"),
    [
        ("time", {"days": "90"}, {"days": "14"}, "time to train: needs at least 90 days, has 14 days"),
        (
            "class",
            {"tier": "frontier"},
            {"tier": "tiny"},
            "class of model: needs a frontier one, has a tiny one",
        ),
        ("text", {"tokens": "9"}, {"tokens": "2"}, "text to train on: needs 9 tokens, has 2 tokens"),
    ],
)
def test_a_limit_says_what_it_takes_and_what_there_is(
    limit: str, needs: dict[str, str], has: dict[str, str], sentence: str
) -> None:
    found = limit_of(limit, "as asked", needs, has)
    assert found.sentence() == sentence
    assert found.rule == "as asked"
