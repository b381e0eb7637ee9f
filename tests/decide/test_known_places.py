"""What experts agree on, for several teams each: who may host, on what, and when nothing is signed yet."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decide.advice import advice_for
from advisor.decide.recommend import hardware_class_of
from advisor.strategy.asked import asked_plans
from tests.strategy.stories import Look

TENANCY = {"data": {"boundary": "own_cloud"}}
SMALL_OFFICES = [
    ("extraction", 250.0),
    ("document_qa", 400.0),
    ("chatbot", 900.0),
    ("regulated_advice", 120.0),
    ("saas_features", 3000.0),
]


def words(look: Any) -> set[str]:
    return {advice.word for advice in advice_for(look)}


@pytest.mark.parametrize(("kind", "requests"), SMALL_OFFICES)
def test_an_account_of_ones_own_holds_hosted_models_where_nobody_runs_gpus(
    assessed: Look, kind: str, requests: float
) -> None:
    team = {"use_case": {"kind": kind}, "workload": {"requests_per_day": requests}, **TENANCY}
    found = assessed(**team, team={"skill": "developers"})
    assert found.best.plan.deployment == "hosted_api"
    assert hardware_class_of(found) == "none"
    skilled = assessed(**team, team={"skill": "platform"})
    assert skilled.best.plan.deployment == "self_host_rented"


def test_an_account_of_ones_own_holds_no_endpoint_of_another_company(assessed: Look) -> None:
    found = assessed(use_case={"kind": "chatbot"}, team={"skill": "developers"}, **TENANCY)
    outside = {"managed_open_endpoint", "hybrid"}
    assert outside.isdisjoint(item.plan.deployment for item in found.ranked)
    tenants = found.context.anchors.tenants
    catalog = found.context.supply.catalog
    hosted = [item.plan.model for item in found.ranked if item.plan.deployment == "hosted_api"]
    assert hosted
    assert all(catalog.api(model).provider in tenants for model in hosted)


@pytest.mark.parametrize(
    ("model", "card", "count", "people"),
    [
        ("Llama 3.1 405B", "H100", 8, 10),
        ("Llama 3.3 70B", "A100", 4, 6),
        ("gpt-oss-120b", "L40S", 4, 12),
        ("Qwen3 32B", "RTX A6000", 2, 5),
    ],
)
def test_a_named_model_is_sized_on_the_servers_that_are_there(
    assessed: Look, model: str, card: str, count: int, people: int
) -> None:
    found = assessed(
        use_case={"kind": "open_weight_adaptation"},
        wish={"model": model},
        hardware={"owned": [{"name": card, "count": count}]},
        workload={"requests_per_day": 2000, "peak_concurrency": people},
    )
    plan = found.best.plan
    assert (plan.deployment, plan.hardware is not None and plan.hardware.owned) == ("on_prem", True)
    assert plan.model == found.context.supply.catalog.model(model).id


def test_a_named_model_too_large_for_its_servers_is_not_forced_on_them(assessed: Look) -> None:
    found = assessed(
        use_case={"kind": "open_weight_adaptation"},
        wish={"model": "Llama 3.1 405B"},
        hardware={"owned": [{"name": "RTX 4090", "count": 2}]},
        workload={"requests_per_day": 2000, "peak_concurrency": 6},
    )
    assert found.context.directives.required.get("on_prem") is None


@pytest.mark.parametrize("engine", ["vllm", "sglang", "tensorrt_llm"])
def test_who_names_model_and_serving_software_asks_for_the_size(assessed: Look, engine: str) -> None:
    found = assessed(
        use_case={"kind": "open_weight_adaptation"},
        wish={"model": "Llama 3.3 70B", "engine": engine},
        workload={"requests_per_day": 300, "peak_concurrency": 5},
    )
    assert found.best.plan.deployment == "self_host_rented"
    assert found.best.plan.model == "llama-3.3-70b"


@pytest.mark.parametrize(("card", "people"), [("A100", 40), ("H100", 12), ("L40S", 25)])
def test_servers_that_are_there_serve_the_many_and_not_their_desks(
    assessed: Look, card: str, people: int
) -> None:
    found = assessed(
        use_case={"kind": "chatbot"},
        data={"boundary": "own_network"},
        hardware={"owned": [{"name": card, "count": 4}], "edge_device": "desktop_gpu"},
        team={"skill": "platform"},
        workload={"requests_per_day": 15000, "peak_concurrency": people},
    )
    assert found.best.plan.deployment == "on_prem"


def test_cards_of_a_desk_that_each_hold_a_copy_are_of_the_class_of_one(assessed: Look) -> None:
    def class_with(card: str, count: int) -> str:
        return hardware_class_of(
            assessed(
                use_case={"kind": "document_qa"},
                data={"boundary": "own_network"},
                hardware={"owned": [{"name": card, "count": count}]},
                workload={"requests_per_day": 4000, "peak_concurrency": 8},
            )
        )

    assert class_with("RTX 4090", 4) == "1x24GB"
    assert class_with("A100", 4) == "4-8x80GB"


def test_a_card_on_an_offices_desk_is_a_device_and_on_premises(assessed: Look) -> None:
    office = {
        "use_case": {"kind": "extraction"},
        "hardware": {"owned": [{"name": "RTX 3090", "count": 1}], "offline": False},
        "workload": {"requests_per_day": 60, "peak_concurrency": 1},
    }
    inside = assessed(**office, data={"boundary": "own_network"})
    assert inside.best.plan.deployment == "on_device_edge"
    assert "on_prem" in words(inside)
    table = assessed(
        use_case={"kind": "tabular"}, examples={"count": 50_000}, data={"boundary": "own_network"}
    )
    assert {"on_cpu", "on_prem"} <= set(words(table))
    phone = assessed(
        use_case={"kind": "edge"}, hardware={"edge_device": "phone"}, data={"boundary": "own_network"}
    )
    assert "on_prem" not in words(phone)


def test_a_commitment_is_measured_first_unless_it_was_measured(assessed: Look) -> None:
    pilot = {"use_case": {"kind": "agents"}, "wish": {"commitment": True}}
    assert "measure_first" in words(assessed(**pilot))
    assert "measure_first" not in words(
        assessed(**pilot, workload={"measured": True, "requests_per_day": 500})
    )


def test_the_format_that_was_fixed_binds_on_servers_that_are_there(assessed: Look) -> None:
    def form(precision: str) -> str:
        found = assessed(
            use_case={"kind": "open_weight_adaptation"},
            wish={"model": "DeepSeek-V3", "fixed_model": True, "precision": precision},
            hardware={"owned": [{"name": "H100", "count": 8}]},
            data={"boundary": "own_network"},
        )
        return next(plan.form for plan in asked_plans(found.context))

    assert form("fp8") == "as-asked"  # 671 GB on 640 GB
    assert form("int4") == "as-named"


def test_answers_in_sentences_from_a_search_take_a_model_that_writes_them(assessed: Look) -> None:
    search = {"use_case": {"kind": "search"}, "data": {"boundary": "own_network"}}
    assert assessed(**search, workload={"output_tokens": 0}).context.tier == "tiny"
    assert assessed(**search, workload={"output_tokens": 500}).context.tier == "small"


@pytest.mark.parametrize("kind", ["document_qa", "extraction", "code", "regulated_advice", "chatbot"])
def test_a_model_named_for_a_network_of_ones_own_is_the_one_to_buy_for(assessed: Look, kind: str) -> None:
    found = assessed(
        use_case={"kind": kind},
        data={"boundary": "own_network"},
        wish={"model": "Llama 3.3 70B"},
        team={"skill": "ml"},
        workload={"requests_per_day": 1500, "peak_concurrency": 6},
    )
    assert found.best.plan.deployment == "on_prem"
    assert found.best.plan.model == "llama-3.3-70b"
