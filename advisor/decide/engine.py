"""What decisions are made with: the market, the options, the rules, and what is remembered between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from advisor.decide.gate import Needs
from advisor.decide.hopes import KnownWays
from advisor.decide.remembered import Remembered
from advisor.decide.steering import steering
from advisor.rules.book import RuleBook
from advisor.rules.records import Finding, Rule
from advisor.rules.schema import Schema
from advisor.rules.values import Values
from advisor.strategy.context import Context
from advisor.strategy.facts import BILLS, RENTED, Facts, hosted_bills, plain_facts
from advisor.strategy.records import Option, Plan
from advisor.strategy.rented_bounds import Bounds
from advisor.strategy.supply import Supply

_LAST = "last"


@dataclass(frozen=True)
class Engine:
    """What decisions are made with: the market, the options and the rules."""

    supply: Supply
    options: Mapping[str, Option]
    rules: tuple[Rule, ...]
    schema: Schema
    answered: Iterator[int] = field(default_factory=lambda: count(1), compare=False, repr=False)
    """Counts the questions that are answered with it."""
    _asked: dict[str, tuple[Values, tuple[Finding, ...]]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What the rules that steer said last, and of which values."""

    @cached_property
    def book(self) -> RuleBook:
        """The rules, ready to be evaluated."""
        return RuleBook(self.rules, self.schema)

    @cached_property
    def steering(self) -> RuleBook:
        """The rules that can change which plan comes in front, ready to be evaluated."""
        return RuleBook(steering(self.rules, self.options), self.schema)

    def steered(self, values: Values) -> tuple[Finding, ...]:
        """Return what the rules about the profile that steer say; of those asked before, only rules of which
        something changed since are asked again.

        Args:
            values: What is known.
        """
        before = self._asked.get(_LAST)
        if before is None:
            found = self.steering.about_profile(values)
        else:
            known, earlier = before
            changed = [path for path in {**known, **values} if known.get(path) != values.get(path)]
            found = self.steering.again(earlier, known, values, changed)
        self._asked[_LAST] = values, found
        return found

    @cached_property
    def sizes_always(self) -> bool:
        """Whether the price of rented devices counts beyond rules about the profile that compare it."""
        beyond = self.needs.read | self.steering.read_with_plans | self.steering.asked_whether_known
        return not beyond.isdisjoint(f"facts.{name}" for name in RENTED)

    @cached_property
    def bills_read(self) -> tuple[str, ...]:
        """The hosted bills that a rule or a need reads."""
        return tuple(name for name in BILLS if f"facts.{name}" in self.steering.read | self.needs.read)

    def plain_facts(self, context: Context) -> Facts:
        """Return the facts that take no sizing, of the hosted bills those that are read."""
        return plain_facts(context, self.bills_read)

    def hosted_bills(self, context: Context) -> Facts:
        """Return the hosted bills that are read, as rules shape them."""
        return hosted_bills(context, self.bills_read)

    @cached_property
    def remembered_facts(self) -> Remembered[Facts]:
        """Facts of profiles that were asked about before, each kind by itself."""
        return Remembered()

    @cached_property
    def remembered_bounds(self) -> Remembered[Bounds]:
        """Bounds of the facts about rented devices of profiles that were asked about before."""
        return Remembered()

    @cached_property
    def remembered_plans(self) -> Remembered[tuple[Plan, ...]]:
        """Possible plans of each way to run a job."""
        return Remembered()

    @cached_property
    def remembered_ways(self) -> Remembered[KnownWays]:
        """Ways to run a job with what is known of their plans before they are made."""
        return Remembered()

    @cached_property
    def remembered_references(self) -> Remembered[float]:
        """Bills that those of plans are compared with."""
        return Remembered()

    @cached_property
    def needs(self) -> Needs:
        """What the options need, ready to be judged."""
        return Needs.of(self.options, self.schema)
