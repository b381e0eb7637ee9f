"""The options of ``advisor estimate cost``."""

from __future__ import annotations

import argparse
import re

from advisor.cli.plugin_options import add_plugin_options
from advisor.cli.units import between
from advisor.errors import shown
from advisor.profile.currency import in_dollars
from advisor.profile.units import FOREIGN_MONEY
from advisor.quantity import DAYS_PER_MONTH, WEEKS_PER_MONTH

MONTHS = between(1, 120, whole=True)
_DOLLARS = between(1, 1e10, hint="write 2k for 2,000 dollars a month")


_PERIOD = re.compile(r"\s*(?:/|\b(?:a|per|each|every)\s+)(month|mo|year|yr|week|day)\b\.?", re.IGNORECASE)
_GRAND = re.compile(r"\s*\bgrand\b", re.IGNORECASE)
_A_MONTH = {
    "month": 1.0,
    "mo": 1.0,
    "year": 1 / 12,
    "yr": 1 / 12,
    "week": WEEKS_PER_MONTH,
    "day": DAYS_PER_MONTH,
}
"""Sums of a period in a month."""


def sum_usd(text: str) -> float:
    """Return a sum a month in US dollars for argparse.

    Other money is taken at the rate that stands with it, a sum of another period over its months.

    >>> sum_usd("$10k"), sum_usd("24k a year"), sum_usd("2k EUR at 1.08"), sum_usd("40 grand")
    (10000.0, 2000.0, 2160.0, 40000.0)
    """
    period = _PERIOD.search(text)
    times = 1.0 if period is None else _A_MONTH[period[1].lower()]
    return _sum_usd(_PERIOD.sub(" ", text)) * times


def _sum_usd(text: str) -> float:
    plain, rate = _GRAND.sub("k", text.replace("$", " ")).strip(), 1.0
    if not plain:
        raise argparse.ArgumentTypeError("is empty; write 2k for 2,000 dollars a month")
    if FOREIGN_MONEY.search(text):
        found = in_dollars(text)
        if found is None:
            raise argparse.ArgumentTypeError(
                f"{shown(text.strip())!r} is not in US dollars and no rate is assumed; give yours with it: "
                f"'{shown(text.strip())} at 1.08'"
            )
        plain, rate = _GRAND.sub("k", found[0]), found[1]
    return _DOLLARS(plain) * rate


DESCRIPTION = """\
The bill of the plan that fits a profile best, part by part and month by month, beside the other ways:
what a request costs, from which volume and month own hardware pays, what moves the total and what lowers it.
--budget asks the other way round: the best that a sum a month gets, and what the next step costs.
Any price can be given: --set cost.engineer_usd_year=0 leaves people out, cost.label_usd=0 labels,
cost.eval_setup_usd=0 the evaluation set, cost.data_usd=0 bought data. --model-config gives the bill of your
own model on devices.
"""


def add_cost_options(parser: argparse.ArgumentParser) -> None:
    """Add the options to a parser."""
    parser.description = DESCRIPTION
    parser.add_argument("profile", nargs="?", metavar="PROFILE", help="TOML or JSON; - reads standard input")
    parser.add_argument("--text", metavar="STORY", help="the project in your own words, read for answers")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="one answer, such as cost.label_usd=2"
    )
    parser.add_argument(
        "--months", type=MONTHS, metavar="N", help="months of the bill (default: the profile's)"
    )
    parser.add_argument("--budget", type=sum_usd, metavar="USD", help="a sum a month, such as 2k")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the draws (default: 0)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_plugin_options(parser)
