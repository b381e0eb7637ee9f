"""The training run that the options of ``advisor estimate train`` describe."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace

from advisor.catalog import Catalog
from advisor.catalog.lookup import fold, names_of
from advisor.cli.model_options import model_named
from advisor.errors import UserError, did_you_mean, shown
from advisor.estimate.architecture import from_row
from advisor.estimate.training import TrainEstimate, TrainRequest, estimate_train
from advisor.estimate.training_budget import (
    Affordable,
    compute_optimal_tokens,
    what_budget_buys,
    what_corpus_buys,
)
from advisor.quantity import Quantity, exact, sourced, usd


@dataclass(frozen=True, slots=True)
class AskedRun:
    """A run with its estimate, and what a budget or a corpus buys when that was asked."""

    request: TrainRequest
    estimate: TrainEstimate
    buys: Affordable | None = None
    budget: float | None = None

    def notes(self) -> tuple[str, ...]:
        """Return what a reader of a bought run must know."""
        cost = self.estimate.cost_usd
        if self.buys is None or self.budget is None or self.buys.limit == "budget" or cost is None:
            return ()
        return (
            f"the corpus is the limit: four passes over it fill this size for {usd(cost.value)} of the"
            f" {usd(self.budget)}; more text, or --overtrain, uses the rest",
        )


def asked_run(args: argparse.Namespace, catalog: Catalog) -> AskedRun:
    """Return the run that the options describe.

    Raises:
        UserError: When size or tokens are missing, said twice, or impossible.
    """
    sized = args.params is not None or args.model is not None
    bought = args.budget is not None or args.corpus is not None
    if bought and (sized or args.tokens is not None):
        raise UserError(
            "--budget and --corpus tell the size and the tokens; leave out --params and --tokens."
        )
    if bought:
        found = _bought(args, _request(args, catalog, 1.0, None, 1e9))
        return AskedRun(found.request, found.run, found, args.budget)
    if not sized:
        raise UserError(
            "Say how large the model is with --params or --model, or what to spend with --budget."
        )
    params_b, active_b = _size(args, catalog)
    tokens = args.tokens
    if tokens is None:
        tokens = compute_optimal_tokens(active_b, _overtrain(args, stated=True)).value
    request = _request(args, catalog, params_b, active_b, tokens)
    if args.model:
        row = model_named(catalog, args.model)
        request = replace(request, architecture=from_row(row))
    return AskedRun(request, estimate_train(request))


def figures_of(asked: AskedRun) -> dict[str, Quantity | None]:
    """Return the figures to show, in their order."""
    figures: dict[str, Quantity | None] = {}
    if asked.buys is not None:
        figures |= {"params_b": asked.buys.params_b, "tokens_bought": asked.buys.tokens}
    figures |= asked.estimate.quantities()
    figures.setdefault("cost_usd", None)
    return figures


def _overtrain(args: argparse.Namespace, *, stated: bool) -> float:
    """Return how many times the compute-optimal tokens are wanted.

    Raises:
        UserError: When it must be said and is not.
    """
    if stated and args.overtrain is None and not args.chinchilla:
        raise UserError("Say how many tokens with --tokens, or take them from the size with --chinchilla.")
    return 1.0 if args.overtrain is None else float(args.overtrain)


def _bought(args: argparse.Namespace, request: TrainRequest) -> Affordable:
    overtrain = _overtrain(args, stated=False)
    if args.budget is None:
        return what_corpus_buys(args.corpus, request, overtrain=overtrain)
    if request.rate is None:
        raise UserError(f"Nobody quotes a price for {request.accelerator.name}; give one with --price.")
    return what_budget_buys(args.budget, request, corpus_tokens=args.corpus, overtrain=overtrain)


def _size(args: argparse.Namespace, catalog: Catalog) -> tuple[float, float]:
    """Return stored and active weights in billions."""
    row = model_named(catalog, args.model) if args.model else None
    params_b = row.params_b if row else args.params / 1e9
    active_b = row.active_params_b if row else params_b
    if args.active_params is not None:
        active_b = args.active_params / 1e9
    if active_b > params_b:
        raise UserError(f"--active-params: {active_b:g}B is more than the {params_b:g}B that the model has.")
    return params_b, active_b


def _request(
    args: argparse.Namespace, catalog: Catalog, params_b: float, active_b: float | None, tokens: float
) -> TrainRequest:
    accelerator = catalog.accelerator(args.gpu)
    rate = catalog.on_demand_rate(accelerator.id)
    if args.price is not None:
        rate = exact("rate", args.price, "USD/h", "stated by you", basis="said")
    pue, carbon = _place(args, catalog)
    return TrainRequest(
        params_b=params_b,
        tokens=tokens,
        accelerator=accelerator,
        gpus=args.gpus,
        active_params_b=active_b if active_b is not None and active_b < params_b else None,
        seq_len=args.seq_len,
        precision=args.precision,
        kind="continued" if args.kind == "continued" else "pretrain",
        mfu=args.mfu,
        goodput=args.goodput,
        rate=rate,
        pue=pue,
        gco2_per_kwh=carbon,
        step_tokens=args.batch_tokens or 0.0,
        network_gbps=args.network,
    )


def _place(args: argparse.Namespace, catalog: Catalog) -> tuple[Quantity, Quantity | None]:
    """Return the hall's power over its machines' and the carbon of the electricity in a region."""
    pue = catalog.parameter("pue")
    if args.region is None:
        return pue, None
    wanted = fold(args.region)
    rows = {name: row for row in catalog.regions.values() for name in names_of(row)}
    found = next((row for name, row in rows.items() if fold(name) == wanted), None)
    if found is None:
        raise UserError(
            f"The catalogue has no region {shown(args.region)!r}.{did_you_mean(args.region, rows)}"
        )
    carbon = sourced(
        "gco2_per_kwh",
        found.gco2_per_kwh,
        "gCO2/kWh",
        found.source,
        low=found.gco2_low,
        high=found.gco2_high,
        as_of=found.as_of,
    )
    if found.pue is not None:
        pue = sourced("pue", found.pue, "ratio", found.source, as_of=found.as_of)
    return pue, carbon
