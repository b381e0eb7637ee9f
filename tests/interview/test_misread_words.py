"""Words that look like something that they are not: an article before a number, how long a run took."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


def said(advisor: Advisor, text: str) -> dict[str, object]:
    return {hit.path: hit.answer.value for hit in advisor.read(text, None).answers}


def names(found: dict[str, object]) -> list[str]:
    devices = [found.get("hardware.owned"), found.get("wish.devices")]
    return [device.name for held in devices if isinstance(held, tuple) for device in held]


@pytest.mark.parametrize(
    "text",
    [
        "We summarise letters. A 2% loss of accuracy is acceptable.",
        "Laptops with a 40 TOPS NPU rewrite text.",
        "A 100-engineer firm pays for coding agents.",
        "A lamp with a Cortex-M4 hears eight commands.",
        "The encoder runs on the GPU and the decoder on the CPU.",
    ],
)
def test_an_article_and_a_number_or_a_part_of_a_machine_is_no_device_of_ours(
    advisor: Advisor, text: str
) -> None:
    assert names(said(advisor, text)) == []


def test_a_device_is_still_one_behind_an_article(advisor: Advisor) -> None:
    assert names(said(advisor, "We have an A100 and a CPU server for our chatbot.")) == [
        "a100-sxm-80gb",
        "epyc-9355p",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "GRPO on a 14B passes the hosted model; under a day on one H100, about $80.",
        "The bill of our chatbot grew 2.4x in 5 months.",
        "They can pay for one rented 80 GB card for two days.",
        "The agency asks for 16 H100 for a week.",
        "Others spent 512 A100s for 53 days on it.",
    ],
)
def test_how_long_a_run_or_a_growth_took_is_no_deadline(advisor: Advisor, text: str) -> None:
    assert "time.deadline_weeks" not in said(advisor, text)


def test_a_day_by_which_it_must_be_live_is_a_deadline(advisor: Advisor) -> None:
    assert "time.deadline_weeks" in said(advisor, "A chatbot that must be live within 5 months.")
    assert "time.deadline_weeks" in said(advisor, "Our own 30B before the spring fair in three months.")


def test_a_small_language_model_speaks_no_rare_language(advisor: Advisor) -> None:
    assert "language.rare" not in said(advisor, "A small language model runs in the game.")
    assert said(advisor, "A chatbot in a small language.")["language.rare"] is True


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("We grade call transcripts against a rubric.", None),
        ("A truck steers by cameras; years of driving recordings exist.", "image"),
        ("We transcribe recordings of meetings.", "audio"),
    ],
)
def test_transcripts_are_text_and_recordings_of_a_drive_are_no_sound(
    advisor: Advisor, text: str, modality: str | None
) -> None:
    assert said(advisor, text).get("use_case.modality") == modality


def test_a_trade_in_cars_puts_no_model_into_one(advisor: Advisor) -> None:
    assert "hardware.edge_device" not in said(advisor, "A car-parts group reads invoices.")
    assert said(advisor, "A model inside each car warns the driver.")["hardware.edge_device"] == "vehicle"


def test_a_speed_that_something_gives_is_no_wish(advisor: Advisor) -> None:
    assert "latency.tokens_per_s" not in said(advisor, "A 1B model gives about 210 tokens/s on a Mac.")


def test_closed_hours_in_which_people_call_are_no_time_to_wait(advisor: Advisor) -> None:
    assert "latency.batch_ok" not in said(advisor, "While the shop is closed people call and want to book.")
    assert said(advisor, "Score the stock while the shop is closed.")["latency.batch_ok"] is True


def test_contracts_signed_by_the_year_are_no_commitment(advisor: Advisor) -> None:
    assert "wish.commitment" not in said(advisor, "We sign 300 contracts a year and draft letters.")
    assert said(advisor, "They want us to sign for a year of capacity.")["wish.commitment"] is True


def test_money_is_no_model(advisor: Advisor) -> None:
    assert "wish.model" not in said(advisor, "A fund with 3 billion ones in cash searches filings.")


@pytest.mark.parametrize(
    ("text", "region", "boundary"),
    [
        ("Open models on SecNumCloud-qualified hosting answer officials.", "france", "sovereign"),
        ("A public chatbot; US-owned clouds are ruled out.", None, "sovereign"),
    ],
)
def test_hosts_beyond_foreign_law_are_heard(
    advisor: Advisor, text: str, region: str | None, boundary: str
) -> None:
    found = said(advisor, text)
    assert found["data.boundary"] == boundary
    assert found.get("data.region") == region


def test_a_contract_that_was_rejected_cannot_be_had(advisor: Advisor) -> None:
    found = said(advisor, "Nothing may leave the network, even BAA clouds were rejected.")
    assert found["data.contract_obtainable"] is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fresh labels of meter faults come weekly; a utility wants meter fault detection.", "tabular"),
        ("A camping retailer wants a product adviser on its site.", "chatbot"),
        ("A 4B model turns questions into formulas of a spreadsheet.", "code"),
        ("Grade 80,000 call transcripts each Saturday: transcript grading.", "classification"),
        ("ASR for broadcasts: a library has hours of subtitled Swedish speech.", "voice"),
    ],
)
def test_kinds_of_work_by_what_is_done(advisor: Advisor, text: str, kind: str) -> None:
    assert said(advisor, text)["use_case.kind"] == kind


@pytest.mark.parametrize(
    ("text", "factor"), [("Use grows 15%/quarter.", 1.749), ("Its use grows 30%/month.", 23.3)]
)
def test_growth_by_the_month_or_quarter_is_a_years(advisor: Advisor, text: str, factor: float) -> None:
    assert said(advisor, text)["workload.growth_per_year"] == pytest.approx(factor, rel=0.01)


def test_pairs_of_languages_are_no_examples(advisor: Advisor) -> None:
    assert "examples.count" not in said(advisor, "A translator for 30 language pairs.")
