"""A row of a published tuning job as a request: tokens, method, devices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.catalog import Catalog
from advisor.errors import UserError, shown
from advisor.estimate.csv_cells import count, optional, required
from advisor.estimate.device_names import device_named
from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_rows import stack_named
from advisor.estimate.tuning_setting import Method
from advisor.estimate.tuning_shape_names import shape_named

TOKENS = re.compile(r"([\d.]+) ?([kmbt]) (?:training )?tokens", re.IGNORECASE)
EXAMPLES = re.compile(
    r"([\d.]+) ?(k?) ?(?:sharegpt )?(instructions|samples|conversations|traces|examples)", re.IGNORECASE
)
CAP = re.compile(r"<= ?(\d+) tok|(\d+)k max|(\d{3,6})-?\s?packed|packed (\d+)", re.IGNORECASE)
UNITS = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
WORDS: tuple[tuple[str, Method], ...] = (
    ("qlora", "qlora"),
    ("lora", "lora"),
    ("full", "full"),
    ("sft", "full"),
)
OTHER_KINDS = ("rlhf", "ppo", "rl", "reward", "qat", "continued")
DEFAULT_LENGTH = 2048


@dataclass(frozen=True, slots=True)
class Job:
    """A published job."""

    request: FinetuneRequest
    measured_hours: float
    counted: bool
    """Whether the source counts tokens; else they follow from the number of examples."""


def job_of(row: Mapping[str, str], catalog: Catalog) -> Job:
    """Return the job of a row of ``finetune_cost.csv``.

    Raises:
        UserError: When the row states no device-hours, no amount of data, or a method that has no tokens.
    """
    hours = required(row, "gpu_hours")
    method = _method(row.get("method") or "")
    text = row.get("data_tokens_or_samples") or ""
    tokens, counted = _tokens(text, optional(row, "epochs", 1.0))
    devices = count(row, "n_gpus") or 1
    shape = shape_named(row.get("model") or "", required(row, "params_b"), None, catalog)
    length = _length(text) if counted else min(_length(text), _example_tokens(text))
    stack = stack_named(row.get("source") or "")
    request = FinetuneRequest(
        shape,
        method,
        device_named(row.get("hardware") or "", catalog),
        gpus=devices,
        seq_len=int(length),
        tokens=tokens,
        stack=stack,
        checkpointing=tuning_constants()["stack"][stack]["checkpoints"],
        shards="none" if method != "full" else None,
    )
    return Job(request, hours, counted)


def _method(text: str) -> Method:
    name = text.casefold()
    if any(re.search(rf"\b{word}\b", name) for word in OTHER_KINDS):
        raise UserError(f"method: {shown(text)!r} is more than tuning on examples")
    for word, method in WORDS:
        if word in name:
            return method
    raise UserError(f"method: {shown(text)!r} is not modelled")


def _tokens(text: str, epochs: float) -> tuple[float, bool]:
    """Return the tokens processed, and whether the source counted them."""
    said = TOKENS.search(text)
    if said:
        return float(said[1]) * UNITS[said[2].casefold()], True
    some = EXAMPLES.search(text)
    if some is None:
        raise UserError(f"data_tokens_or_samples: {shown(text)!r} states no amount")
    return float(some[1]) * UNITS[some[2].casefold()] * _example_tokens(text) * epochs, False


def _example_tokens(text: str) -> float:
    table = tuning_constants()["example_tokens"]
    return float(next((v for word, v in table.items() if word in text.casefold()), table["examples"]))


def _length(text: str) -> float:
    found = CAP.search(text)
    if found is None:
        return float(DEFAULT_LENGTH)
    return float(found[1] or found[3] or found[4] or 1000 * int(found[2]))
