"""Rented devices that somebody has in mind are a place for a model that is no language model, too."""

from __future__ import annotations

from typing import Any

from tests.strategy.stories import Look, changed, plans_of

RENTED = "self_host_rented"
PROTEIN: dict[str, Any] = {
    "use_case": {"kind": "foundation_model", "makes": "protein"},
    "wish": {"deployments": [RENTED], "devices": [{"name": "h100-sxm", "count": 8}]},
}


def _stand_on(assessed: Look, **story: Any) -> set[str]:
    return {plan.hardware.accelerator for plan in plans_of(assessed(**story), RENTED) if plan.hardware}


def test_the_model_is_priced_on_the_rented_devices_in_mind_beside_the_cheapest(assessed: Look) -> None:
    stands = _stand_on(assessed, **PROTEIN)
    assert "h100-sxm" in stands
    assert len(stands) > 1


def test_nobody_is_priced_on_devices_that_were_not_to_be_rented(assessed: Look) -> None:
    elsewhere = changed(PROTEIN, wish={"deployments": ["on_prem"]})
    assert "h100-sxm" not in _stand_on(assessed, **elsewhere)
    assert "h100-sxm" not in _stand_on(assessed, use_case=PROTEIN["use_case"])
