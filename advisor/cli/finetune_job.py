"""The tuning job that the options of ``advisor estimate finetune`` describe."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace

from advisor.catalog import Catalog
from advisor.catalog.records import Accelerator, LanguageModel, OtherModel
from advisor.cli.model_options import model_named
from advisor.errors import UserError
from advisor.estimate.distillation import Lessons
from advisor.estimate.finetune import FinetuneRequest
from advisor.estimate.preference import pair_tokens, preference_request
from advisor.estimate.rollouts import RolloutPlan
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_setting import Checkpointing, Method
from advisor.estimate.tuning_shape import TuningShape, encoder_shape, shape_of

PLAIN: tuple[Method, ...] = ("full", "lora", "qlora")
BY_ROLLOUTS = ("grpo", "ppo")
RANK = 16
EPOCHS = 3.0
EXAMPLE_TOKENS = 500
OWN_OPTIONS = {
    "adapt": ("dpo", "distill", *BY_ROLLOUTS),
    "prompts": BY_ROLLOUTS,
    "generations": BY_ROLLOUTS,
    "prompt_tokens": (*BY_ROLLOUTS, "distill"),
    "answer_tokens": (*BY_ROLLOUTS, "distill"),
    "rollouts": BY_ROLLOUTS,
    "teacher": ("distill",),
    "teacher_gpu": ("distill",),
    "teacher_gpus": ("distill",),
    "kept": ("distill",),
}
"""Options that only some methods have."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for."""

    model: LanguageModel | OtherModel
    accelerator: Accelerator
    request: FinetuneRequest
    rollouts: RolloutPlan | None = None
    lessons: Lessons | None = None


def job_of(args: argparse.Namespace, catalog: Catalog) -> Job:
    """Return the job that the options describe.

    Raises:
        UserError: When options contradict each other, the model or the device.
    """
    method = _method(args)
    _check(args, method)
    model, accelerator = _model(args.model, catalog), catalog.accelerator(args.gpu)
    _check_length(args, model)
    if isinstance(model, OtherModel) and method != "full":
        raise UserError(f"--method: {model.name} is small; tune all of its weights with full.")
    shape = encoder_shape(model.params_b) if isinstance(model, OtherModel) else shape_of(model)
    _check_split(args, model.name, shape)
    request = FinetuneRequest(
        shape,
        method,
        accelerator,
        gpus=args.gpus,
        seq_len=args.seq_len,
        batch=args.batch,
        rank=args.rank or RANK,
        tokens=_tokens(args),
        optimizer=args.optimizer or str(tuning_constants()["stack"][args.stack]["planned"]),
        checkpointing=args.checkpointing or _checkpoints(args.stack),
        loss=args.loss or "plain",
        stack=args.stack,
        shards=args.shards,
        tensor=args.tp,
        stages=args.pp,
        experts=args.ep,
        offload=args.offload,
        packed_base=args.base or "nf4",
        all_linear=args.targets != "query_value",
        trained_tables=args.train_tables,
        rate=catalog.on_demand_rate(accelerator.id),
    )
    return _by_method(args, Job(model, accelerator, request))


def _checkpoints(stack: str) -> Checkpointing:
    """Return where a stack that recomputes layers keeps their inputs unless told otherwise."""
    own = tuning_constants()["stack"][stack]["checkpoints"]
    return "offloaded" if own == "offloaded" else "full"


def _by_method(args: argparse.Namespace, job: Job) -> Job:
    if args.method == "dpo":
        return replace(job, request=preference_request(job.request))
    if args.method in BY_ROLLOUTS:
        return replace(job, rollouts=_rollouts(args))
    if args.method == "distill":
        lessons = _lessons(args)
        tokens = lessons.student_tokens(args.epochs or EPOCHS)
        return replace(job, request=replace(job.request, tokens=tokens), lessons=lessons)
    return job


def _method(args: argparse.Namespace) -> Method:
    named = args.method if args.method in PLAIN else args.adapt or "lora"
    return next(method for method in PLAIN if method == named)


def _check(args: argparse.Namespace, method: Method) -> None:
    for name, methods in OWN_OPTIONS.items():
        if getattr(args, name) is not None and args.method not in methods:
            option = name.replace("_", "-")
            raise UserError(f"--{option}: goes with --method {' or '.join(methods)}, not with {args.method}.")
    if args.base and method != "qlora":
        raise UserError("--base: only qlora packs its base; give --method qlora or --adapt qlora.")
    if (args.targets or args.train_tables) and method == "full":
        raise UserError("--targets and --train-tables: full tuning trains every matrix; use lora or qlora.")
    if args.rank is not None and method == "full":
        raise UserError("--rank: full tuning has no adapters; leave it out, or use lora or qlora.")
    if args.optimizer and method != "full" and args.optimizer not in _of_adapters():
        small = " or ".join(_of_adapters())
        raise UserError(f"--optimizer: adapters have plain AdamW or {small}; others go with full tuning.")
    if args.fit and (args.checkpointing or args.shards or args.tp > 1):
        raise UserError("--fit: it chooses --checkpointing, --shards and --tp itself; leave them out.")
    _check_data(args)


def _of_adapters() -> tuple[str, ...]:
    """Return the optimizers whose state is smaller with adapters too."""
    return tuple(tuning_constants()["of_adapters"]["optimizers"])


def _check_data(args: argparse.Namespace) -> None:
    if args.tokens and args.examples:
        raise UserError("--tokens and --examples: give one of them.")
    if args.method in BY_ROLLOUTS and (args.tokens or args.examples or args.epochs):
        raise UserError(f"--prompts: {args.method} counts prompts over all epochs; leave out other data.")
    if args.method == "distill" and args.tokens:
        raise UserError("--tokens: distill counts --examples, the answers of its teacher.")
    if args.teacher_gpus is not None and not args.teacher_gpu:
        raise UserError("--teacher-gpus: it counts the devices of a teacher; name them with --teacher-gpu.")
    if args.method == "distill" and args.padded:
        raise UserError("--padded: distill counts the tokens of its answers; leave it out.")
    if not args.examples and (args.example_tokens or args.epochs or args.padded):
        raise UserError("--examples: --example-tokens, --epochs and --padded describe them; say how many.")
    if args.method in BY_ROLLOUTS and args.prompts is None:
        raise UserError(f"--prompts: {args.method} needs the number of prompts, such as 40k.")
    if args.method == "distill" and not (args.teacher and args.examples):
        raise UserError("--teacher and --examples: distill needs both.")


def _check_length(args: argparse.Namespace, model: LanguageModel | OtherModel) -> None:
    longest = getattr(model, "max_context", None)
    if longest is not None and args.seq_len > longest:
        raise UserError(f"--seq-len: {args.seq_len} is beyond the {longest} tokens of {model.name}.")
    if (args.example_tokens or 0) > args.seq_len:
        raise UserError(f"--example-tokens: {args.example_tokens} do not fit --seq-len {args.seq_len}.")


def _check_split(args: argparse.Namespace, name: str, shape: TuningShape) -> None:
    if args.ep > 1 and shape.blocks % args.ep:
        have = f"{shape.blocks} experts" if shape.blocks > 1 else "no experts"
        raise UserError(f"--ep: {name} has {have}, which {args.ep} devices cannot share evenly.")
    if args.tp > 1 and shape.heads % args.tp:
        raise UserError(f"--tp: {args.tp} devices cannot share the {shape.heads} heads of {name} evenly.")
    stacks = tuning_constants()["stack"]
    if args.tp > 1 and not stacks[args.stack]["splits_layers"]:
        able = ", ".join(stack for stack, row in stacks.items() if row["splits_layers"])
        raise UserError(f"--tp: {args.stack} does not split layers over devices; use --stack {able}.")


def _model(name: str, catalog: Catalog) -> LanguageModel | OtherModel:
    """Return a language model, or a model of another kind of that name."""
    try:
        return model_named(catalog, name)
    except UserError as unknown:
        try:
            return catalog.other(name)
        except UserError:
            raise unknown from None


def _tokens(args: argparse.Namespace) -> float | None:
    """Return the tokens of all epochs: as said, or examples x tokens x epochs."""
    if args.examples is None:
        return float(args.tokens) if args.tokens else None
    each = args.seq_len if args.padded else min(args.example_tokens or EXAMPLE_TOKENS, args.seq_len)
    if args.method == "dpo":
        return pair_tokens(args.examples, each, args.epochs or 1)
    return float(args.examples * each * (args.epochs or EPOCHS))


def _rollouts(args: argparse.Namespace) -> RolloutPlan:
    usual = RolloutPlan(1)
    return RolloutPlan(
        prompts=args.prompts,
        generations=args.generations or usual.generations,
        prompt_tokens=args.prompt_tokens or usual.prompt_tokens,
        answer_tokens=args.answer_tokens or usual.answer_tokens,
        placement=args.rollouts or usual.placement,
        critic=args.method == "ppo",
    )


def _lessons(args: argparse.Namespace) -> Lessons:
    half = (args.example_tokens or EXAMPLE_TOKENS) / 2
    return Lessons(
        examples=args.examples,
        prompt_tokens=args.prompt_tokens or half,
        answer_tokens=args.answer_tokens or half,
        kept=args.kept or 1.0,
    )
