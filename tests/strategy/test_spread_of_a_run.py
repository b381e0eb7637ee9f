"""Over how many rented devices a run is spread that changes all weights of a model."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.strategy.pretraining import CorpusRun, continued_run
from advisor.strategy.small_runs import TuningRun
from advisor.strategy.tuning_runs import tuning_run
from tests.strategy.stories import SHOP, Look, changed, told

FORMS: dict[str, Any] = changed(
    SHOP,
    workload={"requests_per_day": 100_000, "input_tokens": 1500, "output_tokens": 150},
    examples={"count": 150_000},
)
MOST_ON_A_SERVER = {"shares": "4-8x80GB 0.85, multi-node 0.81, 2x80GB 0.30"}
MOST_ON_TWO = {"shares": "2x80GB 0.90, 4-8x80GB 0.60, 1x80GB 0.40"}


def tuned(look: Look, word: str, model: str, **groups: Any) -> TuningRun:
    run = tuning_run(told(look(**changed(FORMS, **groups)).context), word, model, None)
    assert run is not None
    return run


def continued(look: Look, **groups: Any) -> CorpusRun:
    story = changed(SHOP, wish={"train_params_b": 1.5}, language={"corpus_tokens": 4e7}, **groups)
    return continued_run(look(**story).context, 1.5)


def test_all_weights_are_tuned_on_as_many_cards_as_in_most_comparable_cases(assessed: Look) -> None:
    alone = tuned(assessed, "full_ft", "qwen3-vl-2b")
    spread = tuned(assessed, "full_ft", "qwen3-vl-2b", comparable=MOST_ON_A_SERVER)
    assert alone.hardware.hardware_class == "1x48GB"
    assert spread.hardware.hardware_class == "4-8x80GB"
    assert spread.usd.value <= 2 * alone.usd.value
    assert spread.wall_hours is not None
    assert alone.wall_hours is not None
    assert spread.wall_hours.value < alone.wall_hours.value


@pytest.mark.parametrize("shares", [{}, {"shares": "4-8x80GB 0.45, 1x48GB 0.40"}, {"shares": "1x48GB 0.90"}])
def test_it_stays_on_the_cheapest_where_most_run_there_or_on_nothing_in_particular(
    assessed: Look, shares: dict[str, str]
) -> None:
    groups = {"comparable": shares} if shares else {}
    assert tuned(assessed, "full_ft", "qwen3-vl-2b", **groups).hardware.hardware_class == "1x48GB"


def test_an_adapter_is_tuned_on_the_cheapest_whatever_others_run_on(assessed: Look) -> None:
    alone = tuned(assessed, "lora", "qwen3-vl-2b")
    assert tuned(assessed, "lora", "qwen3-vl-2b", comparable=MOST_ON_A_SERVER).hardware == alone.hardware


@pytest.mark.parametrize(("comparable", "devices"), [({}, 1), (MOST_ON_TWO, 2), (MOST_ON_A_SERVER, 8)])
def test_a_corpus_is_read_by_as_many_as_in_most_comparable_cases(
    assessed: Look, comparable: dict[str, str], devices: int
) -> None:
    run = continued(assessed, **({"comparable": comparable} if comparable else {}))
    assert run.hardware.count == devices


def test_no_run_is_spread_over_several_machines_with_cards_for_desks(assessed: Look) -> None:
    """Thirty-two 3090s were the cheapest by the hour, in eight machines without a network between them."""
    run = tuned(assessed, "full_ft", "qwen3-8b", examples={"count": 5_000_000})
    card = assessed(**SHOP).context.supply.catalog.accelerator(run.hardware.accelerator)
    assert run.hardware.count > 4
    assert card.kind == "datacentre"
