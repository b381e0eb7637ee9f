"""Training as the work itself: nothing is served, and the devices are busy most of the time."""

from __future__ import annotations

import math
from collections.abc import Mapping

from advisor.estimate.money import HOURS_PER_MONTH
from advisor.profile import Answer, Profile
from advisor.quantity import HOURS_PER_WEEK, plain_number
from advisor.strategy.fleet_terms import fleet_terms
from advisor.strategy.pretraining import weeks_for_a_run
from advisor.strategy.training_fleet import (
    GOES_ON,
    HOURS,
    USE,
    gpu_hours_month,
    size_said,
    training_is_the_work,
)

HORIZON = "time.horizon_months"


def training_all_year(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """Return that nothing is served, and the usual use of a fleet where nobody said it or its hours."""
    if not training_is_the_work(profile) or not size_said(profile):
        return {}
    slot = _slot(profile)
    campaigns = profile.said(HOURS) or bool(slot)
    shape = "bursty" if campaigns else "around_the_clock"
    waits = "training comes in campaigns" if campaigns else "training waits for nobody"
    found = {
        "training.goes_on": Answer(True, "assumed", said="your GPUs are busy with it"),
        "workload.requests_per_day": Answer(0.0, "assumed", 0.0, 0.0, "training is the work"),
        "workload.shape": Answer(shape, "assumed", said=waits),
        "quality.domain_gap": Answer("high", "assumed", said="who trains all year finds none for sale"),
    }
    if not campaigns and gpu_hours_month(profile) is None:
        use = fleet_terms().use
        why = "usual for training that goes on"
        found[USE] = Answer(use.value, "assumed", use.low, use.high, why)
    return {**found, **slot}


def _slot(profile: Profile) -> Mapping[str, Answer]:
    """Return over which months devices train that are there for some weeks, and the hours of each.

    months = ceil(weeks x 168 / 730); hours a month = weeks x 168 / months
    """
    weeks = weeks_for_a_run(profile)
    others = any(profile.said(path) for path in (GOES_ON, HORIZON, HOURS))
    if weeks is None or others or gpu_hours_month(profile) is not None:
        return {}
    months = math.ceil(weeks * HOURS_PER_WEEK / HOURS_PER_MONTH)
    why = f"the {plain_number(weeks)} weeks that you named"
    return {
        HORIZON: Answer(months, "assumed", said=why),
        HOURS: Answer(weeks * HOURS_PER_WEEK / months, "assumed", said=why),
    }
