"""Which class of hardware a plan is of that is served on smaller cards than it is trained on."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decide.plan_class import class_of
from tests.strategy.stories import Look

TUNED: dict[str, Any] = {
    "use_case": {"kind": "extraction"},
    "workload": {"requests_per_day": 2000, "input_tokens": 2000, "output_tokens": 250},
    "data": {"boundary": "own_cloud", "sensitivity": ["internal"]},
    "examples": {"count": 5000},
    "evidence": {"worked": ["lora"]},
    "wish": {"adaptations": ["lora"]},
    "team": {"skill": "platform"},
}
"""Extraction with an add-on that worked, in a cloud account of the team's own."""


@pytest.mark.parametrize(
    ("usual", "of_training"),
    [([], False), (["1x24GB"], False), (["4-8x80GB"], False), (["1x80GB"], True), (["2x80GB"], True)],
)
def test_it_is_that_of_the_training_only_where_comparable_cases_run_there_and_not_on_what_serves(
    assessed: Look, usual: list[str], of_training: bool
) -> None:
    found = assessed(**TUNED, comparable={"hardware": usual} if usual else {})
    plan = found.best.plan
    assert plan.hardware is not None
    assert plan.training_hardware is not None
    served, trained = plan.hardware.hardware_class, plan.training_hardware.hardware_class
    assert served != trained
    assert class_of(found.context, plan) == (trained if of_training else served)
