"""The options of ``advisor estimate other``."""

from __future__ import annotations

import argparse

from advisor.cli.catalog_options import add_catalog_option
from advisor.cli.serve_options import MILLISECONDS
from advisor.cli.units import DEVICES, between

UNITS = between(1.0, 1e9, hint="write tokens, seconds of audio, images or rows")
RATE = between(1e-9, 1e12, hint="write units a second")
PRECISIONS = ("fp32", "fp16", "bf16", "fp8", "int8")
EPILOG = """\
examples:
  advisor estimate other --model bge-m3 --gpu l4 --rate 20000
  advisor estimate other --model whisper-large-v3-turbo --gpu rtx-4090 --rate 50
  advisor estimate other --model yolo11n --gpu jetson-orin-nano --batch 1 --max-latency 20 --precision int8
"""


def add_other_options(parser: argparse.ArgumentParser) -> None:
    """Add every option."""
    parser.description = (
        "Estimate a model that is no LLM: embedding, reranker, classifier, speech, image, table.\n"
        "Its unit is a token, a second of audio, an image or a row; every device holds a copy.\n"
        "'advisor validate other' tells how far such estimates lie from published benchmarks."
    )
    parser.epilog = EPILOG
    parser.add_argument("--model", required=True, metavar="M", help="`advisor catalog list other` names them")
    parser.add_argument("--gpu", required=True, metavar="G", help="a device of the catalogue or of your book")
    add_catalog_option(parser)
    parser.add_argument("--gpus", type=DEVICES, default=1, metavar="N", help="how many of them (default: 1)")
    parser.add_argument("--batch", type=UNITS, metavar="N", help="units that run together on a device")
    parser.add_argument("--rate", type=RATE, metavar="R", help="units a second at the peak")
    parser.add_argument("--max-latency", type=MILLISECONDS, metavar="MS", help="longest time of a unit")
    parser.add_argument("--precision", choices=PRECISIONS, metavar="P", help=", ".join(PRECISIONS))
    parser.add_argument(
        "--mode",
        choices=("compiled", "eager"),
        default="compiled",
        metavar="MODE",
        help="compiled (TensorRT, TEI, ONNX Runtime; the default) or eager (PyTorch as it is)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
