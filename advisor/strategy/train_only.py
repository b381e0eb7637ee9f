"""Plans for projects that end with a trained model: nobody named any traffic to serve."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.records import LanguageModel
from advisor.quantity import Quantity
from advisor.strategy.assemble import Draft, complete, option_range
from advisor.strategy.at_hand import option_of, run_at_hand
from advisor.strategy.context import Context
from advisor.strategy.eligible import FROM_NOTHING, ON_SITE
from advisor.strategy.named import named_model
from advisor.strategy.pretraining import wanted_size_b
from advisor.strategy.pricing import unpriced
from advisor.strategy.records import TRAIN_ONLY, Plan
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


def place_of_training(context: Context) -> str:
    """Return where such a project trains: on devices that are there where these finish it, else on rented."""
    return DEPLOYMENT if run_at_hand(context) is None else ON_SITE


def train_only_plans(context: Context) -> Iterator[Plan]:
    """Yield a run for each set of adaptations that reads a whole corpus: on rented devices, or from nothing
    on those that are there."""
    place = place_of_training(context)
    corpus = set(CORPUS_WORDS) if place == DEPLOYMENT else {FROM_NOTHING}
    if has_traffic(context):
        return
    for adaptations in adaptation_sets(context, place):
        if not set(adaptations) & corpus:
            continue
        base = None if FROM_NOTHING in adaptations else named_model(context)
        training = training_for(context, adaptations, base.id if base else None)
        size = _size_b(context, base)
        yield complete(
            context,
            Draft(
                deployment=place,
                adaptations=adaptations,
                techniques=(),
                model="",
                model_name=f"a model of {size:g} billion parameters",
                tier=context.tier,
                lines=unpriced("0, because no traffic was named"),
                training=training,
                hardware=training.hardware if training else None,
                estimates={} if place == DEPLOYMENT else {"weeks": _weeks_there(context)},
                form=TRAIN_ONLY,
            ),
        )


def _weeks_there(context: Context) -> Quantity:
    """Return the weeks of a run on devices that are there: nothing is bought or set up to serve."""
    return option_range(option_of(context, FROM_NOTHING), "weeks").with_name("weeks")


def _size_b(context: Context, base: LanguageModel | None) -> float:
    """Return the size that was said, else that of the base that was named, else the one that is wanted."""
    if base is not None and not context.profile.said("wish.train_params_b"):
        return base.params_b
    return wanted_size_b(context)
