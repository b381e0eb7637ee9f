"""What decisions are made with: the market, the options, the rules, and what is remembered between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from advisor.decide.gate import Needs
from advisor.decide.remembered import Remembered
from advisor.rules.book import RuleBook
from advisor.rules.records import Rule
from advisor.rules.schema import Schema
from advisor.strategy.facts import Facts
from advisor.strategy.records import Option, Plan
from advisor.strategy.supply import Supply


@dataclass(frozen=True)
class Engine:
    """What decisions are made with: the market, the options and the rules."""

    supply: Supply
    options: Mapping[str, Option]
    rules: tuple[Rule, ...]
    schema: Schema

    @cached_property
    def book(self) -> RuleBook:
        """The rules, ready to be evaluated."""
        return RuleBook(self.rules, self.schema)

    @cached_property
    def remembered_facts(self) -> Remembered[Facts]:
        """Facts of profiles that were asked about before."""
        return Remembered()

    @cached_property
    def remembered_bills(self) -> Remembered[Facts]:
        """The hosted bills alone, as rules shape them."""
        return Remembered()

    @cached_property
    def remembered_plans(self) -> Remembered[tuple[Plan, ...]]:
        """Possible plans of each way to run a job."""
        return Remembered()

    @cached_property
    def remembered_references(self) -> Remembered[float]:
        """Bills that those of plans are compared with."""
        return Remembered()

    @cached_property
    def needs(self) -> Needs:
        """What the options need, ready to be judged."""
        return Needs.of(self.options, self.schema)
