from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.decide.assess import Assessment
from advisor.decide.draws import acceptability, draw_weights
from advisor.decide.judge import Judged
from advisor.decide.ranking import central_weights
from advisor.decide.scales import CRITERIA
from tests.strategy.stories import SHOP, Look, changed

orders = st.lists(st.sampled_from(CRITERIA), unique=True).map(tuple)


def shares(found: Assessment, judged: tuple[Judged, ...], seed: int = 0, draws: int = 400) -> list[float]:
    months, reference = found.context.workload.months, found.reference_usd_month
    order = found.context.profile.words("priorities.order")
    return acceptability(judged, order, months, reference, seed=seed, draws=draws)


@pytest.fixture
def close(assessed: Look) -> Assessment:
    """A question on which several plans win now and then."""
    found = assessed(**changed(SHOP, workload={"requests_per_day": 60_000}, team={"skill": "platform"}))
    assert len(found.ranked) > 1
    return found


@given(orders, st.integers(0, 1000))
def test_weights_sum_to_one_and_respect_the_order(order: tuple[str, ...], seed: int) -> None:
    drawn = dict(zip(CRITERIA, draw_weights(random.Random(seed), order), strict=True))
    assert sum(drawn.values()) == pytest.approx(1.0)
    assert min(drawn.values()) >= 0
    named = [drawn[name] for name in order]
    rest = [drawn[name] for name in CRITERIA if name not in order]
    assert named == sorted(named, reverse=True)
    if named and rest:
        assert max(rest) <= named[-1]


@given(orders)
def test_central_weights_are_the_mean_of_the_drawn_ones(order: tuple[str, ...]) -> None:
    central = central_weights(order)
    assert sum(central.values()) == pytest.approx(1.0)
    rng, n = random.Random(7), 3000
    drawn = [draw_weights(rng, order) for _ in range(n)]
    for place, name in enumerate(CRITERIA):
        assert sum(row[place] for row in drawn) / n == pytest.approx(central[name], abs=0.02)


def test_without_an_order_all_weigh_the_same() -> None:
    assert central_weights(()) == pytest.approx(dict.fromkeys(CRITERIA, 1.0 / len(CRITERIA)))


def test_shares_sum_to_one_and_the_same_seed_gives_the_same(close: Assessment) -> None:
    first = shares(close, close.ranked)
    assert sum(first) == pytest.approx(1.0)
    assert shares(close, close.ranked) == first


def test_another_seed_gives_about_the_same(close: Assessment) -> None:
    one, other = (shares(close, close.ranked, seed=seed, draws=2000) for seed in (1, 2))
    assert one != other
    assert one == pytest.approx(other, abs=0.06)


def test_a_plan_without_rivals_always_wins(close: Assessment) -> None:
    assert shares(close, close.ranked[:1]) == [1.0]
    assert shares(close, ()) == []


def test_a_plan_that_is_better_on_everything_and_cheaper_wins_no_less_often(close: Assessment) -> None:
    before = shares(close, close.ranked)
    for place, item in enumerate(close.ranked):
        for name in CRITERIA:
            better = replace(item, values={**item.values, name: min(1.0, item.values[name] + 0.2)})
            judged = tuple(better if i == place else j for i, j in enumerate(close.ranked))
            assert shares(close, judged)[place] >= before[place]


def test_a_hopeless_plan_never_wins(close: Assessment) -> None:
    hopeless = replace(close.best, values=dict.fromkeys(CRITERIA, 0.0), bonus=-5.0)
    assert shares(close, (*close.ranked, hopeless))[-1] == 0.0
