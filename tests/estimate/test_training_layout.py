"""Layouts of pre-training: what fits, what is missing, and the time of a step by its parts."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog import Catalog, load_catalog
from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import from_row
from advisor.estimate.training import TrainRequest, estimate_train
from advisor.estimate.training_layout import fitting_layout
from advisor.estimate.training_memory import activation_bytes, states_gb, train_memory
from advisor.estimate.training_plan import missing_text, plan_training
from advisor.estimate.training_rate import assumed_layout, steady_step
from advisor.estimate.training_shape import TrainShape, shape_of, usual_shape
from advisor.estimate.training_speed import speed_coefficients
from advisor.estimate.training_step import Layout, step_time
from advisor.quantity import exact


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module")
def h100(catalog: Catalog) -> Accelerator:
    return catalog.accelerator("h100-sxm")


GPT3_22B = TrainShape(22e9, 22e9, layers=48, hidden=6144, attention=48 * 6144, vocab=51_200)
"""The 22B model of Korthikanti et al. 2022."""


def test_states_of_mixed_precision_adam_are_eighteen_bytes_a_weight() -> None:
    assert states_gb(usual_shape(7.0), Layout(), 1) == pytest.approx(7 * 18)


def test_sharding_over_all_devices_divides_the_states() -> None:
    whole = states_gb(usual_shape(7.0), Layout(), 64)
    shared = states_gb(usual_shape(7.0), Layout(shard=64), 64)
    assert shared < whole / 10


def test_activations_of_a_layer_are_34_bytes_a_token_and_unit_of_width() -> None:
    each = activation_bytes(GPT3_22B, Layout())
    assert each == pytest.approx(34 * 6144 * 48)
    assert activation_bytes(GPT3_22B, Layout(tp=8)) == pytest.approx(each / 8)


def test_recomputing_keeps_two_bytes_a_layer_and_one_layer_whole() -> None:
    each = activation_bytes(GPT3_22B, Layout(recompute=1.0))
    assert each == pytest.approx(2 * 6144 * 48 + 34 * 6144)


def test_a_7b_model_fits_64_devices_without_splitting_layers(h100: Accelerator) -> None:
    found = fitting_layout(usual_shape(7.0), h100, 64, 4096)
    assert found.fits
    assert found.layout.tp == found.layout.pp == 1


def test_llama_31_405b_is_split_over_a_server_and_stages(catalog: Catalog, h100: Accelerator) -> None:
    """Meta trained it with TP 8 and PP 16 on 16,384 H100."""
    found = fitting_layout(
        shape_of(from_row(catalog.model("llama-3.1-405b"))), h100, 16_384, 8192, step_tokens=16e6
    )
    assert found.fits
    assert found.layout.tp == 8
    assert found.layout.pp >= 2


def test_experts_of_a_mixture_are_spread(catalog: Catalog, h100: Accelerator) -> None:
    found = fitting_layout(shape_of(from_row(catalog.model("deepseek-v3"))), h100, 2048, 4096)
    assert found.fits
    assert found.layout.ep > 1


def test_what_does_not_fit_says_how_many_gigabytes_are_missing_and_what_helps(h100: Accelerator) -> None:
    request = TrainRequest(405, 1e12, h100, 8, seq_len=8192)
    plan = plan_training(request)
    assert not plan.fits
    assert plan.memory_gb.value > h100.memory_gb
    text = missing_text(plan, request)
    assert f"{plan.memory_gb.value:,.0f} GB" in text
    assert "80 GB" in text
    count = int(plan.change.removeprefix("use ").removesuffix(" devices"))
    assert plan_training(replace(request, gpus=count)).fits
    assert not plan_training(replace(request, gpus=count // 2)).fits


def test_a_sequence_too_long_for_any_number_of_devices_is_cut(catalog: Catalog) -> None:
    small = catalog.accelerator("l4")
    plan = plan_training(TrainRequest(7, 1e9, small, 8, seq_len=1_000_000))
    assert not plan.fits
    assert plan.change.startswith("cut sequences to")


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0.1, 700),
    st.sampled_from([1, 3, 8, 24, 64, 100, 1024, 4096]),
    st.sampled_from([1024, 4096, 8192, 32_768]),
)
def test_a_layout_that_fits_stays_within_the_device_and_uses_every_device(
    size: float, gpus: int, seq_len: int
) -> None:
    device = load_catalog().accelerator("h100-sxm")
    shape = usual_shape(size)
    found = fitting_layout(shape, device, gpus, seq_len)
    layout = found.layout
    assert gpus % (layout.tp * layout.pp) == 0
    assert layout.tp <= device.devices_per_node
    if found.fits:
        assert train_memory(shape, layout, gpus).total <= device.memory_gb
        assert layout.micro_tokens % seq_len == 0
        assert layout.step_tokens >= gpus / layout.tp / layout.pp * seq_len


SIZES = st.floats(0.1, 700)
DEVICES = st.integers(1, 16_384)


@settings(deadline=None)
@given(SIZES, DEVICES, st.floats(1.01, 5))
def test_a_higher_peak_is_never_slower(size: float, gpus: int, more: float) -> None:
    device = load_catalog().accelerator("h100-sxm")
    faster = device.model_copy(update={"bf16_tflops": device.bf16_tflops * more})
    shape = usual_shape(size)
    c = speed_coefficients()
    slow = step_time(shape, device, gpus, 4096, Layout(), c).total
    assert step_time(shape, faster, gpus, 4096, Layout(), c).total < slow


@settings(deadline=None)
@given(SIZES, DEVICES)
def test_twice_the_devices_never_take_longer_nor_fewer_device_hours(size: float, gpus: int) -> None:
    device = load_catalog().accelerator("h100-sxm")
    one = estimate_train(TrainRequest(size, 1e12, device, gpus))
    two = estimate_train(TrainRequest(size, 1e12, device, gpus * 2))
    assert two.wall_days.value < one.wall_days.value
    assert two.gpu_hours.value >= one.gpu_hours.value


@settings(deadline=None)
@given(st.floats(0.1, 20), st.floats(1.1, 10))
def test_money_is_linear_in_the_price_of_an_hour(price: float, more: float) -> None:
    device = load_catalog().accelerator("h100-sxm")

    def cost(usd: float) -> float:
        rate = exact("rate", usd, "USD/h", "a test")
        found = estimate_train(TrainRequest(7, 1e12, device, 64, rate=rate)).cost_usd
        assert found is not None
        assert found.unit == "USD"
        return found.value

    assert cost(price * more) == pytest.approx(more * cost(price))


@settings(deadline=None)
@given(SIZES, st.sampled_from([1024, 8192, 65_536, 262_144]))
def test_the_parts_of_a_step_are_its_time_and_none_is_negative(size: float, seq_len: int) -> None:
    device = load_catalog().accelerator("a100-sxm-80gb")
    step = steady_step(TrainRequest(size, 1e12, device, 64, seq_len=seq_len))
    parts = (step.products, step.attention, step.elementwise, step.traffic, step.waiting)
    assert all(part >= -1e-18 for part in parts)
    assert sum(parts) == pytest.approx(step.total)


def test_a_pipeline_waits_for_stages_minus_one_micro_batches(h100: Accelerator) -> None:
    few = Layout(tp=8, pp=8, micro_tokens=4096, step_tokens=4096 * 64)
    many = replace(few, step_tokens=4096 * 64 * 16)
    c = speed_coefficients()
    shape = usual_shape(70.0)
    bubbles = []
    for layout in (few, many):
        step = step_time(shape, h100, 512, 4096, layout, c)
        grown = (512 / 8) ** c["scale"]
        bubbles.append(
            step.total / grown / (step.products + step.attention + step.elementwise + step.traffic) - 1
        )
    assert bubbles[0] == pytest.approx(c["bubble"] * 7 / 8)
    assert bubbles[0] == pytest.approx(16 * bubbles[1])


def test_traffic_counts_only_where_the_layout_or_the_network_is_stated(h100: Accelerator) -> None:
    plain = TrainRequest(70, 1e12, h100, 512)
    assert assumed_layout(plain) == Layout()
    assert steady_step(plain).traffic == 0.0
    assert steady_step(replace(plain, network_gbps=100.0)).traffic > 0.0


def test_a_window_spares_attention_of_long_sequences() -> None:
    full = usual_shape(7.0)
    windowed = replace(full, window=4096.0, windowed_share=0.5)
    assert windowed.span(4096) == 4096
    assert windowed.span(131_072) == pytest.approx(0.5 * 131_072 + 0.5 * (8192 - 128))
    assert windowed.span(131_072) < full.span(131_072)
