"""A plan as rules read it."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.catalog.records import LanguageModel
from advisor.strategy.records import Plan


def plan_values(plan: Plan, models: Mapping[str, LanguageModel] | None = None) -> dict[str, object]:
    """Return the ``plan.*`` values that rules read.

    Args:
        plan: Any plan.
        models: The open models of the catalogue by id, which tell the size of the plan's own.
    """
    found: dict[str, object] = {
        "plan.deployment": plan.deployment,
        "plan.adaptations": plan.adaptations,
        "plan.techniques": plan.techniques,
        "plan.tier": plan.tier,
    }
    for name in ("usd_month", "usd_once", "utilisation", "first_token_ms", "weeks"):
        if name in plan.estimates:
            found[f"plan.{name}"] = plan.estimates[name].value
    if plan.hardware is not None:
        found["plan.devices"] = float(plan.hardware.count)
        found["plan.device_memory_gb"] = plan.hardware.memory_gb
    found["plan.owned"] = plan.hardware is not None and plan.hardware.owned
    if models is not None and plan.model in models:
        found["plan.params_b"] = models[plan.model].params_b
        found["plan.active_params_b"] = models[plan.model].active_params_b
    return found
