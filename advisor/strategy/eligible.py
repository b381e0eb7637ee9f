"""Which open models may be run: those of a class, or the one that the user insists on, proved or trains."""

from __future__ import annotations

import re

from advisor.catalog.records import TIERS, LanguageModel, Tier
from advisor.strategy.context import Context
from advisor.strategy.in_use import GIVEN_UP, SERVED, TUNED
from advisor.strategy.named import FAILED, model_of_size, named_model
from advisor.strategy.once import once
from advisor.strategy.pretraining import wanted_size_b
from advisor.strategy.supply import classes_from, release_year, tier_index
from advisor.strategy.wordings import wording

FROM_NOTHING = "pretrain_from_scratch"
ON_SITE = "on_prem"
OWN_CHOICE = frozenset(("small_model", "self_host_rented", "on_prem", "on_device_edge", "batching_server"))
"""What is done with open models that somebody chose: where it works, so does the model that they named."""


@once
def required_models(context: Context) -> list[LanguageModel]:
    """Return the model that the user insists on, alone, when the catalogue has it; for who named a model to
    tune that one, and for who named a size to add on to, or to tune on devices of their own, one of it."""
    profile = context.profile
    row = named_model(context) if profile.flag("wish.fixed_model") or _to_be_tuned(context) else None
    if row is None and (profile.devices("hardware.owned") or _adds_on(context)):
        row = _of_wished_size(context)
    return [row] if row is not None else []


@once
def proven_models(context: Context) -> list[LanguageModel]:
    """Return the named model, alone, where the user measured that one of their own choice does: a small or a
    tuned one, or one on devices that they run; or where it runs today and nothing is said against it. Where
    it fits nowhere by our estimates, others are told."""
    profile = context.profile
    worked = set(profile.words("evidence.worked"))
    if profile.text("quality.failure") not in FAILED:
        worked |= {*profile.words(TUNED), *profile.words(SERVED)} - set(profile.words(GIVEN_UP))
    trained = {word for word in worked if (option := context.options.get(word)) and option.trains}
    row = (named_model(context) or _of_wished_size(context)) if worked & OWN_CHOICE or trained else None
    return [row] if row is not None else []


@once
def chosen_models(context: Context) -> list[LanguageModel]:
    """Return the open model that the user named, or one of the size that they name to tune, alone, for
    devices that are to be had for it, unless they say that what they tried will not do. Where it fits nowhere
    by our estimates, others are told."""
    profile = context.profile
    if profile.text("quality.failure") in FAILED or profile.devices("hardware.owned"):
        return []
    words = (context.options.get(word) for word in profile.words("wish.adaptations"))
    tunes = any(option is not None and option.trains for option in words)
    row = named_model(context) if profile.said("wish.model") else None
    row = row or (_of_wished_size(context) if tunes else None)
    return [row] if row is not None else []


@once
def wanted_models(context: Context) -> list[LanguageModel]:
    """Return the open model that the user named to run, alone, unless they say that it will not do or named
    a class of models, of which any will."""
    profile = context.profile
    any_of_size = str(wording("wished")["any_of_size"])
    open_to_any = re.search(any_of_size, profile.text("wish.model"), re.IGNORECASE) is not None
    if profile.text("quality.failure") in FAILED or not profile.said("wish.model") or open_to_any:
        return []
    row = named_model(context)
    return [row] if row is not None else []


@once
def kept_models(context: Context) -> list[LanguageModel]:
    """Return the named model, alone, for devices that the user owns: that it is to be run there, or that
    rules keep them at work."""
    row = named_model(context)
    owns = bool(context.profile.devices("hardware.owned"))
    kept = wanted_models(context) or context.directives.requires(ON_SITE)
    return [row] if row is not None and owns and kept else []


def _of_wished_size(context: Context) -> LanguageModel | None:
    profile = context.profile
    size = profile.number("wish.train_params_b") if profile.said("wish.train_params_b") else None
    return model_of_size(context, size) if size else None


def _to_be_tuned(context: Context) -> bool:
    """Return whether the user named a model by its name and a way to change its weights."""
    return context.profile.said("wish.model") and _adds_on(context)


def _adds_on(context: Context) -> bool:
    """Return whether the user has in mind to tune something beside the weights of a model."""
    words = (context.options.get(word) for word in context.profile.words("wish.adaptations"))
    return any(option is not None and option.trains and not option.trains_all for option in words)


def trained_models(context: Context, adaptations: tuple[str, ...]) -> list[LanguageModel]:
    """Return a stand-in for a model that is trained from nothing, which serves like others of its size."""
    if FROM_NOTHING not in adaptations:
        return []
    size = wanted_size_b(context)
    rows = [row for row in context.supply.catalog.models.values() if not row.experts]
    return [min(rows, key=lambda row: (abs(row.params_b - size), -release_year(row), row.id))]


def own_name(context: Context, adaptations: tuple[str, ...]) -> str:
    """Return what to call a model that is trained from nothing; empty for one that exists."""
    return f"your own model of {wanted_size_b(context):g}B" if FROM_NOTHING in adaptations else ""


@once
def models_of(context: Context, tier: Tier) -> list[LanguageModel]:
    """Return the open models of a class, of the next class above that has any, else of the one below.

    Where no open model is of the class that the work needs, the best ones there are serve; the gap counts
    against the plan's quality.
    """
    without = context.left_out
    for candidate in (*classes_from(tier), *reversed(TIERS[: tier_index(tier)])):
        rows = context.supply.open_models(candidate, vision=context.vision, without=without)
        if rows:
            return rows
    return []
