"""Sums quoted for famous runs: their method, their command, and the published runs of the catalogue."""

import pytest

from advisor.catalog import Catalog, load_catalog
from advisor.estimate.famous_runs import quotes, run_names, run_text
from advisor.estimate.training import estimate_train


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.mark.parametrize("name", sorted(quotes()))
def test_the_hours_and_the_rate_give_the_quoted_sum(name: str, catalog: Catalog) -> None:
    quote = quotes()[name]
    found = estimate_train(quote.request(catalog))
    assert found.gpu_hours.value == pytest.approx(quote.gpu_hours)
    assert found.cost_usd is not None
    assert found.cost_usd.value == pytest.approx(quote.usd, rel=0.02)


def test_gpt4_costs_half_when_the_hardware_is_owned(catalog: Catalog) -> None:
    cloud, owned = quotes()["gpt-4-cloud"], quotes()["gpt-4-amortised"]
    assert cloud.gpu_hours == owned.gpu_hours
    assert 37e6 <= owned.gpu_hours * owned.usd_per_hour <= 41e6
    assert cloud.gpu_hours * cloud.usd_per_hour == pytest.approx(78e6, rel=0.01)


def test_the_rate_and_the_hours_spread_llama_31_405b_eightfold() -> None:
    spread = quotes()["llama-3.1-405b-list"].usd / quotes()["llama-3.1-405b-market"].usd
    assert spread == pytest.approx(7.8, abs=0.1)


def test_the_expected_hours_of_what_makers_confirmed_lie_within_a_factor_of_two(catalog: Catalog) -> None:
    for name in ("deepseek-v3-final", "llama-3.1-405b-market", "mpt-7b", "llama-3.1-8b"):
        quote = quotes()[name]
        expected = estimate_train(quote.plain_request(catalog)).gpu_hours.value
        assert 0.5 < expected / quote.gpu_hours < 2.0, name


def test_a_quote_says_what_it_holds_what_it_leaves_out_and_how_to_get_it(catalog: Catalog) -> None:
    text = run_text("deepseek-v3-final", catalog)
    assert text is not None
    assert "2.79M hours" in text
    assert "Leaves out: research" in text
    assert "Reproduced by: advisor estimate train --params 671B" in text
    assert "arXiv:2412.19437" in text


def test_every_published_run_can_be_explained(catalog: Catalog) -> None:
    for name in run_names(catalog):
        text = run_text(name, catalog)
        assert text is not None
        assert "The program expects" in text or "the program expects" in text
    assert run_text("no-such-run", catalog) is None
