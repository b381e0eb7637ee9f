"""A model that somebody else has makes no kind of project, no wish and nothing that is in use."""

from __future__ import annotations

import pytest

from tests.interview.read import found

WISH, KIND, TODAY = "wish.model", "use_case.kind", "current.deployments"


@pytest.mark.parametrize(
    "text",
    [
        "A friend runs DeepSeek on his machine. We want to sort incoming letters.",
        "My brother uses ChatGPT for everything. We want to sort incoming letters.",
        "My nephew told me about DeepSeek. We want to sort letters.",
        "Our neighbours run Qwen on a 4090. We want to sort letters.",
        "A colleague of mine has Llama on his laptop; we want to sort letters.",
        "Somebody in a forum runs Qwen3 32B on two 3090. We want to sort letters.",
        "I saw a video of someone running DeepSeek at home. We want to sort letters.",
        "Everyone talks about DeepSeek. We want to sort letters.",
        "Other towns use Mistral for it. We want to sort letters.",
    ],
)
def test_what_others_have_is_nobodys_wish(text: str) -> None:
    read = found(text)
    assert read.get(KIND) in ("extraction", "classification")
    assert not {WISH, TODAY, "hardware.owned", "hardware.edge_device"} & set(read)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("We run DeepSeek on our machine and want to sort letters.", TODAY),
        ("A friend runs DeepSeek and we want to do the same.", WISH),
        ("A friend runs Llama on a 3090 for us.", TODAY),
        ("My sister and I run DeepSeek at home.", WISH),
        ("Someone in our team uses ChatGPT for the minutes.", TODAY),
        ("My husband runs Llama on a 4090 in the cellar for the practice, 200 letters a day.", TODAY),
        ("My wife uses ChatGPT to write the offers of the shop, 40 a day.", TODAY),
        ("A developer of ours using Claude on 40 tickets a day.", KIND),
        ("My brother uses ChatGPT, 200 letters a day are to be sorted.", "workload.requests_per_day"),
        ("My brother uses ChatGPT for 200 letters a day.", "workload.requests_per_day"),
        ("My friend recommends Llama 3.3 70B for it; we want to sort letters.", WISH),
    ],
)
def test_what_is_ours_or_wanted_too_still_counts(text: str, path: str) -> None:
    assert path in found(text)


def test_the_house_across_the_road_pays_its_own_bill() -> None:
    read = found(
        "Hotel chatbot, 80 questions a day. The Grand Palace across the road spends 3,000 a month on theirs"
        " and has it on their own server with two A100s."
    )
    assert read.get("workload.requests_per_day") == 80
    assert not {"budget.current_usd_month", "budget.monthly_usd", "hardware.owned", TODAY} & set(read)


@pytest.mark.parametrize(
    "text",
    [
        "An app that looks at the phone's screen and tells what to do.",
        "An app that only looks at the phone and helps old people use it.",
        "The app explains what is on their phone screen.",
        "An app that understands screenshots of iPhones.",
        "Agents see the screen of an Android phone and tap buttons of an app.",
    ],
)
def test_a_phone_that_is_looked_at_is_no_device_of_ours(text: str) -> None:
    assert not {"hardware.edge_device", "wish.deployments"} & set(found(text))


@pytest.mark.parametrize(
    "text",
    [
        "The model runs on the phone itself and looks at the screen.",
        "An app that looks at leaves with the phone's camera without a network.",
        "Our app runs on phones and looks at receipts; everything must stay on the phone.",
        "An app on the phone that works offline and looks at mushrooms.",
    ],
)
def test_a_phone_on_which_it_runs_is_one(text: str) -> None:
    assert found(text).get("hardware.edge_device") == "phone"
