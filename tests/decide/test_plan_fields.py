"""Every field of a plan that rules may read is worked out for some plan."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import advisor as advisor_package
from advisor.api import Advisor
from advisor.decide.plan_fields import plan_values
from advisor.profile.fields import fact_fields

EXAMPLES = Path(advisor_package.__file__).parent / "examples"


def test_a_rule_can_read_each_field_of_a_plan_that_is_offered(advisor: Advisor) -> None:
    found: set[str] = set()
    for name in ("edge", "open_weight_adaptation"):
        story = tomllib.loads((EXAMPLES / f"{name}.toml").read_text("utf-8"))
        for item in advisor.recommend(advisor.profile(story), as_of=date(2026, 11, 22)).plans:
            found |= set(plan_values(item.plan, advisor.catalog.models))
    assert found == {field.path for field in fact_fields() if field.path.startswith("plan.")}
