"""A card that is owned does the work that it can hold; where it cannot, another one is bought."""

from __future__ import annotations

from typing import Any

from tests.strategy.stories import Look, changed, plans_of

CAPTIONS: dict[str, Any] = {
    "use_case": {"kind": "voice", "modality": "audio"},
    "workload": {"audio_hours_per_day": 120},
    "latency": {"batch_ok": True},
    "data": {"boundary": "own_network"},
    "hardware": {"owned": [{"name": "rtx-4090", "count": 1}]},
    "team": {"skill": "developers"},
}
"""A university whose recordings stay on the campus, with one card in the media laboratory."""

CLIPS: dict[str, Any] = {
    "use_case": {"kind": "vision", "modality": "image", "generation": True},
    "workload": {"requests_per_day": 60},
    "data": {"boundary": "own_network"},
    "hardware": {"owned": [{"name": "rtx-4090", "count": 2}]},
    "team": {"skill": "ml"},
}
"""A studio whose pictures may not leave the house."""


def test_a_card_that_is_owned_goes_before_a_server_without_one(assessed: Look) -> None:
    best = assessed(**CAPTIONS).best.plan
    assert best.deployment != "on_cpu"
    assert best.hardware is not None
    assert best.hardware.accelerator == "rtx-4090"


def test_without_a_card_ordinary_servers_may_do_it(assessed: Look) -> None:
    found = assessed(**changed(CAPTIONS, hardware={"owned": []}))
    assert any(judged.plan.deployment == "on_cpu" for judged in found.ranked)


def test_pictures_are_never_drawn_on_processors(assessed: Look) -> None:
    ranked = assessed(**CLIPS).ranked
    assert ranked
    assert all(judged.plan.deployment != "on_cpu" for judged in ranked)


def test_where_owned_cards_do_not_hold_the_model_others_are_bought(assessed: Look) -> None:
    plans = [plan for plan in plans_of(assessed(**CLIPS), "on_prem") if plan.hardware]
    assert plans
    assert all(not plan.hardware.owned for plan in plans if plan.hardware)
