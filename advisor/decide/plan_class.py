"""What a plan takes: using a model or training one, and the class of hardware that it stands on."""

from __future__ import annotations

from advisor.decide.records import Verdict
from advisor.strategy.classes import SCALE
from advisor.strategy.context import Context
from advisor.strategy.edge_device import DEPLOYMENT as ON_DEVICE
from advisor.strategy.other_sizing import ON_CPU
from advisor.strategy.owned import loose_class, owned_class
from advisor.strategy.records import Plan
from advisor.strategy.train_only import has_traffic
from advisor.strategy.tuning import TAUGHT

RACK = 8
"""More servers than this stand in a rack of their own."""


def verdict_of(context: Context, plan: Plan) -> Verdict:
    """Return what a plan takes: using a model, training one, or both.

    It is training alone when nobody named any traffic to serve.

    Args:
        context: The bundle.
        plan: One of its plans.
    """
    if not plan.trains:
        return "inference"
    if plan.is_fleet:
        return "training"
    return "both" if has_traffic(context) else "training"


def class_of(context: Context, plan: Plan) -> str:
    """Return the class of the hardware that a plan needs: to serve, or to train when nothing is served
    or when all weights of a model with devices of its own are trained, which takes the larger machines. A
    rack of ordinary servers is larger than the card on which their small model learns.

    On a device, or split between one and a service, it is the device's: the training is over when it is
    bought. Where cards are owned it is that of what is owned, as it is there, but of the cards that are used
    where these have no link to one another, and of one card where each card of a desk holds a copy: then they
    answer side by side and carry nothing together.

    Args:
        context: The bundle.
        plan: One of its plans.
    """
    serving = plan.hardware.hardware_class if plan.hardware else "none"
    on_device = ON_DEVICE in (plan.deployment, *plan.parts)
    if plan.hardware and plan.hardware.owned and not on_device:
        serving = loose_class(context, plan.hardware) or owned_class(context) or serving
    training = plan.training_hardware.hardware_class if plan.training_hardware else serving
    there = plan.training_hardware is not None and plan.training_hardware.owned
    if on_device and plan.hardware and not there:
        return serving
    if verdict_of(context, plan) == "training":
        return training
    rack = plan.deployment == ON_CPU and plan.hardware is not None and plan.hardware.count > RACK
    has_own = plan.hardware is not None and not rack
    whole = has_own and _trains_whole(context, plan.adaptations)
    return max(serving, training, key=SCALE.index) if whole else serving


def _trains_whole(context: Context, adaptations: tuple[str, ...]) -> bool:
    """Return whether all weights are trained: what a larger model teaches is learnt by an adapter where one
    is trained beside it."""
    trained = [word for word in adaptations if context.options[word].trains]
    by_adapter = any(not context.options[word].trains_all for word in trained)
    whole = (word for word in trained if not (by_adapter and word in TAUGHT))
    return any(context.options[word].trains_all for word in whole)
