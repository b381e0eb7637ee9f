"""The model of a verb: a name of the catalogue, or a config.json of the user's own."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.catalog import Catalog
    from advisor.catalog.records import LanguageModel

MODEL_HELP = "a model of the catalogue, or the path of a config.json or of its folder"


def model_named(catalog: Catalog, name: str) -> LanguageModel:
    """Return the model of a name or of a path; what a reader of its figures must know goes to stderr.

    Raises:
        UserError: When there is no such model, or the file describes none.
    """
    from advisor.estimate.model_config import is_config, model_from_config

    if not is_config(name):
        return catalog.model(name)
    found = model_from_config(Path(name), date.today())
    for note in found.notes:
        print(f"note: {note}", file=sys.stderr)
    return found.row
