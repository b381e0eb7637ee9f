"""Plans that split the requests between a small model of one's own and a hosted one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from advisor.estimate.ledger import Line
from advisor.quantity import Quantity, derive
from advisor.strategy.assemble import Draft, Training, complete
from advisor.strategy.context import Context
from advisor.strategy.inside import stays_inside
from advisor.strategy.next_class import wants_the_next_class
from advisor.strategy.own import plan_on_usual
from advisor.strategy.records import Plan
from advisor.strategy.supply import tier_index
from advisor.strategy.variants import techniques

OWN = ("on_device_edge", "on_prem", "shared_cluster")
LOCAL = (*OWN, "self_host_rented")
ON_CARDS = ("on_prem", "self_host_rented")
REMOTE = ("hosted_api", "managed_open_endpoint")


def hybrid_plans(context: Context, plans: Iterable[Plan]) -> Iterator[Plan]:
    """Yield the split of the cheapest feasible local and hosted plans, and where requests are split by what
    the data are, one whose own side stands on hardware on which most comparable cases run: what stays has
    nothing better to turn to. Nothing when one side is missing."""
    feasible = [p for p in plans if p.feasibility != "infeasible"]
    local = _cheapest(_for_what_stays(context, _local(context, feasible)))
    if local is None:
        return
    hosted = [p for p in feasible if p.deployment in REMOTE]
    by_data = context.profile.flag("data.mixed_classes") and local.deployment in ON_CARDS
    for side in (local, plan_on_usual(context, local) if by_data else None):
        remote = None if side is None else _cheapest(_for_the_rest(context, side, hosted))
        if side is not None and remote is not None:
            yield _split(context, side, remote)


def _split(context: Context, local: Plan, remote: Plan) -> Plan:
    adaptations = tuple(sorted({*local.adaptations, *remote.adaptations}))
    kept: dict[str, Quantity] = {
        name: remote.estimates[name] for name in ("first_token_ms", "total_ms") if name in remote.estimates
    }
    where = context.options[local.deployment].title
    return complete(
        context,
        Draft(
            deployment="hybrid",
            adaptations=adaptations,
            techniques=techniques(context, "hybrid", ("routing",)),
            model=remote.model,
            model_name=f"{local.model_name} and {remote.model_name}",
            tier=remote.tier,
            lines=(*served(local), *(_rest(context, line) for line in served(remote))),
            training=_training(local, remote),
            hardware=local.hardware,
            estimates=kept,
            parts=(local.deployment, remote.deployment),
            title=f"Split: {local.model_name} ({where.lower()}) for the share that stays,"
            f" {remote.model_name} hosted for the rest",
        ),
    )


def _local(context: Context, feasible: Iterable[Plan]) -> list[Plan]:
    """Return the plans for the share that stays: where rules require it, else where the user wants it, else
    where rules allow it, and where they only advise against it when it stands nowhere else; on rented devices
    never where it must stay inside."""
    directives, places = context.directives, OWN if stays_inside(context) else LOCAL
    local = [p for p in feasible if p.deployment in places]
    allowed = [p for p in local if not directives.bars(p.deployment)]
    required = [p for p in allowed if p.deployment in directives.required]
    wished = [p for p in allowed if p.deployment in context.profile.words("wish.deployments")]
    return required or wished or allowed or local


def _for_what_stays(context: Context, local: list[Plan]) -> list[Plan]:
    """Return the plans worth keeping data at home for: where requests are split by what the data are, what
    stays has nothing better to turn to, so the least class of models is left out where another fits."""
    if not context.profile.flag("data.mixed_classes"):
        return local
    return [plan for plan in local if not wants_the_next_class(context, plan.tier)] or local


def _for_the_rest(context: Context, local: Plan, hosted: list[Plan]) -> list[Plan]:
    """Return the hosted plans worth sending the rest to: of a class above the local one where requests are
    split by difficulty, of any class where they are split by what the data are."""
    if context.profile.flag("data.mixed_classes"):
        return hosted
    return [p for p in hosted if tier_index(p.tier) > tier_index(local.tier)] or hosted


def _training(local: Plan, remote: Plan) -> Training | None:
    """Return the training of both sides together, on the hardware of the local one."""
    sides = [plan for plan in (local, remote) if plan.trains]
    if not sides:
        return None
    names = sorted({name for plan in sides for name in plan.estimates if name.startswith("training_")})
    estimates = {
        name: _both(name, [p.estimates[name] for p in sides if name in p.estimates]) for name in names
    }
    hardware = next((p.training_hardware for p in sides if p.training_hardware is not None), None)
    lines = tuple(line for plan in sides for line in plan.lines if line.part == "training")
    return Training(estimates["training_usd"], hardware, estimates, lines=lines)


def served(plan: Plan) -> tuple[Line, ...]:
    """Return what serving a plan costs, without its training."""
    return tuple(line for line in plan.lines if line.part == "inference")


def _rest(context: Context, line: Line) -> Line:
    """Return a line of the hosted side for the share of the requests that goes there."""
    if line.month is None:
        return line
    month = derive(
        f"{line.month.name}_of_the_rest",
        line.month.unit,
        f"(1 - local_share) x {line.month.name}",
        lambda month, share: (1.0 - share) * month,
        {"month": line.month, "share": context.anchors.local_share},
    )
    return replace(line, month=month)


def _both(name: str, parts: list[Quantity]) -> Quantity:
    inputs = {f"part{i}": part for i, part in enumerate(parts)}
    return derive(
        name, parts[0].unit, "sum of both sides", lambda **values: float(sum(values.values())), inputs
    )


def _cheapest(plans: list[Plan]) -> Plan | None:
    return min(plans, key=lambda p: (p.estimates["usd_lifetime"].value, p.id), default=None)
