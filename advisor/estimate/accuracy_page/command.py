"""Write the page of accuracy, its plots and its record, or tell whether they are what would be written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from advisor.catalog import load_catalog
from advisor.errors import UserError
from advisor.estimate.accuracy_page.page import page
from advisor.estimate.accuracy_page.record import (
    Record,
    mark,
    read_record,
    read_rows,
    record_text,
    with_survey,
)
from advisor.estimate.accuracy_page.scatter import scatter
from advisor.estimate.accuracy_page.settings import kinds, settings
from advisor.estimate.accuracy_page.spread import spread
from advisor.estimate.accuracy_page.survey import Survey, survey

PAGE, FOLDER, RECORD = "accuracy.md", "accuracy", "measured.json"
EPILOG = """\
examples:
  python -m advisor.estimate.accuracy_page -o docs                        with the record that stands there
  python -m advisor.estimate.accuracy_page -o docs --serving serving.csv  judge a larger file and record it
  python -m advisor.estimate.accuracy_page -o docs --check                exit 1 when a file is stale
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 when all is well, 1 when ``--check`` finds a stale file, 2 on bad input."""
    args = _parser().parse_args(argv)
    try:
        wanted = written(Path(args.output), args)
        return _check(Path(args.output), wanted) if args.check else _write(Path(args.output), wanted)
    except UserError as problem:
        print(problem, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m advisor.estimate.accuracy_page",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for kind in kinds():
        parser.add_argument(
            f"--{kind['option']}",
            dest=kind["id"],
            metavar="FILE.csv",
            help=f"larger file of measurements: {kind['title'].lower()}",
        )
    parser.add_argument("-o", "--output", default="docs", metavar="FOLDER", help="default: docs")
    parser.add_argument("--day", type=date.fromisoformat, help="the day that a record names; default: today")
    parser.add_argument("--check", action="store_true", help="write nothing, tell what is stale")
    return parser


def written(folder: Path, args: argparse.Namespace) -> dict[str, str]:
    """Return the text of every file by its place in the folder.

    Args:
        folder: Where the page stands, with the record of earlier wide tests.
        args: The files of measurements by kind, and the day.

    Raises:
        UserError: When a file cannot be read or answered.
    """
    catalog = load_catalog()
    shipped = {kind["id"]: survey(kind, None, catalog) for kind in kinds()}
    record = read_record(folder / FOLDER / RECORD)
    for kind in kinds():
        if path := getattr(args, kind["id"]):
            found = survey(kind, read_rows(path), catalog)
            day = args.day or date.today()
            record = with_survey(record, kind["id"], found, day, mark(shipped, kind["id"]))
    files = {PAGE: page(shipped, record)}
    if record["kinds"]:
        files[f"{FOLDER}/{RECORD}"] = record_text(record)
    return files | {f"{FOLDER}/{name}.svg": text for name, text in drawings(shipped, record).items()}


def drawings(shipped: Mapping[str, Survey], record: Record) -> dict[str, str]:
    """Return the plots by name, from the record where it has the kind, else from the points that ship."""
    found = {}
    for plot in settings()["plot"]:
        source, words = _source(plot["kind"], shipped, record)
        if source and plot["id"] in source["plots"]:
            drawn = source["plots"][plot["id"]]
            found[plot["id"]] = scatter(plot["title"], words, plot["axis"], drawn)
    for one in settings()["spread"]:
        source, words = _source(one["kind"], shipped, record)
        if source:
            told = f"Bar: 8 of 10 estimates; dot: median; shaded: ×/÷1.25 and ×/÷2. {words}"
            found[one["id"]] = spread(one["title"], told, source["groups"][one["group"]])
    return found


def _source(kind: str, shipped: Mapping[str, Survey], record: Record) -> tuple[Survey | None, str]:
    if kind in record["kinds"] and kind in shipped:
        entry = record["kinds"][kind]
        return entry["survey"], f"Wide test of {entry['day']}."
    return shipped.get(kind), "Published points that ship with the program."


def _check(folder: Path, wanted: Mapping[str, str]) -> int:
    stale = [name for name, text in wanted.items() if _text(folder / name) != text]
    kept = {path.relative_to(folder).as_posix() for path in (folder / FOLDER).glob("*.svg")}
    stale += sorted(kept - set(wanted))
    for name in stale:
        print(
            f"{folder / name} is stale; run: python -m advisor.estimate.accuracy_page -o {folder}",
            file=sys.stderr,
        )
    return 1 if stale else 0


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _write(folder: Path, wanted: Mapping[str, str]) -> int:
    for path in (folder / FOLDER).glob("*.svg"):
        if f"{FOLDER}/{path.name}" not in wanted:
            path.unlink()
    for name, text in wanted.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    print(f"wrote {len(wanted)} files to {folder}")
    return 0
