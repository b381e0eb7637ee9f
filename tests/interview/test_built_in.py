"""What goes into each of many machines: how many are built, what one computer may cost, and its pace."""

from __future__ import annotations

import pytest

from tests.interview.read import found

UNITS, UNIT_USD = "hardware.units_per_year", "budget.unit_usd"
REQUESTS, WAIT = "workload.requests_per_day", "latency.first_token_ms"


@pytest.mark.parametrize(
    ("text", "units", "usd", "a_second", "ms"),
    [
        (
            "We build packing machines: four cameras, 12 cartons per second, 40 ms until the jet"
            " must fire; we"
            " sell 150 machines a year and can spend $1,500 a machine.",
            150,
            1500,
            12,
            40,
        ),
        (
            "Our harvesters sort grapes under a camera, 200 berries per second, 15 ms before the"
            " nozzle must open; 80"
            " harvesters leave the plant each year and the computer may cost $900 each.",
            80,
            900,
            200,
            15,
        ),
        (
            "We make parcel scanners, 3 parcels a second, 120 ms to open the flap, 400 units a"
            " year, at most $600 per"
            " unit for computing.",
            400,
            600,
            3,
            120,
        ),
        (
            "A maker of glass inspection systems: two cameras see 6 jars per second, 70 ms to"
            " reject one. They ship 45"
            " systems a year and the budget is $2,200 per system.",
            45,
            2200,
            6,
            70,
        ),
        (
            "Our tomato graders look at 9 tomatoes every second; there are 90 ms until the flap"
            " must move. We deliver 25"
            " graders a quarter, no more than $1,000 per grader for the electronics.",
            100,
            1000,
            9,
            90,
        ),
    ],
)
def test_builders_of_machines_are_heard(
    text: str, units: float, usd: float, a_second: float, ms: float
) -> None:
    read = found(text)
    assert read[UNITS] == pytest.approx(units)
    assert read[UNIT_USD] == usd
    assert read[REQUESTS] == pytest.approx(a_second * 86_400)
    assert read[WAIT] == ms
    assert not {"budget.one_off_usd", "budget.monthly_usd"} & read.keys()


@pytest.mark.parametrize(
    "text",
    [
        "A car dealer sells 400 cars a year and wants a chatbot for buyers.",
        "We sell 150 machines a year for $90,000 a machine; a bot should answer their owners, 60"
        " questions a day.",
        "Each customer costs us $40 a customer; a camera counts visitors.",
        "A museum with cameras has 90,000 visitors a year.",
        "We pay $300 a teacher for a course.",
        "We build robots; at most $40 a dinner is allowed for the staff.",
        "A print shop has a limit of $300 per flyer.",
        "The makers of our robots eat dinners with us, at most $40 a dinner.",
        "Sensors in all machines; maintenance costs $200 a machine.",
        "Cameras inside our boats, insurance is $900 a boat.",
        "In our cars children sing; cleaning costs 30 euros a car.",
    ],
)
def test_what_is_sold_or_paid_otherwise_is_no_part_of_a_machine(text: str) -> None:
    assert UNIT_USD not in found(text)


@pytest.mark.parametrize(
    ("text", "usd"),
    [
        ("We build 2,000 mowers a year; the computing may cost $300 a mower.", 300),
        ("We build 2,000 mowers a year; the computer in them may cost at most $300 each.", 300),
        ("80 spreaders leave the factory each year, at most $700 per spreader for the electronics.", 700),
    ],
)
def test_a_thing_of_any_name_is_built_where_that_is_said(text: str, usd: float) -> None:
    assert found(text)[UNIT_USD] == usd


@pytest.mark.parametrize(
    "text",
    [
        "A car dealer sells 400 cars a year and wants a chatbot for buyers.",
        "We sell 5,000 printers a year within the EU and want a chatbot.",
        "We sell 400 machines a year and answer within the hour.",
    ],
)
def test_goods_without_anything_that_looks_or_moves_are_not_counted(text: str) -> None:
    assert UNITS not in found(text)


@pytest.mark.parametrize(
    ("text", "units", "usd"),
    [
        (
            "We make 5,000 coffee machines a year and want a spoken assistant inside each, $60 a machine.",
            5000,
            60,
        ),
        ("A spoken assistant inside our coffee machines, $60 a machine, no internet.", None, 60),
        ("We sell 2,000 lifts a year; each should understand spoken floor names.", 2000, None),
        ("We sell 300 coffee machines a year and answer customers' questions.", None, None),
        ("The hall rents a coffee machine to us for $60 a machine.", None, None),
    ],
)
def test_what_is_put_inside_each_tells_what_it_may_cost(
    text: str, units: float | None, usd: float | None
) -> None:
    read = found(text)
    assert (read.get(UNITS), read.get(UNIT_USD)) == (units, usd)
