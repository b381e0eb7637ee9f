"""``advisor estimate``: what one model needs and does on one device, with ranges."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from advisor.cli.catalog_options import add_catalog_option
from advisor.cli.cost_options import add_cost_options
from advisor.cli.finetune_options import add_finetune_options
from advisor.cli.model_options import MODEL_HELP
from advisor.cli.other_options import add_other_options
from advisor.cli.serve_options import add_fleet_options, add_serve_options
from advisor.cli.train_options import add_train_options
from advisor.cli.units import DEVICES

EPILOG = """\
examples:
  advisor estimate cost profile.toml --months 36 --budget 2k
  advisor estimate serve --model llama-3.1-8b --gpu l40s --weights fp8 --isl 1500 --osl 300 --concurrency 16
  advisor estimate train --params 7B --tokens 2T --gpu h100-sxm --gpus 256
  advisor estimate serve --model ./my-model/config.json --gpu mine --catalog my-devices.toml
  advisor estimate finetune --model llama-3.1-8b --method qlora --gpu rtx-4090 --tokens 20M --json
  advisor estimate finetune --model qwen3-8b --method grpo --gpu h100-sxm --gpus 8 --prompts 40k --fit
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb with its kinds."""
    parser = verbs.add_parser(
        "estimate",
        help="memory, speed, time and money of one model on one device",
        description="Estimate serving, training or fine-tuning. Ranges are 90% intervals.",
        epilog=EPILOG,
    )
    kinds = parser.add_subparsers(title="what", metavar="WHAT", dest="what", required=True)
    _serve(kinds.add_parser("serve", help="throughput, latency, memory and price of serving a model"))
    _fleet(
        kinds.add_parser("fleet", help="what carries a load within limits and a budget, over the catalogue")
    )
    _train(kinds.add_parser("train", help="FLOPs, days, energy and money of a training run"))
    _cost(kinds.add_parser("cost", help="the bill of a profile over time, and what a budget gets"))
    _finetune(kinds.add_parser("finetune", help="memory, speed and money of tuning a model"))
    _other(kinds.add_parser("other", help="speed and devices of a model that is no LLM"))


def _cost(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate cost``."""
    add_cost_options(parser)
    parser.set_defaults(run=_lazily("estimate_cost"))


def _serve(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate serve``."""
    parser.description = (
        "Estimate serving a model. Without --concurrency or --rate it reports the maximum throughput.\n"
        "Without --tp the smallest split that fits is taken, under limits the one that carries most;\n"
        "further devices hold copies."
    )
    _what(parser)
    add_serve_options(parser)
    parser.set_defaults(run=_lazily("estimate_serve"))


def _fleet(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate fleet``."""
    parser.description = (
        "Search models, devices, layouts, formats and copies for a load within limits and a budget.\n"
        "It lists the choices that none beats in cost, latency, headroom and class of the model."
    )
    add_fleet_options(parser)
    add_catalog_option(parser)
    parser.set_defaults(run=_lazily("estimate_fleet"))


def _train(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate train``."""
    add_train_options(parser)
    parser.set_defaults(run=_lazily("estimate_train"))


def _finetune(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate finetune``."""
    _what(parser)
    add_finetune_options(parser)
    parser.set_defaults(run=_lazily("estimate_finetune"))


def _other(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate other``."""
    add_other_options(parser)
    parser.set_defaults(run=_lazily("estimate_other"))


def _what(parser: argparse.ArgumentParser) -> None:
    """Add the options that serving and tuning share."""
    parser.add_argument("--model", required=True, metavar="M", help=MODEL_HELP)
    parser.add_argument("--gpu", required=True, metavar="G", help="a device of the catalogue or of your book")
    add_catalog_option(parser)
    parser.add_argument("--gpus", type=DEVICES, default=1, metavar="N", help="how many of them (default: 1)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _lazily(module: str) -> Callable[[argparse.Namespace], int]:
    """Return a runner that imports its module only when it is called."""

    def run(args: argparse.Namespace) -> int:
        from importlib import import_module

        return int(import_module(f"advisor.cli.{module}").run(args))

    return run
