"""What experts agree on, for several teams each: what is taught, by whom, from how many examples."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decide.advice import advice_for
from advisor.decide.recommend import hardware_class_of
from advisor.strategy.asked import asked_plans
from tests.strategy.stories import Look

CORRECTED = [("chatbot", "daily"), ("document_qa", "live"), ("regulated_advice", "daily"), ("agents", "live")]


def words(look: Any) -> set[str]:
    return {advice.word for advice in advice_for(look)}


@pytest.mark.parametrize(
    ("size", "card", "count", "short"),
    [
        (13, "A100", 2, True),
        (1.5, "RTX 4090", 1, True),
        (7, "H100", 1, True),
        (7, "A100", 2, False),
        (3, "A100", 1, False),
        (0.5, "RTX 3090", 1, False),
    ],
)
def test_the_rule_and_the_plan_say_alike_whether_full_tuning_fits(
    assessed: Look, size: float, card: str, count: int, short: bool
) -> None:
    found = assessed(
        use_case={"kind": "finetune_project"},
        examples={"count": 30000},
        wish={"adaptations": ["full_ft"], "train_params_b": size},
        hardware={"owned": [{"name": card, "count": count}]},
    )
    fired = any(f.rule.code == "FIT008" for f in found.findings if f.status == "fired")
    assert fired is short
    assert any(plan.limits for plan in asked_plans(found.context)) is short


def test_plain_adamw_on_13b_wants_more_than_two_cards_of_80_gb(assessed: Look) -> None:
    def short(size: float) -> float:
        found = assessed(
            use_case={"kind": "finetune_project"},
            wish={"adaptations": ["full_ft"], "train_params_b": size},
            hardware={"owned": [{"name": "A100", "count": 2}]},
        )
        return found.facts.figures["full_tuning_short_gb"].value

    assert short(13) > 20  # 13 x 16 / 2 = 104 GB of states on a card
    assert short(7) < 0


@pytest.mark.parametrize(("requests", "tokens"), [(100_000, 60), (300_000, 200), (150_000, 400)])
def test_a_large_model_writes_the_labels_that_an_encoder_lacks(
    assessed: Look, requests: float, tokens: float
) -> None:
    found = assessed(
        use_case={"kind": "classification"},
        examples={"count": 0},
        wish={"adaptations": ["encoder_classifier"]},
        workload={"requests_per_day": requests, "input_tokens": tokens, "output_tokens": 1},
    )
    assert {"distillation", "encoder_classifier"} <= set(found.best.plan.adaptations)


@pytest.mark.parametrize("count", [80, 225, 600])
def test_some_examples_a_class_teach_an_encoder_on_ordinary_servers(assessed: Look, count: float) -> None:
    found = assessed(
        use_case={"kind": "classification"},
        data={"boundary": "own_network"},
        examples={"count": count},
        hardware={"owned": [{"name": "EPYC 9355P", "count": 1}]},
        workload={"requests_per_day": 3000, "input_tokens": 250, "output_tokens": 1},
    )
    assert "encoder_classifier" in found.best.plan.adaptations
    assert hardware_class_of(found) == "cpu"


@pytest.mark.parametrize(("requests", "wait"), [(30_000_000, 50), (12_000_000, 100), (200_000_000, 20)])
def test_tens_of_millions_of_texts_with_millions_of_labels_start_linear(
    assessed: Look, requests: float, wait: float
) -> None:
    found = assessed(
        use_case={"kind": "classification"},
        examples={"count": 5_000_000},
        latency={"first_token_ms": wait},
        workload={"requests_per_day": requests, "output_tokens": 1},
    )
    assert found.best.plan.deployment == "on_cpu"
    assert "classical_ml" in found.best.plan.adaptations
    assert "encoder_classifier" in words(found)


@pytest.mark.parametrize("kind", ["chatbot", "extraction", "saas_features", "classification"])
def test_logged_traffic_teaches_a_smaller_model_as_a_managed_job(assessed: Look, kind: str) -> None:
    found = assessed(
        use_case={"kind": kind},
        quality={"failure": "dear"},
        examples={"count": 300},
        team={"skill": "developers"},
        workload={"requests_per_day": 400_000, "input_tokens": 600, "output_tokens": 80},
    )
    assert {"distillation", "managed_ft"} <= set(found.best.plan.adaptations)
    assert hardware_class_of(found) == "none"


@pytest.mark.parametrize(("kind", "freshness"), CORRECTED)
def test_daily_corrections_are_looked_up_and_not_tuned_in(assessed: Look, kind: str, freshness: str) -> None:
    found = assessed(
        use_case={"kind": kind},
        knowledge={"needed": True, "freshness": freshness},
        quality={"domain_gap": "medium"},
        examples={"count": 2500},
        wish={"adaptations": ["scheduled_retraining", "lora"]},
        workload={"requests_per_day": 900},
    )
    assert "rag" in found.best.plan.adaptations
    assert not found.best.plan.trains


def test_frontier_quality_from_scratch_is_priced_at_frontier_size(assessed: Look) -> None:
    def broken(usd: float, bar: str) -> bool:
        found = assessed(
            use_case={"kind": "foundation_model"},
            wish={"adaptations": ["pretrain_from_scratch"]},
            budget={"one_off_usd": usd},
            quality={"bar": bar},
        )
        return any(plan.limits for plan in asked_plans(found.context))

    assert broken(2e6, "frontier")
    assert not broken(2e6, "good")
    assert not broken(2e8, "frontier")


def test_an_encoder_alone_explains_no_grade(assessed: Look) -> None:
    def words_with(tokens: float) -> tuple[str, ...]:
        found = assessed(
            use_case={"kind": "classification"},
            examples={"count": 20000},
            latency={"first_token_ms": 200},
            workload={"requests_per_day": 5_000_000, "input_tokens": 500, "output_tokens": tokens},
            wish={"adaptations": ["distillation", "encoder_classifier"]},
            evidence={"worked": ["distillation", "encoder_classifier"]},
            team={"skill": "research"},
        )
        return found.best.plan.model, *found.best.plan.adaptations

    assert "modernbert" in words_with(1)[0]
    assert "modernbert" not in words_with(150)[0]
