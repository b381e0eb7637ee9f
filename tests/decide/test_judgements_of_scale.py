"""What experts agree on about volume, labels and precision, for several teams each."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decide.advice import advice_for
from advisor.decide.recommend import hardware_class_of
from advisor.strategy.asked import asked_plans
from tests.strategy.stories import Look

SORTED = [(5000, 70_000, 120), (3000, 60_000, 400), (8000, 150_000, 250), (40_000, 90_000, 80)]
PICTURES = [(800_000, 5_000_000, 200), (60_000, 2_000_000, 400), (250_000, 1_500_000, 100)]


def words(look: Any) -> set[str]:
    return {advice.word for advice in advice_for(look)}


@pytest.mark.parametrize(("labels", "texts", "tokens"), SORTED)
def test_thousands_of_labels_and_a_stream_of_texts_train_an_encoder(
    assessed: Look, labels: float, texts: float, tokens: float
) -> None:
    def found(labels: float) -> Any:
        return assessed(
            use_case={"kind": "classification"},
            examples={"count": labels},
            data={"boundary": "any_cloud"},
            latency={"first_token_ms": 86_400_000, "batch_ok": True},
            workload={"requests_per_day": texts, "input_tokens": tokens, "output_tokens": 2},
            team={"skill": "ml"},
        )

    assert "encoder_classifier" in found(labels).best.plan.adaptations
    assert "encoder_classifier" not in found(60).best.plan.adaptations


@pytest.mark.parametrize(("labels", "pictures", "wait"), PICTURES)
def test_millions_of_pictures_are_judged_by_an_image_model_on_a_small_card(
    assessed: Look, labels: float, pictures: float, wait: float
) -> None:
    found = assessed(
        use_case={"kind": "vision", "modality": "image"},
        examples={"count": labels},
        data={"boundary": "any_cloud"},
        latency={"first_token_ms": wait},
        workload={"requests_per_day": pictures},
        quality={"domain_gap": "medium"},
        team={"skill": "platform"},
    )
    assert "small_vision_model" in found.best.plan.adaptations
    assert hardware_class_of(found) == "1x24GB"


@pytest.mark.parametrize("kind", ["extraction", "chatbot", "document_qa", "saas_features"])
def test_models_that_the_cloud_hosts_in_ones_own_account_stay_while_they_do(
    assessed: Look, kind: str
) -> None:
    team = {
        "use_case": {"kind": kind},
        "data": {"boundary": "own_cloud"},
        "workload": {"requests_per_day": 2000},
        "team": {"skill": "ml"},
    }
    kept = assessed(**team, wish={"deployments": ["hosted_api"]})
    assert kept.best.plan.deployment == "hosted_api"
    assert assessed(**team).best.plan.deployment == "self_host_rented"


@pytest.mark.parametrize(
    ("model", "card", "count"),
    [("Qwen3 32B", "L40S", 1), ("Llama 3.3 70B", "A100", 1), ("DeepSeek R1", "H100", 8)],
)
def test_a_precision_that_does_not_fit_ends_nothing_unless_it_is_insisted_on(
    assessed: Look, model: str, card: str, count: int
) -> None:
    def forms(**wish: Any) -> set[str]:
        found = assessed(
            use_case={"kind": "document_qa"},
            hardware={"owned": [{"name": card, "count": count}]},
            wish={"model": model, "precision": "bf16", **wish},
            team={"skill": "ml"},
        )
        return {plan.form for plan in asked_plans(found.context) if plan.limits}

    assert forms() == {"as-named"}
    assert forms(fixed_model=True) == {"as-asked"}


@pytest.mark.parametrize("way", ["lora", "qlora", "multi_lora"])
def test_billions_of_tokens_are_learnt_by_all_weights(assessed: Look, way: str) -> None:
    def told(tokens: float) -> set[str]:
        return words(
            assessed(
                use_case={"kind": "code"},
                examples={"count": 30_000},
                language={"corpus_tokens": tokens},
                quality={"domain_gap": "very_high"},
                budget={"one_off_usd": 60_000},
                wish={"adaptations": [way], "model": "7B"},
                team={"skill": "platform"},
            )
        )

    assert "full_ft" in told(2e10)
    assert "full_ft" not in told(5e6)


@pytest.mark.parametrize(
    ("boundary", "requests"), [("own_network", 5000), ("own_network", 1200), ("air_gapped", 800)]
)
def test_who_says_which_data_stay_inside_gets_the_split_before_the_task_is_named(
    assessed: Look, boundary: str, requests: float
) -> None:
    def told(mixed: bool) -> set[str]:
        return words(
            assessed(
                use_case={"kind": "undecided"},
                data={"boundary": boundary, "mixed_classes": mixed},
                workload={"requests_per_day": requests},
                team={"skill": "ml"},
            )
        )

    assert {"hybrid", "routing"} <= told(True)
    assert "hybrid" not in told(False)
