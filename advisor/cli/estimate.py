"""``advisor estimate``: what one model needs and does on one device, with ranges."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from advisor.cli.catalog_options import add_catalog_option
from advisor.cli.model_options import MODEL_HELP
from advisor.cli.serve_options import add_serve_options
from advisor.cli.units import COUNT, DEVICES, LENGTH, PARAMS, TOKENS

EPILOG = """\
examples:
  advisor estimate serve --model llama-3.1-8b --gpu l40s --weights fp8 --isl 1500 --osl 300 --concurrency 16
  advisor estimate train --params 7B --tokens 2T --gpu h100-sxm --gpus 256
  advisor estimate serve --model ./my-model/config.json --gpu mine --catalog my-devices.toml
  advisor estimate finetune --model llama-3.1-8b --method qlora --gpu rtx-4090 --tokens 20M --json
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb with its three kinds."""
    parser = verbs.add_parser(
        "estimate",
        help="memory, speed, time and money of one model on one device",
        description="Estimate serving, training or fine-tuning. Ranges are 90% intervals.",
        epilog=EPILOG,
    )
    kinds = parser.add_subparsers(title="what", metavar="WHAT", dest="what", required=True)
    _serve(kinds.add_parser("serve", help="throughput, latency, memory and price of serving a model"))
    _train(kinds.add_parser("train", help="FLOPs, days, energy and money of a training run"))
    _finetune(kinds.add_parser("finetune", help="memory, speed and money of tuning a model"))


def _serve(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate serve``."""
    parser.description = (
        "Estimate serving a model. Without --concurrency or --rate it reports the maximum throughput.\n"
        "Without --tp the smallest split that fits is taken, and further devices hold copies."
    )
    _what(parser)
    add_serve_options(parser)
    parser.set_defaults(run=_lazily("estimate_serve"))


def _train(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate train``."""
    parser.description = "Estimate a training run from the parameters, the tokens and the devices."
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--params", type=PARAMS, metavar="P", help="parameters, such as 7B")
    size.add_argument("--model", metavar="M", help=f"{MODEL_HELP} instead")
    parser.add_argument("--active-params", type=PARAMS, metavar="P", help="those that one token uses")
    parser.add_argument("--tokens", type=TOKENS, required=True, metavar="T", help="tokens, such as 15T")
    parser.add_argument("--gpu", required=True, metavar="G", help="a device of the catalogue or of your book")
    add_catalog_option(parser)
    parser.add_argument("--gpus", type=DEVICES, required=True, metavar="N", help="how many of them")
    parser.add_argument(
        "--seq-len", type=LENGTH, default=4096, metavar="N", help="tokens a sequence (default: 4096)"
    )
    parser.add_argument("--precision", default="bf16", metavar="P", help="bf16 or fp8 (default: bf16)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_lazily("estimate_train"))


def _finetune(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate finetune``."""
    parser.description = "Estimate tuning a model. With --tokens it also tells hours and money."
    _what(parser)
    methods = ("full", "lora", "qlora")
    parser.add_argument("--method", choices=methods, required=True, help="what is trained")
    parser.add_argument(
        "--seq-len", type=LENGTH, default=2048, metavar="N", help="tokens a sequence (default: 2048)"
    )
    parser.add_argument(
        "--batch", type=COUNT, default=1, metavar="N", help="sequences on a device (default: 1)"
    )
    parser.add_argument(
        "--rank", type=COUNT, default=16, metavar="N", help="rank of the add-on (default: 16)"
    )
    parser.add_argument("--tokens", type=TOKENS, metavar="T", help="tokens over all epochs, such as 20M")
    parser.set_defaults(run=_lazily("estimate_finetune"))


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
