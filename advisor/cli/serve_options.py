"""The options of ``advisor estimate serve``."""

from __future__ import annotations

import argparse

from advisor.cli.units import COUNT, LENGTH, between, milliseconds, word

MILLISECONDS = milliseconds(1e-3, 1e9)
PER_SECOND = between(1e-9, 1e9, hint="write requests a second")
SHARE = between(0.0, 1.0)
GIGABYTES = between(1e-3, 1e7)
USD = between(1e-2, 1e12, hint="write US dollars a month")
EPILOG = """\
examples:
  advisor estimate serve --model llama-3.1-8b --gpu l40s --isl 1500 --osl 300 --concurrency 16
  advisor estimate serve --model llama-3.1-70b --gpu h100 --gpus 4 --rate 3
  advisor estimate serve --model gpt-oss-120b --gpu h100 --max-ttft 800 --max-tpot 30 --peak 40
  advisor estimate serve --model deepseek-r1 --gpu b200 --gpus 8 --attention-dp --speculative 2
  advisor estimate serve --model llama-3.1-70b --gpu rtx-4090 --weights q4_k_m --offload auto
"""
FLEET_EPILOG = """\
examples:
  advisor estimate fleet --model llama-3.1-70b --rate 5 --isl 1500 --osl 300 --max-ttft 1500 --max-tpot 60
  advisor estimate fleet --tier mid --rate 10 --budget 20000
  advisor estimate fleet --model any --rate 0.5 --max-e2e 8000 --json
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
        "--network",
        type=word,
        metavar="NET",
        help="between machines: ib-ndr, ib-hdr, roce-400, ethernet-100, -25, -10",
    )
    group.add_argument(
        "--weights", type=word, metavar="P", help="format of the weights (default: the model's own)"
    )
    group.add_argument("--kv", type=word, metavar="P", help="format of the cache (default: the card's usual)")
    group.add_argument(
        "--engine", type=word, metavar="E", help="tensorrt-llm, vllm, sglang, llama.cpp or static"
    )


def _load(group: argparse._ArgumentGroup) -> None:
    _add_lengths(group)
    group.add_argument(
        "--image-tokens", type=LENGTH, metavar="N", help="tokens that images add to the prompt"
    )
    group.add_argument("--concurrency", type=COUNT, metavar="N", help="requests in flight, over all copies")
    group.add_argument("--rate", type=PER_SECOND, metavar="R", help="requests a second, coming at random")
    group.add_argument("--prefix-share", type=SHARE, metavar="S", help="the same as a share of the prompt")


def _limits(group: argparse._ArgumentGroup) -> None:
    _add_times(group)
    group.add_argument("--peak", type=PER_SECOND, metavar="R", help="requests a second to size copies for")
    _add_headroom(group)


def _techniques(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--speculative", type=COUNT, metavar="K", help="tokens guessed at once")
    group.add_argument("--acceptance", type=SHARE, metavar="A", help="share of guesses that are right (0.75)")
    group.add_argument("--chunk", type=LENGTH, metavar="N", help="most prompt tokens in one step")
    group.add_argument("--lora", type=COUNT, metavar="N", help="low-rank adapters kept on the devices")
    group.add_argument("--lora-rank", type=COUNT, metavar="R", help="their rank (16)")
    group.add_argument(
        "--offload",
        choices=("auto", "never"),
        default="never",
        help="put what does not fit into the computer",
    )
    group.add_argument("--host-memory", type=GIGABYTES, metavar="GB", help="of the computer (64)")
    group.add_argument(
        "--host-bandwidth", type=GIGABYTES, metavar="GB/S", help="rated, of that memory (89.6)"
    )
    group.add_argument(
        "--host-slot",
        type=GIGABYTES,
        metavar="GB/S",
        help="to the card: 20 with 16 lanes of PCIe 4.0",
    )


def add_fleet_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``advisor estimate fleet``."""
    parser.epilog = FLEET_EPILOG
    _add_candidates(parser)
    parser.add_argument("--rate", type=PER_SECOND, required=True, metavar="R", help="requests a second, peak")
    _add_lengths(parser)
    parser.add_argument("--budget", type=USD, metavar="USD", help="most money a month")
    parser.add_argument(
        "--price",
        choices=("on_demand", "reserved", "spot"),
        default="on_demand",
        help="which price (on_demand)",
    )
    parser.add_argument("--max-devices", type=COUNT, default=64, metavar="N", help="most devices (64)")
    parser.add_argument(
        "--network", type=word, metavar="NET", help="lets a copy span machines: ib-ndr, ethernet-100 …"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    limits = parser.add_argument_group("limits", "95% of the requests keep them")
    _add_times(limits)
    _add_headroom(limits)


def _add_candidates(parser: argparse.ArgumentParser) -> None:
    """Add the models, formats and devices that a search may take."""
    parser.add_argument(
        "--model", default="any", metavar="M", help="models, separated by commas, or any (default)"
    )
    parser.add_argument(
        "--tier", type=word, metavar="T", help="with any: tiny, small, mid, large or frontier"
    )
    parser.add_argument(
        "--gpu", type=word, metavar="G", help="devices, separated by commas (default: all with a price)"
    )
    parser.add_argument(
        "--weights", type=word, metavar="P", help="format of the weights (default: those that suit)"
    )


def _add_lengths(group: argparse._ActionsContainer) -> None:
    """Add the tokens of a request."""
    add = group.add_argument
    add("--isl", type=LENGTH, default=1000, metavar="N", help="tokens in (1000)")
    add("--osl", type=LENGTH, default=200, metavar="N", help="tokens out (200)")
    add("--prefix-tokens", type=LENGTH, metavar="N", help="tokens that all prompts share")


def _add_times(group: argparse._ActionsContainer) -> None:
    """Add the longest times that a load may take."""
    add = group.add_argument
    add("--max-ttft", type=MILLISECONDS, metavar="MS", help="longest to the first token: 800 or 2s")
    add("--max-tpot", type=MILLISECONDS, metavar="MS", help="longest time of each further token")
    add("--max-e2e", type=MILLISECONDS, metavar="MS", help="longest time of a whole request")


def _add_headroom(group: argparse._ActionsContainer) -> None:
    """Add what must be carried beyond the peak: ``capacity within the limits / peak - 1``."""
    group.add_argument(
        "--headroom",
        type=between(0.0, 10.0),
        default=0.0,
        metavar="H",
        help="capacity beyond the peak, as a share of it: 0.5 carries half as much again (0)",
    )
