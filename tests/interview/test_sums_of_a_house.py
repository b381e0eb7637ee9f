"""What a house takes for what it sells, and what its rooms cost, is no budget and no bill for AI."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

MONTHLY, CURRENT, ONCE = "budget.monthly_usd", "budget.current_usd_month", "budget.one_off_usd"


@pytest.mark.parametrize(
    "text",
    [
        "We sell a box at 400 dollars and want speech recognition in it.",
        "We sell a toy for $80 and want it to speak.",
        "We build milking robots which we sell at $90,000 and want them to see.",
        "Customers pay us 12 dollars a month for the app; it should answer questions.",
        "Our subscribers pay $9 a month and want a chatbot.",
        "We charge 300 dollars a month per clinic for the software.",
        "Our product costs $400 in shops.",
        "We sell hosting of tuned models: a dedicated card from 900 dollars a month.",
        "We turn over 40,000 dollars a month and want a chatbot.",
        "Our office rent is 2,000 dollars a month; we want a chatbot.",
        "Rent for the shop: 1,800 dollars per month. A chatbot for it.",
        "We are a bakery, our rent is 2,000 euros a month and we want a chatbot.",
        "We pay 2,000 dollars a month in rent and want a chatbot.",
        "The rent of our hall costs 900 dollars a month, and a bot should answer.",
    ],
)
def test_what_is_earned_and_what_rooms_cost_is_no_money_for_ai(text: str) -> None:
    assert not {MONTHLY, CURRENT, ONCE} & set(found(text))


@pytest.mark.parametrize(
    ("text", "path", "usd"),
    [
        ("We want to buy a box at 400 dollars for it.", ONCE, 400),
        ("We sell lamps and can spend 400 dollars on a computer once.", ONCE, 400),
        ("We sell bread; budget 400 dollars a month.", MONTHLY, 400),
        ("Our office rent is $2,000 and we can spend 300 dollars a month on AI.", MONTHLY, 300),
        ("We run Llama on two H100; the rent is 5,000 dollars a month.", CURRENT, 5000),
        ("GPU rent is 2,000 dollars a month.", CURRENT, 2000),
        ("It costs us 400 dollars a month today.", CURRENT, 400),
        ("Our machines cost 400 dollars a month on RunPod.", CURRENT, 400),
        ("Our product costs 300 dollars a month to run.", CURRENT, 300),
        ("We charge 200 dollars a month to our company card for OpenAI.", MONTHLY, 200),
        ("Of our sales of 300 dollars a month may be spent on AI.", MONTHLY, 300),
        ("From sales of 3,000 dollars a month, 100 dollars a month may be spent on AI.", MONTHLY, 100),
        ("OpenAI charges us 300 dollars a month for our chatbot.", CURRENT, 300),
        ("The council gives us 500 dollars a month for a chatbot.", MONTHLY, 500),
        ("We earn little and can pay 60 dollars a month for a chatbot.", MONTHLY, 60),
    ],
)
def test_what_may_be_spent_or_is_paid_still_counts(text: str, path: str, usd: float) -> None:
    assert value(text, path) == usd


@pytest.mark.parametrize(
    "text",
    [
        "I am a vet and it should cost not above $150 a month.",
        "I run a bakery and want something for my mails, not above $150 a month.",
        "I need a tool for letters; it must not cost more than 150 dollars a month.",
        "I sort the post of a parish, at most $150 per month.",
        "It shall cost nothing above 150 dollars a month.",
        "I want a chatbot for our club, no higher than 150 dollars a month.",
    ],
)
def test_a_ceiling_by_the_month_is_a_budget_and_tells_of_no_single_user(text: str) -> None:
    read = found(text)
    assert read.get(MONTHLY) == 150
    assert CURRENT not in read
    assert "workload.users" not in read


def test_what_somebody_does_so_often_is_the_use_of_one() -> None:
    assert value("I would ask it 20 times a day.", "workload.users") == 1
