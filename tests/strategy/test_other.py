"""Which model of another kind than language does the work, how its load counts, what a provider takes."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.strategy.hosted_other import hosted_other_plan
from advisor.strategy.other import other_model, other_plans, units_per_day
from tests.strategy.stories import SHOP, Look, changed, told

FRAUD = {
    "use_case": {"kind": "tabular"},
    "workload": {"requests_per_day": 2_000_000},
    "latency": {"first_token_ms": 100},
    "examples": {"count": 500_000},
}
CALLS = {"use_case": {"kind": "voice"}, "workload": {"requests_per_day": 100, "audio_hours_per_day": 10}}


def test_a_table_is_no_work_for_a_language_model(assessed: Look, advisor: Advisor) -> None:
    row = other_model(assessed(**FRAUD).context)
    assert row is not None
    assert row.task == "tabular"
    assert row.id in advisor.catalog.others


@pytest.mark.parametrize(
    ("groups", "trees"),
    [
        ({"examples": {"count": 0}, "workload": {"input_tokens": 250}}, False),
        ({"examples": {"count": 5000}, "workload": {"input_tokens": 250}}, True),
        ({"examples": {"count": 0}}, True),
        ({"use_case": {"rows": True}, "examples": {"count": 0}, "workload": {"input_tokens": 250}}, True),
    ],
    ids=["texts without an answer", "texts with answers", "no texts", "rows"],
)
def test_trees_are_not_taught_by_texts_that_nobody_has_judged(
    assessed: Look, groups: dict[str, dict[str, object]], trees: bool
) -> None:
    row = other_model(assessed(**changed(FRAUD, **groups)).context)
    assert (row is not None) is trees


def test_a_chatbot_is_work_for_a_language_model(assessed: Look) -> None:
    assert other_model(told(assessed(**SHOP).context)) is None


def test_a_required_encoder_does_the_sorting(assessed: Look) -> None:
    row = other_model(
        told(
            assessed(**changed(SHOP, workload={"output_tokens": 1})).context, required=("encoder_classifier",)
        )
    )
    assert row is not None
    assert row.task == "classify"


def test_pictures_that_are_sorted_take_the_model_of_pictures_and_no_detector(assessed: Look) -> None:
    pictures = changed(
        SHOP, use_case={"kind": "classification", "modality": "image"}, workload={"output_tokens": 1}
    )
    row = other_model(told(assessed(**pictures).context, required=("small_vision_model",)))
    assert row is not None
    assert row.id == "vit-base"


def test_required_tuning_of_a_language_model_wins_over_an_encoder(assessed: Look) -> None:
    context = told(assessed(**SHOP).context, required=("encoder_classifier", "lora"))
    assert other_model(context) is None


def test_retraining_on_a_schedule_makes_no_language_model_of_a_forecast(assessed: Look) -> None:
    context = told(assessed(**FRAUD).context, required=("classical_ml", "scheduled_retraining"))
    row = other_model(context)
    assert row is not None
    assert row.task == "tabular"


def test_two_million_scorings_a_day_fit_one_ordinary_server(assessed: Look) -> None:
    context = assessed(**FRAUD).context
    row = other_model(context)
    assert row is not None
    plan = next(other_plans(context, row, "on_cpu"))
    assert plan.feasibility == "feasible"
    assert plan.hardware is not None
    assert plan.hardware.hardware_class == "cpu"
    assert plan.hardware.count == 1


def test_a_waiting_time_that_cannot_be_kept_is_named(assessed: Look, advisor: Advisor) -> None:
    story = changed(FRAUD, use_case={"kind": "vision"}, latency={"first_token_ms": 1})
    context = assessed(**story).context
    row = max(advisor.catalog.others.values(), key=lambda r: r.gflops_per_unit)
    plan = next(other_plans(context, row, "on_cpu"))
    assert plan.feasibility == "infeasible"
    assert plan.limits[0].has == "a limit of 1 ms"


def test_a_larger_load_never_takes_fewer_devices(assessed: Look) -> None:
    counts = []
    for volume in (1e4, 1e6, 1e8, 1e9):
        context = assessed(**changed(FRAUD, workload={"requests_per_day": volume})).context
        row = other_model(context)
        assert row is not None
        plan = next(other_plans(context, row, "on_cpu"))
        counts.append(plan.hardware.count if plan.hardware else float("inf"))
    assert counts == sorted(counts)


def test_audio_counts_by_the_second(assessed: Look, advisor: Advisor) -> None:
    row = next(r for r in advisor.catalog.others.values() if "second" in r.unit)
    assert units_per_day(assessed(**CALLS).context, row).value == 36_000


def test_text_counts_by_the_token(assessed: Look, advisor: Advisor) -> None:
    row = next(r for r in advisor.catalog.others.values() if "token" in r.unit)
    assert units_per_day(assessed(**SHOP).context, row).value == 5000 * 2000


def test_images_that_were_counted_are_the_units(assessed: Look, advisor: Advisor) -> None:
    row = next(r for r in advisor.catalog.others.values() if "image" in r.unit)
    story = changed(SHOP, workload={"images_per_day": 70})
    assert units_per_day(assessed(**story).context, row).value == 70


def test_a_task_bought_by_the_unit_costs_units_times_price(assessed: Look, advisor: Advisor) -> None:
    context = told(assessed(**CALLS).context)
    row = next(r for r in advisor.catalog.others.values() if r.task == "speech_to_text")
    plan = hosted_other_plan(context, row)
    assert plan is not None
    price = plan.estimates["usd_per_unit"]
    assert price.unit == "USD/minute of audio"
    assert plan.estimates["usd_month"].value == pytest.approx(365 / 12 * 600 * price.value)
    assert 0.002 < price.value < 0.02


def test_a_task_that_nobody_sells_by_the_unit_has_no_hosted_plan(assessed: Look, advisor: Advisor) -> None:
    row = next(r for r in advisor.catalog.others.values() if r.task == "tabular")
    assert hosted_other_plan(told(assessed(**FRAUD).context), row) is None


@pytest.mark.parametrize(
    ("names", "stands_in"), [(["English"], True), (["German"], False), (["English", "German"], False)]
)
def test_a_model_of_english_alone_stands_in_only_where_nothing_else_is_spoken(
    assessed: Look, advisor: Advisor, names: list[str], stands_in: bool
) -> None:
    story = {
        "use_case": {"kind": "classification"},
        "workload": {"requests_per_day": 200_000_000, "input_tokens": 120},
        "latency": {"total_ms": 100},
        "language": {"names": names},
    }
    context = told(assessed(**story).context)
    plans = other_plans(context, advisor.catalog.other("modernbert-base"), "on_cpu")
    assert ("distilbert-base" in [plan.model for plan in plans]) is stands_in


@pytest.mark.parametrize(("total_ms", "broken"), [(100, ["time to the whole answer"]), (2000, [])])
def test_a_provider_that_is_too_slow_for_the_time_that_was_named_is_out(
    assessed: Look, total_ms: int, broken: list[str]
) -> None:
    search = {"use_case": {"kind": "search"}, "latency": {"total_ms": total_ms}}
    context = assessed(**search).context
    row = other_model(context)
    assert row is not None
    plan = hosted_other_plan(context, row)
    assert plan is not None
    assert [limit.name for limit in plan.limits if limit.name == "time to the whole answer"] == broken


def test_pictures_with_labels_train_the_model_and_the_run_is_priced(assessed: Look) -> None:
    found = assessed(
        use_case={"kind": "vision"},
        examples={"count": 8000, "images": True},
        data={"boundary": "own_network"},
        hardware={"edge_device": "jetson"},
    )
    assert found.best.plan.trains
    assert "small_vision_model" in found.best.plan.adaptations


@pytest.mark.parametrize(("tokens", "writes"), [(5, False), (400, True)])
def test_a_search_that_answers_in_sentences_needs_a_language_model(
    assessed: Look, tokens: int, writes: bool
) -> None:
    story = {"use_case": {"kind": "search"}, "workload": {"requests_per_day": 800, "output_tokens": tokens}}
    assert (other_model(told(assessed(**story).context)) is None) == writes
