"""Devices that somebody rents, reserved or leases are in use, at the price and with the use that are told."""

from __future__ import annotations

import pytest

from tests.interview.read import found

RATE, BILL, USE = "cost.gpu_usd_hour", "budget.current_usd_month", "workload.gpu_utilisation"
SERVED = "current.deployments"
RENTED = "self_host_rented"


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("We run Mistral 7B on 4 rented H100s at $2.40 an hour, 12% used: API or smaller cards?", RATE, 2.4),
        ("We reserved 8xA100 for $6,000 a month to serve Qwen 14B to 300 people; keep it?", BILL, 6000),
        ("A dairy answers its farmers with Qwen 32B on 2 leased L40S for $1,400 a month. Stay?", BILL, 1400),
        ("I rent 3 RTX 4090s at $0.44/h for a Gemma 27B chatbot with 40 users. Fewer cards?", RATE, 0.44),
        ("We have 4 H200 reserved at $9,800 a month and run Llama 3.3 70B on them.", BILL, 9800),
        ("A radio station has reserved two L40S at $1.05 an hour; they answer 700 mails a day.", RATE, 1.05),
        ("We lease one H100 at $1,900 a month for a Llama 8B - cheaper as a service?", BILL, 1900),
        ("Three rented A100s ($1.60 an hour each) serve Gemma 27B to 120 engineers: too many?", RATE, 1.6),
        ("We got two A100s on a yearly lease for $3,100 a month; Mistral Small runs on them.", BILL, 3100),
        ("Our texts come from Llama 8B on one rented H100 that costs $3 an hour. Smaller card?", RATE, 3),
    ],
)
def test_what_is_rented_runs_today_at_its_price(text: str, path: str, value: float) -> None:
    read = found(text)
    assert read[SERVED] == (RENTED,)
    assert read[path] == value
    assert "budget.monthly_usd" not in read
    assert "hardware.owned" not in read


@pytest.mark.parametrize(
    "text",
    [
        "Should we rent 8 A100s or buy?",
        "We want to rent 4 L40S for 12,000 calls a day.",
        "If I rent 3 RTX 4090s, would Gemma run?",
        "Could two rented A100s serve Gemma 27B?",
        "We rent 64 H100s to train a 7B model.",
        "We reserved 16 A100 for fine-tuning a 13B model.",
        "A vendor offered us 4 rented H100s for $5,000 a month.",
    ],
)
def test_what_is_asked_offered_or_trained_on_is_not_in_use(text: str) -> None:
    assert RENTED not in found(text).get(SERVED, ())


def test_the_bill_of_rented_devices_that_is_only_offered_is_not_paid() -> None:
    assert BILL not in found("A provider would rent us 8 H100s for $9,000 a month.")
    assert BILL not in found("Could we lease two L40S for $1,400 a month?")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Our 4 rented H100s are 12% used.", 0.12),
        ("Six leased A100s serve Phi-4 and they are used 9%.", 0.09),
        ("We run Qwen on two L40S, 30 percent in use.", 0.3),
    ],
)
def test_the_share_that_is_used_is_read_beside_devices(text: str, share: float) -> None:
    assert found(text)[USE] == share


def test_a_share_that_uses_something_is_no_use_of_devices() -> None:
    assert USE not in found("12% used the new search on our two servers.")
    assert USE not in found("Only 12% of our customers used it.")
