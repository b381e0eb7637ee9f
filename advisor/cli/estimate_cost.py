"""``advisor estimate cost``: the money of a profile, and what a budget gets."""

from __future__ import annotations

import argparse
from typing import Any

from advisor.cli.output import as_json, write
from advisor.cli.recommend import asked
from advisor.errors import UserError


def run(args: argparse.Namespace) -> int:
    """Work out bills, crossings and what moves them, and print them.

    Raises:
        UserError: When no profile was given, or it cannot be read.
    """
    if args.profile is None and args.text is None and not args.set:
        raise UserError("advisor estimate cost needs a profile: a file, -, --text or --set.")
    engine, profile = asked(args)
    if args.model_config and not profile.said("wish.fixed_model"):
        from advisor.profile import Answer

        profile = profile.with_answer("wish.fixed_model", Answer(True, said="your config.json"))
    report = engine.cost(profile, months=args.months, seed=args.seed)
    budget = None if args.budget is None else engine.affordable(profile, args.budget)
    if args.json:
        from advisor.report.cost_json import affordable_json, cost_json

        found: dict[str, Any] = cost_json(report)
        if budget is not None:
            found["budget"] = affordable_json(budget)
        write(as_json(found))
        return 0
    from advisor.report.affordable_text import affordable_text
    from advisor.report.cost_text import cost_text

    text = cost_text(report)
    write(text if budget is None else f"{affordable_text(budget)}\n\n{text}")
    return 0
