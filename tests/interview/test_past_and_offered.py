"""Times, prices and words of what was, of an offer or of others are no wish and no plan of ours."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

TODAY, BUDGET = "budget.current_usd_month", "budget.monthly_usd"


@pytest.mark.parametrize(
    "text",
    [
        "GPU use measured over a year is 82%.",
        "It has rented eight cards on demand for 14 months.",
        "Few-shot prompts were tried for two months.",
        "Owned cards save up to 80% over three years.",
        "IT proposes to rent four H100s for two months.",
        "No one noticed for a month.",
    ],
)
def test_time_that_went_by_or_a_short_hire_is_no_horizon(text: str) -> None:
    assert "time.horizon_months" not in found(text)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Contracts run four more years.", 48),
        ("Measured for 18 months, with a three-year plan.", 36),
        ("It was measured for 14 months, four more years planned.", 48),
        ("Workload and models are stable for three years.", 36),
        ("We plan three more years of it.", 36),
        ("Funded for two years.", 24),
    ],
)
def test_years_that_are_planned_are_the_horizon(text: str, months: int) -> None:
    assert value(text, "time.horizon_months") == months


@pytest.mark.parametrize(
    "text",
    [
        "At 80 tokens/s users stare at it.",
        "Each edit comes out at 45 tokens a second.",
        "Single answers crawl at 18 tokens a second.",
        "The engine reaches up to 130 tok/s.",
        "About 210 tokens a second on an M2 laptop.",
        "A rented card ($2.50 an hour, 700 tok/s).",
        "8,000 tokens a second per H100.",
        "It makes under one token a second.",
    ],
)
def test_a_speed_that_is_there_or_of_a_whole_card_is_no_wish(text: str) -> None:
    assert "latency.tokens_per_s" not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "15 tokens a second would do.",
        "We want a 70B at 15 tokens a second.",
        "It must reach at least 15 tokens a second.",
        "An 8B at 15 tokens a second or more.",
    ],
)
def test_a_speed_that_is_wished_for_is_read(text: str) -> None:
    assert value(text, "latency.tokens_per_s") == 15


@pytest.mark.parametrize(
    "text",
    [
        "Within an hour players had broken the filter.",
        "New stories must count within minutes.",
        "One job runs for up to an hour.",
        "It runs faster than real time.",
        "They loop over the real-time endpoint.",
    ],
)
def test_a_wait_that_nobody_bears_or_that_is_no_answer_is_no_limit(text: str) -> None:
    assert not {"latency.first_token_ms", "latency.total_ms", "latency.batch_ok"} & set(found(text))


def test_what_callers_hear_today_is_no_limit_but_they_wait_live() -> None:
    read = found("The agent answers in 2-3 s and callers hang up.")
    assert not {"latency.first_token_ms", "latency.total_ms"} & set(read)
    assert value("The agent answers in 2-3 s and callers hang up.", "latency.batch_ok") is False


def test_limits_are_still_read() -> None:
    assert value("Drafts back within an hour.", "latency.first_token_ms") == 3.6e6
    assert value("Captions in real time.", "latency.batch_ok") is False
    assert value("Answers within 2 s.", "latency.first_token_ms") == 2000


@pytest.mark.parametrize(
    "text",
    [
        "It ran on GPT-4o for $4,200 a month.",
        "The CFO sees $4,200 a month of model API spend.",
        "They want to escape a $4,200 monthly API bill.",
        "Each chat turn is sent to a large model on Bedrock, $4,200 a month.",
        "Rent is $4,200 a month.",
        "It answers 40,000 mails a month on GPT-4 for $4,200.",
    ],
)
def test_what_something_runs_on_is_paid_for_today(text: str) -> None:
    read = found(text)
    assert read[TODAY] == 4200
    assert BUDGET not in read


@pytest.mark.parametrize(
    "text",
    [
        "They are offered a server at $500 a month.",
        "Somebody cut $7,800 to $730 a month.",
        "It moved off the API: about $1M a year saved.",
        "Power is $540k a year.",
        "A small machine replaces $25,000 a year of cloud cards.",
        "A game sold once for $20.",
        "A mini-class API at $0.30 per million.",
    ],
)
def test_what_an_offer_or_a_thing_in_a_shop_costs_is_no_money_of_ours(text: str) -> None:
    assert not [path for path in found(text) if path.startswith("budget.")]


def test_a_budget_is_still_one() -> None:
    assert value("We have a budget of $2k a month.", BUDGET) == 2000
    assert value("A service on our own cards, budget $2k a month.", BUDGET) == 2000
    assert value("We want to rent an A10 at $317 a month.", TODAY) is None


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("The drafts are uneven in tone.", "workload.shape"),
        ("Rules that change twice a year.", "workload.shape"),
        ("They ask for continuous training.", "workload.shape"),
        ("Continuous batching halved the load.", "workload.shape"),
        ("An engineer spends two days a week on it.", "workload.shape"),
        ("The supplier quotes a GPU endpoint around the clock.", "workload.shape"),
        ("The ML engineer who built it has left.", "team.skill"),
        ("Code completion for 60,000 developers.", "team.skill"),
        ("A developer-tools vendor.", "team.skill"),
        ("A shared dev server.", "team.skill"),
        ("The agent spent $9,200 overnight.", "latency.batch_ok"),
        ("168B tokens in a day.", "latency.batch_ok"),
        ("The satellite link is slow.", "latency.complaint"),
        ("It must know this month's events.", "workload.one_off_days"),
        ("The agent retried a tool in a weekend.", "workload.one_off_days"),
        ("A plain prompt with no examples in it.", "examples.count"),
        ("It labels millions of unlabelled rows.", "examples.count"),
    ],
)
def test_words_of_something_else_say_nothing_of_us(text: str, path: str) -> None:
    assert path not in found(text)


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("Uneven traffic.", "workload.shape", "bursty"),
        ("It runs around the clock.", "workload.shape", "around_the_clock"),
        ("We rent two cards around the clock.", "workload.shape", "around_the_clock"),
        ("It is used twice a year.", "workload.shape", "bursty"),
        ("Use is two evenings a week.", "workload.shape", "bursty"),
        ("Two web developers.", "team.skill", "developers"),
        ("We have an ML engineer.", "team.skill", "ml"),
        ("Results may come overnight.", "latency.batch_ok", True),
        ("The model is slow.", "latency.complaint", True),
        ("It must be done this month.", "workload.one_off_days", 20),
        ("There are no examples.", "examples.count", 0),
    ],
)
def test_the_same_words_of_our_own_work_are_read(text: str, path: str, said: object) -> None:
    assert value(text, path) == said
