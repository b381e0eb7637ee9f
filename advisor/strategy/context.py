"""Everything that the plan builders look at, in one immutable bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from advisor.catalog.records import Tier
from advisor.estimate.fleet import Load
from advisor.estimate.money import money_parameters
from advisor.profile import Profile
from advisor.quantity import Quantity
from advisor.strategy.anchors import Anchors
from advisor.strategy.directives import Directives
from advisor.strategy.once import once
from advisor.strategy.own_time import UNPAID, in_own_time, unpaid
from advisor.strategy.records import Option
from advisor.strategy.region import regional
from advisor.strategy.supply import LeftOut, Supply
from advisor.strategy.use_cases import UseCase
from advisor.strategy.workload import Workload, figure

SKILLS = ("none", "developers", "ml", "platform", "research")
"""What people on a team have done, least first."""


@dataclass(frozen=True, slots=True)
class Context:
    """The filled profile and what was worked out from it, with the market and the options."""

    profile: Profile
    workload: Workload
    supply: Supply
    options: Mapping[str, Option]
    anchors: Anchors
    directives: Directives
    use_case: UseCase
    tier: Tier
    """The least capable class that the use case needs."""
    as_of: date
    memo: dict[object, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What functions of this context gave, see ``once``."""

    @property
    def vision(self) -> bool:
        """Whether the model must read pictures."""
        return self.profile.text("use_case.modality") in {"image", "mixed"}

    @property
    def excluded_vendors(self) -> tuple[str, ...]:
        """Vendors that may not be used."""
        return self.profile.words("exclusions.vendors")

    @property
    def left_out(self) -> LeftOut:
        """Models of vendors that may not be used, and those that do not speak a language that was said."""
        names, rare = self.profile.words("language.names"), self.profile.flag("language.rare")
        spoken = set(names) if self.profile.said("language.names") else set()
        rows = (row for row in self.supply.catalog.models.values() if row.languages)
        dumb = frozenset(row.id for row in rows if rare or not spoken <= set(row.languages))
        return LeftOut(frozenset(name.casefold() for name in self.excluded_vendors), dumb)

    def parameter(self, name: str) -> Quantity:
        """Return a default of the money model, that of the user's region, or what the user said instead in
        the ``cost`` group; of what people do in their own time nothing. It is read each time it is asked for,
        so that who notes what a result rests on sees that the answer was looked up.

        Raises:
            UserError: When there is no such parameter.
        """
        path = f"cost.{name}"
        if path in self.profile.fields and self.profile.said(path):
            return figure(self.profile, path, 0.0, 1.0)
        own = money_parameters().get(name) or regional(self, name)
        known = self.supply.catalog.parameter(name) if own is None else own
        return unpaid(known) if name in UNPAID and in_own_time(self.profile) else known

    @once
    def load(self, share: float = 1.0) -> Load:
        """Return the load on the model's own calls, for sizing devices.

        A task of an agent is spread over its calls, and so is the time that all of it may take. Work that may
        wait for hours is spread over the day.

        Args:
            share: The part of the requests that this fleet serves.
        """
        work = self.workload
        calls = work.calls_per_request
        longest = None if work.nobody_waits or work.longest_ms is None else work.longest_ms / calls
        return Load(
            requests_per_day=work.requests_per_day.value * calls * share,
            input_tokens=max(1.0, work.input_tokens.value / calls),
            output_tokens=max(1.0, work.output_tokens.value / calls),
            peak_factor=work.busiest,
            peak_concurrency=None
            if work.nobody_waits or work.peak_concurrency is None
            else work.peak_concurrency * share,
            first_token_ms=None if work.nobody_waits else work.first_token_ms,
            total_ms=longest,
            shared_prefix_share=work.cached_share.value,
        )

    @once
    def words(self, kind: str) -> tuple[Option, ...]:
        """Return the options of a kind in the order of their ids."""
        return tuple(sorted((o for o in self.options.values() if o.kind == kind), key=lambda o: o.id))
