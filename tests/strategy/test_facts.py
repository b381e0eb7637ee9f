from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.catalog.records import TIERS
from advisor.profile import fact_fields
from advisor.strategy.facts import compute_facts, needed_tier
from tests.strategy.stories import FACTORY, SHOP, Look, changed, told


def test_tokens_of_a_month_are_those_of_thirty_days_and_a_bit(assessed: Look) -> None:
    facts = compute_facts(assessed(**SHOP).context)
    assert facts.figures["tokens_per_day"].value == 5000 * 2300
    assert facts.figures["tokens_per_month"].value == pytest.approx(5000 * 2300 * 365 / 12)


def test_facts_that_cannot_be_worked_out_are_unknown(assessed: Look) -> None:
    values = compute_facts(assessed(**SHOP).context).values()
    assert "facts.owned_memory_gb" not in values
    assert "facts.pretrain_cost_usd" not in values
    assert "facts.wish_params_b" not in values


def test_every_fact_is_one_that_rules_may_read(assessed: Look) -> None:
    story = changed(
        FACTORY,
        hardware={"owned": [{"name": "RTX 4090", "count": 2}]},
        wish={"model": "Llama 3.3 70B", "train_params_b": 7, "adaptations": ["pretrain_from_scratch"]},
        budget={"one_off_usd": 1e6},
        knowledge={"pages": 500},
    )
    values = compute_facts(assessed(**story).context).values()
    assert set(values) <= set(fact_fields().paths())
    assert len(values) > 12


def test_pages_become_tokens(assessed: Look, advisor: Advisor) -> None:
    facts = compute_facts(assessed(**changed(SHOP, knowledge={"pages": 120})).context)
    each = advisor.catalog.parameter("tokens_per_page").value
    assert facts.figures["knowledge_tokens"].value == 120 * each


def test_memory_of_owned_devices_adds_up_and_the_largest_is_known(assessed: Look) -> None:
    owned = [{"name": "RTX 4090", "count": 2}, {"name": "our box", "count": 1, "memory_gb": 96}]
    facts = compute_facts(assessed(**changed(SHOP, hardware={"owned": owned})).context)
    assert facts.figures["owned_memory_gb"].value == 2 * 24 + 96
    assert facts.figures["owned_largest_gb"].value == 96
    assert facts.other["owned_is_cpu"] is False


@pytest.mark.parametrize("ram", ["96 GB RAM", "128GB DDR5", "64 GB of RAM", "256 GB system memory"])
def test_the_memory_of_a_computer_is_no_device_of_its_own(assessed: Look, ram: str) -> None:
    owned = [{"name": "RTX 3090"}, {"name": ram, "memory_gb": 96}]
    facts = compute_facts(assessed(**changed(SHOP, hardware={"owned": owned})).context)
    assert facts.figures["owned_memory_gb"].value == 24
    assert facts.figures["owned_largest_gb"].value == 24
    alone = compute_facts(assessed(**changed(SHOP, hardware={"owned": owned[1:]})).context)
    assert "owned_largest_gb" not in alone.figures
    assert alone.other["owned_is_cpu"] is True


def test_a_card_has_the_memory_that_it_is_sold_with(assessed: Look) -> None:
    owned = [{"name": "RTX 3090", "memory_gb": 128}]
    facts = compute_facts(assessed(**changed(SHOP, hardware={"owned": owned})).context)
    assert facts.figures["owned_largest_gb"].value == 24


def test_the_memory_of_a_card_is_its_own(assessed: Look) -> None:
    owned = [{"name": "24 GB VRAM", "memory_gb": 24}]
    facts = compute_facts(assessed(**changed(SHOP, hardware={"owned": owned})).context)
    assert facts.figures["owned_largest_gb"].value == 24


def test_owned_devices_that_nobody_knows_say_nothing_about_memory(assessed: Look) -> None:
    facts = compute_facts(assessed(**changed(SHOP, hardware={"owned": [{"name": "Foo 9"}]})).context)
    assert "owned_memory_gb" not in facts.figures


def test_frontier_models_cost_no_less_than_adequate_ones(assessed: Look) -> None:
    facts = compute_facts(told(assessed(**SHOP).context)).figures
    assert facts["api_frontier_usd_month"].value >= facts["api_usd_month"].value


def test_without_hosted_models_their_bill_is_unknown(assessed: Look, advisor: Advisor) -> None:
    vendors = sorted({row.provider for row in advisor.catalog.api_models.values()})
    facts = compute_facts(told(assessed(**changed(SHOP, exclusions={"vendors": vendors})).context))
    assert "api_usd_month" not in facts.figures
    assert "gpu_usd_month" in facts.figures


def test_what_pretraining_costs_is_compared_with_the_budget(assessed: Look) -> None:
    story = changed(SHOP, wish={"train_params_b": 7}, budget={"one_off_usd": 10_000})
    facts = compute_facts(assessed(**story).context).figures
    cost = facts["pretrain_cost_usd"].value
    assert cost > 10_000
    assert facts["pretrain_budget_share"].value == pytest.approx(10_000 / cost)


def test_a_run_for_a_rare_language_is_compared_with_the_budget(assessed: Look) -> None:
    story = {
        "use_case": {"kind": "foundation_model"},
        "budget": {"one_off_usd": 5000},
        "language": {"rare": True},
    }
    found = compute_facts(assessed(**story).context).figures["continued_budget_share"]
    assert 2.0 < found.value < 50.0
    large = changed(story, wish={"train_params_b": 70})
    assert compute_facts(assessed(**large).context).figures["continued_budget_share"].value < found.value / 5
    english = changed(story, language={"rare": False})
    assert "continued_budget_share" not in compute_facts(assessed(**english).context).figures


def test_hard_reasoning_and_failed_reasoning_need_a_class_more_each(advisor: Advisor) -> None:
    def place(**groups: dict[str, object]) -> int:
        profile = advisor.profile(changed({"use_case": {"kind": "chatbot"}}, **groups))
        return TIERS.index(needed_tier(profile, advisor.use_case(profile)))

    plain = place()
    assert place(use_case={"hard_reasoning": True}) == plain + 1
    assert place(quality={"failure": "reasoning"}) == plain + 1
    assert place(use_case={"hard_reasoning": True}, quality={"failure": "reasoning"}) == plain + 2


def test_no_use_case_needs_more_than_the_most_capable_class(advisor: Advisor) -> None:
    for kind in advisor.use_cases:
        story = {
            "use_case": {"kind": kind, "hard_reasoning": True, "harm": True},
            "quality": {"failure": "reasoning", "bar": "frontier"},
        }
        profile = advisor.profile(story)
        assert needed_tier(profile, advisor.use_case(profile)) in TIERS


@pytest.mark.parametrize(
    ("region", "expected"),
    [("eu", True), ("Germany", True), ("estonia", True), ("norway", True), ("us", False), ("japan", False)],
)
def test_a_country_is_known_by_the_law_it_is_under(assessed: Look, region: str, expected: bool) -> None:
    facts = compute_facts(assessed(**changed(SHOP, data={"region": region})).context)
    assert facts.other["eu_law"] is expected


def test_without_a_region_no_law_is_known(assessed: Look) -> None:
    assert "eu_law" not in compute_facts(assessed(**SHOP).context).other


@pytest.mark.parametrize(("ms", "expected"), [(40, True), (200, True), (201, False), (5000, False)])
def test_nobody_looks_at_what_must_be_there_at_once(assessed: Look, ms: int, expected: bool) -> None:
    facts = compute_facts(assessed(**changed(SHOP, latency={"first_token_ms": ms})).context)
    assert ("nobody_looks" in facts.other) is expected
