"""A spoken turn from the caller's last word to the first sound of the answer, part by part."""

from __future__ import annotations

from advisor.quantity import Quantity, derive
from advisor.strategy.context import Context
from advisor.strategy.hosted import HOSTED
from advisor.strategy.voice import talks_back


def turn_ms(context: Context, hearing_ms: Quantity) -> Quantity | None:
    """Return the wait of a caller in ms, or None where nobody is answered by a voice.

    turn = silence that ends a turn + hearing + first words of the model + first sound of the voice; each
    part is a slow case, so that their sum is an upper view.

    Args:
        context: The bundle.
        hearing_ms: What turning the last words into text takes.
    """
    if not talks_back(context) or context.workload.batch_ok:
        return None
    hosted = any(not context.directives.bars(word) for word in HOSTED)
    parts = {
        "silence": context.anchors.voice_turn("end_of_turn_ms"),
        "hearing": hearing_ms.with_name("hearing_ms"),
        "voice": context.anchors.voice_turn("first_sound_ms"),
    }
    if hosted:
        parts["model"] = context.anchors.first_token_ms(context.tier).with_name("model_first_words_ms")
    text = " + ".join(q.name for q in parts.values())
    return derive("turn_ms", "ms", text, lambda **each: float(sum(each.values())), parts)


def turn_estimate(context: Context, hearing_ms: Quantity) -> dict[str, Quantity]:
    """Return the wait of a caller as an estimate of a plan, nothing where there is none.

    Args:
        context: The bundle.
        hearing_ms: What turning the last words into text takes.
    """
    turn = turn_ms(context, hearing_ms)
    return {} if turn is None else {"turn_ms": turn}


def chain(context: Context, hearing: str, model: str) -> str:
    """Return what a conversation runs on, with the parts behind the one that hears.

    Args:
        context: The bundle.
        hearing: The model that hears.
        model: The hosted model behind it; empty where none may be used.
    """
    if not talks_back(context):
        return hearing
    if not model:
        return f"{hearing} (behind it an open model and a voice of your own, which are not priced here)"
    return f"{hearing} (behind it {model} and a hosted voice)"
