"""``advisor estimate fleet``: what carries a load within limits and a budget, over all that can be had."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence

from advisor.catalog import Catalog
from advisor.catalog.records import TIERS, LanguageModel
from advisor.cli.catalog_options import catalog_of
from advisor.cli.fitted import prose
from advisor.cli.fleet_nothing import check_formats, relaxed
from advisor.cli.model_options import model_named
from advisor.cli.output import as_json, table, write
from advisor.cli.serve_question import check_prefix
from advisor.errors import UserError, did_you_mean, shown
from advisor.estimate.architecture import from_row
from advisor.estimate.coefficients import interval
from advisor.estimate.fleet_dominance import Candidate, Offer
from advisor.estimate.fleet_front import Choice
from advisor.estimate.fleet_options import Wanted
from advisor.estimate.fleet_search import search
from advisor.estimate.formats import format_named
from advisor.estimate.network import network_named
from advisor.estimate.reach import Limits
from advisor.estimate.techniques import Techniques
from advisor.quantity import HOURS_PER_MONTH, plain_number

ANY = "any"
ROWS = 12
"""Lines of the table; the JSON has all."""
NOTE = (
    "A choice is listed when none is cheaper, faster, roomier and of a higher class at once; models of one"
    " class are taken as equally good."
)


def run(args: argparse.Namespace) -> int:
    """Search and print the front."""
    catalog = catalog_of(args)
    wanted = _wanted(args)
    models = _models(args, catalog, wanted)
    candidates = [_candidate(m) for m in models]
    offers = _offers(args, catalog)
    check_formats(candidates, offers, wanted)
    front = search(candidates, offers, wanted)
    if args.json:
        write(as_json(_document(args, front)))
    elif front:
        write(_text(args, front))
    else:
        write(_nothing(args, relaxed(candidates, offers, wanted)))
    return 0


def _candidate(model: LanguageModel) -> Candidate:
    arch = from_row(model)
    return Candidate(model.id, arch, TIERS.index(model.tier), arch.native_precision)


def _wanted(args: argparse.Namespace) -> Wanted:
    check_prefix(args)
    budget = math.inf if args.budget is None else args.budget / HOURS_PER_MONTH
    return Wanted(
        rate_s=args.rate,
        isl=args.isl,
        osl=args.osl,
        limits=Limits(args.max_ttft, args.max_tpot, args.max_e2e),
        budget_usd_hour=budget,
        headroom=args.headroom,
        max_devices=args.max_devices,
        weights=format_named(args.weights).id if args.weights else "",
        techniques=Techniques(
            prefix_tokens=float(args.prefix_tokens or 0),
            network=network_named(args.network) if args.network else None,
        ),
    )


def _models(args: argparse.Namespace, catalog: Catalog, wanted: Wanted) -> list[LanguageModel]:
    """Return the models to try.

    Raises:
        UserError: When a class is unknown or stands beside models, or no model reads so many tokens.
    """
    if args.model != ANY and args.tier is not None:
        raise UserError("--tier: it chooses among all models; leave it out, or leave out --model.")
    if args.model != ANY:
        found = [model_named(catalog, name) for name in args.model.split(",")]
        for model in found:
            if model.max_context < wanted.isl + wanted.osl:
                raise UserError(
                    f"--isl + --osl: {wanted.isl + wanted.osl} tokens are beyond the {model.max_context} of"
                    f" {model.name}."
                )
    elif args.tier is None:
        found = list(catalog.models.values())
    elif args.tier in TIERS:
        found = [m for m in catalog.models.values() if m.tier == args.tier]
    else:
        hint = did_you_mean(args.tier, TIERS)
        raise UserError(f"--tier: {shown(args.tier)!r} is no class; use one of {', '.join(TIERS)}.{hint}")
    fit = [m for m in found if m.max_context >= wanted.isl + wanted.osl]
    if not fit:
        raise UserError(f"--isl + --osl: no such model reads {wanted.isl + wanted.osl} tokens.")
    return fit


def _offers(args: argparse.Namespace, catalog: Catalog) -> list[Offer]:
    """Return the devices that are rented out, or those named.

    Raises:
        UserError: When a named device has no price.
    """
    names = [catalog.accelerator(name).id for name in args.gpu.split(",")] if args.gpu else None
    found = []
    for device in catalog.accelerators.values():
        price = catalog.rental(device.id, args.price)
        if price is not None and (names is None or device.id in names):
            found.append(Offer(device, price.usd))
    missing = sorted(set(names or ()) - {o.accelerator.id for o in found})
    if missing:
        raise UserError(f"--gpu: the catalogue has no {args.price} price for {', '.join(missing)}.")
    return found


def _document(args: argparse.Namespace, front: Sequence[Choice]) -> dict[str, object]:
    return {
        "rate_s": args.rate,
        "isl": args.isl,
        "osl": args.osl,
        "limits_ms": {"ttft": args.max_ttft, "tpot": args.max_tpot, "e2e": args.max_e2e},
        "budget_usd_month": args.budget,
        "front": [_choice(choice, _wins(choice, front)) for choice in front],
    }


def _choice(choice: Choice, wins: Sequence[str]) -> dict[str, object]:
    times = choice.times
    token, first = interval("tpot", choice.distance), interval("ttft", choice.distance)

    def ms(seconds: float, low: float, high: float) -> dict[str, float]:
        return {"value": seconds * 1e3, "low": seconds * 1e3 * low, "high": seconds * 1e3 * high}

    return {
        "model": choice.model,
        "tier": TIERS[choice.rank],
        "gpu": choice.accelerator.id,
        "gpus": choice.devices,
        "replicas": choice.replicas,
        "tp": choice.layout.tp,
        "pp": choice.layout.pp,
        "ep": choice.layout.ep,
        "attention_dp": choice.layout.attention_dp,
        "weights": choice.weights,
        "usd_hour": choice.usd_hour,
        "usd_month": choice.usd_hour * HOURS_PER_MONTH,
        "ttft_p95_ms": ms(times.first_tail_s, first.low, first.high),
        "tpot_p95_ms": ms(times.token_tail_s, token.low, token.high),
        "e2e_p95_ms": ms(times.total_tail_s, token.low, token.high),
        "utilisation": times.utilisation,
        "headroom": choice.headroom,
        "wins": list(wins),
    }


def _wins(choice: Choice, front: Sequence[Choice]) -> list[str]:
    """Return what a choice is best in; ties are told for all."""
    ahead = {
        "cheapest": choice.usd_hour <= min(c.usd_hour for c in front),
        "fastest": choice.times.total_tail_s <= min(c.times.total_tail_s for c in front),
        "most headroom": choice.headroom >= max(c.headroom for c in front),
    }
    same = [c for c in front if c.rank == choice.rank]
    if len(same) < len(front):
        ahead[f"cheapest {TIERS[choice.rank]}"] = choice.usd_hour <= min(c.usd_hour for c in same)
        ahead[f"fastest {TIERS[choice.rank]}"] = choice.times.total_tail_s <= min(
            c.times.total_tail_s for c in same
        )
    found = [name for name, best in ahead.items() if best]
    plain = {name.split()[0] for name in found if name in ("cheapest", "fastest")}
    return [name for name in found if " " not in name or name.split()[0] not in plain]


def _text(args: argparse.Namespace, front: Sequence[Choice]) -> str:
    head = f"{args.rate:g} requests a second, {args.isl} tokens in, {args.osl} out; 95% keep the times"
    best = sorted((win, _money(c), _what(c)) for c in front for win in _wins(c, front))
    told = [("a month", "whole", "first", "spare", "model on devices"), *map(_row, front[:ROWS])]
    left = len(front) - ROWS
    more = f"{left} dearer choices that none beats are in --json." if left > 0 else ""
    parts = (head, table(list(best)), table(told), prose(more), prose(NOTE))
    return "\n\n".join(part for part in parts if part)


def _nothing(args: argparse.Namespace, easier: tuple[str, Choice] | None) -> str:
    """Return that nothing was found, and what would be without the wish that stands in the way."""
    told = (
        f"Nothing that can be rented carries {args.rate:g} requests a second of {args.isl} tokens in and"
        f" {args.osl} out within the limits, {args.max_devices} devices and the budget."
    )
    if easier is None:
        return prose(f"{told} No copy on one machine holds a model; a --network lets one span several.")
    name, choice = easier
    times = choice.times
    return prose(
        f"{told} Without {name} the cheapest is {_what(choice)} at {_money(choice)} a month: 95% of requests"
        f" have the first token in {times.first_tail_s:.2g} s and all of it in {times.total_tail_s:.3g} s."
    )


def _row(choice: Choice) -> tuple[str, ...]:
    times, spare = choice.times, choice.headroom
    return (
        _money(choice),
        f"{times.total_tail_s:.3g} s",
        f"{times.first_tail_s:.2g} s",
        f"{spare:.0%}" if spare < 10.0 else f"{spare:.0f}x",
        _what(choice),
    )


def _money(choice: Choice) -> str:
    return f"${plain_number(choice.usd_hour * HOURS_PER_MONTH)}"


def _what(choice: Choice) -> str:
    layout = choice.layout
    how = f" tp{layout.tp}" if layout.tp > 1 else ""
    how += f" pp{layout.pp}" if layout.pp > 1 else ""
    how += " split by request" if layout.attention_dp else ""
    return f"{choice.model} {choice.weights} on {choice.devices}x {choice.accelerator.id}{how}"
