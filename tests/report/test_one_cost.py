"""What a plan costs reads alike in the chat and in its report: what is paid once is never spread unsaid."""

from __future__ import annotations

import re

import pytest

from advisor.decide.standing import Standing
from tests.report import shipped

RANGE = re.compile(r" \([^)]*\)")
OLD = ", old prices"
"""What the chat says beside a price that is older than such prices keep."""


def in_the_report(text: str) -> str:
    """Return the cost of the plan advised as the table of the plan tells it, without ranges."""
    table = text.partition("## The plan\n")[2]
    month = re.search(r"^\| cost a month \| ([^|]+) \|", table, re.M)
    once = re.search(r"^\| paid once \| ([^|]+) \|", table, re.M)
    assert month is not None
    assert once is not None
    paid = RANGE.sub("", once[1])
    return RANGE.sub("", month[1]) + ("" if paid == "$0" else f" + {paid} once")


def in_front(standing: Standing) -> str:
    return RANGE.sub("", standing.cost_label).removesuffix(OLD)


@pytest.mark.parametrize("name", shipped.NAMES)
def test_the_chat_and_the_report_tell_the_same_cost(name: str) -> None:
    told = in_front(shipped.standing(name))
    if told.endswith("for the job"):
        assert f"**Cost.** {told.removesuffix('for the job')}" in shipped.report(name)
    else:
        assert told == in_the_report(shipped.report(name))


def test_some_examples_pay_something_once() -> None:
    paid = [name for name in shipped.NAMES if " once" in in_front(shipped.standing(name))]
    assert len(paid) >= 3


@pytest.mark.parametrize("name", shipped.NAMES)
def test_a_cost_that_others_are_set_against_is_that_of_the_plan(name: str) -> None:
    text = shipped.report(name)
    compared = set(re.findall(r"The plan advised: (\$[^|]+?)\. ?(?=[A-Z|]|$)", text, re.M))
    if shipped.standing(name).cost_label.endswith("for the job"):
        assert compared <= {text.partition("**Cost.** ")[2].split(" ")[0]}
    else:
        assert compared <= {in_the_report(text)}
