"""The decision in one sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.decide.bill import bill
from advisor.decide.headline import headline
from advisor.decide.words import decision, title
from advisor.quantity import exact
from advisor.strategy.records import Hardware
from tests.report.sample import gpu_plan
from tests.strategy.stories import SHOP, Look, changed


def test_a_model_on_everybody_s_own_phone_is_not_run_on_one_phone() -> None:
    phone = Hardware("phone", "a flagship phone", 1, 4.0, owned=True, hands="users")
    plan = replace(gpu_plan(), deployment="on_device_edge", adaptations=(), hardware=phone)
    assert decision(plan) == "Run Open 8B on each user's own device, such as a flagship phone."


def test_boards_that_are_bought_are_counted() -> None:
    boards = Hardware("board", "Board", 6, 8.0, bought=True)
    plan = replace(gpu_plan(), deployment="on_device_edge", adaptations=(), hardware=boards)
    assert decision(plan) == "Get 6x Board (8 GB) and run Open 8B there."


def test_one_s_own_device_is_nobody_else_s() -> None:
    laptop = Hardware("described-device", "a device with 16 GB", 1, 16.0, owned=True, hands="one")
    plan = replace(gpu_plan(), deployment="on_device_edge", adaptations=(), hardware=laptop)
    assert decision(plan) == "Run Open 8B on your own device with 16 GB."


def test_a_card_that_was_listed_as_owned_is_not_each_users() -> None:
    card = Hardware("rtx-4090", "GeForce RTX 4090", 1, 24.0, owned=True)
    plan = replace(gpu_plan(), deployment="on_device_edge", adaptations=(), hardware=card)
    assert decision(plan) == "Run Open 8B on your own GeForce RTX 4090."


def test_what_is_still_to_be_bought_is_told_as_bought() -> None:
    cards = Hardware("card", "Card", 2, 20.0, bought=True)
    bought = replace(gpu_plan(), deployment="on_prem", adaptations=(), hardware=cards)
    assert decision(bought) == "Buy 2x Card (20 GB) and serve Open 8B on your own site."
    owned = replace(bought, hardware=replace(cards, owned=True))
    assert decision(owned) == "Serve Open 8B on 2x Card (20 GB) of your own."


def test_two_ways_that_are_not_advised_are_not_set_against_each_other(
    assessed: Look,
) -> None:
    found = assessed(
        use_case={"kind": "edge"},
        workload={"users": 3000, "uses_per_user_day": 10},
        hardware={"edge_device": "phone", "edge_memory_gb": 4, "offline": True},
        data={"boundary": "own_network"},
    )
    over_time = bill(found)
    assert over_time is not None
    assert found.best.plan.deployment == "on_device_edge"
    assert over_time.crossing is None


def test_first_words_that_come_late_are_told_in_the_decision(assessed: Look) -> None:
    story = changed(SHOP, latency={"first_token_ms": 300})
    assert "Slow cases take" in headline(assessed(**story))
    assert "where you said 300 ms" in headline(assessed(**story))
    assert "Slow cases" not in headline(assessed(**changed(SHOP, latency={"first_token_ms": 5000})))


def test_hours_that_were_granted_are_used_where_they_were() -> None:
    cluster = Hardware("card", "Card", 8, 80.0, bought=True, hands="grant")
    plan = replace(gpu_plan(), deployment="shared_cluster", adaptations=(), hardware=cluster)
    assert decision(plan) == "Run it on the cluster on which you were granted hours."
    assert "granted" not in decision(replace(plan, hardware=replace(cluster, hands="")))


def test_a_plan_that_writes_more_slowly_than_was_said_says_so_in_the_decision(assessed: Look) -> None:
    found = assessed(**changed(SHOP, latency={"tokens_per_s": 40}))
    known = dict(found.best.plan.estimates)
    known["tokens_per_s"] = exact("tokens_per_s", 25.0, "tokens/s", "as tried")
    slow = replace(found.best, plan=replace(found.best.plan, estimates=known))
    told = headline(replace(found, ranked=(slow, *found.ranked[1:])))
    assert "It writes about 25 tokens a second, where you said 40: measure that first." in told
    known["tokens_per_s"] = exact("tokens_per_s", 55.0, "tokens/s", "as tried")
    quick = replace(found.best, plan=replace(found.best.plan, estimates=known))
    assert "where you said" not in headline(replace(found, ranked=(quick, *found.ranked[1:])))


@pytest.mark.parametrize("alone", [{"team": {"own_time": True}}, {"workload": {"users": 1}}])
def test_what_one_makes_for_oneself_has_no_customers(assessed: Look, alone: dict[str, Any]) -> None:
    mine, shop = assessed(use_case={"kind": "chatbot"}, **alone), assessed(use_case={"kind": "chatbot"})
    assert title(mine.context, mine.best.plan, True).startswith("Assistant of your own: ")
    assert title(shop.context, shop.best.plan, True).startswith("Customer chatbot: ")
