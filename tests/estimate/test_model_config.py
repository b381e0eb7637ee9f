"""A config.json becomes a model whose parameters are those of its published tensors."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog import Catalog, load_catalog
from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.model_config import ReadModel, is_config, model_from_config

DAY = date(2026, 11, 21)
CONFIGS = tomllib.loads(Path(__file__).with_name("configs.toml").read_text("utf-8"))["config"]
SMALL: dict[str, Any] = {
    "model_type": "llama",
    "hidden_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "intermediate_size": 128,
    "vocab_size": 1000,
    "max_position_embeddings": 2048,
}
SHAPE = (
    "layers",
    "hidden",
    "heads",
    "kv_heads",
    "head_dim",
    "vocab",
    "experts",
    "experts_per_token",
    "sliding_window",
    "full_attention_layers",
    "tied_embeddings",
    "recurrent_layers",
    "dense_layers",
    "attention",
    "native_precision",
    "vision",
)
Read = Callable[[Any], ReadModel]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def call(document: Any) -> ReadModel:
        text = document if isinstance(document, str) else json.dumps(document)
        (tmp_path / "config.json").write_text(text, encoding="utf-8")
        return model_from_config(tmp_path, DAY)

    return call


@pytest.mark.parametrize("config", CONFIGS, ids=lambda c: c.get("as") or c["name"])
def test_parameters_are_counted_within_one_percent(
    catalog: Catalog, read: Read, config: dict[str, Any]
) -> None:
    known = catalog.models.get(config.get("as", ""))
    published = known.params_b if known else config["params_b"]
    assert read(config["file"]).row.params_b == pytest.approx(published, rel=0.01)


@pytest.mark.parametrize("config", [c for c in CONFIGS if "as" in c], ids=lambda c: c["as"])
def test_the_shape_is_the_catalogue_s(catalog: Catalog, read: Read, config: dict[str, Any]) -> None:
    row, known = read(config["file"]).row, catalog.models[config["as"]]
    assert {n: getattr(row, n) for n in SHAPE} == {n: getattr(known, n) for n in SHAPE}
    assert from_row(row).kv_bytes(50_000) == pytest.approx(from_row(known).kv_bytes(50_000))


def test_the_file_or_its_folder_will_do(tmp_path: Path, read: Read) -> None:
    read(SMALL)
    assert model_from_config(tmp_path / "config.json", DAY).row == model_from_config(tmp_path, DAY).row
    assert is_config(str(tmp_path))
    assert is_config("config.json")
    assert not is_config("meta-llama/Llama-3.1-8B")
    assert not is_config("llama-3.1-8b")


def test_an_unknown_type_is_read_by_the_standard_names_and_says_so(read: Read) -> None:
    found = read({**SMALL, "model_type": "brandnew9"})
    assert found.row.params_b == read(SMALL).row.params_b
    assert "'brandnew9' is not a type that we know" in found.notes[0]


def test_windows_without_a_width_take_the_usual_one_and_say_so(read: Read) -> None:
    layers = {**SMALL, "layer_types": ["sliding_attention", "full_attention"]}
    found = read(layers)
    assert found.row.sliding_window == 4096
    assert any("no width of its windows" in note for note in found.notes)
    assert read({**layers, "sliding_window": 512}).notes == ()


def test_every_nth_layer_counts_from_its_offset(read: Read) -> None:
    mixture = {**SMALL, "num_hidden_layers": 5, "num_experts": 4, "num_experts_per_tok": 1}
    dense = [
        read({**mixture, "expert_layer_period": 2, **offset}).row.dense_layers
        for offset in ({"expert_layer_offset": 0}, {"expert_layer_offset": 1}, {})
    ]
    assert dense == [2, 3, 3]


@pytest.mark.parametrize(
    ("quantized", "precision"),
    [
        ({"quant_method": "fp8"}, "fp8"),
        ({"quant_method": "awq", "bits": 4}, "int4"),
        ({"quant_method": "gptq", "bits": 8}, "fp8"),
        ({"quant_method": "bitsandbytes", "load_in_4bit": True}, "int4"),
        ({"quant_method": "bitsandbytes", "load_in_8bit": True}, "fp8"),
        ({"quant_method": "mxfp4"}, "mxfp4"),
        ({"quant_method": "modelopt", "quant_algo": "NVFP4"}, "nvfp4"),
        (
            {
                "quant_method": "compressed-tensors",
                "config_groups": {"group_0": {"weights": {"num_bits": 4, "type": "int"}}},
            },
            "int4",
        ),
        (
            {
                "quant_method": "compressed-tensors",
                "config_groups": {"group_0": {"weights": {"num_bits": 8, "type": "float"}}},
            },
            "fp8",
        ),
    ],
)
def test_the_format_of_the_weights_is_read(read: Read, quantized: dict[str, Any], precision: str) -> None:
    assert read({**SMALL, "quantization_config": quantized}).row.native_precision == precision


WRONG: list[tuple[Any, str]] = [
    ({**SMALL, "hidden_size": None}, "config.json: hidden_size: is missing (or n_embd, d_model, dim)"),
    ({**SMALL, "hidden_size": "big"}, "hidden_size: must be a whole number, not 'big'"),
    ({**SMALL, "hidden_size": 64.5}, "hidden_size: must be a whole number, not '64.5'"),
    ({**SMALL, "hidden_size": True}, "hidden_size: must be a whole number, not 'True'"),
    ({**SMALL, "num_hidden_layers": -3}, "num_hidden_layers: -3 is not possible"),
    ({**SMALL, "num_hidden_layers": 0}, "num_hidden_layers: must be above 0"),
    ({**SMALL, "vocab_size": 10**30}, "vocab_size: 1000000000000000000000000000000 is not possible"),
    ({**SMALL, "vocab_size": [1]}, "vocab_size: must be a whole number, not '[1]'"),
    ({**SMALL, "num_key_value_heads": 3}, "num_key_value_heads: 3 does not divide 4 heads"),
    ({**SMALL, "num_attention_heads": 400}, "num_attention_heads: 400 heads do not fit a width of 64"),
    ({**SMALL, "layer_types": ["full_attention"]}, "layer_types: has 1 entries for 2 layers"),
    ({**SMALL, "layer_types": ["full_attention", "magic"]}, "layer_types: 'magic' is no sort of layer"),
    ({**SMALL, "layer_types": 7}, "layer_types: must be a list, not '7'"),
    ({**SMALL, "model_type": 5}, "model_type: must be a text, not '5'"),
    ({**SMALL, "quantization_config": "fp8"}, "quantization_config: must be an object with names, not 'fp8'"),
    ({**SMALL, "vision_config": 3}, "vision_config: must be an object with names, not '3'"),
    ({**SMALL, "tie_word_embeddings": "yes"}, "tie_word_embeddings: must be true or false, not 'yes'"),
    (
        {**SMALL, "num_experts": 4, "num_experts_per_tok": 9},
        "num_experts_per_tok: is more than the 4 experts",
    ),
    ({**SMALL, "num_experts": 4}, "num_experts_per_tok: is missing"),
    ({**SMALL, "quantization_config": {"quant_method": "zip"}}, "quant_method: 'zip' is no format"),
    (
        {"model_type": "bert", **{k: v for k, v in SMALL.items() if k != "model_type"}},
        "an encoder, which writes",
    ),
    ({"model_type": "whisper"}, "a speech model, which writes"),
    ([1, 2], "a config.json is an object with names, not a list"),
    ("{", "this is not JSON"),
    ('{"hidden_size": NaN}', "this is not JSON: NaN is no number"),
    ('{"hidden_size": Infinity}', "Infinity is no number"),
    ("[" * 100_000, "nested too deeply"),
    ('{"a": "' + "x" * 2_100_000 + '"}', "larger than 2,000,000 bytes"),
    ("{" + '"a": {' * 50_000, "nested too deeply"),
]


@pytest.mark.parametrize(("document", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_one_sentence_with_file_and_field(read: Read, document: Any, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        read(document)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("config.json: ")
    assert len(str(caught.value)) < 300


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"config\.json: cannot read this: No such file"):
        model_from_config(tmp_path / "config.json", DAY)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match=r"^config\.json: this is not JSON"):
        model_from_config(tmp_path, DAY)


_JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(changes=st.dictionaries(st.sampled_from([*SMALL, "layer_types", "num_experts", "text_config"]), _JUNK))
def test_no_junk_gets_past_a_plain_sentence(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("junk")
    (folder / "config.json").write_text(json.dumps({**SMALL, **changes}), encoding="utf-8")
    told = _outcome(folder)
    assert "\n" not in told


def _outcome(folder: Path) -> str:
    try:
        return f"{model_from_config(folder, DAY).row.params_b} is above 0"
    except UserError as error:
        return str(error)
