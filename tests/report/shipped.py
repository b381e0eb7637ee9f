"""The reports of all shipped examples, each written once for all tests that read it."""

from __future__ import annotations

from functools import cache
from tomllib import loads

from advisor.api import Advisor
from advisor.cli.examples import example_files
from advisor.decide.records import Recommendation
from advisor.decide.standing import Standing
from advisor.profile import Profile
from advisor.report.lock import extract
from advisor.report.render import report_markdown
from tests.conftest import TODAY

NAMES = tuple(example_files())


@cache
def _advisor() -> Advisor:
    return Advisor.load(plugins=False, today=TODAY)


def _profile(name: str) -> Profile:
    return _advisor().profile(loads(example_files()[name].read_text("utf-8")))


@cache
def recommendation(name: str) -> Recommendation:
    """Return the recommendation for a shipped example."""
    return _advisor().recommend(_profile(name), as_of=TODAY)


@cache
def report(name: str, template: str = "standard") -> str:
    """Return the report of a shipped example without its lock."""
    return extract(report_markdown(recommendation(name), template))[1]


@cache
def standing(name: str) -> Standing:
    """Return what the chat shows beside a shipped example."""
    return _advisor().standing(_profile(name))
