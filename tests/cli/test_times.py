"""Times on a command line: bare numbers are milliseconds, and a unit may follow."""

from __future__ import annotations

import argparse

import pytest

from advisor.cli.units import milliseconds


@pytest.mark.parametrize(
    ("text", "ms"), [("800", 800.0), ("800ms", 800.0), ("2s", 2000.0), ("1.5 s", 1500.0), ("1 min", 60000.0)]
)
def test_a_time_is_read_with_its_unit(text: str, ms: float) -> None:
    assert milliseconds(1e-3, 1e9)(text) == ms


@pytest.mark.parametrize("text", ["2m", "soon", "-1", "", "1e400", "nan", "0", "20000 min"])
def test_what_is_no_time_or_out_of_bounds_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        milliseconds(1e-3, 1e9)(text)
