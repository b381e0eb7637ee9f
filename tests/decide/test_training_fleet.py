"""A team whose work is training is advised on its fleet: verdict, words, reasons, stages, tipping points."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advisor.decide.records import Recommendation
from tests.strategy import stories
from tests.strategy.stories import changed

Decide = Callable[..., Recommendation]

LAB = changed(
    stories.LAB,
    wish={"devices": [{"name": "h100-sxm", "count": 64}]},
    workload={"gpu_utilisation": 0.8},
    time={"horizon_months": 36},
    budget={"one_off_usd": 4e6},
)
IDLE = changed(LAB, workload={"gpu_utilisation": 0.15})


def words(found: Recommendation) -> set[str]:
    return {advice.word for advice in found.advice}


def test_a_busy_fleet_is_bought_and_an_idle_one_rented(recommended: Decide) -> None:
    assert recommended(**LAB).winner.plan.deployment == "on_prem"
    assert recommended(**IDLE).winner.plan.deployment == "self_host_rented"


def test_the_verdict_is_training_and_the_class_that_of_the_fleet(recommended: Decide) -> None:
    for story, size in (
        (LAB, 64),
        (IDLE, 64),
        (changed(LAB, wish={"devices": [{"name": "h100-sxm", "count": 2048}]}), 2048),
    ):
        found = recommended(**story)
        assert found.verdict == "training"
        assert found.hardware_class == ("multi-node" if size == 64 else "cluster_1000s")


def test_a_team_that_trains_hears_nothing_of_serving_and_of_what_to_train(recommended: Decide) -> None:
    found = recommended(**LAB)
    assert "on_prem" in words(found)
    served = {"batching_server", "quantization", "prompt_engineering", "rag", "hosted_api", "small_model"}
    assert not words(found) & served
    assert not {a.word for a in found.advice_against} & {"lora", "full_ft", "pretrain_from_scratch"}
    text = " ".join((found.title, found.headline, *found.winner.why, found.risk_of_not_acting))
    for word in ("Serve", "requests", "traffic", "Call "):
        assert word not in text, text


def test_what_the_team_wants_to_train_is_told(recommended: Decide) -> None:
    wish = {"devices": LAB["wish"]["devices"], "adaptations": ["pretrain_from_scratch"]}
    able = recommended(**changed(LAB, wish=wish, team={"skill": "research"}))
    assert "pretrain_from_scratch" in words(able)
    unable = recommended(**changed(LAB, wish=wish))
    assert "pretrain_from_scratch" in {a.word for a in unable.advice_against}


def test_data_that_stay_inside_are_trained_on_devices_of_ones_own(recommended: Decide) -> None:
    found = recommended(**changed(IDLE, data={"boundary": "own_network"}))
    assert found.winner.plan.deployment == "on_prem"
    assert [item.plan.deployment for item in found.refused] == ["self_host_rented"]


def test_more_than_the_money_buys_is_not_bought(recommended: Decide) -> None:
    found = recommended(**changed(LAB, budget={"one_off_usd": 100_000}))
    assert found.winner.plan.deployment == "self_host_rented"
    own = next(item for item in found.refused if item.plan.deployment == "on_prem")
    assert own.plan.limits[0].name == "one-off budget"


def test_owned_devices_go_on_training(recommended: Decide) -> None:
    own = {name: row for name, row in LAB.items() if name not in ("wish", "budget")}
    found = recommended(**changed(own, hardware={"owned": [{"name": "a100-sxm-80gb", "count": 32}]}))
    assert found.headline == "Go on training on the 32x A100 SXM 80GB that you own."
    assert "resale" not in " ".join((*found.winner.why, found.answers[0].answer))
    assert found.risk_of_not_acting.startswith("Giving your devices up for rented ones")
    assert found.winner.plan.hardware is not None
    assert found.winner.plan.hardware.owned
    assert not [stage for stage in found.roadmap if "Ask three" in stage.do]


def test_the_plans_tell_the_use_at_which_buying_wins(recommended: Decide) -> None:
    for story, verb, becomes in ((LAB, "falls below", "rented GPUs"), (IDLE, "passes", "GPUs of your own")):
        points = {point.field: point for point in recommended(**story).tipping_points}
        use = points["workload.gpu_utilisation"]
        assert verb in use.sentence
        assert becomes in use.becomes
        assert "workload.requests_per_day" not in points
        assert "examples.count" not in points


def test_short_of_the_threshold_the_advice_is_another(recommended: Decide) -> None:
    """A tipping point is tried by saying it."""
    point = next(p for p in recommended(**LAB).tipping_points if p.field == "workload.gpu_utilisation")
    threshold = float(point.threshold.rstrip("%")) / 100
    below, above = (
        recommended(**changed(LAB, workload={"gpu_utilisation": threshold * factor})).winner.plan.deployment
        for factor in (0.93, 1.07)
    )
    assert (below, above) == ("self_host_rented", "on_prem")


def test_a_short_horizon_is_rented(recommended: Decide) -> None:
    found = recommended(**changed(LAB, time={"horizon_months": 6}))
    assert found.winner.plan.deployment == "self_host_rented"


def test_the_answer_and_the_plans_show_the_same_money(recommended: Decide) -> None:
    found = recommended(**LAB)
    (asked,) = found.answers
    assert asked.question == "Rent or buy 64x H100 SXM 80GB for training all year, over 36 months?"
    rent, own, price = asked.figures
    by_place = {item.plan.deployment: item.plan.estimates for item in found.plans}
    assert own.value == by_place["on_prem"]["usd_lifetime"].value
    assert rent.value == by_place["self_host_rented"]["usd_lifetime"].value
    assert price.value == by_place["on_prem"]["hardware_usd"].value
    assert asked.answer.startswith("Buy, as owning" if own.value < rent.value else "Rent, as renting")


def test_the_terms_of_rent_are_ways_to_buy_the_rented_fleet(recommended: Decide) -> None:
    bill = recommended(**IDLE).bill
    assert bill is not None
    months = {way.name: way.month.value for way in bill.ways}
    assert set(months) == {"on demand", "reserved", "spot"}
    assert months["on demand"] < months["reserved"], "a term is paid whether it is used or not"
    assert months["spot"] < months["on demand"]
    assert months["on demand"] == recommended(**IDLE).winner.plan.estimates["usd_month"].value


def test_what_is_assumed_of_a_load_that_is_served_is_not_told(recommended: Decide) -> None:
    assumed = {row.field for row in recommended(**LAB).assumptions if row.state == "assumed"}
    assert "workload.requests_per_day" in assumed
    assert not {"workload.input_tokens", "latency.first_token_ms", "knowledge.needed"} & assumed


def test_the_use_that_nobody_said_is_an_assumption_with_a_range(recommended: Decide) -> None:
    story = {name: row for name, row in LAB.items() if name != "workload"}
    found = recommended(**story)
    answer = found.profile.get("workload.gpu_utilisation")
    assert answer is not None
    assert (answer.state, answer.value) == ("assumed", 0.85)
    use = found.winner.plan.estimates["utilisation"]
    assert (use.low, use.high) == (0.6, 0.95)
    assert "our guess" in found.answers[0].details[0]


@pytest.mark.parametrize("skill", ["ml", "platform", "research"])
def test_rules_about_a_served_load_do_not_move_a_fleet(recommended: Decide, skill: str) -> None:
    found = recommended(**changed(IDLE, team={"skill": skill}))
    fired = {f.rule.code for f in found.findings if f.status == "fired"}
    assert not fired & {"VOL001", "VOL002", "BND004", "BND013", "MIS006"}


def test_training_in_campaigns_is_rented_until_its_hours_reach_the_break_even(recommended: Decide) -> None:
    bare = {**LAB, "workload": {}, "training": {"goes_on": None}}
    campaigns = recommended(**changed(bare, training={"hours_month": 84}))
    assert campaigns.winner.plan.deployment == "self_host_rented"
    assert campaigns.winner.plan.estimates["utilisation"].value == pytest.approx(84 / 730)
    assert "84 hours a month" in campaigns.answers[0].question
    steady = recommended(**changed(bare, training={"hours_month": 650}))
    assert steady.winner.plan.deployment == "on_prem"


def test_many_devices_without_any_other_work_are_those_of_training(recommended: Decide) -> None:
    bare = {"wish": LAB["wish"], "time": {"horizon_months": 48}}
    found = recommended(**bare)
    assert found.verdict == "training"
    assert "Don't rent or buy" not in found.headline
    assert found.winner.plan.deployment == "on_prem"
    few = {**bare, "wish": {"devices": [{"name": "h100-sxm", "count": 8}]}}
    assert recommended(**few).verdict == "inference"
    assert recommended(**changed(bare, workload={"users": 40_000})).verdict != "training"


def test_the_people_of_a_large_fleet_are_money_and_no_reason_to_rent_dearer(recommended: Decide) -> None:
    large = changed(stories.LAB, wish={"devices": [{"name": "h100-sxm", "count": 600}]}, team={"skill": None})
    found = recommended(**large)
    assert found.winner.plan.deployment == "on_prem"
    assert "owning costs less" in found.answers[0].answer


def test_rules_about_a_load_that_is_served_are_silent_where_devices_only_train(recommended: Decide) -> None:
    found = recommended(**changed(LAB, team={"skill": "developers"}, data={"contract_obtainable": True}))
    fired = {f.rule.code for f in found.findings if f.status == "fired"}
    assert not fired & {"LAT005", "QUA012", "LAD011", "BND013"}
    checked = recommended(**changed(LAB, quality={"human_review": True}))
    assert "QUA012" in {f.rule.code for f in checked.findings if f.status == "fired"}
