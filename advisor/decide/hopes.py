"""What the plans of one way to run the job are worth at most, before they are sized and priced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from advisor.decide.cost import Spread, expected_cost_value, lowest_value
from advisor.decide.judge import bonus, material_of, risk, time_to_value
from advisor.decide.privacy import privacy
from advisor.decide.scales import CRITERIA, scales
from advisor.decide.unlike import hardly_any_run_on, loss_on, most_run_on
from advisor.quantity import exact
from advisor.rules.records import Rule
from advisor.strategy.assemble import extra_people, weeks
from advisor.strategy.classes import SCALE
from advisor.strategy.context import Context
from advisor.strategy.generate import Way
from advisor.strategy.in_use import in_use
from advisor.strategy.pricing import people_line
from advisor.strategy.train_only import has_traffic
from advisor.strategy.variants import does_as_it_is, missing_requirements

ROUNDED = 1e-9
"""Hopes are better by this, as sums in another order differ by less."""

_KEPT = 4096
"""Values of bills that are kept: profiles beside one another pay the same people."""

ONE_PERSON = exact("people", 1.0, "FTE", "one person, full time")


class Hope(NamedTuple):
    """The best that any plan of a way can be; plans are compared by both, in this order."""

    steps: int
    """How far it departs from the rules at least."""
    less: float
    """Its value at most, with the sign turned."""


class Known(NamedTuple):
    """What is known of the plans of a way with one set of adaptations whatever the load and the hardware on
    which comparable cases run."""

    missing: bool
    """Whether they leave out what the rules require."""
    value: float
    """Their value at most without that of the bill, and with nothing lost by unusual hardware."""
    people: float
    """Those who are paid to run them at least, full-time equivalents."""
    classes: tuple[str, ...]
    """Of hardware on which they may stand."""
    there: bool
    """Whether that may be there already."""


ANYTHING = Known(False, float("inf"), 0.0, SCALE, there=True)
"""What is known of a way of whose plans nothing is before they are made."""


KnownWays = tuple[tuple[Way, tuple[Known, ...]], ...]
"""Ways to run the job, each with what is known of its plans; nothing where all of them are ruled out."""


def at_most(rules: Iterable[Rule]) -> dict[str, float]:
    """Return what some rules add to each criterion at most."""
    more = dict.fromkeys(CRITERIA, 0.0)
    for rule in rules:
        if rule.adjust is not None and rule.adjust.by > 0.0:
            more[rule.adjust.criterion] += rule.adjust.by
    return more


def known_of(
    context: Context, way: Way, weights: Mapping[str, float], more: Mapping[str, float]
) -> tuple[Known, ...]:
    """Return what the plans of a way can be at best beside their bill, for each set of adaptations that
    neither the rules nor the user rule out.

    The waiting time and the class of the model are taken as the best there may be, the people and the class
    of hardware as the best that the way has; all else follows from where a plan runs and how it adapts the
    model.

    Args:
        context: With what the rules say.
        way: Whose plans are not made yet.
        weights: Of the criteria.
        more: What rules may add to each criterion at most.
    """
    excludes, place = context.directives.excludes, way.deployment
    if excludes(place) or place in context.profile.words("exclusions.deployments"):
        return ()
    if way.adaptations is None:
        return (ANYTHING,)
    sets = (words for words in way.adaptations if not any(map(excludes, words)))
    return tuple(dict.fromkeys(_known(context, way, words, weights, more) for words in sets))


def _known(
    context: Context,
    way: Way,
    adaptations: tuple[str, ...],
    weights: Mapping[str, float],
    more: Mapping[str, float],
) -> Known:
    place = way.deployment
    people = min((extra_people(context, like, adaptations).value for like in way.run_like), default=0.0)
    most = {
        "quality": float(scales()["quality"]["above"]),
        "latency": 1.0,
        "privacy": privacy(context, place),
        "time_to_value": time_to_value(weeks(context, place, adaptations, way.may_be_there).value),
        "effort": 1.0 - people / float(scales()["effort"]["zero_at_people"]),
        "risk": risk(context, place, adaptations, (place, *adaptations)),
    }
    value = sum(weights[name] * min(1.0, max(0.0, most[name] + more[name])) for name in most)
    words = (*adaptations, *(option.id for option in context.words("technique")))
    classes = _classes(context, way, adaptations)
    there = way.may_be_there or in_use(context.profile, place) or does_as_it_is(context, place)
    missing = bool(missing_requirements(context, place, words))
    return Known(missing, bonus(context, place) + value, people, classes, there)


def _classes(context: Context, way: Way, adaptations: tuple[str, ...]) -> tuple[str, ...]:
    """Return the classes of hardware that may count for a plan: that of the training does where all weights
    change or nothing is served."""
    trained = [context.options[word] for word in adaptations if context.options[word].trains]
    counts = trained and (any(option.trains_all for option in trained) or not has_traffic(context))
    return SCALE if counts else way.classes


def hopes(
    context: Context,
    known: KnownWays,
    weights: Mapping[str, float],
    more: Mapping[str, float],
    reference: float,
) -> list[tuple[Hope, Way]]:
    """Return the ways whose plans may be feasible with the best that any of them can be, the best first.

    The bill is no less than the pay of the people.

    Args:
        context: With what the rules say.
        known: What ``known_of`` gave for each way.
        weights: Of the criteria.
        more: What rules may add to each criterion at most.
        reference: The bill a month that theirs are compared with.
    """
    cost = _worth_of_pay(context, weights["cost"], more["cost"], reference)
    unlike = _steps_and_loss(context)

    def hope(way: Way, one: Known) -> Hope:
        aside, hardly, loss = unlike(way.deployment, one.classes)
        value = one.value - (0.0 if one.there else loss) + cost(one.people)
        steps = aside if one.there else hardly
        return Hope(2 if one.missing else steps, -value - ROUNDED)

    found = [(min(hope(way, one) for one in each), way) for way, each in known if each]
    return sorted(found, key=itemgetter(0))


def _steps_and_loss(context: Context) -> Callable[[str, tuple[str, ...]], tuple[int, int, float]]:
    """Return how far a plan is set aside by its place and hardware: where it is there already, and where
    it is not, and what its value loses then."""

    @cache
    def unlike(place: str, classes: tuple[str, ...]) -> tuple[int, int, float]:
        aside = int(context.directives.bars(place) and not most_run_on(context, classes))
        hardly = 2 if hardly_any_run_on(context, classes) else aside
        return aside, hardly, loss_on(context, place, classes)

    return unlike


def _worth_of_pay(context: Context, weight: float, more: float, reference: float) -> Callable[[float], float]:
    """Return what a bill is worth at most, with what rules add to it, by the people whose pay is in it."""
    pay, material = _pay_usd_month(context), material_of(context)

    @cache
    def worth(people: float) -> float:
        value = min(1.0, cost_at_most(people * pay, reference, material) + more)
        return weight * max(lowest_value(), value)

    return worth


def _pay_usd_month(context: Context) -> float:
    """Return what a full-time equivalent adds to the bill of a plan a month."""
    month = people_line(context, ONE_PERSON).month
    return 0.0 if month is None else month.value


@lru_cache(maxsize=_KEPT)
def cost_at_most(usd_month: float, reference: float, material: float) -> float:
    """Return the value of a bill that is no less than a sum, however far its range goes down.

    Args:
        usd_month: The sum.
        reference: The bill a month that it is compared with.
        material: The amount below which a difference hardly counts, USD a month.
    """
    return expected_cost_value(Spread.between(usd_month, 0.0, usd_month), reference, material)
