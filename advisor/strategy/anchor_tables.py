"""The tables of anchors.toml, as the fields of ``Anchors`` that they fill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.quantity import Quantity
from advisor.strategy.anchor_records import Service


def range_of(name: str, unit: str, row: Mapping[str, Any], key: str) -> Quantity:
    """Return a figure of a table that has low, value and high under a key."""
    low, value, high = row[key]
    return Quantity(name, value, low, high, unit, sources=(row["source"],), basis="sourced")


def words_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return which words go together and what stands for them."""
    return {
        "runs_on": {word: frozenset(places) for word, places in data["runs_on"].items()},
        "family": dict(data["family"]),
        "tuned_alike": dict(data["tuned_alike"]),
        "by_size": {word: frozenset(tiers) for word, tiers in data["by_size"].items()},
        "lighter": {word: tuple(ways) for word, ways in data["lighter"].items()},
        "begun_from": {word: frozenset(ways) for word, ways in data["begun_from"].items()},
        "instead": dict(data["instead"]),
        "service": {word: Service(**row) for word, row in data["service"].items()},
        "taught": dict(data["taught"]),
        "language_models_only": frozenset(data["language_models_only"]["words"]),
    }


def tuning_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what tuning takes and lifts."""
    return {
        "tuning_classes": data["tuning"]["lifts_classes"],
        "tuning_examples": data["tuning"]["from_examples"],
        "tuning_checked_examples": dict(data["tuning"]["from_checked_examples"]),
        "tuning_providers": frozenset(data["tuning_service"]["providers"]),
        "tuning_price": data["tuning_price"],
        "tuning_method": data["tuning_method"],
        "programme": data["programme"],
        "training_device": str(data["training_run"]["device"]),
    }


def serving_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return how quick models are, hosted and spoken, and who hosts them in an account of one's own."""
    return {
        "recogniser": str(data["recogniser"]["model"]),
        "quickest_words_ms": float(data["quickest_words"]["ms"]),
        "hosted_latency": data["hosted_latency"],
        "hosted_unit": data["hosted_unit"],
        "turn": data["voice_turn"],
        "clouds": frozenset(data["own_cloud"]["providers"]),
        "tenants": frozenset(data["own_cloud"]["models"]),
    }


def devices_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return which devices are worth looking at, and how they are bought and kept."""
    return {
        "upkeep_days_year": float(data["upkeep"]["days_per_server_year"]),
        "most_without_link": int(data["without_link"]["most_devices"]),
        "outdated": frozenset(data["outdated"]["generations"]),
        "own_software": frozenset(data["own_software"]["kinds"]),
        "own_software_skill": str(data["own_software"]["skill"]),
        "purchase_years_ahead": float(data["purchase"]["years_ahead"]),
        "purchase_oldest_years": int(data["purchase"]["oldest_years"]),
        "cluster_devices": tuple(data["shared_cluster"]["devices"]),
        "cluster_share": float(data["shared_cluster"]["money_for_nodes"]),
        "usual_card": data["usual_card"],
    }


def prices_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures that have a range."""
    dedicated = "dedicated_over_market"
    return {
        "local_share": range_of("local_share", "share", data["hybrid"], "local_share"),
        "cpu_usd_per_hour": range_of("cpu_usd_per_hour", "USD/h", data["cpu_server"], "usd_per_hour"),
        "tuned_hosting": range_of("tuned_hosting_usd", "USD/month", data["tuned_hosting"], "usd_month"),
        dedicated: range_of("dedicated_over_market", "x", data["dedicated_endpoint"], "over_market"),
    }
