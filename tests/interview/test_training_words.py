"""Training as the work itself: that it goes on, on how many GPUs, for how long and at what rent."""

from __future__ import annotations

import pytest

from advisor.profile import Device
from tests.interview.test_reader import found, reader


@pytest.mark.parametrize(
    "text",
    [
        "We train weather models around the clock.",
        "Our cars learn from video: training runs day and night.",
        "The lab trains protein models without a pause.",
        "continuous model training for robots",
        "Training is our main load, all year.",
        "Our only workload is training.",
        "We want a training cluster of 32 GPUs for our group.",
        "Training never stops here.",
        "We do nothing but training.",
        "Students train models day in, day out.",
        "32 H200s, utilisation 80 percent, training protein models.",
        "Our 96 H100s are busy 75% of the time with training runs.",
        "A fund trains small models every night on 40 GPUs that are always full.",
    ],
)
def test_training_that_goes_on_is_heard(text: str) -> None:
    assert found(text)["training.goes_on"] is True


@pytest.mark.parametrize(
    "text",
    [
        "We train a chatbot that answers customers around the clock.",
        "We fine-tune a model for our support desk, which is open 24/7.",
        "We train staff continuously on the phone, and want a bot.",
        "We trained it once on our tickets.",
        "Retrain the spam filter every week.",
        "The bot should learn from each correction: they ask for continuous training.",
        "The model is frozen, and the training cluster stands idle.",
        "Our cards are at 80% use, and training data are ready.",
    ],
)
def test_a_service_around_the_clock_is_no_training_around_the_clock(text: str) -> None:
    assert "training.goes_on" not in found(text)


def test_gpus_of_no_named_kind_are_counted_where_training_is_spoken_of() -> None:
    assert found("we keep 64 rented accelerators at work, training all year")["training.gpus"] == 64
    assert found("600 GPUs train our models")["training.gpus"] == 600
    assert "training.gpus" not in found("a chatbot on 4 GPUs for 200 people")
    assert "training.gpus" not in found("70M predictions a day on 16 GPUs; training took hours")


def test_named_gpus_are_devices_and_no_count_beside() -> None:
    answers = found("24 H100s train our models all year")
    assert answers["wish.devices"] == (Device("h100-sxm", 24),)
    assert "training.gpus" not in answers


def test_gpu_hours_of_any_period_are_those_of_a_month() -> None:
    assert found("training jobs of 40,000 GPU-hours a month")["training.gpu_hours_month"] == 40_000
    yearly = found("we train for 2.4 million GPU hours a year")["training.gpu_hours_month"]
    assert yearly == pytest.approx(200_000, rel=0.001)


def test_an_ensemble_of_jobs_is_read_by_their_number_and_their_size() -> None:
    answers = found("40 training jobs a month, each 500 GPU-hours")
    assert answers["training.jobs_month"] == pytest.approx(40, rel=0.001)
    assert answers["training.gpu_hours_job"] == 500
    other = found("we train 12 models, 2,000 GPU-hours per run, 30 training runs a week")
    assert other["training.gpu_hours_job"] == 2000
    assert other["training.jobs_month"] == pytest.approx(30 * 30.4167 / 7, rel=0.001)


def test_models_that_are_trained_are_no_requests() -> None:
    assert "workload.requests_per_day" not in found("it trains thousands of small models every night")


def test_how_busy_gpus_are_is_read_behind_the_word_too() -> None:
    assert found("the 96 GPUs are busy 75% of the time")["workload.gpu_utilisation"] == 0.75
    assert found("48 rented A100s at 90% use")["workload.gpu_utilisation"] == 0.9


def test_a_price_by_the_hour_is_the_rent_of_a_gpu_and_no_budget() -> None:
    answers = found("we train on 24 H100s, on AWS at $3.90 an hour")
    assert answers["cost.gpu_usd_hour"] == 3.9
    assert "budget.monthly_usd" not in answers
    assert found("we pay $2.35 per GPU-hour for training")["cost.gpu_usd_hour"] == 2.35
    assert found("32 H200s rented at $3/h")["cost.gpu_usd_hour"] == 3
    assert "cost.gpu_usd_hour" not in found("a small model at $0.16/h writes descriptions")


def test_a_wage_or_the_price_of_a_server_is_not_the_rent_of_a_gpu() -> None:
    for text in ("our agents earn $25 an hour", "an 8xH100 server costs us $98 an hour"):
        assert (
            not {"cost.gpu_usd_hour", "budget.monthly_usd", "budget.current_usd_month"} & found(text).keys()
        )
    remarks = reader().read("our agents earn $25 an hour").unread
    assert any("$25 an hour" in remark for remark in remarks)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("we train on 32 GPUs for four years", 48),
        ("training all year, three years funded", 36),
        ("64 GPUs train for us; we expect two more years of it", 24),
    ],
)
def test_years_that_are_planned_or_paid_are_the_horizon(text: str, months: int) -> None:
    assert found(text)["time.horizon_months"] == months


def test_a_size_and_trillions_of_tokens_are_a_model_from_nothing() -> None:
    answers = found("A platform trains an open 405B model on 15.6T tokens and will give it away.")
    assert answers["wish.adaptations"] == ("pretrain_from_scratch",)
    tuned = found("We fine-tuned an 8B model on 20 million tokens of tickets.")
    assert "pretrain_from_scratch" not in tuned.get("wish.adaptations", ())


@pytest.mark.parametrize(
    "text",
    [
        "We adapt Llama 2 70B to Japanese: about 100 billion tokens of cleaned web text.",
        "Korean tokens are added to the vocabulary of Qwen2.5 7B.",
        "The unit takes Qwen 7B and trains on with large Korean corpora.",
    ],
)
def test_an_open_model_that_reads_a_language_on_is_continued(text: str) -> None:
    assert "continued_pretraining" in found(text)["wish.adaptations"]


def test_a_model_from_nothing_that_was_beaten_is_no_wish() -> None:
    beaten = found("Our adapted Llama beats from-scratch Japanese models of the time.")
    assert "pretrain_from_scratch" not in beaten.get("wish.adaptations", ())


def test_base_pairs_are_the_text_of_a_genome_model() -> None:
    assert found("A model of DNA from 9.3T base pairs.")["language.corpus_tokens"] == 9.3e12
    assert "language.corpus_tokens" not in found("We compare 40 residues of each protein.")
    assert found("We train on 20 billion bases of plant DNA.")["language.corpus_tokens"] == 2e10
    assert "language.corpus_tokens" not in found("We serve 2 billion bases of our customers.")


def test_pre_training_many_small_models_is_training_from_nothing() -> None:
    text = "We study schedules by pre-training 160M models on 10 billion tokens."
    assert found(text)["wish.adaptations"] == ("pretrain_from_scratch",)
    kept = found("We continue pre-training a 9B model on our text.")
    assert "pretrain_from_scratch" not in kept["wish.adaptations"]


def test_a_lab_at_the_frontier_makes_a_model_of_its_own() -> None:
    text = "A fund gives a new lab $1.8 billion and 300 researchers to reach the frontier in two years."
    assert found(text)["use_case.kind"] == "foundation_model"


def test_networks_trained_day_and_night_are_training_that_goes_on() -> None:
    answers = found("A fund forecasts with its own networks, trained day and night on 25,000 GPUs.")
    assert answers["training.goes_on"] is True
    assert answers["training.gpus"] == 25_000


@pytest.mark.parametrize(
    "text",
    [
        "The university adds nodes to its cluster by a condo scheme: groups pay for shares.",
        "Three new hires bring $90k each and want own boxes under their desks.",
        "Five small colleges each plan a $70,000 GPU server.",
        "A law faculty, a chemistry faculty and a clinic each ask for a 4-GPU server.",
        "18 research groups with data that may not leave; each asks for a workstation.",
        "Every group head has asked for a box in the office.",
        "11 chairs and labs: 9 labs want a workstation each.",
        "The council funds either 12 labs' own GPU servers or one pool.",
        "One endpoint for the campus, but the staff want their own servers.",
        "Departments have begun to set up desktop servers.",
    ],
)
def test_groups_that_would_each_buy_a_box_are_several_workloads(text: str) -> None:
    assert found(text)["use_case.several_workloads"] is True


@pytest.mark.parametrize(
    "text",
    [
        "A vendor continues a 70B instruct model on 20B+ tokens of filings.",
        "The library trains an 11B for Norwegian from an open base.",
        "The court trains a 7B on its corpus of case law from a published checkpoint.",
    ],
)
def test_going_on_from_an_open_base_is_continued_pre_training(text: str) -> None:
    assert found(text)["wish.adaptations"] == ("continued_pretraining",)


def test_the_tokens_of_a_corpus_are_its_text_though_they_are_few() -> None:
    assert found("The station holds a corpus of 180 million tokens.")["language.corpus_tokens"] == 1.8e8
    assert "language.corpus_tokens" not in found("The station reads 180 million tokens a day.")


def test_examples_and_adapters_on_open_weights_are_no_pre_training() -> None:
    text = "We train an 8B on 5,000 examples from the open weights with LoRA."
    assert found(text)["wish.adaptations"] == ("lora",)
