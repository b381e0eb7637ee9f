"""The shapes of a model by name, from the catalogue, the older models known here, or its size."""

from __future__ import annotations

import re
from functools import cache

from advisor.catalog import Catalog
from advisor.catalog.lookup import fold
from advisor.errors import UserError
from advisor.estimate.tuning_shape import TuningShape, shape_of, usual_shape
from advisor.resources import shipped_toml

SUFFIX = re.compile(r"(-(instruct|chat|base|hf|it|class|v\d[\d.]*|\d{4}))+$|\s+class$", re.IGNORECASE)
VARIANT = re.compile(r"-(coder|math)(?=-\d)", re.IGNORECASE)
PREFIX = re.compile(r"^meta-", re.IGNORECASE)
VOCABULARY = re.compile(r"vocab (\d[\d,]*)")


def shape_named(
    name: str, params_b: float, active_params_b: float | None, catalog: Catalog, note: str = ""
) -> TuningShape:
    """Return the shapes of a model by name: from the catalogue, the older models known here, or its size.

    Args:
        name: The model.
        params_b: Its weights in 10^9.
        active_params_b: Those that one token uses, in a mixture of experts.
        catalog: Where it is looked up.
        note: Remarks that may say a vocabulary, such as ``vocab 151,936``, for a guess by size.
    """
    for spelled in _spellings(name):
        older = older_shapes().get(fold(spelled))
        if older is not None:
            return older
        try:
            return shape_of(catalog.model(spelled))
        except UserError:
            continue
    said = VOCABULARY.search(note)
    vocab = int(said[1].replace(",", "")) if said else 0
    return usual_shape(params_b, active_params_b, vocab=vocab)


def _spellings(name: str) -> list[str]:
    """Return a name as it stands, without its owner, and without words for variants of the same shape."""
    bare = VARIANT.sub("", PREFIX.sub("", name.rsplit("/", maxsplit=1)[-1]))
    path = name.replace("_", ".").replace("/", "-")
    return [bare, SUFFIX.sub("", bare), path]


@cache
def older_shapes() -> dict[str, TuningShape]:
    """Return the shapes of models that are too old to recommend, by folded name."""
    shapes: dict[str, TuningShape] = {}
    for row in shipped_toml("estimate/older_shapes.toml")["model"]:
        tables = row["vocab"] * row["hidden"] * (1 if row["tied"] else 2)
        query = row.get("query_width", row["hidden"])
        layer = 2 * row["hidden"] * (query + row["kv_width"])
        layer += row["matrices"] * row["hidden"] * row["feed_forward"]
        vision = row.get("vision_params", 0.0)
        params = float(tables + row["layers"] * layer + vision)
        shape = TuningShape(
            layers=row["layers"],
            hidden=row["hidden"],
            heads=row["heads"],
            kv_width=row["kv_width"],
            feed_forward=row["feed_forward"],
            vocab=row["vocab"],
            matrices=row["matrices"],
            tied=row["tied"],
            params=params,
            active_params=params - vision,
            query_width=query,
            vision_params=vision,
        )
        shapes |= {fold(name): shape for name in row["names"]}
    return shapes
