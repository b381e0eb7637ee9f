"""What the user named: a model by name or by size, and devices by name or by memory."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from advisor.catalog import Catalog
from advisor.catalog.lookup import fold, names_of
from advisor.catalog.records import LanguageModel
from advisor.errors import UserError, shown
from advisor.profile import Device, Profile
from advisor.profile.numbers import spoken_middle
from advisor.quantity import Quantity, exact
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.once import once

SIZE = re.compile(
    r"(?<![\w.-])((\d+(?:\.\d+)?)(?:(?:\s*b?\s*[-–—]\s*|\s+to\s+)(\d+(?:\.\d+)?))?)\s*b(?:illion)?\b",
    re.IGNORECASE,
)
"""A size, or a range of them: as it is written, its low end, its high end."""
_MIXTURE = re.compile(r"\bMoE\b(?: A(?P<active>\d+(?:\.\d+)?)B)?", re.IGNORECASE)
"""Beside a size: a mixture of experts, and how much of it is read for each token."""
_MAKE = re.compile(r"[A-Za-z]{3,}")
"""A word beside a size that may be a model's make."""
LEAST_BYTES = 0.55
"""Bytes a parameter in common 4-bit formats with their scales, before any cache."""
CLOSE = 0.1
"""A model this close in size stands for one that was named only by its size."""
NEAREST = 1.35
"""Where none is that close, the nearest does up to this ratio: "2B" is said of 2.5 billion parameters too."""

FAILED = ("format", "facts", "reasoning", "language", "slow", "dear")
"""What somebody says of a model that they tried and that will not do."""


_AT_A_PROVIDER = "hosted_api"
"""Deployment whose model is no open one: what works there is another than the one that is named to run."""


@once
def named_model(context: Context) -> LanguageModel | None:
    """Return the model that the user named, or the newest dense one of the size that they named."""
    name = context.profile.text("wish.model")
    if not name:
        return None
    try:
        return context.supply.catalog.model(name)
    except UserError:
        return _of_size(context, name)


def passed_model(context: Context) -> str:
    """Return the id of the model that the user named and whose answers passed their test; nothing where none
    did, or where it is a hosted model that works for them."""
    profile = context.profile
    elsewhere = {*profile.words("evidence.worked"), *profile.words("current.deployments")}
    if profile.text("quality.failure") != "works" or _AT_A_PROVIDER in elsewhere:
        return ""
    named = named_model(context)
    return named.id if named is not None else ""


def _of_size(context: Context, name: str) -> LanguageModel | None:
    size = size_in(name)
    if size is None:
        return None
    mixture = _MIXTURE.search(name)
    if mixture is not None:
        active = float(mixture["active"] or 0.0)
        return _mixture_of_size(context, size, active) or model_of_size(context, size)
    return _of_make(context, name, size) or model_of_size(context, size)


def size_in(name: str) -> float | None:
    """Return the size that a name holds in billions of parameters, the middle where it is a range.

    >>> size_in("Qwen 32B"), size_in("7-8B model"), size_in("Mixtral")
    (32.0, 7.5, None)
    """
    found = SIZE.search(name)
    if found is None:
        return None
    low, high = float(found.group(2)), float(found.group(3) or found.group(2))
    return spoken_middle(low, high) if low < high else low


def bare_size(context: Context) -> float | None:
    """Return the size that stands for a model without a name, in billions: ``"7B"``, and no "Qwen3 8B"."""
    profile = context.profile
    name = profile.text("wish.model") if profile.said("wish.model") else ""
    return None if not name or _finds(context.supply.catalog.model, name) else size_in(name)


def size_said(profile: Profile) -> str:
    """Return the size of the model to train as it was said, in billions: ``"7-8"``; empty where none was."""
    answer = profile.get("wish.train_params_b")
    size = profile.number("wish.train_params_b")
    if answer is None or size is None:
        return ""
    if answer.low is None or answer.high is None or answer.low == answer.high:
        return f"{size:g}"
    return f"{answer.low:g}-{answer.high:g}"


def _mixture_of_size(context: Context, size: float, active: float) -> LanguageModel | None:
    """Return the mixture of experts of about a size whose active part is nearest to what was said; where none
    is of that size, the nearest one."""
    every = [row for row in context.supply.catalog.models.values() if row.experts and not row.speciality]
    rows = [row for row in every if abs(row.params_b - size) <= CLOSE * size]
    if not rows:
        near = [row for row in every if size / NEAREST <= row.params_b <= size * NEAREST]
        return min(near, key=lambda row: (abs(math.log(row.params_b / size)), row.id), default=None)

    def apart(row: LanguageModel) -> tuple[float, float, str]:
        return abs(row.active_params_b - active) if active else 0.0, abs(row.params_b - size), row.id

    return min(rows, key=apart, default=None)


def _of_make(context: Context, name: str, size: float) -> LanguageModel | None:
    """Return the newest dense model of about a size from the make that stands beside it: ``"Qwen 32B"``."""
    makes = tuple(fold(word) for word in _MAKE.findall(SIZE.sub(" ", name)))
    rows = [
        row
        for row in context.supply.catalog.models.values()
        if not row.experts
        and abs(row.params_b - size) <= CLOSE * size
        and any(fold(known).startswith(makes) for known in names_of(row))
    ]
    return max(rows, key=lambda row: (row.release, row.id), default=None)


def model_of_size(context: Context, size: float) -> LanguageModel | None:
    """Return the newest dense model within a tenth of a size in billions of parameters, else the nearest
    mixture of experts of that size in all, else the nearest dense one.

    Each token reads all of its weights, tables of single tokens apart: that is what people mean by a size.
    Models made for one purpose alone are meant by their names only.
    Sizes that no dense model has are those of mixtures: nobody means another by 235B or 671B.
    """
    every = [row for row in context.supply.catalog.models.values() if not row.speciality]
    dense = [row for row in every if not row.experts]
    rows = [
        row
        for row in dense
        if all(abs(b - size) <= CLOSE * size for b in (row.params_b, row.active_params_b))
    ]
    if rows:
        return max(rows, key=lambda row: (row.release, row.id))
    mixed = [row for row in every if row.experts and abs(row.params_b - size) <= CLOSE * size]
    if mixed:
        return min(mixed, key=lambda row: (abs(row.params_b - size), row.id))
    ratio = {row.id: max(row.params_b / size, size / row.active_params_b) for row in dense if size > 0}
    near = [row for row in dense if ratio.get(row.id, math.inf) <= NEAREST]
    return min(near, key=lambda row: (ratio[row.id], row.id), default=None)


@once
def named_devices(context: Context) -> tuple[Device, ...]:
    """Return the devices that the user thinks of, or else those that they own."""
    return context.profile.devices("wish.devices") or context.profile.devices("hardware.owned")


def unknown_names(profile: Profile, catalog: Catalog) -> tuple[str, ...]:
    """Return a sentence for each model or device that was named and that nothing here knows."""
    found = []
    model = profile.text("wish.model")
    if model and SIZE.search(model) is None and not any(_finds(f, model) for f in _models(catalog)):
        found.append(f"No model is known as {shown(model)!r}, so it was left out of account.")
    for device in (*profile.devices("wish.devices"), *profile.devices("hardware.owned")):
        if device.memory_gb is None and not _finds(catalog.accelerator, device.name):
            name = shown(device.name)
            found.append(
                f"No device is known as {name!r}; name its memory"
                " (and bandwidth_gb_s and tflops, where you know them) to have it taken into account."
            )
    return tuple(dict.fromkeys(found))


def _models(catalog: Catalog) -> tuple[Callable[[str], object], ...]:
    return catalog.model, catalog.api, catalog.other


def _finds(find: Callable[[str], object], name: str) -> bool:
    try:
        find(name)
    except UserError:
        return False
    return True


def _params_named(context: Context, model: LanguageModel) -> float:
    """Return the size that was said where a model stands for it, else that of the model that was named."""
    name = context.profile.text("wish.model")
    by_name = _finds(context.supply.catalog.model, name)
    return model.params_b if by_name else size_in(name) or model.params_b


@once
def named_facts(context: Context) -> dict[str, Quantity]:
    """Return size of the named model, and memory and bandwidth of the named hardware."""
    found: dict[str, Quantity] = {}
    model = named_model(context)
    if model is not None:
        named = _params_named(context, model)
        found["wish_params_b"] = exact("wish_params_b", named, "B parameters", model.name)
        found["wish_active_b"] = exact("wish_active_b", model.active_params_b, "B parameters", model.name)
    size = context.profile.number("wish.train_params_b") or (model.params_b if model is not None else None)
    if size:
        found["tuned_params_b"] = exact("tuned_params_b", size, "B parameters", "as named")
    rows = [(row, d.count) for d in named_devices(context) if (row := device_row(context, d)) is not None]
    if rows:
        memory = sum(row.memory_gb * count for row, count in rows)
        speed = max(row.bandwidth_gb_s for row, _ in rows)
        found["wish_memory_gb"] = exact("wish_memory_gb", memory, "GB", "sum over the devices named")
        found["wish_bandwidth_gb_s"] = exact("wish_bandwidth_gb_s", speed, "GB/s", "of one device")
    return found
