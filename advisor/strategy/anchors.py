"""The typed reader of anchors.toml: which words go together, and classes in place of measurements."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from advisor.quantity import Quantity
from advisor.strategy.anchor_records import (
    CpuRent,
    Department,
    Edge,
    Law,
    Organisation,
    Service,
    cpu_rent_of,
    department_of,
    edge_of,
    law_of,
    organisation_of,
)
from advisor.strategy.anchor_tables import (
    devices_of,
    prices_of,
    range_of,
    serving_of,
    tuning_of,
    words_of,
)
from advisor.strategy.wordings import wording


@dataclass(frozen=True, slots=True)
class Anchors:
    """Compatibility of words and cited classes."""

    runs_on: dict[str, frozenset[str]]
    family: dict[str, str]
    """The deployment that another one counts as, when what matters is who runs the model."""
    tuned_alike: dict[str, str]
    """The deployment that is paid alike where the model is tuned: by the card and hour."""
    by_size: dict[str, frozenset[str]]
    """By word: the tiers of a model that it stands for."""
    instead: dict[str, str]
    lighter: dict[str, tuple[str, ...]]
    """By tuning: ways of doing it that hold fewer weights in training."""
    begun_from: dict[str, frozenset[str]]
    """By training: ways that come to the same where the text for it is short."""
    service: dict[str, Service]
    taught: dict[str, str]
    """By task of models that know nothing of the work until they have learned it: the word for that."""
    recogniser: str
    """Catalogue id of the model that turns speech into text where none is hosted."""
    quickest_words_ms: float
    """Before this no language model begins to answer, wherever it runs."""
    hosted_latency: dict[str, Any]
    tuning_classes: int
    tuning_examples: int
    tuning_checked_examples: dict[str, int]
    """By word: examples that are enough where a program checks the output."""
    local_share: Quantity
    upkeep_days_year: float
    """Days of an engineer a year that each machine beyond the first takes."""
    most_without_link: int
    """Cards of one replica that talk over the board alone."""
    department: Department
    organisation: Organisation
    outdated: frozenset[str]
    """Generations that current software no longer runs on."""
    own_software: frozenset[str]
    """Kinds of chips that take software of their own."""
    own_software_skill: str
    """The skill from which a team is offered them."""
    purchase_years_ahead: float
    """A purchase is sized for the load so many years ahead."""
    purchase_oldest_years: int
    """Devices that came out before so many years are no longer sold new."""
    cpu_rent: CpuRent
    cpu_usd_per_hour: Quantity
    """An ordinary server by the hour, in USD."""
    tuned_hosting: Quantity
    """What a provider takes a month to keep a tuned model ready, in USD."""
    cluster_devices: tuple[str, ...]
    """Catalogue ids of the devices that groups buy together, the one that they want most first."""
    cluster_share: float
    """Share of the pooled money that goes into nodes."""
    dedicated_over_market: Quantity
    """Price of a card on a dedicated endpoint over that of the same card on the market."""
    programme: dict[str, dict[str, Any]]
    """By word: what a training programme takes beside its final run."""
    tuning_providers: frozenset[str]
    """Providers that tune their closed models for new customers."""
    tuning_price: dict[str, dict[str, Any]]
    """By word: what a million tokens of training cost at a provider of closed models."""
    tuning_method: dict[str, Any]
    """By word: ``method`` and ``factor``; and ``source``."""
    training_device: str
    """Catalogue id of the device that whole training runs are computed for."""
    usual_card: dict[str, str]
    """By memory in GB: the card that people mean by its memory alone."""
    edge: Edge
    hosted_unit: dict[str, dict[str, Any]]
    turn: dict[str, Any]
    """Parts of a spoken turn, in ms, and ``source``."""
    language_models_only: frozenset[str]
    """Techniques that mean nothing to models that are no LLM."""
    laws: dict[str, Law]
    clouds: frozenset[str]
    """Providers at which a company has an account and a network of its own."""
    tenants: frozenset[str]
    """Providers whose closed models are served inside such an account."""

    def carries(self, deployment: str, word: str) -> bool:
        """Return whether a deployment can carry an adaptation or technique; unknown words go anywhere."""
        return deployment in self.runs_on.get(word, frozenset((deployment,)))

    def enough_examples(self, adaptations: tuple[str, ...]) -> float:
        """Return from how many checked examples the tuning words of a plan lift a small model."""
        checked = self.tuning_checked_examples
        return float(min((checked.get(word, self.tuning_examples) for word in adaptations), default=0))

    def first_token_ms(self, tier: str) -> Quantity:
        """Return the 95th percentile of a hosted model's time to first token, in ms."""
        return self._hosted(tier, "first_token_ms", "ms")

    def tokens_per_s(self, tier: str) -> Quantity:
        """Return a hosted model's writing speed for one reader, in tokens per second."""
        return self._hosted(tier, "tokens_per_s", "tokens/s")

    def programme_range(self, word: str, what: str, size_b: float) -> Quantity | None:
        """Return the ``runs`` or the ``team`` of a programme by size; None where a word has none."""
        row = self.programme.get(word)
        if row is None:
            return None
        steps = row["team"]
        found = row["runs"] if what == "runs" else [s["people"] for s in steps if s["from_b"] <= size_b][-1]
        return Quantity(what, found[1], found[0], found[2], "x", sources=(row["source"],), basis="sourced")

    def usable_tokens(self) -> Quantity:
        """Return the tokens that a small model has read with which people talk."""
        row = self.programme["pretrain_from_scratch"]
        low, value, high = (end * 1e12 for end in row["usable_tokens_t"])
        return Quantity(
            "usable_tokens", value, low, high, "tokens", sources=(row["usable_source"],), basis="sourced"
        )

    def at_hand(self, what: str) -> Quantity:
        """Return the ``weeks`` or the ``people`` of a run from nothing on devices that are there."""
        row = self.programme["pretrain_from_scratch"]["at_hand"]
        low, value, high = row[what]
        unit = "weeks" if what == "weeks" else "FTE"
        return Quantity(f"at_hand_{what}", value, low, high, unit, sources=(row["source"],), basis="assumed")

    def training_price(self, word: str) -> Quantity | None:
        """Return what a provider takes for a million tokens of training, in USD, or None for other words."""
        row = self.tuning_price.get(word)
        return None if row is None else range_of("usd_per_m_training_tokens", "USD/M tokens", row, "closed")

    def voice_turn(self, name: str) -> Quantity:
        """Return a part of a spoken turn, in ms: ``end_of_turn_ms`` or ``first_sound_ms``."""
        return replace(range_of(name, "ms", self.turn, name), basis="assumed")

    def unit_price(self, task: str) -> Quantity | None:
        """Return what a hosted model takes for one unit of a task that is no LLM's, in USD, or None."""
        row = self.hosted_unit.get(task)
        if row is None:
            return None
        low, usd, high = row["usd"]
        return Quantity("usd_per_unit", usd, low, high, f"USD/{row['per']}", sources=(row["source"],))

    def unit_name(self, task: str) -> str:
        """Return what a hosted model for a task is called that is no LLM's."""
        usual = wording("title")["unit"].format(task=task.replace("_", " "))
        return str(self.hosted_unit.get(task, {}).get("name", usual))

    def _hosted(self, tier: str, name: str, unit: str) -> Quantity:
        table = self.hosted_latency
        return _measured(name, unit, tuple(table[tier][name]), table["source"], table["as_of"])


@cache
def _measured(name: str, unit: str, ends: tuple[float, float, float], source: str, as_of: date) -> Quantity:
    low, value, high = ends
    return Quantity(name, value, low, high, unit, sources=(source,), as_of=as_of, basis="sourced")


@cache
def load_anchors() -> Anchors:
    """Read the anchors that ship with the program."""
    data = tomllib.loads(Path(__file__).with_name("anchors.toml").read_text("utf-8"))
    return Anchors(
        **words_of(data),
        **tuning_of(data),
        **serving_of(data),
        **devices_of(data),
        **prices_of(data),
        department=department_of(data["department"]),
        organisation=organisation_of(data["organisation"]),
        cpu_rent=cpu_rent_of(data["cpu_rent"]),
        edge=edge_of(data["edge"], data["edge_device"]),
        laws={area: law_of(row) for area, row in data["law"].items()},
    )
