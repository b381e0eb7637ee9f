"""The errors on rows that no fit had seen, as the coefficient files tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.estimate.coefficients import fit_source, held_out
from advisor.estimate.training_speed import speed_file
from advisor.resources import shipped_toml

WAYS = ("group", "device", "architecture", "source")


def left_out() -> dict[str, Any]:
    """Return the errors by kind of estimate as shares; ``ways`` is what was left out of the serving fit."""
    serving = [_serving(row) for row in held_out()]
    families = speed_file()["held_out"]
    memory = shipped_toml("estimate/tuning_fit.toml")["left_out"]
    speed = shipped_toml("estimate/tuning_speed_fit.toml")["spread"]
    return {
        "ways": [way for way in WAYS if any(way in row for row in serving)],
        "serving": serving,
        "ranges": _ranges(shipped_toml("estimate/coefficients.toml")["interval"]),
        "serving_source": fit_source(),
        "training_source": speed_file()["source"],
        "training": {row["metric"]: row for row in families if not row["family"]},
        "families": sorted(
            (row for row in families if row["family"]), key=lambda row: (-row["median_ape"], row["family"])
        ),
        "memory": memory,
        "tuning_speed": speed,
    }


def hardest(rows: Sequence[Mapping[str, Any]], regime: str) -> str:
    """Return the largest median error of a regime over all ways of leaving out: dense and mixture apart.

    >>> one = {"regime": "tpot", "group": {"median": 0.05}, "device": {"median": 0.08}}
    >>> hardest([one, one | {"source": {"median": 0.123}}], "tpot")
    '8% to 12%'
    """
    found = [[row[way]["median"] for way in WAYS if way in row] for row in rows if row["regime"] == regime]
    worst = sorted(
        {f"{100.0 * max(errors):.0f}%" for errors in found if errors}, key=lambda text: float(text[:-1])
    )
    return " to ".join(dict.fromkeys((worst[0], worst[-1]))) if worst else "–"


def _ranges(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the 90% factors of the serving fit; a regime told by kind of model is not told as a whole."""
    told_apart = {row["regime"] for row in rows if row["kind"] != "any"}
    return [row for row in rows if row["n"] and (row["kind"] != "any" or row["regime"] not in told_apart)]


def _serving(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return one row with its errors as shares: median, and mean where the file tells it."""
    told: dict[str, Any] = {"regime": row["regime"], "kind": row["kind"], "n": row.get("n")}
    for name in ("fitted", *(f"{way}_left_out" for way in WAYS)):
        if name in row:
            key = name.removesuffix("_left_out")
            mean = row.get(f"{name}_mean")
            told[key] = {"median": row[name] / 100.0, "mean": None if mean is None else mean / 100.0}
    return told
