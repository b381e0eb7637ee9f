"""Runs over a corpus that the user's own devices finish."""

from __future__ import annotations

import pytest

from advisor.strategy.at_hand import option_of, run_at_hand
from advisor.strategy.tuning import training_for
from tests.strategy.stories import SHOP, Look, changed, told

WISH = {"train_params_b": 0.12, "adaptations": ["pretrain_from_scratch"]}


def at_hand(assessed: Look, device: str = "rtx-4090", **groups):
    story = changed(
        SHOP,
        wish={**WISH, **groups.pop("wish", {})},
        hardware={"owned": [{"name": device, "count": groups.pop("count", 1)}]},
        **{"language": {"corpus_tokens": 2.5e9}, **groups},
    )
    return run_at_hand(told(assessed(**story).context))


def test_a_small_run_takes_days_on_a_card_that_is_there_and_costs_no_rent(assessed: Look) -> None:
    run = at_hand(assessed)
    assert run is not None
    assert run.estimate.wall_days.value < 5
    assert run.estimate.cost_usd is not None
    assert run.estimate.cost_usd.value == 0
    assert run.hardware.owned


def test_more_devices_take_less_time(assessed: Look) -> None:
    runs = [at_hand(assessed, "h100-sxm", count=n) for n in (1, 4, 8)]
    days = [run.estimate.wall_days.value for run in runs if run is not None]
    assert len(days) == 3
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    "groups",
    [
        {"wish": {"train_params_b": 7}, "language": {"corpus_tokens": 2e11}},
        {"language": {"corpus_tokens": 1e8}},
        {"device": "ryzen-9950x"},
        {"wish": {"train_params_b": 1}, "language": {"corpus_tokens": 3e10}, "time": {"deadline_weeks": 0.1}},
        {
            "wish": {"train_params_b": 1},
            "language": {"corpus_tokens": 3e10},
            "training": {"weeks_there": 0.1},
        },
    ],
    ids=["too large", "too little text", "no card", "too late", "lent too briefly"],
)
def test_what_the_device_cannot_finish_is_not_at_hand(assessed: Look, groups: dict[str, object]) -> None:
    assert at_hand(assessed, **groups) is None


def test_text_that_nobody_counted_is_enough_only_for_who_learns_from_the_run(assessed: Look) -> None:
    assert at_hand(assessed, language={}) is None
    assert at_hand(assessed, language={}, team={"own_time": True}) is not None


def test_a_small_run_takes_weeks_and_a_programme_takes_months(assessed: Look) -> None:
    small = changed(
        SHOP,
        wish=WISH,
        hardware={"owned": [{"name": "rtx-4090", "count": 1}]},
        language={"corpus_tokens": 2.5e9},
    )
    word = "pretrain_from_scratch"
    here, usual = (option_of(told(assessed(**s).context), word) for s in (small, changed(SHOP, wish=WISH)))
    assert here.weeks[1] < 8
    assert usual.weeks[1] > 50


@pytest.mark.parametrize(
    ("device", "count", "size", "owned"),
    [("h100-sxm", 8, 7.0, True), ("rtx-4090", 1, 0.125, True), ("rtx-4090", 1, 7.0, False)],
)
def test_training_goes_on_where_the_devices_are_and_on_rented_ones_only_where_these_do_not_hold_it(
    assessed: Look, device: str, count: int, size: float, owned: bool
) -> None:
    story = changed(
        SHOP,
        wish={"train_params_b": size, "adaptations": ["continued_pretraining"]},
        hardware={"owned": [{"name": device, "count": count}]},
        language={"corpus_tokens": 1e9},
    )
    found = training_for(told(assessed(**story).context), ("continued_pretraining",), "llama-3.1-8b")
    assert found is not None
    assert found.hardware is not None
    assert found.hardware.owned == owned
    assert (found.estimates["training_computing_usd"].value == 0) == owned
