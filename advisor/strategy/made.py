"""What a model makes that is no text: the models of the catalogue that make it, or that it holds none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.profile import UNDECIDED, Profile
from advisor.resources import shipped_toml
from advisor.strategy.assemble import Draft, complete
from advisor.strategy.context import Context
from advisor.strategy.pricing import unpriced
from advisor.strategy.records import BEYOND, Limit, Plan

PICTURE = "picture"
"""What is made where somebody only said that something is."""


def made(profile: Profile) -> str:
    """Return what is made, empty where text, labels or numbers come out."""
    said = profile.text("use_case.makes")
    return said or (PICTURE if profile.flag("use_case.generation") else "")


def goes_with(kind: str) -> bool:
    """Return whether something may be made in work of a kind; elsewhere it is what a company makes."""
    return kind in shipped_toml("strategy/made.toml")["kinds"]


def task_made(profile: Profile) -> str:
    """Return the task of the models that make it, empty where nothing is made or the catalogue has none."""
    return str(_row(profile).get("task", ""))


def is_beyond(profile: Profile) -> bool:
    """Return whether something is made for which the catalogue holds no model, in no work of another kind."""
    kind = profile.text("use_case.kind", UNDECIDED) if profile.said("use_case.kind") else UNDECIDED
    return goes_with(kind) and bool(made(profile)) and not task_made(profile)


def beyond_plans(context: Context) -> Iterator[Plan]:
    """Yield the plan that says so: no model is named and nothing is priced.

    Args:
        context: The bundle.
    """
    what = _row(context.profile)["words"]
    told = wording("message").format(words=what)
    limit = Limit(wording("limit"), f"one that {what}", wording("has"), "catalogue", told)
    yield complete(
        context,
        Draft(
            deployment="hosted_api",
            adaptations=(),
            techniques=(),
            model="",
            model_name=f"a model that {what}",
            tier=context.tier,
            lines=unpriced("not priced, because the catalogue holds no such model"),
            limits=(limit,),
            form=BEYOND,
        ),
    )


def to_measure(profile: Profile) -> str:
    """Return what to measure where the catalogue holds no model for the work."""
    return _row(profile).get("measure", "")


def wording(name: str) -> str:
    """Return a wording for work that is beyond the catalogue."""
    return str(shipped_toml("strategy/made.toml")["none"][name])


def _row(profile: Profile) -> Mapping[str, str]:
    what = made(profile)
    return shipped_toml("strategy/made.toml")[what] if what else {}
