"""Training runs against published ones and against what must always hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog import Catalog, load_catalog
from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.estimate.efficiency import device_precision, highest_mfu, training_precision
from advisor.estimate.flops import FULL_ATTENTION, training_flops_per_token, usual_layers_hidden
from advisor.estimate.small_training import small_training
from advisor.estimate.training import TrainRequest, check_possible, estimate_train, implied_mfu
from advisor.estimate.training_budget import compute_optimal_tokens, what_budget_buys
from advisor.estimate.training_goodput import failure_loss, published_goodput, run_speed
from advisor.estimate.training_rate import range_of, seconds_per_token, steady_step
from advisor.quantity import sourced
from tests.calls import calls_of


def card(name: str, generation: str, bf16: float, tdp_w: float, fp8: float | None = None) -> Accelerator:
    return Accelerator(
        id=name,
        source="maker's data sheet",
        as_of=date(2026, 11, 20),
        vendor="v",
        name=name,
        kind="datacentre",
        generation=generation,
        memory_gb=80,
        bandwidth_gb_s=3350,
        bf16_tflops=bf16,
        fp8_tflops=fp8,
        tdp_w=tdp_w,
    )


A100 = card("A100", "ampere", 312, 400)
H100 = card("H100", "hopper", 989, 700, fp8=1979)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


TWO_DOLLARS = sourced("rate", 2.0, "USD/GPU-hour", "DeepSeek-V3 report")


def test_flops_of_gpt3_are_six_per_weight_and_token_plus_attention() -> None:
    """GPT-3: 174.6B weights, 300B tokens; the paper counts 3.14e23 FLOPs, attention included."""
    flops = 300e9 * training_flops_per_token(174.6, 96, 12288, 2048, attention=FULL_ATTENTION)
    assert flops == pytest.approx(3.2e23, rel=0.03)


@pytest.mark.parametrize(
    ("params_b", "layers", "hidden"), [(6.7, 32, 4096), (65.2, 80, 8192), (174.6, 96, 12288)]
)
def test_the_usual_shape_of_a_size_is_near_that_of_well_known_models(
    params_b: float, layers: int, hidden: int
) -> None:
    usual = usual_layers_hidden(params_b)
    assert usual[0] * usual[1] == pytest.approx(layers * hidden, rel=0.2)


def test_non_causal_attention_adds_eight_percent_to_a_7b_at_2048_tokens() -> None:
    with_it = training_flops_per_token(6.7, 32, 4096, 2048, attention=FULL_ATTENTION)
    assert with_it / (6 * 6.7e9) == pytest.approx(1.08, abs=0.01)


PUBLISHED = [
    ("LLaMA 65B", A100, 65.2, 65.2, 1.4e12, 2048, "bf16", 1_022_362),
    ("BLOOM 176B", A100, 176.2, 176.2, 0.366e12, 2048, "bf16", 1_082_990),
    ("MPT-7B", A100, 6.7, 6.7, 1.0e12, 2048, "bf16", 100_320),
    ("Pythia 6.9B", A100, 6.86, 6.86, 0.3e12, 2048, "bf16", 33_500),
    ("DeepSeek 67B", H100, 67, 67, 2.0e12, 4096, "bf16", 601_200),
    ("DeepSeek-V2", H100, 236, 21, 8.1e12, 4096, "bf16", 1_399_680),
    ("DeepSeek-V3", H100, 671, 37, 14.8e12, 4096, "fp8", 2_664_000),
    ("Llama 3.1 405B", H100, 405, 405, 15.6e12, 8192, "bf16", 30_840_000),
]


@pytest.mark.parametrize(
    ("name", "device", "stored", "active", "tokens", "seq", "precision", "hours"),
    PUBLISHED,
    ids=[row[0] for row in PUBLISHED],
)
def test_the_hours_of_published_runs_lie_in_the_range(
    name: str,
    device: Accelerator,
    stored: float,
    active: float,
    tokens: float,
    seq: int,
    precision: str,
    hours: float,
) -> None:
    run = TrainRequest(stored, tokens, device, 2048, active, seq_len=seq, precision=precision)
    estimate = estimate_train(run).gpu_hours
    assert estimate.low <= hours <= estimate.high
    assert estimate.high / estimate.value < 2.0


def test_deepseek_v3_costs_558_million_cents_at_two_dollars_an_hour() -> None:
    """2.788M H800-hours, context extension and tuning included, times $2."""
    run = TrainRequest(671, 14.8e12, H100, 2048, 37, precision="fp8", rate=TWO_DOLLARS, regime="benchmark")
    measured = implied_mfu(run, 2_788_000)
    same = TrainRequest(
        671, 14.8e12, H100, 2048, 37, precision="fp8", rate=TWO_DOLLARS, regime="benchmark", mfu=measured
    )
    estimate = estimate_train(same)
    assert estimate.gpu_hours.value == pytest.approx(2_788_000)
    assert estimate.cost_usd is not None
    assert estimate.cost_usd.value == pytest.approx(5.576e6)
    assert estimate.wall_days.value == pytest.approx(56.7, abs=0.1)


def test_the_price_assumption_alone_spreads_the_cost_of_llama_31_405b_eightfold() -> None:
    """30.84M hours at $2 are $62M; other quotes take 39.3M hours at $12.29 and reach $483M."""

    def cost(hours: float, usd: float) -> float:
        rate = sourced("rate", usd, "USD/GPU-hour", "quoted")
        first = TrainRequest(405, 15.6e12, H100, 16_384, regime="benchmark", rate=rate)
        measured = implied_mfu(first, hours)
        same = TrainRequest(405, 15.6e12, H100, 16_384, regime="benchmark", rate=rate, mfu=measured)
        found = estimate_train(same).cost_usd
        assert found is not None
        return found.value

    assert cost(30.84e6, 2.0) == pytest.approx(61.7e6, rel=0.01)
    assert cost(39.3e6, 12.29) / cost(30.84e6, 2.0) == pytest.approx(7.8, abs=0.1)


def test_an_impossible_efficiency_is_refused_and_named() -> None:
    with pytest.raises(UserError, match=r"mfu: 1\.04 is impossible on A100"):
        TrainRequest(0.124, 1e10, A100, 8, mfu=1.04)
    check_possible(1.3, H100, "fp8")
    with pytest.raises(UserError, match="impossible"):
        check_possible(1.3, H100, "bf16")


@pytest.mark.parametrize(
    ("field", "value"),
    [("params_b", 0.0), ("params_b", float("nan")), ("tokens", -1.0), ("gpus", 0), ("seq_len", 0)],
)
def test_bad_numbers_name_their_field(field: str, value: float) -> None:
    good: dict[str, float] = {"params_b": 7.0, "tokens": 1e12, "gpus": 8, "seq_len": 4096}
    good[field] = value
    with pytest.raises(UserError, match=field):
        TrainRequest(good["params_b"], good["tokens"], A100, int(good["gpus"]), seq_len=int(good["seq_len"]))


def test_more_active_than_stored_weights_are_refused() -> None:
    with pytest.raises(UserError, match="active_params_b"):
        TrainRequest(7, 1e12, A100, 8, active_params_b=8)


def test_an_unknown_number_format_is_refused() -> None:
    with pytest.raises(UserError, match="precision"):
        training_precision("fp13")


def test_a_device_nobody_has_published_a_run_for_gets_a_wider_range() -> None:
    known = TrainRequest(7, 1e12, H100, 64)
    unknown = TrainRequest(7, 1e12, card("X", "some-new-generation", 989, 700), 64)
    assert range_of(unknown).factor > range_of(known).factor


def test_no_whole_run_is_told_wider_than_a_factor_of_two() -> None:
    unknown = TrainRequest(7, 1e12, card("X", "some-new-generation", 989, 700), 64)
    assert range_of(unknown).factor <= 2.0


def test_eight_bits_speed_up_products_but_not_attention_nor_element_wise_work() -> None:
    wide = steady_step(TrainRequest(70, 1e12, H100, 64, regime="benchmark"))
    narrow = steady_step(TrainRequest(70, 1e12, H100, 64, regime="benchmark", precision="fp8"))
    assert 1.5 < wide.products / narrow.products <= 2.0
    assert wide.attention == narrow.attention
    assert wide.elementwise == narrow.elementwise


def test_a_device_without_a_format_computes_in_the_next_wider_one() -> None:
    assert device_precision(A100, "fp8") == "bf16"
    assert device_precision(H100, "fp4") == "fp8"
    assert seconds_per_token(TrainRequest(7, 1e12, A100, 8, precision="fp8")) == seconds_per_token(
        TrainRequest(7, 1e12, A100, 8)
    )


def test_small_models_reach_less_of_the_peak_than_large_ones() -> None:
    shares = [
        estimate_train(TrainRequest(size, 1e12, H100, 8, regime="benchmark")).mfu.value
        for size in (0.125, 1.3, 7.0, 70.0)
    ]
    assert shares == sorted(shares)


def test_a_mixture_of_narrow_experts_reaches_less_of_the_peak_than_a_dense_model() -> None:
    dense = estimate_train(TrainRequest(22, 1e12, H100, 256)).mfu.value
    sparse = estimate_train(TrainRequest(235, 1e12, H100, 256, 22)).mfu.value
    assert sparse < 0.8 * dense


def test_long_context_costs_the_arithmetic_of_attention() -> None:
    """A 7B model on 65,536 tokens a sequence: causal attention is 1.2 times its 6 FLOPs a weight."""
    short = TrainRequest(6.7, 1e12, H100, 8, seq_len=2048).flops_per_token
    long = TrainRequest(6.7, 1e12, H100, 8, seq_len=65_536).flops_per_token
    assert long / short == pytest.approx(2.2, abs=0.2)


def test_goodput_is_shown_apart_and_its_product_with_mfu_is_the_whole_run() -> None:
    request = TrainRequest(70, 1e12, H100, 512)
    estimate = estimate_train(request)
    paid = request.flops_per_token / (seconds_per_token(request) * 989e12)
    assert estimate.goodput.value == pytest.approx(published_goodput().value / (1 + failure_loss(512)))
    assert estimate.mfu.value * estimate.goodput.value == pytest.approx(paid)


def test_one_server_needs_no_restarts() -> None:
    assert run_speed(H100, 8) == 1.0
    assert estimate_train(TrainRequest(1.5, 3e10, H100, 8)).goodput.value == 1.0


def test_llama_31_405b_lost_under_a_tenth_of_its_time_to_failures() -> None:
    """419 interruptions in 54 days on 16,384 devices, and more than 90% effective time."""
    assert 0.02 < failure_loss(16_384) < 0.1


def test_a_stated_goodput_takes_the_place_of_the_usual_one() -> None:
    usual = estimate_train(TrainRequest(70, 1e12, H100, 512))
    better = estimate_train(TrainRequest(70, 1e12, H100, 512, goodput=1.0))
    assert better.mfu.value == usual.mfu.value
    assert better.gpu_hours.value == pytest.approx(usual.gpu_hours.value * usual.goodput.value)
    with pytest.raises(UserError, match="goodput"):
        TrainRequest(70, 1e12, H100, 512, goodput=1.2)


def test_the_estimate_never_passes_the_peak_of_the_device() -> None:
    slow = card("no-fp8", "blackwell", 100, 300)
    estimate = estimate_train(TrainRequest(7, 1e12, slow, 8, precision="fp4", regime="benchmark"))
    assert estimate.mfu.high <= highest_mfu(slow, "fp4") == 1.0


@given(st.floats(0.1, 1000), st.floats(1e9, 1e13), st.integers(1, 10_000), st.floats(1.1, 10))
def test_more_tokens_or_more_weights_never_take_fewer_hours(
    params_b: float, tokens: float, gpus: int, more: float
) -> None:
    hours = estimate_train(TrainRequest(params_b, tokens, H100, gpus)).gpu_hours.value
    assert estimate_train(TrainRequest(params_b * more, tokens, H100, gpus)).gpu_hours.value > hours
    assert estimate_train(TrainRequest(params_b, tokens * more, H100, gpus)).gpu_hours.value > hours
    twice = estimate_train(TrainRequest(params_b, tokens, H100, gpus * 2)).wall_days.value
    assert twice < estimate_train(TrainRequest(params_b, tokens, H100, gpus)).wall_days.value


def test_energy_of_llama_31_405b_is_near_the_makers_figure() -> None:
    """30.84M hours x 0.7 kW are 21.6 GWh of devices alone; servers and hall come on top."""
    run = TrainRequest(405, 15.6e12, H100, 16_384, seq_len=8192, regime="benchmark")
    same = TrainRequest(
        405, 15.6e12, H100, 16_384, seq_len=8192, regime="benchmark", mfu=implied_mfu(run, 30_840_000)
    )
    energy = estimate_train(same).energy_kwh
    assert 21.6e6 < energy.low < energy.value < 2.2 * 21.6e6


def test_chinchilla_had_twenty_tokens_a_parameter() -> None:
    assert compute_optimal_tokens(70).value == pytest.approx(1.4e12)


def test_a_budget_buys_the_run_that_costs_it() -> None:
    bought = what_budget_buys(1e6, TrainRequest(1, 1e9, H100, 64, rate=TWO_DOLLARS))
    assert bought.run.cost_usd is not None
    assert bought.run.cost_usd.value == pytest.approx(1e6, rel=0.01)
    assert bought.params_b.low < bought.params_b.value < bought.params_b.high
    assert bought.tokens.value == pytest.approx(20e9 * bought.params_b.value)


def test_a_small_corpus_limits_what_a_large_budget_buys() -> None:
    free = what_budget_buys(1e7, TrainRequest(1, 1e9, H100, 64, rate=TWO_DOLLARS))
    held = what_budget_buys(1e7, TrainRequest(1, 1e9, H100, 64, rate=TWO_DOLLARS), corpus_tokens=1e10)
    assert held.params_b.value == pytest.approx(2.0)
    assert free.params_b.value > held.params_b.value


def test_a_budget_without_a_price_is_refused() -> None:
    with pytest.raises(UserError, match="rate"):
        what_budget_buys(1e6, TrainRequest(1, 1e9, H100, 64))


def test_resnet_50_takes_fourteen_hours_on_an_a100(catalog: Catalog) -> None:
    """90 epochs of ImageNet: NVIDIA publishes about 14 hours on one A100, about 3 on eight."""
    model = catalog.other("resnet-50")
    device = catalog.accelerator("a100-sxm-80gb")
    one = small_training(model, device, examples=1_281_167, epochs=90)
    assert one.gpu_hours.value == pytest.approx(14, rel=0.2)
    eight = small_training(model, device, examples=1_281_167, epochs=90, gpus=8)
    assert eight.wall_hours.low <= 3 <= eight.wall_hours.high


def test_one_estimate_is_little_work(catalog: Catalog) -> None:
    """283 calls take some 70 us; `python -m tests.bench.serving` prints the time beside its budget of 100."""
    device, pue = catalog.accelerator("h100-sxm"), catalog.parameter("pue")
    request = TrainRequest(7.5, 1e12, device, 256, rate=TWO_DOLLARS, pue=pue)
    assert calls_of(lambda: estimate_train(request)) < 400
