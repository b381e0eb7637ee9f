"""What is asked by name is answered before any advice, with the deciding number."""

from __future__ import annotations

import re
from datetime import date

import pytest

from advisor.api import Advisor
from advisor.cli.recommend import gather
from advisor.decide.records import Answered, Recommendation

DAY = date(2026, 11, 21)


def advised(advisor: Advisor, story: str) -> Recommendation:
    return advisor.recommend(gather(advisor, None, story, {}), as_of=DAY)


def first(advisor: Advisor, story: str) -> Answered:
    answers = advised(advisor, story).answers
    assert answers, story
    return answers[0]


@pytest.mark.parametrize(
    ("story", "starts"),
    [
        ("can I run llama 70b on two 3090s", "Yes, but only in 4 bits"),
        ("can I run llama 3.1 405b on two 3090s", "No: even in 4 bits"),
        ("will qwen3 32b fit on a 4090 with 32k context", "No: in 4 bits (Q4_K_M) it leaves room for"),
        ("will qwen3 32b fit on a 4090 with 8k context", "Yes, but only in 4 bits"),
        ("can a Raspberry Pi 5 run an 8B model at 15 tokens/s", "No: it fits in 4 bits"),
        ("is DeepSeek R1 possible on a single 8xH100 server", "Yes, but only in 4 bits"),
        ("how much VRAM do I need for llama 3.1 405b", "Memory for weights"),
    ],
)
def test_a_model_on_a_machine_is_a_yes_or_a_no(advisor: Advisor, story: str, starts: str) -> None:
    answered = first(advisor, story)
    assert answered.answer.startswith(starts)
    assert re.search(r"\d", answered.answer)


def test_what_does_not_fit_is_told_with_the_cheapest_that_does(advisor: Advisor) -> None:
    answered = first(advisor, "can I run llama 3.1 405b on two 3090s")
    assert any("The cheapest that holds it" in text and "$" in text for text in answered.details)


def test_requests_tell_how_many_machines_and_people_that_one_is_enough(advisor: Advisor) -> None:
    many = first(advisor, "a 70B model with 2M requests a day, how many H200s do we need")
    assert any(re.search(r"For your 2M requests a day it takes \d+x H200", text) for text in many.details)
    few = first(advisor, "is a Mac Studio with 128GB enough for a 30B model for my team of 8")
    assert "(128 GB)" in few.question
    assert "That is enough for your 8." in few.details


def test_a_job_done_once_is_priced_as_a_whole(advisor: Advisor) -> None:
    rec = advised(advisor, "we want to classify 4 million old tickets once, by Friday")
    whole = rec.answers[0].figures[0]
    plan = rec.plans[0].plan
    assert whole.value == plan.estimates["usd_lifetime"].value == plan.estimates["usd_month"].value
    assert "4 million old tickets" in rec.answers[0].question
    assert "batch_api" in plan.techniques
    assert "11.6 a second" in " ".join(rec.answers[0].details), "4M in four days"


def test_days_that_follow_from_a_deadline_are_no_guess(advisor: Advisor) -> None:
    named = first(advisor, "classify 4 million old tickets once, within two weeks").question
    assert "within 14 days: classify 4 million" in named
    assert "our guess" in first(advisor, "classify 4 million old tickets once").question


def test_twice_the_items_cost_twice_as_much(advisor: Advisor) -> None:
    one, two = (
        first(advisor, f"classify {n} million old tickets once, within a weekend").figures[0] for n in (2, 4)
    )
    assert two.value == pytest.approx(2 * one.value)


def test_a_nearer_day_takes_more_devices_and_no_batch_queue(advisor: Advisor) -> None:
    story = "label 500 million images once, nothing may leave our network, {}"
    times = ("in a weekend", "within 12 hours")
    slow, fast = (advised(advisor, story.format(time)).plans[0].plan for time in times)
    assert slow.hardware is not None
    assert fast.hardware is not None
    assert fast.hardware.count > slow.hardware.count
    soon = advised(advisor, "classify 4 million old tickets once, within 12 hours")
    assert "batch_api" not in soon.plans[0].plan.techniques


def test_a_training_run_is_told_in_hours_days_and_money(advisor: Advisor) -> None:
    answered = first(advisor, "train our own 7B from scratch on 2T tokens, what does that cost")
    hours, days, money = answered.figures
    flops = 6 * 7e9 * 2e12
    assert flops / (989e12 * 0.6) / 3600 < hours.value < flops / (989e12 * 0.15) / 3600, (
        "15 to 60% of the peak"
    )
    assert days.value <= 75.0
    assert 1.5 < money.value / hours.value < 6.0, "USD for an hour of an H100"


def test_a_model_of_ones_own_is_priced_as_one_that_people_can_talk_with(advisor: Advisor) -> None:
    town = first(advisor, "Our town wants its own ChatGPT trained from scratch, budget of $300,000 once.")
    whole, run, _, _, least = town.figures
    assert whole.value > run.value > 20 * least.value, "trillions of tokens, not 20 for each parameter"
    assert whole.low < whole.value < whole.high
    assert f"{whole.value / 300_000:.0f} times the $300,000" in town.answer
    assert town.details[0].startswith("The least run")


def test_money_that_covers_such_a_model_is_told_to(advisor: Advisor) -> None:
    rich = first(
        advisor, "A ministry trains its own language model from scratch, budget of $900 million once."
    )
    assert "within the $900M" in rich.answer


@pytest.mark.parametrize("said", ["our own 1B", "our own model on 40 billion tokens of our text,"])
def test_who_names_a_size_or_a_corpus_gets_that_run(advisor: Advisor, said: str) -> None:
    answered = first(
        advisor, f"We want to pretrain {said} from scratch, budget of $300,000 once, what does it cost"
    )
    assert "hours of H100" in re.sub(r" \(.*?\)", "", answered.answer)


def test_named_devices_carry_the_run_and_owned_ones_cost_their_power(advisor: Advisor) -> None:
    answered = first(advisor, "pretrain a 13B on 300B tokens of Norwegian, we have 256 A100")
    assert "on 256 of them" in answered.answer
    assert any("only the power is due" in text for text in answered.details)


def test_a_short_time_is_rented_and_a_long_one_bought(advisor: Advisor) -> None:
    short = first(advisor, "rent 64 H100 for 3 months or buy?")
    long = first(advisor, "rent 64 H100 for 48 months or buy?")
    assert short.answer.startswith("Rent")
    assert long.answer.startswith("Buy")
    assert "64x H100" in short.question
    assert any("pays from month" in text for text in short.details)


@pytest.mark.parametrize(
    "story",
    [
        "We pay OpenAI 9000 dollars a month. Rent two H100 instead?",
        "rent or buy 8 H100 for a month? 50 people ask about our handbook",
        "200 lawyers ask 20 questions a day over our files; should we buy 4 L40S?",
    ],
)
def test_nobody_is_told_to_get_devices_that_the_advice_does_without(advisor: Advisor, story: str) -> None:
    advice = advised(advisor, story)
    told = next(answered.answer for answered in advice.answers if "of rent against" in answered.answer)
    hardware = advice.plans[0].plan.hardware
    assert hardware is None or hardware.accelerator not in ("h100-sxm", "l40s")
    assert not told.startswith(("Rent,", "Buy,"))
    assert ("neither is advised" in told) is (hardware is None)


def test_todays_bill_is_set_against_the_plan_and_against_devices(advisor: Advisor) -> None:
    answered = first(advisor, "we pay OpenAI $40k a month, should we buy GPUs?")
    month, saved = answered.figures
    assert month.value + saved.value == pytest.approx(40_000)
    assert "$40,000" in answered.question


def test_this_or_that_gets_a_choice_and_reasons(advisor: Advisor) -> None:
    answered = first(advisor, "should we fine-tune or RAG for our 20k manuals")
    assert "RAG); not" in answered.answer
    assert len(answered.details) == 2


def test_machines_are_compared_by_what_they_run(advisor: Advisor) -> None:
    answered = first(advisor, "should I get a 5090 or two used 3090s for local LLMs")
    assert answered.answer.startswith("2x GeForce RTX 3090")
    assert any("times as fast on 1x GeForce RTX 5090" in text for text in answered.details)
    poor = first(advisor, "which GPU should I buy for local models, budget $2,500")
    for text in poor.details:
        price = re.search(r"\$([\d,]+) \(", text)
        assert price is None or float(price.group(1).replace(",", "")) <= 2500


def test_what_is_owned_is_priced_though_something_else_is_advised(advisor: Advisor) -> None:
    rec = advised(advisor, "we have 8x A100 80GB idle, 3,000 employees, an internal chatbot")
    assert rec.plans[0].plan.hardware is None
    assert rec.answers[0].question.startswith("Your own 8x")


def test_who_asks_nothing_by_name_gets_the_advice_alone(advisor: Advisor) -> None:
    assert advised(advisor, "a support chatbot for our shop, 5,000 questions a day").answers == ()


def test_answers_move_no_advice(advisor: Advisor) -> None:
    named = advised(advisor, "run llama 70b on two 3090s")
    assert named.answers
    assert named.plans[0].plan.id == advisor.assess(named.profile).best.plan.id


def test_a_place_named_beside_a_plainer_question_is_no_question_of_its_own(advisor: Advisor) -> None:
    assert len(advised(advisor, "rent 64 H100 for 3 months or buy?").answers) == 1
    alone = advised(advisor, "a chatbot for 5000 staff on-prem, how much will it cost").answers
    assert [a.question for a in alone] == ["Own hardware on site: what would that take?"]
