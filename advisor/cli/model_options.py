"""The model of a verb: a name of the catalogue, or a config.json of the user's own."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.catalog.records import OtherModel
from advisor.errors import UserError, shown

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
        try:
            return catalog.model(name)
        except UserError as error:
            raise UserError(_elsewhere(catalog, name) or str(error)) from None
    found = model_from_config(Path(name), date.today())
    for note in found.notes:
        print(f"note: {note}", file=sys.stderr)
    return found.row


def _elsewhere(catalog: Catalog, name: str) -> str:
    """Return what else a name is that no language model has: another model, a hosted one, a folder."""
    if Path(name).is_dir():
        return f"The folder {shown(name)} holds no config.json."
    for find in (catalog.other, catalog.api):
        try:
            row = find(name)
        except UserError:
            continue
        if isinstance(row, OtherModel):
            task = row.task.replace("_", " ")
            return f"{row.name} is no language model ({task}); 'advisor estimate other' tells what it needs."
        return f"{row.name} is a hosted model; name one with open weights, or give the config.json of one."
    return ""
