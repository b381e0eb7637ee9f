"""What can be recommended: options as data, and plans that combine them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from advisor.estimate.ledger import Line
from advisor.quantity import Quantity

_MEMORY = re.compile(r"(\d+(?:\.\d+)?) ?GB")

OptionKind = Literal["deployment", "adaptation", "technique", "behaviour"]
Feasibility = Literal["feasible", "infeasible", "undetermined"]
Form = Literal["", "does-not-fit", "as-named", "as-asked", "train-only", "fleet", "beyond"]
"""What a plan is beside one that serves: one that no devices hold; one with what the user thinks of, or has
and insists on, taken literally; a training run alone; devices that train all the time; work for which
the catalogue holds no model."""
FLEET: Form = "fleet"
BEYOND: Form = "beyond"
TRAIN_ONLY: Form = "train-only"


@dataclass(frozen=True, slots=True)
class Need:
    """A condition in the rule language without which an option does not work as it stands.

    What is out of the question is for rules to exclude; an unmet need is a risk to be dealt with first, as
    examples can be collected and people hired.
    """

    when: str
    """Unknown fields leave a plan with this option undetermined."""
    because: str
    """The sentence shown when it does not hold."""


@dataclass(frozen=True, slots=True)
class Option:
    """One word of the vocabulary: a deployment, an adaptation, a technique or something to do."""

    id: str
    kind: OptionKind
    title: str
    summary: str
    """One plain sentence for a manager: what it is."""
    do: str
    """The advice as an instruction, starting with a verb."""
    source: str
    as_of: str
    needs: tuple[Need, ...] = ()
    brings: str = ""
    """What it brings, with the regime in which that holds."""
    parents: tuple[str, ...] = ()
    """Wider words that this one also satisfies."""
    trains: bool = False
    """Whether it changes weights."""
    trains_all: bool = False
    """Whether every weight is trained, which takes larger machines than serving does."""
    weeks: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Weeks of work until first value: low, expected, high."""
    weeks_there: tuple[float, float, float] | None = None
    """The same on devices that are there already, which nobody has to deliver; None where it is the same."""
    source_there: str = ""
    """Where these come from."""
    people: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Engineers needed to keep it running, full-time equivalents: low, expected, high."""
    skill: str = "none"
    """The least skill in the team: none, developers, ml, platform, research."""
    risk: float = 0.0
    """Class of delivery risk from 0 (routine) to 1 (most such projects fail)."""

    @property
    def inline(self) -> str:
        """The title inside a sentence, its abbreviations as they are: ``"rented GPUs"``."""
        return self.title if self.title[1:2].isupper() else f"{self.title[:1].lower()}{self.title[1:]}"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that a plan breaks."""

    name: str
    """What the limit is, for instance ``"memory of the device"``."""
    needs: str
    has: str
    rule: str = ""
    """Code of the rule, or the estimator, that found it."""
    message: str = ""
    """The sentence of a rule, which says it better than what it needs and has."""

    def sentence(self) -> str:
        """Return ``"memory of the device: needs 243 GB, has 64 GB"``, or the message of a rule."""
        return self.message or f"{self.name}: needs {self.needs}, has {self.has}"


@dataclass(frozen=True, slots=True)
class Hardware:
    """The devices of a plan."""

    accelerator: str
    """Catalogue id."""
    name: str
    count: int
    memory_gb: float
    """Of one device."""
    per_replica: int = 1
    replicas: int = 1
    precision: str = "bf16"
    hardware_class: str = "none"
    """Word of the scale from ``none`` to ``cluster_1000s``."""
    bought: bool = False
    owned: bool = False
    hands: Literal["", "users", "one", "grant", "built"] = ""
    """Of devices that are there already: those of the users, that of the one who asks, or those of a cluster
    on which hours were granted; of bought ones: that one is built into each machine that somebody makes."""
    ahead: float = 1.0
    """How many times the requests of today it is sized for: what is bought has room to grow."""
    layout: str = ""
    """The settings by which a training run fits on them, where the usual ones do not."""

    def label(self, count: int | None = None) -> str:
        """Return ``"2x L40S (48 GB)"``, of so many where another count is given; a name that tells the memory
        itself is not told it again, and one that tells the memory of a smaller version is told without it."""
        many = self.count if count is None else count
        start, told = f"{many:,}x {self.name.removeprefix('a ')}", _MEMORY.search(self.name)
        if told is None:
            return f"{start} ({self.memory_gb:g} GB)"
        if self.memory_gb > float(told[1]):
            return f"{_MEMORY.sub('', start).strip()} ({self.memory_gb:g} GB)"
        return start if float(told[1]) == self.memory_gb else f"{start} ({self.memory_gb:g} GB of it free)"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a plan's roadmap."""

    when: str
    do: str
    go_on_if: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Deployment x adaptation x model x hardware x techniques, with its estimates."""

    id: str
    title: str
    deployment: str
    adaptations: tuple[str, ...]
    techniques: tuple[str, ...]
    model: str
    """Catalogue id of the model, an API model or an open-weight one; empty where none is named."""
    model_name: str
    tier: str
    hardware: Hardware | None
    estimates: dict[str, Quantity] = field(default_factory=dict)
    """By name: ``usd_month``, ``usd_once``, ``usd_lifetime``, ``first_token_ms``, ``tpot_ms``,
    ``weeks``, ``people``, ``utilisation``, ``capacity_requests_day``, ``memory_gb`` …"""
    feasibility: Feasibility = "feasible"
    limits: tuple[Limit, ...] = ()
    unknown: tuple[str, ...] = ()
    """Fields whose answer decides an undetermined feasibility."""
    parts: tuple[str, ...] = ()
    """Deployments that a split plan is made of."""
    training_hardware: Hardware | None = None
    """What the weights are changed on, where any are."""
    lines: tuple[Line, ...] = ()
    """Everything that is paid for."""
    form: Form = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Return every vocabulary word that the plan stands for."""
        return (self.deployment, *self.adaptations, *self.techniques)

    @property
    def priced(self) -> bool:
        """Whether its bill says something: not where it was only checked whether it fits."""
        return self.form in ("", TRAIN_ONLY, FLEET)

    @property
    def is_fleet(self) -> bool:
        """Whether it serves nothing and trains all the time."""
        return self.form == FLEET

    @property
    def forbidden(self) -> bool:
        """Whether a rule or the user forbids it, so that no money and no patience makes it possible."""
        return any(limit.message for limit in self.limits)

    @property
    def trains(self) -> bool:
        """Whether the plan changes any weights."""
        return "training_usd" in self.estimates
