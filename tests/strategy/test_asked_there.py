from __future__ import annotations

import pytest

from advisor.strategy.asked import asked_plans
from advisor.strategy.asked_there import far_too_large, fits_in_fewer_bits, none_in_time
from tests.strategy.stories import SHOP, Look, changed

MINI = [{"name": "M4", "count": 1, "memory_gb": 32}]
CARD = [{"name": "RTX 4090", "count": 1}]
LONG = {"workload": {"input_tokens": 20000, "peak_concurrency": 40}, "latency": {"first_token_ms": 5000}}
FULL = changed(
    SHOP,
    wish={"model": "Llama 3.1 8B", "precision": "bf16", "context_tokens": 128000},
    hardware={"owned": CARD},
    workload={"input_tokens": 120000, "peak_concurrency": 1},
    latency={"first_token_ms": 120_000},
    budget={"one_off_usd": 0},
)


def test_forty_long_documents_at_once_are_read_by_no_model_on_one_small_computer(assessed: Look) -> None:
    story = changed(SHOP, hardware={"owned": MINI}, wish={"deployments": ["on_prem"]}, **LONG)
    context = assessed(**story).context
    found = none_in_time(context)
    assert found is not None
    (row, count), limits = found
    assert (row.id, count) == ("m4", 1)
    assert "first token" in limits[0].name
    assert [plan.form for plan in asked_plans(context)] == ["as-asked"]


@pytest.mark.parametrize(
    "change",
    [
        {"wish": {"deployments": ["hosted_api"]}},
        {"workload": {"input_tokens": 300, "peak_concurrency": 2}},
        {"hardware": {"owned": [{"name": "H100", "count": 8}]}},
    ],
    ids=["it is not to run there", "short questions of two people", "a machine of eight large cards"],
)
def test_what_some_model_serves_there_is_no_wish_that_breaks(
    assessed: Look, change: dict[str, object]
) -> None:
    whole = changed(SHOP, hardware={"owned": MINI}, wish={"deployments": ["on_prem"]}, **LONG)
    assert none_in_time(assessed(**changed(whole, **change)).context) is None


def test_a_model_in_full_precision_at_full_length_breaks_the_card_where_nothing_is_bought(
    assessed: Look,
) -> None:
    context = assessed(**FULL).context
    (plan,) = asked_plans(context)
    assert plan.form == "as-asked"
    assert [limit.name for limit in plan.limits] == ["memory of the device"]
    assert fits_in_fewer_bits(context)


def test_the_same_wish_leaves_a_second_card_open_where_money_was_not_ruled_out(assessed: Look) -> None:
    (plan,) = asked_plans(assessed(**changed(FULL, budget={"one_off_usd": 4000})).context)
    assert plan.form == "as-named"


def test_a_model_too_large_in_any_format_gives_way_in_none(assessed: Look) -> None:
    wish = {"model": "Llama 3.1 405B", "precision": "bf16", "context_tokens": 8000}
    assert not fits_in_fewer_bits(assessed(**changed(FULL, wish=wish)).context)


@pytest.mark.parametrize(
    ("model", "far"),
    [("Llama 3.1 405B", True), ("123B", True), ("70B", False), ("8B", False)],
)
def test_what_is_two_sizes_too_large_for_a_card_has_no_weaker_form_on_it(
    assessed: Look, model: str, far: bool
) -> None:
    story = changed(SHOP, wish={"model": model}, hardware={"owned": CARD})
    assert far_too_large(assessed(**story).context) is far


def test_a_model_without_devices_is_too_large_for_nothing(assessed: Look) -> None:
    assert not far_too_large(assessed(**changed(SHOP, wish={"model": "Llama 3.1 405B"})).context)
