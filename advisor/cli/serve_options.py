"""The options of ``advisor estimate serve``."""

from __future__ import annotations

import argparse

from advisor.cli.units import COUNT, LENGTH, between

MILLISECONDS = between(1e-3, 1e9, hint="write milliseconds")
PER_SECOND = between(1e-9, 1e9, hint="write requests a second")
SHARE = between(0.0, 1.0)
GIGABYTES = between(1e-3, 1e7)
EPILOG = """\
examples:
  advisor estimate serve --model llama-3.1-8b --gpu l40s --isl 1500 --osl 300 --concurrency 16
  advisor estimate serve --model llama-3.1-70b --gpu h100 --gpus 4 --rate 3
  advisor estimate serve --model gpt-oss-120b --gpu h100 --max-ttft 800 --max-tpot 30 --peak 40
  advisor estimate serve --model deepseek-r1 --gpu b200 --gpus 8 --attention-dp --speculative 2
  advisor estimate serve --model llama-3.1-70b --gpu rtx-4090 --weights q4_k_m --offload auto
"""


def add_serve_options(parser: argparse.ArgumentParser) -> None:
    """Add every option but the model and the devices."""
    parser.epilog = EPILOG
    _layout(parser.add_argument_group("layout and formats"))
    _load(parser.add_argument_group("load", "at most one of --concurrency and --rate"))
    _limits(parser.add_argument_group("limits", "95% of the requests keep them"))
    _techniques(parser.add_argument_group("techniques"))


def _layout(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--tp", type=COUNT, metavar="N", help="devices that share each layer")
    group.add_argument("--pp", type=COUNT, metavar="N", help="groups of layers, one after another")
    group.add_argument("--ep", type=COUNT, default=1, metavar="N", help="devices that share experts (1)")
    group.add_argument(
        "--attention-dp",
        action="store_true",
        help="each device attends for its own requests, experts are shared",
    )
    group.add_argument(
        "--network", metavar="NET", help="between machines: ib-ndr, ib-hdr, roce-400, ethernet-100, -25, -10"
    )
    group.add_argument("--weights", metavar="P", help="format of the weights (default: the model's own)")
    group.add_argument(
        "--kv", default="", metavar="P", help="format of the cache (default: the card's usual)"
    )
    group.add_argument(
        "--engine", default="", metavar="E", help="tensorrt-llm, vllm, sglang, llama.cpp or static"
    )


def _load(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--isl", type=LENGTH, default=1000, metavar="N", help="tokens in (1000)")
    group.add_argument("--osl", type=LENGTH, default=200, metavar="N", help="tokens out (200)")
    group.add_argument("--concurrency", type=COUNT, metavar="N", help="requests in flight, over all copies")
    group.add_argument("--rate", type=PER_SECOND, metavar="R", help="requests a second, coming at random")
    group.add_argument("--prefix-tokens", type=LENGTH, metavar="N", help="tokens that all prompts share")
    group.add_argument("--prefix-share", type=SHARE, metavar="S", help="the same as a share of the prompt")


def _limits(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--max-ttft", type=MILLISECONDS, metavar="MS", help="longest time to the first token")
    group.add_argument(
        "--max-tpot", type=MILLISECONDS, metavar="MS", help="longest time of each further token"
    )
    group.add_argument("--max-e2e", type=MILLISECONDS, metavar="MS", help="longest time of a whole request")
    group.add_argument("--peak", type=PER_SECOND, metavar="R", help="requests a second to size copies for")
    group.add_argument(
        "--headroom",
        type=between(0.0, 0.95),
        default=0.0,
        metavar="S",
        help="share of each copy kept free (0)",
    )


def _techniques(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--speculative", type=COUNT, metavar="K", help="tokens guessed at once")
    group.add_argument("--acceptance", type=SHARE, metavar="A", help="share of guesses that are right (0.75)")
    group.add_argument("--chunk", type=LENGTH, metavar="N", help="most prompt tokens in one step")
    group.add_argument("--lora", type=COUNT, metavar="N", help="low-rank adapters kept on the devices")
    group.add_argument("--lora-rank", type=COUNT, default=16, metavar="R", help="their rank (16)")
    group.add_argument(
        "--offload",
        choices=("auto", "never"),
        default="never",
        help="put what does not fit into the computer",
    )
    group.add_argument(
        "--host-memory", type=GIGABYTES, default=64.0, metavar="GB", help="of the computer (64)"
    )
    group.add_argument(
        "--host-bandwidth", type=GIGABYTES, default=89.6, metavar="GB/S", help="rated, of that memory (89.6)"
    )
