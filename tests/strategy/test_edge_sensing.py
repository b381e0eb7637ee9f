"""A device too small or too slow for any language model senses and decides with a small network."""

from __future__ import annotations

import pytest

from advisor.catalog.records import OtherModel
from advisor.strategy.edge_sensing import device_plans, sensing_models
from advisor.strategy.other import other_model
from tests.strategy.stories import Look, changed, told

ROBOT = {
    "use_case": {"kind": "edge"},
    "latency": {"first_token_ms": 20},
    "hardware": {"edge_device": "jetson", "offline": True},
}
"""A loop of control on a board, quicker than any language model there."""


def test_a_loop_that_is_too_quick_for_words_runs_a_small_network_on_the_board(assessed: Look) -> None:
    found = assessed(**ROBOT)
    best = found.ranked[0].plan
    assert best.deployment == "on_device_edge"
    assert best.hardware is not None
    assert best.hardware.hardware_class == "edge_soc"
    assert best.model in found.context.supply.catalog.others


def test_a_board_with_time_for_words_keeps_its_language_model(assessed: Look) -> None:
    context = told(assessed(**changed(ROBOT, latency={"first_token_ms": 2000})).context)
    plans = device_plans(context)
    assert plans
    assert {plan.model for plan in plans} <= context.supply.catalog.models.keys()


def test_the_quicker_the_loop_the_smaller_the_network(assessed: Look) -> None:
    def works(ms: float) -> float:
        context = told(assessed(**changed(ROBOT, latency={"first_token_ms": ms})).context)
        (plan, *_) = device_plans(context)
        others, models = context.supply.catalog.others, context.supply.catalog.models
        one = others.get(plan.model)
        return one.gflops_per_unit if one else 1e3 * models[plan.model].params_b

    work = [works(ms) for ms in (1, 5, 20, 100, 2000)]
    assert work == sorted(work)
    assert work[0] < work[-1]


def test_answers_in_sentences_take_a_language_model_or_nothing(assessed: Look) -> None:
    story = changed(ROBOT, workload={"input_tokens": 600, "output_tokens": 300})
    context = told(assessed(**story).context)
    assert sensing_models(context) == ()
    assert {plan.form for plan in device_plans(context)} == {"does-not-fit"}


def test_a_microcontroller_decides_with_what_its_kilobytes_hold(assessed: Look) -> None:
    found = assessed(
        **changed(ROBOT, hardware={"edge_device": "microcontroller"}, latency={"batch_ok": False})
    )
    best = found.ranked[0].plan
    assert best.deployment == "on_device_edge"
    assert best.estimates["memory_gb"].value < 0.002


def test_what_fits_a_microcontroller_is_offered_nowhere_else(assessed: Look) -> None:
    story = {"use_case": {"kind": "tabular"}, "workload": {"requests_per_day": 5000}}
    context = assessed(**story).context
    others = context.supply.catalog.others
    rows = [others[judged.plan.model] for judged in assessed(**story).ranked if judged.plan.model in others]
    assert rows
    assert not any(row.cut_down for row in rows)


HEARING_AID = {
    "use_case": {"kind": "voice"},
    "latency": {"first_token_ms": 8},
    "hardware": {"edge_device": "microcontroller", "offline": True},
    "workload": {"requests_per_day": 50_000_000},
    "examples": {"count": 40_000},
}


def test_a_microcontroller_hears_with_a_network_of_kilobytes_however_many_are_sold(assessed: Look) -> None:
    found = assessed(**HEARING_AID)
    best = found.ranked[0].plan
    assert (best.deployment, best.model) == ("on_device_edge", "sounds-on-a-chip")
    assert "full_ft" in best.adaptations
    assert "lora" not in best.adaptations


def test_a_board_that_hears_takes_no_network_that_was_cut_down_for_a_chip(assessed: Look) -> None:
    found = assessed(**changed(HEARING_AID, hardware={"edge_device": "jetson"}))
    assert all(j.plan.model != "sounds-on-a-chip" for j in (*found.ranked, *found.refused))


@pytest.mark.parametrize("ms", [1.0, 3.0])
def test_trees_answer_within_a_millisecond_on_a_server(assessed: Look, ms: float) -> None:
    story = {
        "use_case": {"kind": "tabular"},
        "workload": {"requests_per_day": 5_000_000},
        "latency": {"first_token_ms": ms},
    }
    best = assessed(**story).ranked[0].plan
    assert best.hardware is not None
    assert best.hardware.hardware_class == "cpu"


def test_a_tuning_that_rules_require_is_none_of_a_language_model_where_no_word_would_come_in_time(
    assessed: Look,
) -> None:
    story = {
        "use_case": {"kind": "chatbot"},
        "examples": {"count": 1_000_000},
        "wish": {"adaptations": ["lora"]},
        "hardware": {"edge_device": "jetson"},
    }

    def model(ms: float) -> OtherModel | None:
        context = assessed(**story, latency={"first_token_ms": ms, "batch_ok": False}).context
        return other_model(told(context, required=("classical_ml", "lora")))

    assert model(1000) is None
    quick = model(2)
    assert quick is not None
    assert quick.task == "tabular"


def test_what_was_made_for_a_kind_of_device_is_told_by_its_row_and_not_by_its_size(assessed: Look) -> None:
    context = assessed(**HEARING_AID).context
    others = context.supply.catalog.others
    assert {row.id for row in others.values() if row.fits == "microcontroller"} == {
        "trees-on-a-chip",
        "sounds-on-a-chip",
    }
    assert [row.id for row in others.values() if row.as_it_comes] == ["sounds-on-a-chip"]
    roomy = assessed(
        **changed(HEARING_AID, hardware={"edge_device": "microcontroller", "edge_memory_gb": 0.03})
    )
    assert roomy.ranked[0].plan.model == "sounds-on-a-chip"


READER = {
    "use_case": {"kind": "edge"},
    "hardware": {"edge_memory_gb": 0.5, "offline": True},
    "knowledge": {"needed": True, "pages": 3000},
    "latency": {"first_token_ms": 500},
}
"""A device to read books with, which looks words up without a network."""


def test_a_device_without_room_for_a_language_model_looks_up_what_lies_on_it(assessed: Look) -> None:
    best = assessed(**READER).ranked[0].plan
    assert best.deployment == "on_device_edge"
    assert assessed(**READER).context.supply.catalog.others[best.model].task == "embedding"


def test_nothing_stands_in_for_a_language_model_that_was_named_for_such_a_device(assessed: Look) -> None:
    story = changed(READER, wish={"model": "8B", "deployments": ["on_device_edge"]})
    assert not assessed(**story).ranked


def test_no_server_is_bought_for_a_device_of_half_a_gigabyte_without_a_network(assessed: Look) -> None:
    assert {item.plan.deployment for item in assessed(**READER).ranked} == {"on_device_edge"}
