from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.errors import UserError


def test_a_rule_is_explained_with_its_condition_and_its_sources(advisor: Advisor) -> None:
    rule = advisor.library.rules[0]
    text = advisor.explain(rule.code)
    for part in (rule.code, rule.name, rule.when, rule.why, *rule.sources):
        assert part in text


def test_every_rule_field_option_claim_and_parameter_can_be_explained(advisor: Advisor) -> None:
    names = [
        *(rule.code for rule in advisor.library.rules),
        *advisor.fields.paths(),
        *advisor.options,
        *advisor.catalog.claims,
        *advisor.catalog.parameters,
    ]
    for name in names:
        assert len(advisor.explain(name)) > 30, name


def test_a_field_is_explained_with_its_bounds_or_choices(advisor: Advisor) -> None:
    assert "From 1 to 1000 x" in advisor.explain("workload.peak_factor")
    assert "air_gapped" in advisor.explain("data.boundary")


def test_a_fact_is_explained(advisor: Advisor) -> None:
    assert "hosted model" in advisor.explain("facts.api_usd_month")


def test_an_option_is_explained_with_what_to_do_and_its_source(advisor: Advisor) -> None:
    text = advisor.explain("lora")
    assert advisor.options["lora"].do in text
    assert advisor.options["lora"].source in text
    assert "Weeks to first value" in text


def test_a_claim_is_explained_with_its_verdict(advisor: Advisor) -> None:
    name = next(iter(advisor.catalog.claims))
    text = advisor.explain(f"claim:{name}")
    assert advisor.catalog.claims[name].verdict in text
    assert text == advisor.explain(name)


def test_a_parameter_is_explained_with_its_range(advisor: Advisor) -> None:
    q = advisor.catalog.parameter("pue")
    assert f"{q.value:g}" in advisor.explain("pue")
    assert f"{q.low:g} to {q.high:g}" in advisor.explain("pue")


def test_an_unknown_name_is_an_error_with_a_guess(advisor: Advisor) -> None:
    with pytest.raises(UserError, match="lora"):
        advisor.explain("lorra")


def test_nothing_is_no_name(advisor: Advisor) -> None:
    with pytest.raises(UserError, match="There is no rule"):
        advisor.explain("   ")


def test_a_default_of_the_money_formulas_is_told_with_its_range_and_source(advisor: Advisor) -> None:
    text = advisor.explain("capital_cost_year")
    assert text.startswith("capital_cost_year: 0.08 of the money tied up a year (0 to 0.15)")
    assert "Source: assumed: " in text
