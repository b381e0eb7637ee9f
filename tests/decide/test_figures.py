"""``advisor explain`` shows how a figure was computed."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.errors import UserError


def test_a_figure_is_shown_with_its_formula_and_what_it_rests_on(advisor: Advisor) -> None:
    profile = advisor.profile({"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 5000}})
    lines = advisor.explain("usd_month", profile).splitlines()
    assert lines[0].startswith("usd_month: ")
    assert "requests_per_day x usd_per_request" in lines[0]
    assert any(line.startswith("  requests_per_day: 5,000") for line in lines)


def test_a_fact_is_explained_and_then_computed(advisor: Advisor) -> None:
    text = advisor.explain("facts.tokens_per_day")
    assert "Requests times tokens in and out." in text
    assert "requests_per_day x (input_tokens + output_tokens)" in text


def test_the_name_of_a_figure_is_proposed_for_a_slip_of_the_pen(advisor: Advisor) -> None:
    with pytest.raises(UserError, match="usd_lifetime"):
        advisor.explain("usd_lifetme")
