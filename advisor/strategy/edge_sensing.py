"""Plans on a device that holds no language model quick enough: a small network senses and decides."""

from __future__ import annotations

from advisor.catalog.records import OtherModel
from advisor.profile import Profile
from advisor.strategy.context import Context
from advisor.strategy.edge import edge_plans
from advisor.strategy.edge_device import DEPLOYMENT
from advisor.strategy.other import other_plans, usual_model
from advisor.strategy.records import Plan
from advisor.strategy.workload import sentences_said

IMAGE = "image"
"""What goes in where the small network is one that sees."""
SEEING = "vision"
LOOKING_UP = "embedding"
"""What finds the entry that a question means, where the entry itself is the answer."""


def device_plans(context: Context) -> tuple[Plan, ...]:
    """Return the plans on the device: with a language model where one fits, else with a small network where
    the work is sensing and deciding; else with the limit that the smallest language model breaks.

    Args:
        context: The bundle.
    """
    plans = tuple(edge_plans(context))
    if not plans or any(_fits(plan) for plan in plans):
        return plans
    for row in sensing_models(context):
        small = tuple(other_plans(context, row, DEPLOYMENT))
        if any(_fits(plan) for plan in small):
            return small
    return plans


def _fits(plan: Plan) -> bool:
    return plan.form != "does-not-fit"


def sensing_models(context: Context) -> tuple[OtherModel, ...]:
    """Return the models that are no LLM and may do what a device senses; none where answers are sentences.

    What rules require or the user names comes first, then what sees for pictures, then what is usual for the
    kind of board; else what finds the entry among texts that were counted.

    Args:
        context: The bundle.
    """
    profile, anchors, directives = context.profile, context.anchors, context.directives
    if sentences_said(profile):
        return ()
    wish = profile.words("wish.adaptations")
    asked = [word for word in sorted(anchors.service) if word in wish or directives.requires(word)]
    words = [word for word in asked if not directives.bars(word)]
    tasks = [anchors.service[word].task for word in words]
    seen = (SEEING,) if profile.text("use_case.modality") == IMAGE else ()
    usual = anchors.edge.senses.get(profile.text("hardware.edge_device"), ())
    found = (LOOKING_UP,) if _only_looks_up(profile) else ()
    rows = (usual_model(context, task) for task in dict.fromkeys((*tasks, *seen, *usual, *found)))
    return tuple(row for row in rows if row is not None)


def _only_looks_up(profile: Profile) -> bool:
    """Return whether a device is to answer from texts that were counted, and no model was named to write."""
    told = profile.said("knowledge.pages") and bool(profile.number("knowledge.pages"))
    return told and not profile.said("wish.model") and profile.flag("wish.language_model") is not True
