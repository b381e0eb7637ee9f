"""The words that people use for devices and models."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog import Catalog
from advisor.catalog.lookup import fold
from advisor.errors import UserError


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("H100", "h100-sxm"),
        ("h100 sxm", "h100-sxm"),
        ("nvidia H100", "h100-sxm"),
        ("H100-SXM-80GB", "h100-sxm"),
        ("A100", "a100-sxm-80gb"),
        ("a100_40gb", "a100-sxm-40gb"),
        ("RTX 3090", "rtx-3090"),
        ("3090", "rtx-3090"),
        ("rtx4090", "rtx-4090"),
        ("5070 Ti", "rtx-5070-ti"),
        ("Mac Studio", "m3-ultra-96gb"),
        ("DGX Spark", "dgx-spark"),
        ("A6000", "rtx-a6000"),
        ("TPUv4", "tpu-v4"),
        ("orin nano", "jetson-orin-nano"),
        ("Raspberry Pi Zero", "raspberry-pi-zero"),
        ("Raspberry Pi Zero 2 W", "raspberry-pi-zero-2"),
    ],
)
def test_a_device_answers_to_its_usual_names(catalog: Catalog, words: str, found: str) -> None:
    assert catalog.accelerator(words).id == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Llama-3.1-70B", "llama-3.1-70b"),
        ("llama 405b", "llama-3.1-405b"),
        ("meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b"),
        ("mixtral", "mixtral-8x7b"),
        ("deepseek r1", "deepseek-r1"),
        ("GPT OSS 120B", "gpt-oss-120b"),
        ("qwen2.5 72b", "qwen2.5-72b"),
    ],
)
def test_a_language_model_answers_to_its_usual_names(catalog: Catalog, words: str, found: str) -> None:
    assert catalog.model(words).id == found


def test_a_maker_s_name_means_what_it_sells_now(catalog: Catalog) -> None:
    for words in ("Claude", "GPT", "Gemini", "Grok"):
        assert not catalog.api(words).retired


def test_other_models_answer_too(catalog: Catalog) -> None:
    assert catalog.other("Whisper").task == "speech_to_text"
    assert catalog.other("XGBoost").task == "tabular"


def test_an_unknown_name_gets_the_nearest_one(catalog: Catalog) -> None:
    with pytest.raises(UserError, match=r"no accelerator 'h100 smx'.*Did you mean 'h100-sxm'"):
        catalog.accelerator("h100 smx")


def test_a_hostile_name_is_shown_safely(catalog: Catalog) -> None:
    with pytest.raises(UserError) as caught:
        catalog.model("\x1b[31m" + "x" * 500)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 250


@given(st.text(alphabet="aB3. -_", min_size=1))
def test_case_spaces_dashes_and_underscores_never_matter(name: str) -> None:
    variants = (name.upper(), name.lower(), name.replace(" ", "-"), name.replace("-", "_"), f" {name} ")
    assert {fold(v) for v in variants} == {fold(name)}
    assert fold(fold(name)) == fold(name)
