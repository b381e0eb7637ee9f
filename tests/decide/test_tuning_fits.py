"""Whether tuning fits on the devices that were named and how long it takes is answered before all else."""

from __future__ import annotations

import re
from typing import Any

import pytest

from advisor.decide.asked import answers
from tests.strategy.stories import Look

ASKED = "Does tuning fit on {}, and how long does it take"
ON_ONE_CARD: dict[str, Any] = {
    "model": "llama-3.1-8b",
    "adaptations": ["lora"],
    "devices": [{"name": "l40s", "count": 1}],
}


def _first(assessed: Look, **profile: Any) -> Any:
    return answers(assessed(use_case={"kind": "finetune_project"}, **profile))[0]


@pytest.mark.parametrize("word", ["lora", "qlora"])
@pytest.mark.parametrize("wish", [{"model": "llama-3.3-70b"}, {"train_params_b": 70}])
def test_a_70b_fits_on_48_gb_with_a_base_in_four_bits(
    assessed: Look, word: str, wish: dict[str, Any]
) -> None:
    told = _first(
        assessed,
        wish={**wish, "adaptations": [word], "devices": [{"name": "rtx-a6000", "count": 1}]},
        examples={"count": 5000},
    )
    assert told.question.startswith(ASKED.format("1x RTX A6000 (48 GB)"))
    assert told.answer.startswith("Yes")
    assert " hours (" in told.answer or " days (" in told.answer
    assert any("The cheapest that surely holds it, rented: " in line for line in told.details)


def test_all_weights_of_a_70b_do_not_fit_on_one_card(assessed: Look) -> None:
    told = _first(
        assessed,
        wish={
            "model": "llama-3.3-70b",
            "adaptations": ["full_ft"],
            "devices": [{"name": "rtx-4090", "count": 1}],
        },
    )
    assert told.answer.startswith("No: even with every setting that saves memory it takes ")
    assert "of 24 GB a device" in told.answer


@pytest.mark.parametrize(
    ("device", "sold"), [("rtx-4090", "24"), ("l40s", "48"), ("rtx-3090", "24"), ("h100-sxm", "80")]
)
def test_memory_is_told_in_the_gb_by_which_the_card_is_sold(assessed: Look, device: str, sold: str) -> None:
    told = _first(
        assessed,
        wish={
            "model": "llama-3.1-8b",
            "adaptations": ["full_ft"],
            "devices": [{"name": device, "count": 1}],
        },
    )
    assert f"of {sold} GB a device" in told.answer


@pytest.mark.parametrize(("word", "size", "least"), [("full_ft", 7, 60), ("lora", 70, 30)])
def test_what_is_kept_in_the_computer_s_own_memory_is_told(
    assessed: Look, word: str, size: int, least: int
) -> None:
    devices = [{"name": "rtx-4090", "count": 2}]
    told = _first(assessed, wish={"train_params_b": size, "adaptations": [word], "devices": devices})
    ram = re.search(r"about (\d+) GB of the computer's own memory", told.answer)
    assert ram is not None
    assert float(ram.group(1)) >= least


def test_a_job_that_keeps_nothing_outside_asks_for_no_memory_of_the_computer(assessed: Look) -> None:
    devices = [{"name": "h100-sxm", "count": 1}]
    told = _first(assessed, wish={"train_params_b": 8, "adaptations": ["lora"], "devices": devices})
    assert "(RAM)" not in told.answer


def test_more_examples_take_longer_in_proportion(assessed: Look) -> None:
    def hours(count: int) -> float:
        told = _first(
            assessed,
            wish=ON_ONE_CARD,
            examples={"count": count},
        )
        return float(next(q.value for q in told.figures if q.name == "wall_hours"))

    assert hours(20_000) == pytest.approx(4 * hours(5_000), rel=0.1)


def test_devices_that_are_there_and_too_small_get_a_no(assessed: Look) -> None:
    told = _first(
        assessed,
        wish={"model": "llama-3.3-70b", "adaptations": ["lora"]},
        hardware={"owned": [{"name": "rtx-3060", "count": 1}]},
    )
    assert told.question.startswith(ASKED.format("1x GeForce RTX 3060 12GB"))
    assert told.answer.startswith("No: ")


def test_tuning_on_pages_is_no_training_from_nothing(assessed: Look) -> None:
    told = _first(
        assessed,
        wish={"train_params_b": 70, "adaptations": ["lora"]},
        hardware={"owned": [{"name": "rtx-3090", "count": 4}]},
        knowledge={"pages": 12000},
    )
    assert "tune a small add-on" in told.question


def test_the_rent_that_was_said_prices_the_run(assessed: Look) -> None:
    def usd(rent: float) -> float:
        told = _first(
            assessed,
            wish=ON_ONE_CARD,
            cost={"gpu_usd_hour": rent},
            examples={"count": 20_000},
        )
        return float(told.details[0].split("$")[1].split(" ")[0])

    assert usd(4.0) == pytest.approx(2 * usd(2.0), rel=0.05)


@pytest.mark.parametrize("owned", [True, False])
def test_why_rented_runs_are_sized_for_the_usual_settings_is_said_where_rent_is_due(
    assessed: Look, owned: bool
) -> None:
    devices = [{"name": "rtx-4090", "count": 1}]
    given: dict[str, Any] = {"wish": {"model": "qwen3-32b", "adaptations": ["lora"]}}
    if owned:
        given["hardware"] = {"owned": devices}
    else:
        given["wish"]["devices"] = devices
    told = _first(assessed, **given)
    assert any("usual settings" in text for text in told.details) is not owned
