"""What is shared between loads is worked out where the load cannot be looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.api import Advisor
from advisor.decide.hopes import KnownWays, at_most, known_of
from advisor.decide.ranking import central_weights
from advisor.decide.remembered import Remembered
from advisor.profile import Answer
from advisor.profile.watched import Watched
from advisor.strategy.context import Context
from advisor.strategy.generate import ways
from advisor.strategy.withheld import LookedAtError, has_load, without_load
from advisor.strategy.workload import Workload
from tests.strategy.stories import SHOP

VOLUMES = (1.0, 5e3, 5e7)


def context_of(advisor: Advisor, requests: float) -> Context:
    profile = advisor.profile(SHOP).with_answer("workload.requests_per_day", Answer(requests, "answered"))
    return advisor.assess(profile).context


@pytest.mark.parametrize("name", Workload.__slots__)
def test_nothing_of_a_withheld_load_can_be_read(advisor: Advisor, name: str) -> None:
    withheld = without_load(context_of(advisor, 5000.0))
    assert not has_load(withheld)
    with pytest.raises(LookedAtError):
        getattr(withheld.workload, name)


def test_what_looked_at_the_load_is_not_remembered_for_others(advisor: Advisor) -> None:
    context = without_load(context_of(advisor, 5000.0))
    watched, memory, calls = Watched(context.profile), Remembered[int](), []

    def months(context: Context) -> int:
        calls.append(context)
        return context.workload.months

    for _ in range(2):
        with pytest.raises(LookedAtError):
            memory.get(context, watched, months)
    assert len(calls) == 2


def test_what_is_known_of_a_way_on_a_withheld_load_is_known_on_every_load(advisor: Advisor) -> None:
    contexts = [context_of(advisor, requests) for requests in VOLUMES]
    weights, more = central_weights(()), at_most(advisor.engine.rules)
    for context in contexts:
        hidden = without_load(context)
        known = {way.name: known_of(context, way, weights, more) for way in ways(context)}
        assert {way.name: known_of(hidden, way, weights, more) for way in ways(hidden)} == known
        assert len(known) > 4


def test_another_volume_uses_what_is_known_of_the_ways_again(advisor: Advisor) -> None:
    weights, more = central_weights(()), at_most(())
    context, memory, kept = without_load(context_of(advisor, 5000.0)), Remembered[KnownWays](), []
    for requests in VOLUMES:
        profile = advisor.profile(SHOP).with_answer("workload.requests_per_day", Answer(requests, "answered"))
        watched = Watched(advisor.filled(profile))

        def known(context: Context) -> KnownWays:
            return tuple((way, known_of(context, way, weights, more)) for way in ways(context))

        kept.append(memory.get(replace(context, profile=watched), watched, known))
    assert len({id(found) for found in kept}) == 1
