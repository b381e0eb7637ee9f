"""Plans for projects that end with a trained model: nobody named any traffic to serve."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.strategy.assemble import Draft, complete
from advisor.strategy.context import Context
from advisor.strategy.pretraining import wanted_size_b
from advisor.strategy.pricing import unpriced
from advisor.strategy.records import Plan
from advisor.strategy.tuning import CORPUS_WORDS, training_for
from advisor.strategy.variants import adaptation_sets

DEPLOYMENT = "self_host_rented"
TRAFFIC = (
    "workload.requests_per_day",
    "workload.users",
    "workload.peak_concurrency",
    "workload.one_off_items",
)
"""Fields of which one is said wherever there is something to serve."""


def has_traffic(context: Context) -> bool:
    """Return whether the user named anything to serve."""
    return any(context.profile.said(path) for path in TRAFFIC)


def train_only_plans(context: Context) -> Iterator[Plan]:
    """Yield a run on rented devices for each set of adaptations that reads a whole corpus."""
    if has_traffic(context):
        return
    for adaptations in adaptation_sets(context, DEPLOYMENT):
        if not set(adaptations) & set(CORPUS_WORDS):
            continue
        training = training_for(context, adaptations, None)
        size = context.profile.number("wish.train_params_b") or wanted_size_b(context)
        yield complete(
            context,
            Draft(
                deployment=DEPLOYMENT,
                adaptations=adaptations,
                techniques=(),
                model="",
                model_name=f"a model of {size:g} billion parameters",
                tier=context.tier,
                lines=unpriced("0, because no traffic was named"),
                training=training,
                hardware=training.hardware if training else None,
                form="train-only",
            ),
        )
