"""A condition that comes out while bounds alone of a number are known is right for every number in them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.rules.between import Between
from advisor.rules.expr import parse
from tests.rules.test_expr_properties import NUMBERS, SCHEMA, conditions, profiles

below, above = st.floats(0, 30), st.floats(0, 30)
CASES = (
    ("workload.users < 10", Between(1.0, 9.0), True),
    ("workload.users < 10", Between(1.0, 10.0), None),
    ("workload.users <= 10", Between(1.0, 10.0), True),
    ("10 > workload.users", Between(1.0, 9.0), True),
    ("workload.users > 10", Between(11.0, 12.0), True),
    ("workload.users >= 10", Between(1.0, 9.0), False),
    ("workload.users == 10", Between(1.0, 9.0), None),
    ("workload.users in (10, 20)", Between(1.0, 9.0), None),
    ("workload.users * 2 < 100", Between(1.0, 9.0), None),
    ("known(workload.users)", Between(1.0, 9.0), True),
    ("not (workload.users < 10)", Between(1.0, 9.0), False),
)


def test_bounds_decide_what_holds_on_all_of_them() -> None:
    for text, bounds, expected in CASES:
        assert parse(text, SCHEMA).evaluate({"workload.users": bounds}) is expected, text


def test_a_number_with_bounds_that_leave_it_open_is_missing() -> None:
    condition = parse("workload.users < 10 and examples.count > 5", SCHEMA)
    values = {"workload.users": Between(1.0, 20.0), "examples.count": 6.0}
    assert condition.missing(values) == ("workload.users",)
    assert condition.missing({**values, "workload.users": Between(1.0, 2.0)}) == ()


@settings(max_examples=500, deadline=None)
@given(conditions, profiles, st.sampled_from(NUMBERS), below, above)
def test_a_decided_result_is_that_of_the_number_between(
    text: str, values: dict[str, object], path: str, down: float, up: float
) -> None:
    condition, number = parse(text, SCHEMA), values[path]
    assert isinstance(number, float)
    bounded = {**values, path: Between(number - down, number + up)}
    decided = condition.evaluate(bounded)
    if decided is None:
        assert condition.missing(bounded) == (path,)
    else:
        assert decided is condition.evaluate(values)


@settings(max_examples=300, deadline=None)
@given(st.floats(-9, 9), below, above, st.floats(-9, 9), below, above)
def test_two_bounds_are_compared_as_what_lies_between_them(
    left: float, down: float, up: float, right: float, less: float, more: float
) -> None:
    one, other = Between(left - down, left + up), Between(right - less, right + more)
    pairs = (
        (one < other, left < right),
        (one <= other, left <= right),
        (one > other, left > right),
        (one >= other, left >= right),
    )
    assert all(found in (None, true) for found, true in pairs)
