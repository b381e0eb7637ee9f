from __future__ import annotations

import pytest

from advisor.catalog.records import TIERS
from tests.strategy.stories import FACTORY, Look, changed, plans_of

PHONES = {
    "use_case": {"kind": "edge"},
    "hardware": {"edge_device": "phone"},
    "workload": {"users": 5_000_000},
    "data": {"boundary": "any_cloud"},
}


def test_a_split_counts_for_each_place_that_rules_require(assessed: Look) -> None:
    found = assessed(**PHONES)
    assert {"hybrid", "on_device_edge"} <= set(found.context.directives.required)
    assert found.best.plan.deployment == "hybrid"
    assert "on_device_edge" in found.best.plan.parts
    alone = next(j for j in found.ranked if j.plan.deployment == "on_device_edge")
    assert 0 < alone.bonus < found.best.bonus


def test_what_is_hard_goes_to_a_stronger_model_than_the_one_on_the_device(assessed: Look) -> None:
    found = assessed(**PHONES)
    (local,) = plans_of(found, "on_device_edge")
    assert TIERS.index(found.best.plan.tier) > TIERS.index(local.tier)


def test_the_strict_class_is_never_kept_on_rented_devices(assessed: Look) -> None:
    found = assessed(**changed(FACTORY, data={"mixed_classes": True, "boundary": "own_network"}))
    (split,) = plans_of(found, "hybrid")
    assert split.parts[0] == "on_prem"


@pytest.mark.parametrize("mixed", [True, False])
def test_one_hosted_model_never_takes_what_may_not_leave(assessed: Look, mixed: bool) -> None:
    few = {"requests_per_day": 900, "input_tokens": 1500, "output_tokens": 300}
    found = assessed(use_case={"kind": "chatbot"}, workload=few, data={"mixed_classes": mixed})
    assert (found.best.plan.deployment == "hybrid") is mixed


def test_the_rest_may_go_to_a_model_that_the_own_cloud_offers_and_to_no_third_party(assessed: Look) -> None:
    found = assessed(
        **changed(PHONES, data={"boundary": "own_cloud"}, wish={"deployments": ["hybrid", "on_device_edge"]})
    )
    (split,) = (item.plan for item in found.ranked if item.plan.deployment == "hybrid")
    assert "hosted_api" in split.parts
    assert "managed_open_endpoint" not in split.parts


def test_a_split_hears_once_in_each_half(assessed: Look) -> None:
    speech = changed(PHONES, use_case={"kind": "voice", "writes": True}, wish={"deployments": ["hybrid"]})
    (split,) = plans_of(assessed(**speech), "hybrid")
    for half in split.model_name.split(" and "):
        assert half.count(" in front of ") <= 1
