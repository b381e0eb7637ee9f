"""A value beside its label says its unit once and never shows a bare name of the program's own."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.decide.values import field_value, number_beside
from advisor.decide.words import phrases
from tests.strategy.stories import SHOP, Look, changed

BESIDE = [
    ("budget.monthly_usd", 2000, "$2,000"),
    ("budget.current_usd_month", 2000, "$2,000 a month"),
    ("examples.count", 12_000, "12,000"),
    ("workload.requests_per_day", 57_000, "57,000"),
    ("workload.uses_per_user_day", 5, "5"),
    ("latency.total_ms", 120_000, "2 minutes"),
    ("latency.first_token_ms", 800, "800 ms"),
    ("workload.growth_per_year", 2, "2x"),
    ("workload.shared_prefix_share", 0.5, "50%"),
    ("tenants.count", 1, "1 tenant"),
    ("time.deadline_weeks", 1, "1 week"),
    ("hardware.edge_memory_gb", 4, "4 GB"),
]


@pytest.mark.parametrize(("path", "value", "shown"), BESIDE)
def test_a_number_says_what_its_label_leaves_open(
    advisor: Advisor, path: str, value: float, shown: str
) -> None:
    assert number_beside(advisor.fields[path], value) == shown


def test_choices_are_words_that_a_person_would_use(assessed: Look) -> None:
    found = assessed(
        **changed(SHOP, data={"boundary": "region", "region": "eu"}, team={"skill": "none"})
    ).context
    assert field_value(found, "data.boundary") == "inside your region"
    assert field_value(found, "data.region") == "EU"
    assert field_value(found, "team.skill") == "nobody technical"
    assert field_value(found, "use_case.kind") == found.use_case.title


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("switzerland", "Switzerland"),
        ("south korea", "South Korea"),
        ("uk", "UK"),
        ("eu and uk only", "eu and uk only"),
    ],
)
def test_a_place_is_shown_as_its_name_is_written(assessed: Look, stored: str, shown: str) -> None:
    found = assessed(**changed(SHOP, data={"boundary": "region", "region": stored})).context
    assert field_value(found, "data.region") == shown


def test_every_wording_of_a_value_belongs_to_a_choice(advisor: Advisor) -> None:
    for group, table in phrases().items():
        if group.startswith("values."):
            assert set(table) <= set(advisor.fields[group.removeprefix("values.")].choices)
