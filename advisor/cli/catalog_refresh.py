"""``advisor catalog refresh``: fetch fresh prices, only when a user asks for it."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from advisor.catalog import load_catalog
from advisor.catalog.folders import prices_folder
from advisor.catalog.genai import NAME, refresh
from advisor.cli.output import as_json, write
from advisor.errors import UserError, did_you_mean, shown


def run_refresh(args: argparse.Namespace) -> int:
    """Fetch and store the prices; 1, with the reason, where that cannot be done.

    Raises:
        UserError: When another book is named, which cannot be fetched.
    """
    if args.prices != NAME:
        hint = did_you_mean(args.prices, [NAME])
        raise UserError(f"--prices: only {NAME} can be refreshed, not {shown(args.prices)!r}.{hint}")
    models = tuple(load_catalog().api_models.values())
    today = date.today()
    try:
        path, found = refresh(models, prices_folder(), today)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    if args.json:
        write(as_json({"prices": NAME, "as_of": today.isoformat(), "models": found, "file": str(path)}))
    else:
        write(
            f"Prices of {found} of {len(models)} hosted models as of {today} are stored in\n"
            f"  {shown(path, 300)}\nThey are used where you ask for them with --prices {NAME}."
        )
    return 0
