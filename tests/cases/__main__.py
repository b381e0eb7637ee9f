"""``python -m tests.cases FILE.jsonl [--json]``: decision cases through the real path, with their score.

With ``--story-alone`` nothing but the paragraph is read, as people type it; facts that a case tells only in
its profile are missing then, so that a failure may be the case's.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from advisor.api import Advisor
from tests.cases.run import AS_OF, Outcome, read_cases, run


def main() -> int:
    """Run the cases of a file and print their score; exit 0 also when some fail, 2 when the file is bad."""
    parser = argparse.ArgumentParser(prog="python -m tests.cases", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--only", help="the id of one case")
    parser.add_argument("--story-alone", action="store_true", help="leave the words of the profile out")
    args = parser.parse_args()
    try:
        cases = read_cases(args.file)
    except (OSError, ValueError) as error:
        print(f"{args.file}: cannot be read as JSON lines: {error}", file=sys.stderr)
        return 2
    if args.only:
        cases = [case for case in cases if case["id"] == args.only]
    if args.story_alone:
        cases = [case | {"profile": {}} for case in cases]
    outcomes = run(cases, Advisor.load(plugins=False, today=AS_OF))
    score = _score(outcomes)
    if args.json:
        print(json.dumps(score, indent=1))
    else:
        _print(score)
    return 0


def _score(outcomes: list[Outcome]) -> dict[str, Any]:
    certain = [o for o in outcomes if o.confidence == "high" and not o.controversial]
    settled = [o for o in outcomes if not o.controversial]
    failed = [o for o in outcomes if not o.passed]
    return {
        "n": len(outcomes),
        "passed": sum(o.passed for o in outcomes),
        "high_confidence": {"n": len(certain), "passed": sum(o.passed for o in certain)},
        "uncontroversial": {"n": len(settled), "passed": sum(o.passed for o in settled)},
        "verdict_as_expected": sum(not o.verdict for o in outcomes),
        "failures": [_row(o) for o in failed],
    }


def _row(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "missing": list(outcome.missing),
        "forbidden": list(outcome.forbidden),
        "hardware": outcome.hardware,
        "feasibility": outcome.feasibility,
        "verdict": outcome.verdict,
        "error": outcome.error,
        "confidence": outcome.confidence,
        "controversial": outcome.controversial,
    }


def _print(score: dict[str, Any]) -> None:
    for row in score["failures"]:
        parts = [f"{key}: {value}" for key, value in row.items() if value and key not in {"id", "confidence"}]
        print(f"{row['id']} ({row['confidence']}) {'; '.join(parts)}")
    sure, settled = score["high_confidence"], score["uncontroversial"]
    print(
        f"{score['passed']} of {score['n']} passed; high confidence {sure['passed']} of {sure['n']};"
        f" uncontroversial {settled['passed']} of {settled['n']};"
        f" verdict as expected in {score['verdict_as_expected']}"
    )


sys.exit(main())
