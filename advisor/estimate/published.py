"""The published measurements that ship with the program."""

from __future__ import annotations

from typing import Any, Literal

from advisor.resources import shipped_toml


def published_rows(
    kind: Literal["serving", "training", "training_means", "finetune_memory", "finetune_cost"],
) -> list[dict[str, str]]:
    """Return the shipped measurements of one kind with the columns of a benchmark file.

    A group of the file shares its source, date and whatever else it states; each point adds its own.
    """
    rows = []
    for group in shipped_toml(f"estimate/published_{kind}.toml")["group"]:
        shared = {name: _cell(value) for name, value in group.items() if name != "points"}
        rows += [shared | {name: _cell(value) for name, value in point.items()} for point in group["points"]]
    return rows


def _cell(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
