"""What a serving estimate leaves out for a model, and how large it may be."""

from __future__ import annotations

import argparse

from advisor.catalog.records import Accelerator, LanguageModel
from advisor.estimate.image_encoder import image_encoder_ms
from advisor.quantity import Quantity, plain_number

PICKED = 2048
"""Tokens that sparse attention picks at most in models of 2025 and 2026; shorter contexts are read whole."""


def left_out(
    args: argparse.Namespace, model: LanguageModel, device: Accelerator
) -> tuple[dict[str, Quantity], list[str]]:
    """Return the figures of what stands beside an estimate, and the notes on what it leaves out.

    Args:
        args: The options, with the tokens of images and of the request.
        model: The model.
        device: One device.
    """
    figures: dict[str, Quantity] = {}
    notes: list[str] = []
    context = args.isl + (args.image_tokens or 0) + args.osl
    if model.sparse_attention and context > PICKED:
        notes.append(
            f"{model.name} attends to a picked part of a long context; this estimate counts all"
            f" {plain_number(context)} tokens, so the model may be faster."
        )
    if args.image_tokens and model.vision_params_b:
        figures["image_encoder_ms"] = image_encoder_ms(model.vision_params_b, args.image_tokens, device)
        notes.append(
            f"The image encoder takes about {plain_number(figures['image_encoder_ms'].value)} ms more before"
            " the first token of each request; other figures leave it out."
        )
    elif args.image_tokens:
        notes.append(
            f"The time of {model.name}'s image encoder is left out: the size of the encoder is unknown."
        )
    return figures, notes
