"""Devices as papers and logs write them."""

from __future__ import annotations

import re

from advisor.catalog import Catalog
from advisor.catalog.records import Accelerator
from advisor.errors import UserError

DECORATION = re.compile(r"\b(?:nvidia|tesla|geforce|\d+ ?gi?b)\b|[-_]\d+ ?gb\b|\(.*?\)", re.IGNORECASE)


def device_named(text: str, catalog: Catalog) -> Accelerator:
    """Return the device of a name such as ``"Tesla T4 16GB"`` or ``"A100 (spot)"``.

    Raises:
        UserError: When no device of the catalogue has that name, with or without its decoration.
    """
    bare = DECORATION.sub(" ", text).strip(" -_")
    for spelled in (text, bare, f"{bare}-sxm"):
        try:
            return catalog.accelerator(spelled)
        except UserError:
            continue
    return catalog.accelerator(text)
