"""Numbers near words that look like a load, a page, a user or an example, and what is still read as one."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

LOAD = "workload.requests_per_day"


@pytest.mark.parametrize(
    "text",
    [
        "One outage costs more than a year of licences.",
        "The tool quotes fares of 400 airports changing daily.",
        "We load a 14B in BF16 for nightly minutes.",
        "Swings of 8x daily.",
        "The two extra errors a day are mended by hand.",
        "The gap of half a point is four letters a day.",
        "Each deployment costs hundreds to thousands a month.",
        "A cellar scored 60 columns once a week.",
        "It has run 24 rented H100s for a year.",
        "It is used two evenings a week.",
        "It answers requests one after the other.",
        "Limits are hit dozens of times a day, thousands of archived PDFs are kept.",
        "Lines of 20 Mbit/s that fail weekly.",
        "Nobody looked, no one noticed for a month.",
        "Sorted into 30 queues within a quarter second.",
    ],
)
def test_what_stands_apart_from_its_rate_by_a_verb_or_is_a_gap_is_no_load(text: str) -> None:
    assert LOAD not in found(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It sorts 12,000 sensor events a day.", 12000),
        ("It reads 300 product updates a day.", 300),
        ("1,200 tender documents summarised each night.", 1200),
        ("Two million subscribers scored for churn every night.", 2e6),
        ("500 letters are written a day.", 500),
        ("220 reports and letters a day.", 220),
        ("On a busy day 400 parcels come in.", 400),
        ("The same rule book goes out with each of 7,000 questions a day.", 7000),
        ("Clerks ask it a few hundred times a day.", 300),
    ],
)
def test_what_is_done_by_the_day_is_still_a_load(text: str, number: float) -> None:
    assert value(text, LOAD) == number


def test_few_times_a_day_are_one_persons_and_what_changes_so_often_is_nobodys() -> None:
    path = "workload.uses_per_user_day"
    assert value("Everyone asks it several times a day.", path) == 5
    assert path not in found("Checkpoints are rolled out several times a day.")
    assert path not in found("The pages change several times a week.")


def test_something_to_be_done_within_a_fortnight_is_done_once() -> None:
    read = found("We must label sentiment in two million stored reviews within a fortnight, then 900 a day.")
    assert read["workload.one_off_items"] == 2e6
    assert read[LOAD] == 900


@pytest.mark.parametrize("text", ["each about 500 tokens", "a cache for about 24k tokens"])
def test_about_is_no_out(text: str) -> None:
    assert "workload.output_tokens" not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The right clause is in the top 50 in 96% of tests.",
        "It used 80,000 in-house accelerators.",
        "Tensor parallel 2 in vLLM.",
    ],
)
def test_a_number_in_something_is_no_input(text: str) -> None:
    assert "workload.input_tokens" not in found(text)


def test_tokens_in_and_out_are_still_read() -> None:
    read = found("9,000 mails a day (1,800 in, 120 out)")
    assert (read["workload.input_tokens"], read["workload.output_tokens"]) == (1800, 120)
    read = found("about 400 tokens in, 15 out")
    assert (read["workload.input_tokens"], read["workload.output_tokens"]) == (400, 15)


@pytest.mark.parametrize(
    "text", ["one reply in thirty is wrong", "eight answers exist nowhere", "in one of thirty answers"]
)
def test_counted_answers_are_no_length(text: str) -> None:
    assert "workload.output_tokens" not in found(text + ", tokens are dear")
    assert value("600-token answers", "workload.output_tokens") == 600


@pytest.mark.parametrize(
    "text",
    [
        "The bill grows 30% a month, traffic does not.",
        "The spend rises 8% a month.",
        "We refresh 1% a month.",
    ],
)
def test_a_bill_that_grows_or_what_is_replaced_is_no_growing_load(text: str) -> None:
    assert "workload.growth_per_year" not in found(text)
    assert value("Traffic grows 10% a month.", "workload.growth_per_year") == pytest.approx(1.1**12, rel=1e-3)


@pytest.mark.parametrize(
    "text",
    ["It costs $10-50 per 1,000 pages.", "At $6,000 a million pages.", "Reports of up to 300 pages."],
)
def test_the_pages_of_a_price_or_of_the_longest_document_are_no_collection(text: str) -> None:
    assert "knowledge.pages" not in found(text)
    assert value("Answers from 4,000 pages.", "knowledge.pages") == 4000


def test_documents_of_so_many_pages_are_the_input() -> None:
    assert value("a summariser fed whole 40-page PDFs", "workload.input_tokens") == 20000


@pytest.mark.parametrize(
    "text",
    [
        "It sends the same 25k-token rulebook with each question.",
        "We sent a 25,000-token schema to the model with every query.",
        "A tool puts 25k tokens of product rules in front of each clause.",
    ],
)
def test_what_goes_out_with_every_call_is_part_of_the_call(text: str) -> None:
    read = found(text)
    assert read["workload.system_tokens"] == 25000
    assert "knowledge.pages" not in read


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Nurses carry 2018 tablets.", "workload.users"),
        ("No one on the staff has run a server.", "workload.users"),
        ("Used by 6,000 customer firms.", "workload.users"),
        ("Millions of customer metrics.", "workload.users"),
        ("Two mobile developers want summaries.", "workload.users"),
        ("It has two hardware people.", "workload.users"),
        ("They cite the 2023 example.", "examples.count"),
        ("Few-shot examples were enough.", "examples.count"),
        ("A prompt with forty style examples per call.", "examples.count"),
        ("For six EU language pairs.", "examples.count"),
        ("A team has 25 narrow tasks with labelled sets.", "examples.count"),
        ("Stock for hundreds of millions of item-store pairs.", "examples.count"),
        ("It serves the model one request at a time.", "workload.peak_concurrency"),
    ],
)
def test_a_year_a_method_or_those_who_run_it_are_no_count(text: str, path: str) -> None:
    assert path not in found(text)


@pytest.mark.parametrize(
    ("text", "path", "number"),
    [
        ("A tool for 40 editors.", "workload.users", 40),
        ("300 clerks want letter summaries.", "workload.users", 300),
        ("Twelve chemists ask questions.", "workload.users", 12),
        ("20 engineers share it.", "workload.users", 20),
        ("2000 users.", "workload.users", 2000),
        ("20 sessions open at the same time", "workload.peak_concurrency", 20),
        ("6,000 are hand-coded.", "examples.count", 6000),
        ("4,000 have been coded by hand.", "examples.count", 4000),
        ("We have 90,000 tickets that agents sorted by hand.", "examples.count", 90000),
        ("Students labelled 3,000 of them.", "examples.count", 3000),
        ("It has 446 hand-labelled chips.", "examples.count", 446),
        ("600 letters coded by two registrars.", "examples.count", 600),
        ("5,000 images with labels.", "examples.count", 5000),
    ],
)
def test_people_and_what_was_sorted_by_hand_are_counted(text: str, path: str, number: float) -> None:
    assert value(text, path) == number
