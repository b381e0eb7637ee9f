"""The bill over time and the months in which its lines cross."""

from advisor.estimate.energy import carbon_kg, energy_kwh
from advisor.estimate.timeline import Spending, bill_over_time
from advisor.quantity import Quantity, sourced


def usd(name: str, value: float) -> Quantity:
    return sourced(name, value, "USD", "test", low=value * 0.8, high=value * 1.3)


def rate(value: float) -> Quantity:
    return sourced("growth_per_year", value, "x", "test")


def test_inference_overtakes_training_in_the_month_in_which_it_has_cost_more() -> None:
    bill = bill_over_time(
        inference=Spending(month=usd("inference", 1000)),
        training=Spending(once=usd("training", 4500)),
        alternative=(Spending(month=usd("api", 3000)),),
        growth_per_year=rate(1.0),
    )
    assert bill.inference_overtakes_training_month == 5
    assert len(bill.months) == 37
    assert bill.months[36].inference.value == 36_000
    assert bill.months[36].training.value == 4500


def test_a_dear_purchase_pays_back_when_the_api_has_cost_more() -> None:
    bill = bill_over_time(
        inference=Spending(once=usd("servers", 10_000), month=usd("power", 500)),
        training=Spending(),
        alternative=(Spending(month=usd("api", 1500), scales_with_traffic=True),),
        growth_per_year=rate(1.0),
    )
    assert bill.chosen_pays_back_month == 11
    assert bill.alternative_overtakes_month is None
    assert bill.inference_overtakes_training_month is None


def test_growing_traffic_makes_the_fixed_alternative_cheaper_one_day() -> None:
    def month(growth: float) -> int | None:
        return bill_over_time(
            inference=Spending(month=usd("api", 1000), scales_with_traffic=True),
            training=Spending(),
            alternative=(Spending(once=usd("servers", 20_000)), Spending(month=usd("power", 800))),
            growth_per_year=rate(growth),
        ).alternative_overtakes_month

    assert month(1.0) is None
    fast, slow = month(10.0), month(2.0)
    assert fast is not None
    assert slow is not None
    assert fast < slow


def test_retraining_is_paid_again_at_its_cadence() -> None:
    bill = bill_over_time(
        inference=Spending(month=usd("api", 10)),
        training=Spending(once=usd("first", 100), refresh=usd("again", 50), refresh_every_months=6),
        alternative=(),
        growth_per_year=rate(1.0),
        months=18,
    )
    assert [row.training.value for row in bill.months if row.month in (0, 6, 7, 12, 13)] == [
        100,
        100,
        150,
        150,
        200,
    ]


def test_the_cumulative_bill_never_falls_and_its_range_holds_the_value() -> None:
    bill = bill_over_time(
        inference=Spending(month=usd("api", 10), scales_with_traffic=True),
        training=Spending(once=usd("first", 100)),
        alternative=(Spending(month=usd("rent", 30)),),
        growth_per_year=rate(1.7),
    )
    totals = [row.inference.value for row in bill.months]
    assert totals == sorted(totals)
    assert all(row.inference.low <= row.inference.value <= row.inference.high for row in bill.months)


def test_energy_and_carbon_of_a_published_run() -> None:
    """BLOOM: 1,082,990 device-hours at 400 W are 433 MWh; at 57 g/kWh that is 24.7 t (arXiv:2211.02001)."""
    hours = sourced("device_hours", 1_082_990, "h", "test")
    one = sourced("factor", 1.0, "x", "test")
    kwh = energy_kwh(hours, sourced("rated_kw", 0.4, "kW", "test"), one, one)
    assert round(kwh.value / 1000) == 433
    assert round(carbon_kg(kwh, sourced("gco2_per_kwh", 57, "g/kWh", "test")).value / 1000, 1) == 24.7


def test_a_falling_price_lowers_the_cumulative_bill_and_its_range_is_wider() -> None:
    def last(drift: Quantity | None) -> Quantity:
        return (
            bill_over_time(
                inference=Spending(month=usd("api", 10), price_drift=drift),
                training=Spending(),
                alternative=(),
                growth_per_year=rate(1.0),
            )
            .months[36]
            .inference
        )

    drift = sourced("price_drift", 0.85, "ratio/year", "test", low=0.5, high=1.1)
    assert last(drift).value < last(None).value == 360
    assert last(drift).high / last(drift).low > last(None).high / last(None).low
