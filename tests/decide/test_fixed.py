"""A wish that fits nowhere, and whether anything beside it may give way."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.api import Advisor
from advisor.profile import Profile
from tests.cases.run import AS_OF
from tests.strategy.stories import changed

TOO_LARGE: dict[str, Any] = {
    "use_case": {"kind": "chatbot"},
    "workload": {"requests_per_day": 200, "input_tokens": 800, "output_tokens": 300},
    "wish": {"model": "llama-3.1-405b"},
    "hardware": {"owned": [{"name": "RTX 4090", "count": 1}]},
}
"""A model of 405B on one card of 24 GB."""
LARGE: dict[str, Any] = changed(TOO_LARGE, wish={"model": "llama-3.3-70b"})
"""One of 70B on it, which misses its memory by less than twice in 4 bits."""
CLOSED: dict[str, Any] = {"data": {"boundary": "own_network"}, "budget": {"one_off_usd": 0}}


def _class(advisor: Advisor, story: dict[str, Any]) -> tuple[bool, str]:
    profile: Profile = advisor.profile(story)
    found = advisor.recommend(profile, as_of=AS_OF)
    return found.feasible, found.hardware_class


def test_what_does_not_fit_where_all_is_fixed_has_no_class_of_hardware(advisor: Advisor) -> None:
    assert _class(advisor, changed(LARGE, **CLOSED)) == (False, "infeasible")


def test_what_is_sizes_too_large_has_none_either_where_something_else_may_be_had(advisor: Advisor) -> None:
    assert _class(advisor, TOO_LARGE) == (False, "infeasible")


@pytest.mark.parametrize("open_", [{"data": {"boundary": "contract"}}, {"budget": {"one_off_usd": 50_000}}])
def test_what_may_be_bought_or_called_has_one(advisor: Advisor, open_: dict[str, Any]) -> None:
    feasible, name = _class(advisor, changed(changed(LARGE, **CLOSED), **open_))
    assert not feasible
    assert name != "infeasible"


def test_a_model_that_fits_is_no_such_wish(advisor: Advisor) -> None:
    story = changed(changed(TOO_LARGE, **CLOSED), wish={"model": "qwen3-8b"})
    assert _class(advisor, story)[0]


@pytest.mark.parametrize(
    ("bar", "expected"), [("frontier", (False, "infeasible")), ("staff", (True, "edge_soc"))]
)
def test_nobody_buys_other_phones_for_those_who_carry_them(
    advisor: Advisor, bar: str, expected: tuple[bool, str]
) -> None:
    story = {
        "use_case": {"kind": "edge"},
        "hardware": {"edge_device": "phone", "offline": True},
        "quality": {"bar": bar},
    }
    assert _class(advisor, story) == expected


@pytest.mark.parametrize(("weeks", "feasible"), [(2, False), (150, True)])
def test_days_that_a_cluster_does_not_have_are_not_bought(
    advisor: Advisor, weeks: int, feasible: bool
) -> None:
    found, name = _class(
        advisor,
        {
            "use_case": {"kind": "foundation_model"},
            "wish": {"adaptations": ["pretrain_from_scratch"], "train_params_b": 13},
            "hardware": {"owned": [{"name": "A100 80GB", "count": 16}]},
            "language": {"corpus_tokens": 300e9},
            "time": {"deadline_weeks": weeks},
        },
    )
    assert (found, name == "infeasible") == (feasible, not feasible)


@pytest.mark.parametrize(("kind", "expected"), [("microcontroller", "infeasible"), ("jetson", "edge_soc")])
def test_a_chip_in_a_product_is_given_and_a_board_is_bought(
    advisor: Advisor, kind: str, expected: str
) -> None:
    story = {
        "use_case": {"kind": "edge"},
        "hardware": {"edge_device": kind, "offline": True},
        "quality": {"bar": "frontier"},
    }
    assert _class(advisor, story)[1] == expected


def test_a_wish_is_met_by_money_that_buys_what_it_takes(advisor: Advisor) -> None:
    kind = {"kind": "open_weight_adaptation"}
    one = {"owned": [{"name": "A100 80GB", "count": 1}]}
    inside = changed(TOO_LARGE, use_case=kind, hardware=one, data={"boundary": "own_network"})
    paid = changed(inside, budget={"one_off_usd": 400_000})
    assert _class(advisor, paid)[0]
    assert not _class(advisor, changed(paid, budget={"one_off_usd": 4_000}))[0]


@pytest.mark.parametrize(("usd", "feasible"), [(150_000, True), (20_000, False)])
def test_a_model_of_ones_own_may_begin_from_an_open_one_where_only_text_is_short(
    advisor: Advisor, usd: float, feasible: bool
) -> None:
    story = {
        "use_case": {"kind": "foundation_model"},
        "wish": {"adaptations": ["pretrain_from_scratch"], "train_params_b": 7},
        "language": {"corpus_tokens": 5e9, "names": ["Nepali"], "rare": True},
        "quality": {"domain_gap": "very_high"},
        "team": {"skill": "ml"},
        "budget": {"one_off_usd": usd},
    }
    assert _class(advisor, story)[0] is feasible


def test_a_model_far_too_large_for_the_device_in_hand_has_no_class_of_hardware(advisor: Advisor) -> None:
    story = {
        "use_case": {"kind": "chatbot"},
        "wish": {"model": "7B"},
        "hardware": {"edge_memory_gb": 0.3, "offline": True},
    }
    assert _class(advisor, story) == (False, "infeasible")
