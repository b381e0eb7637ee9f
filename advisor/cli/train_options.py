"""The options of ``advisor estimate train``."""

from __future__ import annotations

import argparse

from advisor.cli.catalog_options import add_catalog_option
from advisor.cli.model_options import MODEL_HELP
from advisor.cli.units import COUNT, DEVICES, LENGTH, PARAMS, TOKENS, between

SHARE = between(1e-4, 4.0, hint="write a share such as 0.4")
GOODPUT = between(1e-3, 1.0, hint="write a share such as 0.85")
USD = between(1e-3, 1e15)
TIMES = between(1e-2, 1e5, hint="write 10 for ten times the compute-optimal tokens")
GBIT = between(0.1, 1e5, hint="Gbit/s of one device, such as 400")
KINDS = ("pretrain", "continued", "encoder", "classical")
DESCRIPTION = """\
Estimate a training run. Say how large the model is and how many tokens it sees; or leave one out:
--chinchilla and --overtrain take the tokens from the size, --budget and --corpus tell the size that they buy.
Encoders and classical models of the catalogue take --examples in place of tokens.
"""
EPILOG = """\
examples:
  advisor estimate train --params 7B --tokens 2T --gpu h100-sxm --gpus 256
  advisor estimate train --params 3B --chinchilla --gpu h200-sxm --gpus 64 --price 2.50
  advisor estimate train --budget 250k --gpu h100-sxm --gpus 128 --corpus 30B
  advisor estimate train --model deepseek-v3 --tokens 14.8T --gpu h800-sxm --gpus 2048 --precision fp8
  advisor estimate train --kind encoder --model modernbert-base --examples 50k --gpu l4 --gpus 1
"""


def add_train_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``estimate train``."""
    parser.description = DESCRIPTION
    parser.epilog = EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    _add_size(parser)
    _add_devices(parser)
    _add_known(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_size(parser: argparse.ArgumentParser) -> None:
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--params", type=PARAMS, metavar="P", help="parameters, such as 7B")
    size.add_argument("--model", metavar="M", help=f"{MODEL_HELP} instead")
    parser.add_argument(
        "--active-params", "--active", type=PARAMS, metavar="P", help="those that one token uses"
    )
    tokens = parser.add_mutually_exclusive_group()
    tokens.add_argument("--tokens", type=TOKENS, metavar="T", help="tokens, such as 15T")
    tokens.add_argument("--chinchilla", action="store_true", help="20 tokens a parameter")
    tokens.add_argument(
        "--overtrain", type=TIMES, metavar="X", help="X times 20 tokens a parameter, to serve a smaller model"
    )
    parser.add_argument("--budget", type=USD, metavar="USD", help="tell what this much computing buys")
    parser.add_argument("--corpus", type=TOKENS, metavar="T", help="tell what this much text fills")
    parser.add_argument(
        "--kind", choices=KINDS, default="pretrain", help="what is trained (default: pretrain)"
    )
    parser.add_argument("--examples", type=COUNT, metavar="N", help="of an encoder or a classical model")
    parser.add_argument("--epochs", type=COUNT, default=3, metavar="N", help="passes over them (default: 3)")
    parser.add_argument(
        "--units", type=COUNT, default=1, metavar="N", help="tokens, seconds … of one example (default: 1)"
    )


def _add_devices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gpu", required=True, metavar="G", help="a device of the catalogue or of your book")
    add_catalog_option(parser)
    parser.add_argument("--gpus", type=DEVICES, required=True, metavar="N", help="how many of them")
    parser.add_argument(
        "--seq-len", type=LENGTH, default=4096, metavar="N", help="tokens a sequence (default: 4096)"
    )
    parser.add_argument("--precision", default="bf16", metavar="P", help="bf16, fp8 or fp4 (default: bf16)")
    parser.add_argument(
        "--batch-tokens", type=TOKENS, metavar="T", help="tokens of one step (default: usual for the size)"
    )
    parser.add_argument(
        "--network", type=GBIT, metavar="GBIT", help="Gbit/s of one device out of its server; counts traffic"
    )


def _add_known(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mfu", type=SHARE, metavar="S", help="your steady share of the dense bf16 peak")
    parser.add_argument("--goodput", type=GOODPUT, metavar="S", help="your share of paid time that trains")
    parser.add_argument("--price", type=USD, metavar="USD", help="of a device and hour, in place of ours")
    parser.add_argument("--region", metavar="R", help="where it runs, for carbon and the hall's power")
