"""How long a contract for rented devices still runs is a fact of what runs today."""

from __future__ import annotations

import pytest

from tests.interview.read import found

LEFT = "current.months_left"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("We rent 8 H100 on a one-year contract at $2.10 an hour each; seven months are left.", 7),
        ("We have a one-year commitment for 4 rented A100s at $6,000 a month with 7 months left.", 7),
        ("We are bound to our GPU lease for another 10 months at $5,500 a month; two L40S.", 10),
        ("We lease four L40S on a two-year contract that runs another 14 months, $4,800 a month.", 14),
        ("Our lease on two H100 has eleven months to run; they write 8,000 letters a day.", 11),
        ("The cloud contract for our GPUs expires in four months; 30,000 chats a day.", 4),
        ("We rent 8 H100 on a one-year contract at $2.10 an hour. Seven months are left.", 7),
        ("We rent two H100 on a yearly contract. The contract still runs for five months.", 5),
        ("Our GPU reservation has 3 months to go, and then we are free.", 3),
        ("We're locked in with four reserved L40S for another two years; 50,000 mails a day.", 24),
    ],
)
def test_the_months_that_are_left_are_read(text: str, months: float) -> None:
    answers = found(text)
    assert answers[LEFT] == months
    assert "wish.commitment" not in answers
    assert "hardware.owned" not in answers


@pytest.mark.parametrize(
    "text",
    [
        "We have 9 months left to finish the chatbot.",
        "Review contracts: 300 a day, most have 7 months left.",
        "The tenants' contracts have two years left on average; we read 300 a day on one A100 of ours.",
        "We rent 8 H100 on a yearly contract and have three months to go live.",
        "We review tenancy contracts on our servers. Of these most have 7 months left.",
        "We review tenancy contracts on our servers, most have 7 months left.",
        "We rent four H100 to read rental agreements, most with 7 months left.",
        "The job is I/O bound on our servers; 4 months to run the trial.",
        "I/O bound on our servers, 4 months to go.",
        "Four H100 are rented on a contract. The project has two years to run.",
        "We rent 8 H100 on a yearly contract. We have 9 months left to finish the chatbot.",
        "Our cloud contract is a paper of 90 pages; six months are left to read it.",
        "We rent two H100 by the hour and want to decide within four months.",
    ],
)
def test_other_months_are_no_contract_for_devices(text: str) -> None:
    assert LEFT not in found(text)


def test_who_has_signed_is_not_about_to() -> None:
    assert found("We are about to sign a year of provisioned throughput.")["wish.commitment"] is True
    assert found("The reseller offers reserved throughput for a year.")["wish.commitment"] is True
    assert found("The quote for provisioned throughput shocks finance.")["wish.commitment"] is True
    assert "wish.commitment" not in found("Our reservation of two H100 runs until next May.")
