"""Training as the work itself: nothing is served, and the devices are busy most of the time."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.profile import Answer, Profile
from advisor.strategy.fleet_terms import fleet_terms
from advisor.strategy.training_fleet import USE, gpu_hours_month, size_said, training_is_the_work


def training_all_year(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """Return that nothing is served, and the usual use of a fleet where nobody said it or its hours."""
    if not training_is_the_work(profile) or not size_said(profile):
        return {}
    found = {
        "training.goes_on": Answer(True, "assumed", said="your GPUs are busy with it"),
        "workload.requests_per_day": Answer(0.0, "assumed", 0.0, 0.0, "training is the work"),
        "workload.shape": Answer("around_the_clock", "assumed", said="training waits for nobody"),
        "quality.domain_gap": Answer("high", "assumed", said="who trains all year finds none for sale"),
    }
    if gpu_hours_month(profile) is None:
        use = fleet_terms().use
        why = "usual for training that goes on"
        found[USE] = Answer(use.value, "assumed", use.low, use.high, why)
    return found
