"""A serving estimate as JSON and as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.catalog import Catalog
from advisor.catalog.records import LanguageModel
from advisor.cli.figures_table import figures_table, formulas_text, sources_text
from advisor.cli.fitted import prose
from advisor.cli.serve_question import Question
from advisor.quantity import Quantity

MEMORY = {
    "weights": "weights_gb",
    "kv_per_token": "kv_per_token_bytes",
    "overhead": "overhead_gb",
    "free": "free_gb",
    "max_concurrency": "max_concurrency",
}
SPEED = ("output_tok_s", "output_tok_s_per_gpu", "ttft_ms", "tpot_ms", "cost_per_million_output_tokens")
RATE = (
    "image_encoder_ms",
    "max_rate_s",
    "utilisation",
    "in_flight",
    "ttft_p95_ms",
    "tpot_p95_ms",
    "e2e_ms",
    "e2e_p95_ms",
)
LIMITS = ("max_concurrency_in_limits", "max_rate_in_limits_s", "replicas_for_peak", "devices_for_peak")
FITS = "It fits."
FITS_SATURATED = "It fits in memory, but more requests come than can be done."
FITS_NOT = "It does not fit: weights and overhead leave no room for one request."


def document(
    model: LanguageModel,
    question: Question,
    fits: bool,
    figures: Mapping[str, Quantity | None],
    notes: Iterable[str],
) -> dict[str, object]:
    """Return the stable JSON form; what cannot be told is null."""
    request = question.request

    def one(name: str) -> object:
        q = figures.get(name)
        return q.to_json() if q else None

    return {
        "model": model.id,
        "gpu": request.accelerator.id,
        "gpus": request.gpus,
        "tp": request.tp,
        "pp": request.pp,
        "ep": request.ep,
        "attention_dp": request.splits_attention,
        "weights": request.weights,
        "kv": request.cache_format,
        "isl": request.isl,
        "osl": request.osl,
        "concurrency": request.concurrency,
        "rate_s": question.rate_s,
        "engine": request.engine,
        "fits": fits,
        "memory": {key: one(name) for key, name in MEMORY.items()},
        **{name: one(name) for name in SPEED},
        "reach": {name: one(name) for name in (*RATE, *LIMITS) if name in figures},
        "saturated": _saturated(notes),
        "notes": list(notes),
    }


def report(
    model: LanguageModel,
    question: Question,
    fits: bool,
    figures: Mapping[str, Quantity | None],
    notes: Iterable[str],
    verdict: str = "",
    *,
    catalog: Catalog,
) -> str:
    """Return the estimate as text for a screen of 80 columns and more.

    Args:
        model: The model.
        question: What was asked.
        fits: Whether it fits.
        figures: The figures by name.
        notes: What a reader must know.
        verdict: What to say of the fit instead of the usual sentence.
        catalog: The books that figures are from, for the marks of what is old.
    """
    request = question.request
    device = request.accelerator
    copies = "1 copy" if request.replicas == 1 else f"{request.replicas} copies"
    by_request = ", attention split by request" if request.splits_attention else ""
    head = (
        f"{model.name} in {request.weights}, cache in {request.cache_format}\n"
        f"{request.gpus} x {device.name} ({device.memory_gb:g} GB), tp {request.tp} x pp {request.pp},"
        f" {copies}{by_request}\n"
        f"{request.isl} tokens in, {request.osl} out, {_load(question)}"
    )
    notes = list(notes)
    verdict = verdict or ((FITS_SATURATED if _saturated(notes) else FITS) if fits else FITS_NOT)
    asked = (*MEMORY.values(), *SPEED, *RATE, *LIMITS)
    shown = {name: figures.get(name) for name in asked if name in figures or (fits and name in SPEED)}
    parts = [
        head,
        prose(verdict),
        figures_table(shown),
        *(prose("note: " + note) for note in notes),
        formulas_text(shown),
        sources_text(shown, catalog),
    ]
    return "\n\n".join(part for part in parts if part)


def _saturated(notes: Iterable[str]) -> bool:
    return any(note.startswith("Saturated") for note in notes)


def _load(question: Question) -> str:
    request = question.request
    if question.rate_s is not None:
        return f"{question.rate_s:g} requests a second at random"
    return f"{request.concurrency} in flight" if request.concurrency else "as many as it can hold"
