"""``advisor validate``: how far the estimates lie from measurements, published ones or the user's own."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from advisor.cli.output import as_json, table, write
from advisor.errors import UserError, shown

KINDS = {
    "serving": ("advisor.estimate.validate_serving", "validate_serving"),
    "training": ("advisor.estimate.validate_training", "validate_training"),
    "finetune-memory": ("advisor.estimate.validate_finetune", "validate_finetune_memory"),
    "finetune-cost": ("advisor.estimate.validate_finetune_cost", "validate_finetune_cost"),
    "other": ("advisor.estimate.validate_other", "validate_other"),
}
COLUMNS = {
    "serving": ("model", "gpu", "regime", "metric_name", "value"),
    "training": ("params_b_total", "hardware"),
    "finetune-memory": ("model", "params_b", "method", "seq_len", "peak_mem_gb_per_gpu"),
    "finetune-cost": ("model", "params_b", "method", "data_tokens_or_samples", "hardware", "gpu_hours"),
    "other": ("device", "per_second"),
}
"""Columns without which no row of a file can be answered."""
MOST_BYTES = 200_000_000
LEAST_ROWS = 3
"""Smaller groups say little and are printed as JSON only."""
EPILOG = """\
examples:
  advisor validate serving                      the published points that ship in the catalogue
  advisor validate serving benchmarks.csv       your own, in the same columns
  advisor validate finetune-memory peaks.csv --json

columns of serving: id, model, gpu, n_gpus, tp, pp, ep, precision_weights, precision_kv, engine, isl, osl,
concurrency_or_batch, regime (max_throughput, latency, server_slo, single_stream, prompt_processing),
metric_name (output_tok_s_total, output_tok_s_per_gpu, total_tok_s, ttft_ms, tpot_ms, tg_tok_s, pp_tok_s)
value: the measurement

columns of other (models that are no LLM): id, model or gflops_per_unit with operations (transformer,
convolution, depthwise, diffusion, trees), device, devices, precision, mode (compiled, eager), regime
(offline, server, static, single), batch, unit, per_second (of all devices), params_m, activations_m, beams,
variant
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "validate",
        help="how far the estimates lie from published measurements, or from yours",
        description="Compare the estimates with measurements and print the error: the median and the mean\n"
        "of the absolute percentage error, the bias, and how often the 90% range holds the measurement.",
        epilog=EPILOG,
    )
    parser.add_argument("kind", choices=tuple(KINDS), metavar="WHAT", help=", ".join(KINDS))
    parser.add_argument("file", nargs="?", metavar="FILE.csv", help="measurements; default: those that ship")
    parser.add_argument("--json", action="store_true", help="print one JSON object with every row")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Validate one kind of estimate."""
    rows = read_rows(args.file, COLUMNS[args.kind]) if args.file else None
    from advisor.catalog import load_catalog

    module, name = KINDS[args.kind]
    validate: Callable[..., dict[str, Any]] = getattr(import_module(module), name)
    report = validate(rows, load_catalog())
    write(as_json(report) if args.json else _text(args.kind, report))
    return 0


def read_rows(path: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a CSV file.

    Args:
        path: The file.
        columns: Columns that must be there.

    Raises:
        UserError: When it cannot be read, is no text, or lacks a column.
    """
    name = shown(path)
    try:
        with Path(path).open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UserError(f"Cannot read {name}: {getattr(error, 'strerror', None) or error}.") from None
    if len(raw) > MOST_BYTES:
        raise UserError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB; split it.")
    try:
        reader = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise UserError(f"{name} lacks the column {missing[0]!r}; it needs {', '.join(columns)}.")
        rows = [{key: value or "" for key, value in row.items() if key is not None} for row in reader]
    except UnicodeDecodeError:
        raise UserError(f"{name} is not UTF-8 text; give a CSV file.") from None
    except csv.Error as error:
        raise UserError(f"{name}, line {reader.line_num}: broken CSV: {error}.") from None
    if not rows:
        raise UserError(f"{name} has no rows below its heading.")
    return rows


def _text(kind: str, report: Mapping[str, Any]) -> str:
    """Return a report as text: the error over all rows, on unseen rows, by group, and what was skipped."""
    head = f"{kind}: {report['n']} rows, {report['answered']} answered, {len(report['skipped'])} skipped"
    rows: list[tuple[str, ...]] = [("", "rows", "median error", "mean error", "bias", "within the 90% range")]
    rows.append(_row("all", report))
    for group, members in report["groups"].items():
        for name, part in members.items():
            if part["answered"] >= LEAST_ROWS:
                rows.append(_row(f"{group}: {name}", part))
    small = f"Groups of fewer than {LEAST_ROWS} rows are left out here; --json has every group and row."
    skipped = [f"  {row['id']}: {row['reason']}" for row in report["skipped"][:10]]
    more = len(report["skipped"]) - len(skipped)
    tail = ["skipped:", *skipped, *([f"  and {more} more (--json lists them)"] if more > 0 else [])]
    parts = [head, table(rows), small, _unseen(report), "\n".join(tail) if skipped else ""]
    return "\n\n".join(part for part in parts if part)


def _unseen(report: Mapping[str, Any]) -> str:
    """Return the median error on rows that the coefficients were not fitted on."""
    lines: list[tuple[str, ...]] = []
    for row in report.get("held_out", ()):
        keys = (f"{kind}_left_out" for kind in ("group", "device", "architecture", "source"))
        cells = (f"{row[key]:.1f}%" if key in row else "–" for key in keys)
        lines.append((f"{row['regime']}, {row['kind']}", *cells))
    if lines:
        return table(
            [("on rows the fit had not seen", "group", "device", "architecture", "source left out"), *lines]
        )
    for row in report.get("left_out", ()):
        name = f"{row['left_out']} out, {row['operations']}"
        lines.append((name, str(row["n"]), *(_percent(row[key]) for key in ("median_ape", "mape", "bias"))))
    if lines:
        return table([("on rows the fit had not seen", "rows", "median error", "mean error", "bias"), *lines])
    for metric, row in report.get("leave_one_family_out", {}).items():
        lines.append((metric, str(row["n"]), _percent(row["median_ape"]), _percent(row["mape"])))
    if lines:
        return table([("on families the fit had not seen", "rows", "median error", "mean error"), *lines])
    kept = report.get("fits_kept")
    if not kept or not kept["promised"]:
        return ""
    return (
        f"Of {kept['promised']} promises that a job surely fits a card, {_percent(kept['share'])} were kept."
    )


def _row(name: str, part: Mapping[str, Any]) -> tuple[str, ...]:
    """Return one line of the table."""
    shares = (_percent(part[key]) for key in ("median_ape", "mape", "bias", "coverage90"))
    return (name, str(part["answered"]), *shares)


def _percent(share: object) -> str:
    """Return a share as a percentage, or a dash."""
    return f"{share * 100:.1f}%" if isinstance(share, int | float) else "–"
