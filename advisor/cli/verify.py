"""``advisor verify``: compute a saved report again and show what moved."""

from __future__ import annotations

import argparse
import difflib
from datetime import date
from pathlib import Path
from typing import Any

from advisor.cli.output import as_json, write
from advisor.cli.plugin_options import add_plugin_options, load_advisor
from advisor.errors import UserError, shown

MOST_BYTES = 20_000_000


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "verify",
        help="compute a saved report again and compare",
        description="Compute a report again from the lock at its end and show every line that differs.\n"
        "Exit 0 when nothing moved, 1 when something did.",
        epilog="examples:\n  advisor verify report.md\n  advisor verify report.md --json",
    )
    parser.add_argument("report", metavar="REPORT", help="a report that advisor wrote, .md or .html")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_plugin_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Verify one report."""
    from advisor.report.lock import extract, moved

    before = _read(args.report)
    lock, body = extract(before)
    lock_now, again = extract(_again(lock, args))
    changed = list(
        difflib.unified_diff(body.splitlines(), again.splitlines(), "report", "now", lineterm="", n=1)
    )
    reasons = moved(lock)
    if lock.get("books", {}) != lock_now["books"]:
        reasons.append(
            "Your own books or rules, or the price book, are not those of the report: "
            "see --catalog, --rules, --prices."
        )
    if lock.get("plugins", {}) != lock_now["plugins"]:
        reasons.append("The plugins that take part are not those of the report: see advisor plugins list.")
    if args.json:
        write(as_json({"same": not changed, "moved": reasons, "diff": changed}))
    elif changed:
        write("\n".join([*reasons, "", *changed]).lstrip("\n"))
    else:
        write("\n".join(["Nothing moved: the report is what it would be today.", *reasons]))
    return 1 if changed else 0


def _again(lock: dict[str, Any], args: argparse.Namespace) -> str:
    """Return the report computed from a lock.

    Raises:
        UserError: When the lock lacks something or holds what cannot be.
    """
    from advisor.cli.recommend import FORMATS, rendered
    from advisor.profile.document import profile_from

    try:
        as_of, seed = date.fromisoformat(str(lock["as_of"])), int(lock["seed"])
        profile, template, form = lock["profile"], str(lock["template"]), str(lock["format"])
    except (KeyError, ValueError, TypeError) as error:
        raise UserError(f"The lock at the end of this report is not whole ({shown(error)}).") from None
    if not isinstance(profile, dict) or form not in FORMATS:
        raise UserError("The lock at the end of this report is not whole (profile or format).")
    engine = load_advisor(args)
    answers = profile_from(profile, engine.fields, source="the report's lock")
    found = engine.recommend(answers, seed=seed, as_of=as_of)
    return rendered(engine, found, form, template).decode()


def _read(path: str) -> str:
    """Return the text of a report."""
    try:
        with Path(path).open("rb") as stream:
            raw = stream.read(MOST_BYTES)
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise UserError(f"{shown(path)} is not text; give a report that advisor wrote.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserError(f"Cannot read {shown(path)}: {reason}.") from None
