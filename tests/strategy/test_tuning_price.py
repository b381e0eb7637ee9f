"""Tuning at a provider costs its price for a token; a teacher's answers are paid for beside the run."""

from __future__ import annotations

import pytest

from advisor.estimate.distillation import Lessons
from advisor.quantity import exact
from advisor.strategy.tuning import training_for
from advisor.strategy.tuning_price import managed_open_usd, taught_usd
from tests.strategy.stories import SHOP, changed


def test_a_host_asks_its_list_price_for_the_tokens_of_all_epochs():
    assert managed_open_usd(15e6, 8e9).value == pytest.approx(15 * 0.5)
    assert managed_open_usd(15e6, 70e9).value == pytest.approx(15 * 3.0)
    assert managed_open_usd(15e6, 5e12) is None


def test_a_named_open_model_is_tuned_at_the_price_of_its_size(assessed):
    story = {"examples": {"count": 5000}, "workload": {"input_tokens": 900, "output_tokens": 100}}
    context = assessed(**changed(SHOP, wish={"model": "Llama 3.1 8B"}, **story)).context
    found = training_for(context, ("managed_ft",), None)
    runs, tokens = 3, 5000 * 1000 * 3
    assert found.estimates["training_computing_usd"].value == pytest.approx(runs * tokens * 0.5 / 1e6)


def test_a_teacher_is_paid_beside_the_students_run_and_by_its_answers(assessed):
    context = assessed(**SHOP).context
    student = exact("usd", 100.0, "USD", "a run")
    few, many = (taught_usd(context, student, Lessons(n, 500, 500)) for n in (1000, 10000))
    assert few.value > 100.0
    assert (many.value - 100.0) == pytest.approx(10 * (few.value - 100.0))


def test_where_no_provider_may_see_the_data_no_provider_teaches(assessed):
    context = assessed(**changed(SHOP, data={"boundary": "air_gapped"})).context
    assert taught_usd(context, exact("usd", 100.0, "USD", "a run"), Lessons(1000)) is None
