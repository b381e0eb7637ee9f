"""One kind of estimate judged on measurements: figures by group, and the points of its plots."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from advisor.catalog import Catalog
from advisor.errors import UserError
from advisor.estimate.accuracy import Judged, error_figures
from advisor.estimate.accuracy_page.bins import thinned
from advisor.estimate.accuracy_page.settings import (
    UNNAMED,
    anchors_of,
    class_names,
    device_class,
    plots_of,
)
from advisor.estimate.accuracy_page.sources import shipped_rows, source_table
from advisor.estimate.device_names import device_named

Figures = dict[str, Any]
Survey = dict[str, Any]
OWN = {"id", "measured", "value", "low", "high"}
"""Columns of a judged row that are no group."""
RATIOS = {"ratio_p10": 0.1, "ratio_p50": 0.5, "ratio_p90": 0.9}
LEAST_CROSSED = 8
"""A cell of fewer rows says little about where an estimate fails."""
COLOURS = 7
"""Groups with a colour of their own where a plot is not coloured by class."""
REST = "others"


def survey(kind: Mapping[str, Any], rows: Sequence[Mapping[str, str]] | None, catalog: Catalog) -> Survey:
    """Judge measurements and return what the page tells about them, as plain records.

    Args:
        kind: One of :func:`settings.kinds`.
        rows: Measurements in the columns of ``advisor validate``; None for the published points that ship.
        catalog: Finds devices and models.
    """
    judge: Callable[..., dict[str, Any]] = getattr(import_module(kind["module"]), kind["function"])
    report = judge(rows, catalog)
    named = shipped_rows(kind["id"]) if rows is None else rows
    stated = {row.get("id", ""): row for row in named}
    judged = [_judged(row, stated.get(row["id"], {}), catalog) for row in report["rows"]]
    crossed = [cell for name in kind["crossed"] for cell in _crossed(judged, kind["cut"], name)]
    drawn = {plot["id"]: _drawn(plot, judged) for plot in plots_of(kind["id"])}
    return {
        "n": report["n"],
        "all": figures(judged),
        "skipped": _reasons(report["skipped"]),
        "impossible": len(report.get("impossible", ())),
        "fits_kept": report.get("fits_kept"),
        "left_out": report.get("left_out", []),
        "sources": [list(row) for row in source_table(named, {row.id for row in judged})],
        "groups": {name: _grouped(judged, name) for name in (*kind["tables"], "class")},
        "crossed": crossed,
        "anchors": _anchors(kind["id"], judged),
        "plots": {name: plot for name, plot in drawn.items() if plot["series"]},
    }


def figures(rows: Iterable[Judged]) -> Figures:
    """Return the errors of some rows, percentiles of estimate / measured, and shares within x/÷1.25 and 2."""
    found = list(rows)
    told = error_figures(found)
    ratios = sorted(row.value / row.measured for row in found)
    for name, share in RATIOS.items():
        told[name] = ratios[min(len(ratios) - 1, int(share * len(ratios)))] if ratios else None
    for name, factor in (("within125", 1.25), ("within2", 2.0)):
        near = sum(1.0 / factor <= ratio <= factor for ratio in ratios)
        told[name] = near / len(ratios) if ratios else None
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in told.items()}


def _judged(row: Mapping[str, Any], stated: Mapping[str, str], catalog: Catalog) -> Judged:
    groups = {key: str(value) for key, value in row.items() if key not in OWN}
    groups |= {"weights": stated.get("precision_weights", ""), "engine": stated.get("engine", "")}
    groups["class"] = _class_of(groups.get("device", ""), catalog)
    groups["experts"] = _experts_of(groups.get("architecture", ""), catalog)
    return Judged(row["id"], row["measured"], row["value"], row["low"], row["high"], groups)


def _class_of(name: str, catalog: Catalog) -> str:
    try:
        return device_class(device_named(name, catalog))
    except UserError:
        return UNNAMED


def _experts_of(name: str, catalog: Catalog) -> str:
    """Return ``"mixture"`` or ``"dense"`` for a language model of the catalogue; other names stay."""
    try:
        return "mixture" if catalog.model(name).experts else "dense"
    except UserError:
        return name


def _within(row: Judged, where: Mapping[str, Sequence[str]]) -> bool:
    return all(row.groups.get(key) in values for key, values in where.items())


def _anchors(kind: str, judged: Sequence[Judged]) -> dict[str, Figures]:
    """Return the figures of the rows that other tools were judged on alike."""
    found = {
        one["id"]: figures(row for row in judged if _within(row, one["where"])) for one in anchors_of(kind)
    }
    return {name: one for name, one in found.items() if one["answered"]}


def _grouped(judged: Iterable[Judged], name: str) -> dict[str, Figures]:
    members: dict[str, list[Judged]] = {}
    for row in judged:
        members.setdefault(row.groups.get(name) or "not told", []).append(row)
    return {group: figures(members[group]) for group in sorted(members)}


def _crossed(judged: Iterable[Judged], cut: str, name: str) -> list[Figures]:
    """Return the figures of every cell of two groups that has rows enough, the worst first."""
    cells: dict[tuple[str, str], list[Judged]] = {}
    for row in judged:
        cells.setdefault((row.groups.get(cut, ""), row.groups.get(name, "")), []).append(row)
    found = [
        {"cut": key[0], "by": name, "name": key[1], **figures(rows)}
        for key, rows in sorted(cells.items())
        if len(rows) >= LEAST_CROSSED
    ]
    return sorted(found, key=lambda cell: (-cell["median_ape"], cell["cut"], cell["name"]))


def _drawn(plot: Mapping[str, Any], judged: Iterable[Judged]) -> dict[str, Any]:
    """Return the figures of a plot and its series, each with its colour and its points."""
    rows = [row for row in judged if _within(row, plot["where"])]
    members: dict[str, list[Judged]] = {name: [] for name in _series(rows, plot["colour"])}
    for row in rows:
        name = row.groups.get(plot["colour"], REST)
        members[name if name in members else REST].append(row)
    bins = thinned({name: [(row.measured, row.value) for row in found] for name, found in members.items()})
    return {
        "figures": figures(rows),
        "series": [
            {"name": name, "colour": place, **figures(found), "bins": bins[name]}
            for place, (name, found) in enumerate(members.items())
            if found
        ],
    }


def _series(rows: Sequence[Judged], colour: str) -> Sequence[str]:
    """Return the names of the series in the order of their colours."""
    if colour == "class":
        return class_names()
    counts = Counter(row.groups.get(colour, REST) for row in rows)
    largest = sorted(counts, key=lambda name: (-counts[name], name))
    return [*largest[:COLOURS], REST]


def _reasons(skipped: Iterable[Mapping[str, str]]) -> list[list[Any]]:
    """Return why rows were skipped and how often, without the names that differ from row to row."""
    counts = Counter(_reason(row["reason"]) for row in skipped)
    return [[reason, n] for reason, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _reason(text: str) -> str:
    """Return the first sentence of a reason.

    >>> _reason("The catalogue has no accelerator 'X 1'. 'advisor catalog list' shows what it has.")
    'The catalogue has no accelerator …'
    """
    return re.sub(r"'[^']*'", "…", text).split(". ")[0].removesuffix(".")
