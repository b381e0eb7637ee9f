"""The outcome: ranked plans, what they rest on, and what would change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from advisor.catalog.ages import OldFact
from advisor.decide.crossing import Crossing
from advisor.decide.extra_records import Extra
from advisor.decide.on_demand import OnDemand
from advisor.estimate.ledger import paid_value
from advisor.estimate.sampling import Swing
from advisor.estimate.timeline import BillOverTime, MonthBill
from advisor.profile import Profile
from advisor.quantity import Quantity
from advisor.rules.records import Finding
from advisor.strategy.records import Plan, Stage
from advisor.strategy.ways import Way

Verdict = Literal["inference", "training", "both"]
Sureness = Literal["clear", "leaning", "open"]


@dataclass(frozen=True, slots=True)
class RankedPlan:
    """A plan with its place."""

    rank: int
    plan: Plan
    acceptability: float
    """Share of the draws in which a plan of its kind came first; for a further way to run it, its own."""
    values: dict[str, float]
    """Value from 0 to 1 by criterion; that of a bill far too high ends below 0."""
    why: tuple[str, ...]
    """Reasons for its place, as sentences with the deciding numbers."""
    why_not: tuple[str, ...] = ()
    """For a plan that did not win: what speaks against it."""
    dominated_by: str = ""


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """The smallest change of one answer that changes the advice."""

    field: str
    """Path of the field or name of the fact."""
    label: str
    now: str
    threshold: str
    becomes: str
    """The plan that would win, in plain words."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """One input of the advice."""

    field: str
    label: str
    value: str
    state: Literal["said", "assumed"]
    why: str = ""
    confirm: bool = False
    """Whether somebody must confirm it before money is spent."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One word of the vocabulary that the answer tells the user to do, or not to do."""

    word: str
    sentence: str
    because: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    """One row of the table of training against inference for this user."""

    name: str
    """purpose, cost, time to value, hardware, relevance, scalability, what to optimise."""
    inference: str
    training: str
    for_you: str


@dataclass(frozen=True, slots=True)
class Bill:
    """What the winner costs over time, beside the best plan of another kind."""

    over_time: BillOverTime
    alternative_title: str
    """Empty where there is none."""
    swings: tuple[Swing, ...] = ()
    """The inputs that move the lifetime bill of the winner most, the largest first."""
    crossing: Crossing | None = None
    """Where the best plan on devices meets the best provider by the token; None where one is missing."""
    ways: tuple[Way, ...] = ()
    """The ways to buy what the winner needs, its own among them; empty where there is one only."""

    @property
    def months(self) -> tuple[MonthBill, ...]:
        """Return every month of the bill, cumulative."""
        return self.over_time.months

    @property
    def expected_total(self) -> float:
        """Return the expected bill over the whole time, in USD; what hardware sells for is taken off."""
        over = self.over_time
        return paid_value(over.chosen, over.growth_per_year.value, over.last, resale=True)

    @property
    def trains(self) -> bool:
        """Whether any part of it is training."""
        return self.over_time.expected[-1][1] > 0

    @property
    def inference_overtakes_training_month(self) -> int | None:
        """Return the first month in which inference has cost more than training."""
        return self.over_time.inference_overtakes_training_month

    @property
    def alternative_overtakes_month(self) -> int | None:
        """Return the month in which the alternative becomes the cheaper one in total, if any."""
        return self.over_time.alternative_overtakes_month

    @property
    def pays_back_month(self) -> int | None:
        """Return the month from which the winner, dearer until then, is the cheaper one in total, if any."""
        return self.over_time.chosen_pays_back_month


@dataclass(frozen=True, slots=True)
class Comparable:
    """Where judged cases with such answers moved the advice, or speak against it."""

    cases: int
    """How many were judged in all."""
    as_of: date
    left_out: Mapping[str, float]
    """How often they foretell those of other authors, by name."""
    hardware: tuple[str, ...]
    """Classes on which those with such answers run, the likeliest first."""
    unlike: bool
    """Whether the plan advised stands on hardware that is rare among them."""
    instead: Plan | None
    """The plan that would stand in front without them, None where it is the same."""
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A field that could still change the advice."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A statement that the user's words repeat and that does not hold."""

    claim: str
    """Its id: ``advisor explain claim:ID`` shows it."""
    said: str
    """The statement with its verdict, as a sentence."""
    holds: str
    """What holds instead."""
    source: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that the user's words put, answered before any advice is given."""

    question: str
    """The question as understood: ``"Does Llama 3.1 70B run on 2x RTX 3090?"``."""
    answer: str
    """The answer in a sentence, with the deciding number."""
    details: tuple[str, ...] = ()
    """Sentences with the other figures and the point at which the answer changes."""
    figures: tuple[Quantity, ...] = ()
    """The figures behind it."""


def _nothing() -> OnDemand[tuple[Any, ...]]:
    return OnDemand(tuple)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Everything that a screen, a report and the JSON show."""

    as_of: date
    seed: int
    profile: Profile
    """With the assumptions filled in."""
    title: str
    verdict: Verdict
    headline: str
    """The decision in one or two sentences, as instructions."""
    sureness: Sureness
    hardware_class: str
    feasible: bool
    plans: tuple[RankedPlan, ...]
    """Feasible plans by rank, then the infeasible ones that the user would ask about."""
    refused: tuple[RankedPlan, ...]
    findings: tuple[Finding, ...]
    review_by: date
    review_trigger: str
    advice: tuple[Advice, ...] = ()
    advice_against: tuple[Advice, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    changes: OnDemand[tuple[TippingPoint, ...]] = field(default_factory=_nothing, compare=False)
    """Gives :attr:`tipping_points`."""
    questions_open: tuple[OpenQuestion, ...] = ()
    steps: OnDemand[tuple[Stage, ...]] = field(default_factory=_nothing, compare=False)
    """Gives :attr:`roadmap`."""
    factors: tuple[Factor, ...] = ()
    bill: Bill | None = None
    risks: tuple[str, ...] = ()
    risk_of_not_acting: str = ""
    not_priced: tuple[str, ...] = ()
    relaxations: tuple[str, ...] = ()
    """When nothing fits: the cheapest way to relax each broken limit."""
    unsaid: tuple[str, ...] = ()
    """Labels of the answers that decide most and that nobody gave."""
    problems: tuple[str, ...] = ()
    """What was set aside: plugins and packs with the reason."""
    sections: tuple[tuple[str, str], ...] = ()
    """Extra report sections by plugins: title and Markdown."""
    facts: dict[str, Quantity] = field(default_factory=dict)
    answers: tuple[Answered, ...] = ()
    """What was asked by name, answered before the advice."""
    today: Answered | None = None
    """Whether to keep what runs on devices today; None where nothing does."""
    unread: tuple[str, ...] = ()
    """Remarks on the user's words: what looked like a figure or an answer and was not taken, without what
    ``forbidden`` tells."""
    forbidden: tuple[str, ...] = ()
    """Sentences of the user that forbid something and were not used: whoever signs must check them."""
    notes: tuple[str, ...] = ()
    """How some of the user's words were read: the rate of other money."""
    corrections: tuple[Correction, ...] = ()
    """Statements in the user's words that are wrong, dated or doubtful."""
    old_facts: tuple[OldFact, ...] = ()
    """Facts under the compared figures that are older on ``as_of`` than their books say that they keep."""
    books: dict[str, str] = field(default_factory=dict)
    """The user's own books with their digests, and the price book, when any was used."""
    comparable: Comparable | None = None
    """What judged cases with such answers did to the advice; None where they changed nothing."""
    extra: Extra | None = None
    """What the money beyond a far cheaper plan buys; None where there is no such plan."""
    in_languages: str = ""
    """What the languages that were named do to plan and bill; empty where they do little."""
    left: Plan | None = None
    """The untuned plan, far cheaper, that was left for what already works; None where there is none."""
    plugins: dict[str, str] = field(default_factory=dict)
    """Plugins that took part, by name with their versions; none with ``--no-plugins``."""

    @property
    def winner(self) -> RankedPlan:
        """Return the plan in first place."""
        return self.plans[0]

    @property
    def tipping_points(self) -> tuple[TippingPoint, ...]:
        """Return what would change the advice; searched for at the first reading, which takes longer than
        the decision itself."""
        return self.changes()

    @property
    def roadmap(self) -> tuple[Stage, ...]:
        """Return what to do when; its triggers are the tipping points."""
        return self.steps()
