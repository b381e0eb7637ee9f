"""Bills against worked examples and against what must always hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog.records import Accelerator, ApiModel
from advisor.estimate.economics import Use, api_bill, rented_month, request_usd
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.estimate.ownership import OwnedBill, OwnedTerms, average_kw, owned_bill
from advisor.estimate.tuning_bill import tuning_bill
from advisor.quantity import Quantity, sourced

TODAY = date(2026, 11, 20)
NONE = sourced("none", 0.0, "share", "test")


def known(
    name: str, value: float, unit: str = "", low: float | None = None, high: float | None = None
) -> Quantity:
    return sourced(name, value, unit, "test", low=low, high=high)


def api(usd_in: float, usd_out: float, cached: float | None = None, batch: float | None = None) -> ApiModel:
    return ApiModel(
        id="api",
        source="test",
        as_of=TODAY,
        provider="p",
        name="api",
        tier="mid",
        usd_per_m_input=usd_in,
        usd_per_m_output=usd_out,
        usd_per_m_cached=cached,
        batch_factor=batch,
    )


def accelerator(tdp_w: float | None = 700.0) -> Accelerator:
    return Accelerator(
        id="card",
        source="test",
        as_of=TODAY,
        vendor="v",
        name="Card",
        kind="datacentre",
        generation="hopper",
        memory_gb=80,
        bandwidth_gb_s=3350,
        bf16_tflops=989,
        tdp_w=tdp_w,
    )


def bill(
    model: ApiModel,
    requests: float,
    tokens_in: float,
    tokens_out: float,
    *,
    cached_share: Quantity = NONE,
    written_share: Quantity = NONE,
    batch: bool = False,
    retry_share: Quantity = NONE,
) -> Quantity:
    use = Use(
        known("input_tokens", tokens_in),
        known("output_tokens", tokens_out),
        cached_share,
        written_share,
        retry_share,
    )
    return api_bill(model, known("requests_per_day", requests), use, batch=batch)


def test_a_hundred_million_users_cost_625000_dollars_a_day_in_input_alone() -> None:
    """Background article: 100M users x 5 requests x 500 tokens at $2.50 per million."""
    month = bill(api(2.5, 10.0), 100e6 * 5, 500, 0)
    assert month.value / DAYS_PER_MONTH == pytest.approx(625_000)


def test_78_million_dollars_of_training_are_passed_after_125_days_of_that_input() -> None:
    per_day = bill(api(2.5, 10.0), 100e6 * 5, 500, 0).value / DAYS_PER_MONTH
    assert 78e6 / per_day == pytest.approx(124.8)


@pytest.mark.parametrize(("tokens_out", "days"), [(150, 57), (270, 40)])
def test_with_output_they_are_passed_after_40_to_57_days(tokens_out: float, days: float) -> None:
    per_day = bill(api(2.5, 10.0), 100e6 * 5, 500, tokens_out).value / DAYS_PER_MONTH
    assert 78e6 / per_day == pytest.approx(days, rel=0.02)


def test_a_chatbot_with_500_requests_a_day_costs_tens_of_dollars_a_month() -> None:
    assert 10 < bill(api(0.75, 4.5), 500, 1500, 300).value < 100


def test_cached_input_and_the_batch_tier_reduce_the_bill_by_their_published_share() -> None:
    plain = bill(api(2.0, 0.0), 1000, 1000, 0)
    cached = bill(api(2.0, 0.0, cached=0.2), 1000, 1000, 0, cached_share=known("cached_share", 0.5))
    assert cached.value == pytest.approx(0.55 * plain.value)
    assert bill(api(2.0, 0.0, batch=0.5), 1000, 1000, 0, batch=True).value == pytest.approx(0.5 * plain.value)


def test_a_model_without_cache_price_or_batch_tier_charges_the_list_price() -> None:
    plain = bill(api(2.0, 8.0), 1000, 1000, 100)
    same = bill(api(2.0, 8.0), 1000, 1000, 100, batch=True, cached_share=known("cached_share", 0.9))
    assert same.value == plain.value


def test_a_cache_that_misses_costs_more_than_none_where_writing_is_billed() -> None:
    """Anthropic's list: reading 0.1 and writing 1.25 of the input price."""
    model = api(2.0, 0.0, cached=0.2).model_copy(update={"usd_per_m_cache_write": 2.5})
    plain = bill(model, 1000, 1000, 0).value
    missed = bill(model, 1000, 1000, 0, written_share=known("written", 0.8)).value
    read = bill(model, 1000, 1000, 0, cached_share=known("cached", 0.8)).value
    assert missed == pytest.approx((0.2 + 0.8 * 1.25) * plain)
    assert read == pytest.approx((0.2 + 0.8 * 0.1) * plain)


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_the_plain_number_is_the_bills_value(cached: float, hit: float, batch: bool) -> None:
    model = api(2.0, 8.0, cached=0.2, batch=0.5).model_copy(update={"usd_per_m_cache_write": 2.5})
    shares = {"cached_share": known("c", cached * hit), "written_share": known("w", cached * (1 - hit))}
    month = bill(model, 1000, 1000, 100, batch=batch, **shares).value
    one = request_usd(model, 1000, 100, cached=cached * hit, written=cached * (1 - hit), batch=batch)
    assert month == pytest.approx(DAYS_PER_MONTH * 1000 * one)


def test_retries_are_paid_for() -> None:
    assert bill(api(1, 1), 10, 10, 10, retry_share=known("retry_share", 0.1)).value == pytest.approx(
        1.1 * bill(api(1, 1), 10, 10, 10).value
    )


def test_the_bill_can_be_explained_down_to_its_prices() -> None:
    month = bill(api(2.5, 10.0), 500, 1500, 300)
    names = {quantity.name for _, quantity in month.walk()}
    assert {"requests_per_day", "usd_in", "usd_out", "usd_per_request"} <= names
    assert month.as_of == TODAY


@given(st.floats(1, 1e7), st.floats(1, 1e5), st.floats(0, 1e4), st.floats(1.01, 10))
def test_more_of_anything_never_costs_less(
    requests: float, tokens_in: float, out: float, more: float
) -> None:
    base = bill(api(2.5, 10.0), requests, tokens_in, out).value
    assert bill(api(2.5, 10.0), requests * more, tokens_in, out).value >= base
    assert bill(api(2.5, 10.0), requests, tokens_in * more, out).value >= base
    assert bill(api(2.5, 10.0), requests, tokens_in, out * more).value >= base


def test_rented_devices_are_paid_by_the_hour_with_what_storage_and_traffic_add() -> None:
    assert rented_month(known("rate", 2.0), 2, known("overhead", 1.25)).value == pytest.approx(
        2 * 730 * 2 * 1.25
    )


TERMS = {
    "electricity_usd_per_kwh": 0.10,
    "pue": 1.3,
    "colo_usd_per_kw_month": 150.0,
    "server_factor": 1.3,
    "residual_share_36m": 0.3,
    "serving_power_factor": 1.4,
    "maintenance_share_year": 0.05,
    "capital_cost_year": 0.08,
}


def terms() -> OwnedTerms:
    return OwnedTerms.load(lambda name: known(name, TERMS[name]))


def owned(
    devices: int = 8,
    *,
    tdp_w: float | None = 700.0,
    hosted: bool = True,
    paid: bool = False,
    months: int = 36,
) -> OwnedBill:
    price = known("price", 30_000)
    return owned_bill(
        price, accelerator(tdp_w), devices, terms(), hosted=hosted, already_paid=paid, months=months
    )


def test_bought_devices_are_paid_once_and_then_for_power_spares_and_the_money_tied_up() -> None:
    bill = owned()
    kw = 8 * 0.7 * 1.4
    assert bill.once.value == pytest.approx(8 * 30_000 * 1.3)
    assert bill.kw.value == pytest.approx(kw)
    assert bill.power.value == pytest.approx(kw * 150)
    assert bill.spares.value == pytest.approx(bill.once.value * 0.05 / 12)
    assert bill.residual.value == pytest.approx(0.3 * bill.once.value)
    assert bill.capital.value == pytest.approx(1.3 / 2 * bill.once.value * 0.08 / 12)


def test_hardware_sells_for_less_the_older_it_is() -> None:
    assert owned(months=18).residual.value == pytest.approx(0.3**0.5 * owned().once.value)
    assert owned(months=60).residual.value < owned().residual.value


def test_a_shared_hall_holds_the_energy_and_an_own_site_pays_for_it() -> None:
    assert owned(hosted=False).power.value == pytest.approx(8 * 0.7 * 1.4 * 1.3 * 730 * 0.10)
    assert "electricity" not in owned().power.formula


def test_devices_that_are_owned_already_cost_nothing_once_but_still_run() -> None:
    bought, there = owned(), owned(paid=True)
    assert there.once.value == there.capital.value == 0
    assert (there.power.value, there.spares.value) == (bought.power.value, bought.spares.value)


def test_an_unknown_power_rating_widens_the_range() -> None:
    def width(tdp_w: float | None) -> float:
        power = owned(1, tdp_w=tdp_w, hosted=False).power
        return (power.high - power.low) / power.value

    assert width(None) > width(350.0)


def test_servers_that_stand_idle_draw_less_than_busy_ones() -> None:
    factor = sourced("factor", 1.4, "x", "test", low=0.8, high=1.8)
    rated = known("rated_kw", 10.0)
    idle, half, busy = (average_kw(rated, factor, known("utilisation", u)).value for u in (0.0, 0.5, 1.0))
    assert (idle, half, busy) == pytest.approx((8.0, 13.0, 18.0))


def test_the_tuning_bill_shows_labels_evaluation_computing_and_people_apart() -> None:
    parts = tuning_bill(
        gpu_usd=known("cost_usd", 20.0),
        examples_to_label=known("examples_to_label", 1000),
        eval_setup_usd=known("eval_setup_usd", 3000),
        engineer_weeks=known("engineer_weeks", 2),
        engineer_usd_year=known("engineer_usd_year", 146_000),
        label_usd=known("label_usd", 0.5),
        data_usd=known("data_usd", 700),
    )
    assert parts.labels.value == 500
    assert parts.gpu.value == 60
    assert parts.people.value == pytest.approx(5600)
    assert parts.total.value == pytest.approx(500 + 3000 + 60 + 5600 + 700)
    assert sum(line.once.value for line in parts.lines() if line.once) == pytest.approx(parts.total.value)


def test_a_later_round_costs_one_run_and_a_part_of_the_peoples_time() -> None:
    parts = tuning_bill(
        gpu_usd=known("cost_usd", 20.0),
        examples_to_label=NONE,
        eval_setup_usd=NONE,
        engineer_weeks=known("engineer_weeks", 2),
        engineer_usd_year=known("engineer_usd_year", 146_000),
    )
    assert parts.again.value == pytest.approx(20 + 0.25 * 5600)
    (again,) = (line for line in parts.lines(6) if line.again)
    assert again.again_every_months == 6
