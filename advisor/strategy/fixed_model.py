"""The model that must be used: no plan with another one will do, wherever it runs."""

from __future__ import annotations

from dataclasses import replace

from advisor.catalog.records import ApiModel
from advisor.errors import UserError, shown
from advisor.strategy.context import Context
from advisor.strategy.jurisdiction import may_process
from advisor.strategy.named import named_model
from advisor.strategy.once import once
from advisor.strategy.records import Limit, Plan
from advisor.strategy.wordings import limit_name, wording

FIXED, MODEL = "wish.fixed_model", "wish.model"


@once
def fixed_ids(context: Context) -> frozenset[str]:
    """Return the ids under which the model that must be used stands in the catalogue: its weights, and each
    provider's row of it. Empty where nobody said that one must be, or where it is not known."""
    profile = context.profile
    if not (profile.said(FIXED) and profile.flag(FIXED) and profile.said(MODEL)):
        return frozenset()
    weights = named_model(context)
    if weights is not None:
        return frozenset((weights.id, *(row.id for row in rows_of(context, weights.id))))
    try:
        return frozenset((context.supply.catalog.api(profile.text(MODEL)).id,))
    except UserError:
        return frozenset()


def rows_of(context: Context, model: str) -> tuple[ApiModel, ...]:
    """Return the hosted rows of some open weights, withdrawn ones left out.

    Args:
        context: The bundle.
        model: Catalogue id of the weights.
    """
    rows = context.supply.catalog.api_models.values()
    return tuple(row for row in rows if row.model == model and not row.retired)


def successor_of(context: Context, model: str) -> ApiModel | None:
    """Return the hosted row by which its provider replaced some open weights that nobody hosts any more; None
    where somebody hosts them, nobody ever did, or the newer one may not see the data.

    Args:
        context: The bundle.
        model: Catalogue id of the weights.
    """
    rows = context.supply.catalog.api_models
    if rows_of(context, model):
        return None
    newer = next((row for row in rows.values() if row.model == model and row.successor), None)
    for _ in rows:
        if newer is None or not newer.retired:
            break
        newer = rows.get(newer.successor)
    barred = {name.casefold() for name in context.excluded_vendors}
    allowed = newer is not None and newer.provider.casefold() not in barred and may_process(context, newer)
    return newer if allowed else None


def weights_of(context: Context, model: str) -> str:
    """Return the catalogue id of the weights of a plan's model, who hosts them apart; else its own id.

    Args:
        context: The bundle.
        model: Catalogue id of some weights or of a hosted row.
    """
    row = context.supply.catalog.api_models.get(model)
    return row.model if row is not None and row.model else model


def hosted_fixed(context: Context, *, open_weights: bool) -> tuple[ApiModel, ...]:
    """Return the hosted rows of the model that must be used whose operators may see the data.

    Args:
        context: The bundle.
        open_weights: Whether rows of open weights are wanted, else of closed ones.
    """
    ids, barred = fixed_ids(context), {name.casefold() for name in context.excluded_vendors}
    rows = (context.supply.catalog.api_models[name] for name in sorted(ids & _hosted_ids(context)))
    return tuple(
        row
        for row in rows
        if row.open_weights == open_weights
        and may_process(context, row)
        and row.provider.casefold() not in barred
    )


def _hosted_ids(context: Context) -> frozenset[str]:
    return frozenset(context.supply.catalog.api_models)


def of_that_model(context: Context, plan: Plan) -> Plan:
    """Return a plan, infeasible where a model must be used and the plan has another one.

    Args:
        context: The bundle.
        plan: Any plan; one that only trains, or whose model the catalogue does not name, stays as it is.
    """
    ids = fixed_ids(context)
    if not ids or not plan.model or (plan.model in ids and not plan.parts):
        return plan
    name = shown(context.profile.text(MODEL))
    message = wording("limit")["model"]["message"].format(name=name)
    limit = Limit(limit_name("model"), name, plan.model_name, FIXED, message)
    return replace(plan, limits=(*plan.limits, limit), feasibility="infeasible")
