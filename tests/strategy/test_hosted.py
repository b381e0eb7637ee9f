from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.api import Advisor
from advisor.catalog.records import TIERS
from advisor.strategy.hosted import api_usd_month, hosted_plans, reference_usd_month
from advisor.strategy.supply import classes_from
from tests.strategy.stories import SHOP, Look, changed, plans_of, told


def adequate(advisor: Advisor, tier: str) -> list:
    rows = advisor.catalog.api_models.values()
    return [r for r in rows if r.tier in classes_from(tier) and not r.retired and not r.open_weights]


def test_the_bill_is_the_one_worked_out_by_hand(assessed: Look, advisor: Advisor) -> None:
    context = told(assessed(**SHOP).context)
    plan = next(hosted_plans(context, "hosted_api"))
    row = advisor.catalog.api_models[plan.model]
    retries = 1 + advisor.catalog.parameter("retry_share").value
    each = retries * (2000 * row.usd_per_m_input + 300 * row.usd_per_m_output) / 1e6
    assert plan.estimates["usd_month"].value == pytest.approx(5000 * each * 365 / 12)


def test_the_cheapest_adequate_model_comes_first(assessed: Look, advisor: Advisor) -> None:
    context = told(assessed(**SHOP).context)
    plan = next(hosted_plans(context, "hosted_api"))
    rows = adequate(advisor, context.tier)
    least = min(2000 * r.usd_per_m_input + 300 * r.usd_per_m_output for r in rows)
    chosen = advisor.catalog.api_models[plan.model]
    assert 2000 * chosen.usd_per_m_input + 300 * chosen.usd_per_m_output == least


def test_no_plan_is_below_the_class_needed_and_one_is_above(assessed: Look) -> None:
    context = told(assessed(**SHOP).context)
    tiers = [TIERS.index(plan.tier) for plan in hosted_plans(context, "hosted_api")]
    assert tiers[0] >= TIERS.index(context.tier)
    assert tiers[1] > tiers[0]


def test_a_cached_prompt_costs_less_where_the_price_list_says_so(assessed: Look) -> None:
    context = told(assessed(**changed(SHOP, workload={"shared_prefix_share": 0.9})).context)
    cached = replace(context, directives=told(context, required=("prompt_caching",)).directives)
    plain, saved = (next(hosted_plans(c, "hosted_api")).estimates["usd_month"] for c in (context, cached))
    assert saved.value < plain.value


def test_overnight_work_takes_the_price_of_the_batch_tier(assessed: Look, advisor: Advisor) -> None:
    context = told(assessed(**SHOP).context)
    batched = replace(context, directives=told(context, required=("batch_api",)).directives)
    plan = next(hosted_plans(batched, "hosted_api"))
    row = advisor.catalog.api_models[plan.model]
    retries = 1 + advisor.catalog.parameter("retry_share").value
    each = row.batch_factor * retries * (2000 * row.usd_per_m_input + 300 * row.usd_per_m_output) / 1e6
    assert plan.estimates["usd_month"].value == pytest.approx(5000 * each * 365 / 12)


def test_ten_times_the_requests_cost_ten_times_as_much(assessed: Look) -> None:
    once = api_usd_month(told(assessed(**SHOP).context), "mid")
    story = changed(SHOP, workload={"requests_per_day": 50_000})
    tenfold = api_usd_month(told(assessed(**story).context), "mid")
    assert once is not None
    assert tenfold is not None
    assert tenfold[1].value == pytest.approx(10 * once[1].value)


def test_models_of_an_excluded_vendor_are_not_called(assessed: Look, advisor: Advisor) -> None:
    context = told(assessed(**SHOP).context)
    first = advisor.catalog.api_models[next(hosted_plans(context, "hosted_api")).model]
    without = told(assessed(**changed(SHOP, exclusions={"vendors": [first.provider]})).context)
    others = [advisor.catalog.api_models[p.model].provider for p in hosted_plans(without, "hosted_api")]
    assert others
    assert first.provider not in others


def test_without_any_vendor_there_is_no_hosted_plan_and_no_reference(
    assessed: Look, advisor: Advisor
) -> None:
    vendors = sorted({row.provider for row in advisor.catalog.api_models.values()})
    context = told(assessed(**changed(SHOP, exclusions={"vendors": vendors})).context)
    assert list(hosted_plans(context, "hosted_api")) == []
    assert reference_usd_month(context) is None
    assert api_usd_month(context, "frontier") is None


def test_a_request_longer_than_any_model_reads_has_no_hosted_plan(assessed: Look) -> None:
    story = changed(SHOP, workload={"input_tokens": 2e6, "output_tokens": 1e5})
    context = told(assessed(**story).context)
    assert list(hosted_plans(context, "hosted_api")) == []
    assert list(hosted_plans(context, "managed_open_endpoint")) == []


def test_an_endpoint_that_names_no_length_reads_what_its_open_model_reads(
    assessed: Look, advisor: Advisor
) -> None:
    story = changed(SHOP, workload={"input_tokens": 100_000, "output_tokens": 1000})
    context = told(assessed(**story).context)
    for plan in hosted_plans(context, "managed_open_endpoint"):
        row = advisor.catalog.api_models[plan.model]
        behind = advisor.catalog.models.get(row.model)
        if row.max_context is None and behind is not None:
            assert behind.max_context >= 101_000


def test_tuning_at_a_provider_costs_a_run_and_the_place_that_is_kept(assessed: Look) -> None:
    context = assessed(**changed(SHOP, examples={"count": 5000})).context
    plain = next(hosted_plans(told(context), "hosted_api"))
    tuned = next(hosted_plans(told(context, required=("managed_ft",)), "hosted_api"))
    assert tuned.trains
    assert not plain.trains
    assert tuned.estimates["training_usd"].low > 0
    assert "tuned_hosting_usd" in tuned.estimates["usd_month"].formula


def test_waiting_times_that_even_the_quickest_answer_breaks_make_it_infeasible(assessed: Look) -> None:
    context = told(assessed(**changed(SHOP, latency={"first_token_ms": 20, "total_ms": 50})).context)
    plan = next(hosted_plans(context, "hosted_api"))
    assert plan.feasibility == "infeasible"
    assert [limit.name for limit in plan.limits] == ["time to the first words", "time to the whole answer"]
    assert "20 ms" in plan.limits[0].sentence()


def test_the_cheapest_hosted_bill_counts_open_models_at_providers_too(assessed: Look) -> None:
    found = assessed(**SHOP)
    reference = api_usd_month(found.context, found.context.tier)
    assert reference is not None
    bills = [
        plan.estimates["usd_month"].value
        for word in ("hosted_api", "managed_open_endpoint")
        for plan in plans_of(found, word)
        if plan.hardware is None
    ]
    assert reference[1].value == pytest.approx(min(bills))


def test_the_reference_grows_with_the_traffic(assessed: Look) -> None:
    flat, growing = (
        reference_usd_month(told(assessed(**changed(SHOP, workload={"growth_per_year": g})).context))
        for g in (1.0, 2.0)
    )
    assert flat is not None
    assert growing is not None
    assert 2 * flat < growing < 8 * flat


def test_a_task_of_ten_calls_takes_ten_times_the_wait_of_one(assessed: Look) -> None:
    agent = changed(SHOP, workload={"steps_per_task": 10, "output_tokens": 3000})
    plan = next(hosted_plans(told(assessed(**agent).context), "hosted_api"))
    known = plan.estimates
    each = known["first_token_ms"].value + 1000 * 300 / known["tokens_per_s"].value
    assert known["total_ms"].value == pytest.approx(10 * each)
    assert known["total_ms"].formula.startswith("10 calls x (")
