"""``advisor estimate cost``: the bill of a profile, and a budget asked in reverse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.cli.cost_options import sum_usd

Run = Callable[..., Any]
STORY = ("estimate", "cost", "--text", "a support chatbot, 5000 questions a day, EU only")


def document(result: Any) -> dict[str, Any]:
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    assert found["schema_version"] == 1
    return found


def test_the_json_has_the_bill_by_month_with_its_range(run: Run) -> None:
    found = document(run(*STORY, "--months", "12", "--json"))
    assert found["months"] == 12
    assert [row["month"] for row in found["over_time"]] == list(range(13))
    for row in found["over_time"]:
        assert row["total"]["low"] <= row["total"]["value"] <= row["total"]["high"]
        assert row["inference"]["value"] + row["training"]["value"] == pytest.approx(row["total"]["value"])
    assert found["draws"] == 2000
    assert len(found["plan"]["moves_most"]) == 3
    assert {"usd_per_request", "usd_per_million_tokens", "serving_kwh_month"} <= set(found["plan"]["units"])


def test_the_monthly_amounts_add_up_to_what_has_been_paid(run: Run) -> None:
    rows = document(run(*STORY, "--months", "24", "--json"))["over_time"]
    assert sum(row["expected_in_month"] for row in rows) == pytest.approx(rows[-1]["total"]["value"])


def test_the_same_words_give_the_same_bytes(run: Run) -> None:
    assert run(*STORY, "--json").out == run(*STORY, "--json").out


def test_the_text_stays_within_eighty_columns(run: Run) -> None:
    told = run(*STORY, "--budget", "2k").out
    assert "For $2,000 a month the best is" in told
    assert "what moves the total over 36 months most" in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_budget_names_the_best_and_the_next_step(run: Run) -> None:
    found = document(run(*STORY, "--budget", "300", "--json"))["budget"]
    assert found["best"]["usd_month"]["value"] <= 300 < found["next"]["usd_month"]["value"]


def test_a_budget_in_other_money_is_taken_at_its_rate(run: Run) -> None:
    found = document(run(*STORY, "--budget", "2k EUR at 1.08", "--json"))["budget"]
    assert found["budget_usd_month"] == pytest.approx(2160)


@pytest.mark.parametrize(
    ("words", "usd"),
    [
        ("10k", 10_000),
        ("$10k a month", 10_000),
        ("24k a year", 2000),
        ("1,500/mo", 1500),
        ("€2k at 1.1", 2200),
    ],
)
def test_a_budget_is_taken_as_people_write_it(words: str, usd: float) -> None:
    assert sum_usd(words) == pytest.approx(usd)


def test_people_can_be_left_out(run: Run) -> None:
    found = document(run(*STORY, "--set", "cost.engineer_usd_year=0", "--json"))
    lines = [line["name"] for plan in found["alternatives"] for line in plan["lines"]]
    assert lines
    assert "people" not in lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "needs a profile"),
        (("--text", "a chatbot", "--months", "0"), "from 1 to 120"),
        (("--text", "a chatbot", "--months", "-3"), "must not be below zero"),
        (("--text", "a chatbot", "--budget", "2k EUR"), "'2k EUR at 1.08'"),
        (("--text", "a chatbot", "--budget", "-5"), "must not be below zero"),
        (("--text", "a chatbot", "--budget", "0"), "write 2k for 2,000 dollars"),
        (("--text", "a chatbot", "--budget", "plenty"), "no number"),
        (("--text", "a chatbot", "--budget", ""), "is empty"),
        (("--text", "a chatbot", "--set", "time.horizon_months=-2"), "below 1"),
        (("--text", "a chatbot", "--set", "budget.monthly_usd=-1"), "below 0"),
        (("--text", "a chatbot", "--set", "cost.price_drift=-1"), "below 0.01"),
        (("--text", "a chatbot", "--set", "budget.monthly_usd=500 EUR"), "'500 EUR at 1.08'"),
        (("--text", "a chatbot", "--set", "cost.salary=0"), "no field 'cost.salary'"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("estimate", "cost", *arguments)
    assert result.code == 2
    assert said in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_contradictory_volumes_are_told_and_not_changed(run: Run) -> None:
    told = run(
        "estimate",
        "cost",
        "--text",
        "a chatbot",
        "--set",
        "workload.users=1000000",
        "--set",
        "workload.requests_per_day=10",
    ).out
    assert "1M users and 10 requests a day do not go together" in told
    assert "10 requests a day now" in told


OWN = ("estimate", "cost", "--text", "a support chatbot, 5000 questions a day", "--set")
ON_SITE = "exclusions.deployments=hosted_api,managed_open_endpoint,self_host_rented"


def test_a_plan_with_two_totals_says_that_one_has_the_resale_taken_off(run: Run) -> None:
    told = run(*OWN, ON_SITE).out
    assert "the resale of what was bought taken" in " ".join(told.split())
    assert "resale at the end" in told
    assert "before anything is sold" in told
    assert "with that taken off, the total is" in " ".join(told.split())


def test_the_parts_less_the_resale_are_the_total(run: Run) -> None:
    plan = document(run(*OWN, ON_SITE, "--json"))["plan"]
    parts = sum(line["total"]["value"] for line in plan["lines"])
    assert parts - plan["usd_resale"]["value"] == pytest.approx(plan["usd_total"]["value"])


def test_people_who_are_not_counted_are_named(run: Run) -> None:
    assert "any plan needs" in run(*STORY).out


def test_how_the_ranges_come_about_is_told_beside_what_draws_give(run: Run) -> None:
    told = " ".join(run(*STORY).out.split())
    assert "nine times in ten" in told
    assert "2,000 draws of all inputs together put the total at" in told


def test_a_config_json_is_priced_on_devices(run: Run, tmp_path: Path) -> None:
    config = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_size": 4096,
        "intermediate_size": 14336,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "vocab_size": 128256,
        "max_position_embeddings": 131072,
        "torch_dtype": "bfloat16",
    }
    folder = tmp_path / "ours-8b"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    told = document(run(*STORY, "--model-config", str(folder / "config.json"), "--json"))
    assert "ours-8b" in told["plan"]["title"]
    assert any(line["name"] in ("rented devices", "hardware") for line in told["plan"]["lines"])


@pytest.mark.parametrize("given", [("--budget", "-20k"), ("--budget=-20k",)])
def test_a_budget_below_zero_is_called_that(run: Run, given: tuple[str, ...]) -> None:
    found = run("estimate", "cost", "--text", "a chatbot, 5k requests a day", *given)
    assert found.code == 2
    assert "'-20k' must not be below zero" in found.err


def test_euros_without_a_rate_are_shown_how_to_be_given(run: Run) -> None:
    found = run("estimate", "cost", "--text", "a chatbot, 5k requests a day", "--budget", "500 euros a month")
    assert found.code == 2
    assert "'500 euros at 1.08'" in found.err
