"""``advisor estimate``: what one model needs and does on one device, with ranges."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from advisor.cli.units import COUNT, DEVICES, LENGTH, PARAMS, TOKENS

EPILOG = """\
examples:
  advisor estimate serve --model llama-3.1-8b --gpu l40s --weights fp8 --isl 1500 --osl 300 --concurrency 16
  advisor estimate train --params 7B --tokens 2T --gpu h100-sxm --gpus 256
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
        "Estimate serving a model. Without --concurrency it reports the maximum throughput.\n"
        "Without --tp the smallest split that fits is taken, and further devices hold copies."
    )
    _what(parser)
    parser.add_argument("--tp", type=COUNT, metavar="N", help="devices that share each layer")
    parser.add_argument(
        "--pp", type=COUNT, default=1, metavar="N", help="devices one after another (default: 1)"
    )
    parser.add_argument(
        "--ep", type=COUNT, default=1, metavar="N", help="devices that share experts (default: 1)"
    )
    parser.add_argument("--weights", metavar="P", help="format of the weights (default: the model's own)")
    parser.add_argument(
        "--kv", default="", metavar="P", help="format of the cache (default: the card's usual)"
    )
    parser.add_argument("--isl", type=LENGTH, default=1000, metavar="N", help="tokens in (default: 1000)")
    parser.add_argument("--osl", type=LENGTH, default=200, metavar="N", help="tokens out (default: 200)")
    parser.add_argument("--concurrency", type=COUNT, metavar="N", help="requests in flight")
    parser.add_argument("--engine", default="", metavar="E", help="vllm, sglang, tensorrt_llm, llama_cpp …")
    parser.set_defaults(run=_lazily("estimate_serve"))


def _train(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate train``."""
    parser.description = "Estimate a training run from the parameters, the tokens and the devices."
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--params", type=PARAMS, metavar="P", help="parameters, such as 7B")
    size.add_argument("--model", metavar="M", help="a model of the catalogue instead")
    parser.add_argument("--active-params", type=PARAMS, metavar="P", help="those that one token uses")
    parser.add_argument("--tokens", type=TOKENS, required=True, metavar="T", help="tokens, such as 15T")
    parser.add_argument("--gpu", required=True, metavar="G", help="a device of the catalogue")
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
    parser.add_argument("--model", required=True, metavar="M", help="a model of the catalogue")
    parser.add_argument("--gpu", required=True, metavar="G", help="a device of the catalogue")
    parser.add_argument("--gpus", type=DEVICES, default=1, metavar="N", help="how many of them (default: 1)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _lazily(module: str) -> Callable[[argparse.Namespace], int]:
    """Return a runner that imports its module only when it is called."""

    def run(args: argparse.Namespace) -> int:
        from importlib import import_module

        return int(import_module(f"advisor.cli.{module}").run(args))

    return run
