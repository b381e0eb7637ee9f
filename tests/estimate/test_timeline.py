"""The bill over time and the months in which its lines cross."""

from advisor.estimate.energy import carbon_kg, energy_kwh
from advisor.estimate.ledger import Line
from advisor.estimate.timeline import BillOverTime
from advisor.quantity import Quantity, sourced


def usd(name: str, value: float) -> Quantity:
    return sourced(name, value, "USD", "test", low=value * 0.8, high=value * 1.3)


def rate(value: float) -> Quantity:
    return sourced("growth_per_year", value, "x", "test")


def serving(value: float, *, grows: bool = False) -> Line:
    return Line("serving", month=usd("serving", value), grows="with_traffic" if grows else "never")


def trained(value: float) -> Line:
    return Line("training", once=usd("training", value), part="training")


SERVERS = Line("servers", once=usd("servers", 10_000))


def test_inference_overtakes_training_in_the_month_in_which_it_has_cost_more() -> None:
    bill = BillOverTime((serving(1000), trained(4500)), (serving(3000),), rate(1.0))
    assert bill.inference_overtakes_training_month == 5
    assert len(bill.months) == 37
    assert bill.months[36].inference.value == 36_000
    assert bill.months[36].training.value == 4500


def test_a_dear_purchase_pays_back_when_the_api_has_cost_more() -> None:
    bill = BillOverTime((SERVERS, serving(500)), (serving(1500, grows=True),), rate(1.0))
    assert bill.chosen_pays_back_month == 11
    assert bill.alternative_overtakes_month is None
    assert bill.inference_overtakes_training_month is None


def test_growing_traffic_makes_the_fixed_alternative_cheaper_one_day() -> None:
    def month(growth: float) -> int | None:
        other = (Line("servers", once=usd("servers", 20_000)), serving(800))
        return BillOverTime((serving(1000, grows=True),), other, rate(growth)).alternative_overtakes_month

    assert month(1.0) is None
    fast, slow = month(10.0), month(2.0)
    assert fast is not None
    assert slow is not None
    assert fast < slow


def test_retraining_is_paid_again_at_its_cadence() -> None:
    again = Line("again", part="training", again=usd("again", 50), again_every_months=6)
    bill = BillOverTime((serving(10), trained(100), again), (), rate(1.0), 18)
    paid = [row.training.value for row in bill.months]
    assert paid[:8] == [100, 100, 100, 100, 100, 100, 100, 150]
    assert paid[12:14] == [150, 200]


def test_the_cumulative_bill_never_falls_and_its_range_holds_the_value() -> None:
    bill = BillOverTime((serving(10, grows=True), trained(100)), (serving(30),), rate(2.0))
    for lines in zip(*((r.inference, r.training, r.alternative) for r in bill.months), strict=True):
        values = [q.value for q in lines]
        assert values == sorted(values)
        assert all(q.low <= q.value <= q.high for q in lines)


def test_energy_and_carbon_of_a_published_run() -> None:
    """BLOOM: 1,082,990 device-hours at 400 W are 433 MWh; at 57 g/kWh that is 24.7 t (arXiv:2211.02001)."""
    hours = sourced("device_hours", 1_082_990, "h", "test")
    one = sourced("factor", 1.0, "x", "test")
    kwh = energy_kwh(hours, sourced("rated_kw", 0.4, "kW", "test"), one, one)
    assert round(kwh.value / 1000) == 433
    assert round(carbon_kg(kwh, sourced("gco2_per_kwh", 57, "g/kWh", "test")).value / 1000, 1) == 24.7


def test_a_falling_price_lowers_the_cumulative_bill_and_its_range_is_wider() -> None:
    def total(drift: Quantity | None) -> Quantity:
        line = Line("tokens", month=usd("api", 10), drift=drift)
        return BillOverTime((line,), (), rate(1.0)).months[36].inference

    falling = total(sourced("price_drift", 0.8, "x", "test", low=0.5, high=1.1))
    same = total(None)
    assert falling.value < same.value
    assert falling.high / falling.low > same.high / same.low
