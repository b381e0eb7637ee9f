"""Rows of models that are no LLM, and of hosted services that hear, speak or talk."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from advisor.catalog.records.row import Row


class OtherModel(Row):
    """A model that is no LLM: encoder, embedding, reranker, speech, image, video, tabular, sequences."""

    name: str
    aliases: tuple[str, ...] = ()
    task: Literal[
        "embedding",
        "rerank",
        "classify",
        "speech_to_text",
        "text_to_speech",
        "image",
        "video",
        "vision",
        "tabular",
        "protein",
        "genome",
    ]
    params_b: float = Field(gt=0)
    gflops_per_unit: float = Field(gt=0)
    """Forward FLOPs in 10^9 for one unit of work."""
    unit: str
    """What one unit is: a token, a second of audio, an image, a clip, a row."""
    memory_gb: float = Field(gt=0)
    operations: Literal["", "transformer", "convolution", "depthwise", "diffusion", "trees"] = ""
    """Kind of its arithmetic, which decides what share of a device's peak it reaches; empty for that which
    is usual for the task."""
    activations_m: float = Field(default=0.0, ge=0)
    """Numbers in 10^6 that its layers put out for one unit; 0 where they follow from the FLOPs."""
    window_units: float = Field(default=1.0, ge=1)
    """Units that always run together: the seconds of audio of one window, filled up with silence."""
    decoder_params_b: float = Field(default=0.0, ge=0)
    """Part of ``params_b`` that writes word by word and is read once a step; 0 without a decoder."""
    decoder_layers: int = Field(default=0, ge=0)
    steps_per_unit: float = Field(default=0.0, ge=0)
    """Steps of the decoder for one unit: words, or parts of words, in a second of audio."""
    window_cache_m: float = Field(default=0.0, ge=0)
    """Numbers in 10^6 of what the encoder read that every step of the decoder reads again for a window."""
    cut_down: bool = False
    """Whether it was cut down from a larger one, and is taken only where the usual model does not fit."""
    fits: str = ""
    """The only kind of ``hardware.edge_device`` that it was made for; empty where it runs on any."""
    as_it_comes: bool = False
    """Whether it takes sound frame by frame, each device that of its own place: it need only keep up with a
    day that is all sound, and waits for no second to be over."""
    languages: tuple[str, ...] = ()
    """The only languages that it knows; empty where nothing is said of them."""
    licence: str = ""


class AudioPrice(Row):
    """A hosted service that hears, speaks or talks, with what it is billed on."""

    provider: str
    name: str
    does: Literal["hears", "speaks", "talks"]
    """Speech into text, text into speech, or both with a model between."""
    live: bool = True
    """Whether it answers while people talk, not only when a recording has ended."""
    usd_per_minute: float | None = Field(default=None, gt=0)
    """Of the call; of the speech for what speaks."""
    usd_per_m_characters: float | None = Field(default=None, gt=0)
    usd_per_m_heard: float | None = Field(default=None, gt=0)
    """A million tokens of audio that goes in."""
    usd_per_m_spoken: float | None = Field(default=None, gt=0)
    """A million tokens of audio that comes out."""
    usd_per_m_again: float | None = Field(default=None, gt=0)
    """A million tokens of the audio of earlier turns, which each turn reads again."""
    tokens_per_s_heard: float | None = Field(default=None, gt=0)
    tokens_per_s_spoken: float | None = Field(default=None, gt=0)
    model_apart: bool = False
    """Whether the language model is billed beside it."""
    regions: tuple[str, ...] = ()
    """Where it can be bought in-region; empty when unknown."""
