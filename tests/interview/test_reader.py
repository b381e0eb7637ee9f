"""What people write is read into answers, with the words it was read from, and nothing is invented."""

from __future__ import annotations

import pytest

from advisor.catalog import load_catalog
from advisor.profile import Device
from tests.interview.read import found, reader

PHRASES = [
    ("source code must not leave the EU", "data.boundary", "region"),
    ("our files cannot leave Germany", "data.boundary", "region"),
    ("files must not leave our network", "data.boundary", "own_network"),
    ("recordings must stay on campus", "data.boundary", "own_network"),
    ("it may not go to the US", "data.boundary", "region"),
    ("an 8B model at 15 tokens a second", "latency.tokens_per_s", 15),
    ("we own 30 billion tokens of statutes", "language.corpus_tokens", 3e10),
    ("the same 28,000-token specification with each question", "workload.shared_prefix_share", 0.9),
    ("no traffic has been seen yet", "workload.measured", False),
    ("it works six weeks a year", "workload.shape", "bursty"),
    ("about 20k requests a day", "workload.requests_per_day", 20_000),
    ("like 5k chats a day", "workload.requests_per_day", 5000),
    ("1.5M checks a month", "workload.requests_per_day", 49_340),
    ("half a million docs a month", "workload.requests_per_day", 16_450),
    ("we get 3,000 a day", "workload.requests_per_day", 3000),
    ("1k-5k requests/day", "workload.requests_per_day", 2240),
    ("millions of posts a day", "workload.requests_per_day", 3e6),
    ("50k TPS", "workload.requests_per_day", 4.32e9),
    ("card fraud in 30M payments a day, 20 ms, 50M labelled rows", "latency.first_token_ms", 20),
    ("300 doctors, 20 letters each a day", "workload.uses_per_user_day", 20),
    ("200 agents handle 50 tickets each per day", "workload.uses_per_user_day", 50),
    ("200 agents handle 50 tickets each per day", "workload.users", 200),
    ("we read 20 letters each day", "workload.requests_per_day", 20),
    ("translate 300k words a month", "workload.tokens_per_day", 26_300),
    ("a chatbot, budget 2k a month", "budget.monthly_usd", 2000),
    ("budget of 200k, our own LLM", "budget.one_off_usd", 200_000),
    ("an android app that works offline, 2GB RAM", "hardware.edge_memory_gb", 2),
    ("two hundred tickets per week", "workload.requests_per_day", 28.57),
    ("12B tokens a month", "workload.tokens_per_day", 394_700_000),
    ("coding assistant for 600 developers in a bank", "workload.users", 600),
    ("fine-tune mistral 7b on 12000 radiology reports", "examples.count", 12_000),
    ("we have 3,000 corrected letters", "examples.count", 3000),
    ("40 people, 5 times each", "workload.users", 40),
    ("40 people, 5 times each", "workload.uses_per_user_day", 5),
    ("5 questions per user", "workload.uses_per_user_day", 5),
    ("15-person team", "workload.users", 15),
    ("30 concurrent users at 8k context", "workload.peak_concurrency", 30),
    ("1,000 simultaneous users", "workload.peak_concurrency", 1000),
    ("peak 10x", "workload.peak_factor", 10),
    ("5x the average in the busiest minute", "workload.peak_factor", 5),
    ("10x/yr", "workload.growth_per_year", 10),
    ("growing 20% a month", "workload.growth_per_year", 8.916),
    ("doubling every year", "workload.growth_per_year", 2),
    ("1,500 in/400 out", "workload.input_tokens", 1500),
    ("1,500 in/400 out", "workload.output_tokens", 400),
    ("32k-token RAG prompts", "workload.input_tokens", 32_000),
    ("600-token answers", "workload.output_tokens", 600),
    ("contracts of 12 pages each", "workload.input_tokens", 6000),
    ("120 pages of help articles", "knowledge.pages", 120),
    ("40 million tokens of manuals", "knowledge.pages", 80_000),
    ("8 GB of documents", "language.corpus_tokens", 2e9),
    ("a model of our own on 12 GB of old correspondence", "language.corpus_tokens", 3e9),
    ("2 TB of court decisions", "language.corpus_tokens", 5e11),
    ("80 labelled examples", "examples.count", 80),
    ("150 clean input/output pairs", "examples.count", 150),
    ("no labels", "examples.count", 0),
    ("a few thousand reviewed examples", "examples.count", 3000),
    ("15 hours of audio a day", "workload.audio_hours_per_day", 15),
    ("1,520 product images a month", "workload.images_per_day", 50),
    ("100 customers each wanting its own model", "tenants.count", 100),
    ("an agent with 10 steps per task", "workload.steps_per_task", 10),
    ("$3k a month", "budget.monthly_usd", 3000),
    ("a few thousand dollars a month", "budget.monthly_usd", 3000),
    ("we can spend $120,000 a year", "budget.monthly_usd", 10_000),
    ("we pay $1,200 a month for APIs", "budget.current_usd_month", 1200),
    ("budget $5k total", "budget.one_off_usd", 5000),
    ("$200k Google credits", "budget.credits_usd", 200_000),
    ("at most $0.50 per task", "workload.task_cap_usd", 0.5),
    ("p95 under 800 ms", "latency.first_token_ms", 800),
    ("first words within a second", "latency.first_token_ms", 1000),
    ("1-3 s fine", "latency.first_token_ms", 1730),
    ("the whole answer in 5 s", "latency.total_ms", 5000),
    ("50ms total", "latency.total_ms", 50),
    ("at least 10 tok/s", "latency.tokens_per_s", 10),
    ("overnight is fine", "latency.batch_ok", True),
    ("users complain about it", "latency.complaint", True),
    ("live in two weeks", "time.deadline_weeks", 2),
    ("within 2 weeks", "time.deadline_weeks", 2),
    ("for three years ahead", "time.horizon_months", 36),
    ("EU only", "data.boundary", "region"),
    ("EU only", "data.region", "eu"),
    ("air-gapped", "data.boundary", "air_gapped"),
    ("no network egress", "data.boundary", "air_gapped"),
    ("must not leave our network", "data.boundary", "own_network"),
    ("it can't leave the hospital", "data.boundary", "own_network"),
    ("inside its cloud tenancy", "data.boundary", "own_cloud"),
    ("BAA is fine", "data.boundary", "contract"),
    ("no privacy duty", "data.boundary", "any_cloud"),
    ("PHI, BAA acceptable", "data.sensitivity", ("health",)),
    ("two web developers", "team.skill", "developers"),
    ("nobody technical", "team.skill", "none"),
    ("no IT staff", "team.skill", "none"),
    ("two platform engineers available", "team.skill", "platform"),
    ("24/7", "workload.shape", "around_the_clock"),
    ("office hours", "workload.shape", "office_hours"),
    ("bursty traffic", "workload.shape", "bursty"),
    ("policies changed monthly", "knowledge.freshness", "monthly"),
    ("citations required", "knowledge.citations", True),
    ("few-shot prompting plateaued", "quality.plateau", True),
    ("reproducible scores required", "quality.reproducible", True),
    ("it either passes a test-suite or not", "examples.checkable", True),
    ("taste is subjective", "use_case.creative", True),
    ("fine-tune nightly", "wish.adaptations", ("lora", "scheduled_retraining")),
    ("full fine-tuning of a 7B", "wish.train_params_b", 7),
    ("serve it with vLLM in FP8", "wish.engine", "vllm"),
    ("serve it with vLLM in FP8", "wish.precision", "fp8"),
    ("English-Faroese translation", "language.names", ("English", "Faroese")),
    ("English-Faroese translation", "language.rare", True),
    ("without network on a Jetson", "hardware.offline", True),
    ("a 64GB laptop", "hardware.edge_memory_gb", 64),
    ("Run Llama 405B on my 64GB laptop", "wish.model", "llama-3.1-405b"),
    ("Run Llama 405B on my 64GB laptop", "hardware.edge_device", "laptop"),
    ("we can't use OpenAI", "exclusions.vendors", ("OpenAI",)),
    ("a customer chatbot", "use_case.kind", "chatbot"),
    ("moderate comments in our forum: moderation", "use_case.kind", "classification"),
    ("transcribe podcasts", "use_case.kind", "voice"),
    ("score card transactions for fraud", "use_case.kind", "tabular"),
    ("an LLM of our own from scratch", "use_case.kind", "foundation_model"),
    ("we need our own AI", "use_case.kind", "undecided"),
]


@pytest.mark.parametrize(("text", "path", "value"), PHRASES)
def test_a_phrase_is_read(text, path, value):
    answer = found(text).get(path)
    assert answer == (pytest.approx(value, rel=1e-3) if isinstance(value, (int, float)) else value)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("no need for EU", "data.boundary"),
        ("data may leave our network", "data.boundary"),
        ("we don't want to fine-tune", "wish.adaptations"),
        ("fine-tuning is not needed", "wish.adaptations"),
        ("an EU company", "data.region"),
        ("open 24/7", "workload.requests_per_day"),
        ("in Nov 2026 a new customer asks", "workload.users"),
        ("a 400-bed hospital", "workload.users"),
        ("GPT-4 and ICD-10", "workload.requests_per_day"),
        ("it answers in 3 s and users complain", "latency.first_token_ms"),
        ("median latency 2 s to 0.5 s", "latency.first_token_ms"),
        ("it pays back in under four months", "time.deadline_weeks"),
        ("$727/month", "workload.requests_per_day"),
        ("PHI", "wish.model"),
        ("a clinic-free coaching firm", "data.sensitivity"),
        ("on-prem pays back sooner", "data.boundary"),
        ("moderate use", "use_case.kind"),
        ("five worked examples", "examples.count"),
        ("today's 80,000 prices", "examples.count"),
    ],
)
def test_what_is_not_said_is_not_read(text, path):
    assert path not in found(text)


@pytest.mark.parametrize(
    "text", ["data may not leave our data centre", "nothing must go outside our own data centre"]
)
def test_what_may_not_leave_a_place_is_in_it(text):
    assert found(text)["hardware.data_hall"] is True


def test_a_denied_fact_is_its_opposite():
    assert found("it is not offline")["hardware.offline"] is False


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("2x3090", (Device("rtx-3090", 2),)),
        ("8x H100", (Device("h100-sxm", 8),)),
        ("8xH100", (Device("h100-sxm", 8),)),
        ("a hobbyist with two used 3090s", (Device("rtx-3090", 2),)),
        ("1x24GB", (Device("1x24GB", 1, 24.0),)),
        ("I have a 64GB laptop", (Device("64GB laptop", 1, 64.0),)),
    ],
)
def test_devices_are_owned_when_they_stand_alone_or_after_have(text, devices):
    assert found(text)["hardware.owned"] == devices


def test_devices_that_are_wanted_are_no_property():
    answers = found("we own 4 RTX 4090 and want to buy two H100s")
    assert answers["hardware.owned"] == (Device("rtx-4090", 4),)
    assert answers["wish.devices"] == (Device("h100-sxm", 2),)


def test_claims_that_are_wrong_are_pointed_out_and_sound_ones_are_not():
    text = "We read that inference has one forward pass, and that 85% of AI projects fail."
    verdicts = {load_catalog().claims[name].verdict for name in reader().read(text).claims}
    assert verdicts
    assert "sound" not in verdicts


def test_what_may_be_spent_is_money_without_a_sign() -> None:
    assert found("we can spend 15k a month on a chatbot")["budget.monthly_usd"] == 15_000


def test_billions_of_items_are_no_model() -> None:
    assert "wish.model" not in found("classify 5 billion tweets per second")
    assert found("run a 7 billion parameter model")["wish.model"] == "7 billion parameter"


def test_devices_are_owned_when_the_owner_stands_behind_them() -> None:
    read = found("fine-tune a 70B on 2x A100 that we own")
    assert "hardware.owned" in read
    assert "wish.devices" not in read


def test_who_has_no_gpus_has_ruled_out_no_hardware() -> None:
    assert "exclusions.deployments" not in found("we have no GPUs and the data must stay in our network")


def test_a_flow_is_no_stock_of_examples():
    assert "examples.count" not in found("150000 questions per fortnight", "examples")


def test_fortnights_and_quarters_are_periods():
    assert found("1,400 requests a fortnight")["workload.requests_per_day"] == 100
    assert found("we pay OpenAI $30k a quarter")["budget.current_usd_month"] == 10_000


def test_idle_cards_are_counted():
    assert found("we own 8 idle A100")["hardware.owned"][0].count == 8


def test_a_few_developers_are_no_users():
    assert "workload.users" not in found("we have 12 developers")


def test_people_who_ask_so_many_questions_are_not_the_questions():
    asked = found("40 analysts ask 30 questions a day")
    assert (asked["workload.users"], asked["workload.requests_per_day"]) == (40, 30)
