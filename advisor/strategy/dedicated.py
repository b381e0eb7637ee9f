"""Plans that keep a tuned open model on a provider's dedicated endpoint, billed by the hour of its cards."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.strategy.assemble import Draft, complete, extra_people
from advisor.strategy.context import Context
from advisor.strategy.eligible import models_of, required_models
from advisor.strategy.fitting import best_fit, chosen_fit, proven_fit
from advisor.strategy.latency import answer_limits
from advisor.strategy.other_fits import usual_fit
from advisor.strategy.own_fleet import fleet_estimates, hardware_of, quick_enough, total_ms
from advisor.strategy.pricing import people_line, rented_lines
from advisor.strategy.records import Plan
from advisor.strategy.search import Fit
from advisor.strategy.tuning import least_class, training_for
from advisor.strategy.variants import adaptation_sets, techniques

DEPLOYMENT = "managed_open_endpoint"


def dedicated_plans(context: Context) -> Iterator[Plan]:
    """Yield, for each set of adaptations that changes weights, the cheapest dedicated endpoint.

    The list price by the token is that of the untouched model: weights of one's own need cards that serve
    nobody else. Adapters on a shared base, billed by the token, are rare and bound to few base models.
    """
    for adaptations in tuned_sets(context):
        tier = least_class(context, adaptations)
        models = required_models(context) or models_of(context, tier)
        best, _ = (
            proven_fit(context, DEPLOYMENT, adaptations)
            or quick_enough(context, chosen_fit(context, DEPLOYMENT, adaptations))
            or best_fit(context, DEPLOYMENT, models)
        )
        if best is not None:
            yield _plan(context, best, adaptations)
            usual = usual_fit(context, DEPLOYMENT, best)
            if usual is not None:
                yield _plan(context, usual, adaptations)


def tuned_sets(context: Context) -> list[tuple[str, ...]]:
    """Return the sets of adaptations that change weights."""
    sets = adaptation_sets(context, DEPLOYMENT)
    return [words for words in sets if any(context.options[word].trains for word in words)]


def _plan(context: Context, fit: Fit, adaptations: tuple[str, ...]) -> Plan:
    fleet, row = fit.fleet, fit.model
    total = total_ms(context, fleet)
    return complete(
        context,
        Draft(
            deployment=DEPLOYMENT,
            adaptations=adaptations,
            techniques=techniques(context, DEPLOYMENT),
            model=row.id,
            model_name=row.name,
            tier=row.tier,
            lines=(
                *rented_lines(context, fit.offer, fleet, over_market=context.anchors.dedicated_over_market),
                people_line(context, extra_people(context, DEPLOYMENT, adaptations)),
            ),
            training=training_for(context, adaptations, row.id),
            hardware=hardware_of(context, fit.offer, fit.fleet, bought=False),
            estimates=fleet_estimates(fleet, total),
            limits=answer_limits(context, fleet.first_token_ms, total),
        ),
    )
