"""The options of ``advisor estimate finetune``."""

from __future__ import annotations

import argparse

from advisor.cli.units import COUNT, LENGTH, TOKENS, between

SHARE = between(0.001, 1)
METHODS = ("full", "lora", "qlora", "dpo", "grpo", "ppo", "distill")
ADAPT = ("full", "lora", "qlora")
STACKS = ("hf", "deepspeed", "torchtune", "litgpt", "unsloth", "megatron")
OPTIMIZERS = (
    "adamw_mixed", "adamw_bf16", "adamw_8bit", "paged_adamw_8bit", "adamw_fp32_gradients",
    "adafactor", "muon", "lion", "sgd", "galore",
)  # fmt: skip
DESCRIPTION = """\
Estimate tuning a model: memory of one device, speed, and with --tokens or --examples hours and money.

full, lora and qlora learn from examples; dpo from pairs of answers; grpo and ppo from answers that the
model generates and a program checks; distill from the answers of a --teacher. For the last four, --adapt
says which weights change."""


def add_finetune_options(parser: argparse.ArgumentParser) -> None:
    """Add them to a parser that has the model and the devices already."""
    parser.description = DESCRIPTION
    add = parser.add_argument
    add("--method", choices=METHODS, required=True, help="how the model learns")
    add("--adapt", choices=ADAPT, help="weights that dpo, grpo, ppo and distill change (default: lora)")
    add("--seq-len", type=LENGTH, default=2048, metavar="N", help="tokens a sequence (default: 2048)")
    add("--batch", type=COUNT, default=1, metavar="N", help="sequences, or pairs, on a device (default: 1)")
    add("--rank", type=COUNT, metavar="N", help="rank of the adapters (default: 16)")
    add("--tokens", type=TOKENS, metavar="T", help="tokens over all epochs, such as 20M")
    _data(parser.add_argument_group("data, in place of --tokens"))
    _layout(parser.add_argument_group("how it runs"))
    _rollouts(parser.add_argument_group("grpo and ppo"))
    _teacher(parser.add_argument_group("distill"))


def _data(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--examples", type=TOKENS, metavar="N", help="examples, pairs, or answers of the teacher")
    add("--example-tokens", type=LENGTH, metavar="N", help="tokens of one, prompt included (default: 500)")
    add("--epochs", type=COUNT, metavar="N", help="passes over them (default: 3; 1 for dpo)")
    add("--padded", action="store_true", help="no packing: each example takes the whole --seq-len")


def _layout(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add(
        "--fit", action="store_true", help="choose micro-batch, checkpointing, loss and split so that it fits"
    )
    add("--stack", choices=STACKS, default="hf", help="software (default: hf)")
    optimizer = "optimizer (default: the stack's own); with adapters the 8-bit ones"
    add("--optimizer", choices=OPTIMIZERS, help=optimizer)
    add(
        "--checkpointing",
        choices=("full", "none", "selective", "offloaded"),
        help="what is computed again instead of kept (default: full; offloaded where the stack does)",
    )
    add(
        "--loss",
        choices=("plain", "chunked", "fused"),
        help="how the loss over the vocabulary is computed (default: plain)",
    )
    add(
        "--shards",
        choices=("none", "zero1", "zero2", "zero3"),
        help="what copies divide among them (default: zero3 on several devices)",
    )
    add("--tp", type=COUNT, default=1, metavar="N", help="devices that share each layer (default: 1)")
    add("--pp", type=COUNT, default=1, metavar="N", help="groups that share the layers (default: 1)")
    add("--ep", type=COUNT, default=1, metavar="N", help="devices that share experts (default: 1)")
    add(
        "--offload",
        choices=("none", "optimizer", "states"),
        default="none",
        help="what stands in host memory",
    )
    _adapters(group)


def _adapters(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--base", choices=("nf4", "nf4_double", "int8", "gptq"), help="packed base of qlora (default: nf4)")
    add("--targets", choices=("all", "query_value"), help="matrices with adapters (default: all)")
    add("--train-tables", action="store_true", help="adapters with trained vocabulary tables besides")


def _rollouts(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--prompts", type=TOKENS, metavar="N", help="prompts over all epochs, such as 40k")
    add("--generations", type=COUNT, metavar="N", help="answers for each (default: 8)")
    add("--prompt-tokens", type=LENGTH, metavar="N", help="tokens of a prompt (default: 300)")
    add("--answer-tokens", type=LENGTH, metavar="N", help="tokens of an answer (default: 1000)")
    add(
        "--rollouts",
        choices=("apart", "beside", "asleep"),
        help="the engine on devices of its own, beside the training, or while it sleeps (default: asleep)",
    )


def _teacher(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--teacher", metavar="M", help="a hosted model, or an open-weight one on --teacher-gpu")
    add("--teacher-gpu", metavar="G", help="device that serves it (default: it is hosted)")
    add("--teacher-gpus", type=COUNT, metavar="N", help="how many of them (default: 1)")
    add("--kept", type=SHARE, metavar="S", help="share of answers that pass a check (default: 1)")
