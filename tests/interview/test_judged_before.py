"""Examples that people judged before, in the words of many trades; what is only counted is none."""

from __future__ import annotations

import pytest

from tests.interview.read import value

COUNT = "examples.count"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "Our city office gets 2,000 emails a day for 12 departments. 60,000 routed emails are on file.",
            60_000,
        ),
        ("A utility sorts e-mails into 14 queues. 45,000 past mails carry the right queue.", 45_000),
        (
            "A 311 service sorts messages into 40 categories; 60,000 old messages carry the right label.",
            60_000,
        ),
        ("A press office codes articles; 3,200 coded articles exist.", 3_200),
        ("An airline tags complaint lines with 35 codes; 60,000 coded lines exist.", 60_000),
        ("A bank checks ads against policy; 1.3 million past decisions; reviewers take appeals.", 1_300_000),
        (
            "A game filters chat lines before display, with 400,000 decisions of its moderators on file.",
            400_000,
        ),
        ("A photo app screens uploads; 2 million moderator decisions are stored.", 2_000_000),
        ("An app screens captions and keeps 200,000 past rulings.", 200_000),
        ("A marketplace checks listings, 500,000 decisions stored.", 500_000),
        ("A forum judges posts: 600,000 moderated posts to learn from.", 600_000),
        ("An observatory sorts cut-outs into 30 shapes; volunteers labelled 200,000.", 200_000),
        ("Sorting messages into 40 topics; analysts have labelled 300,000.", 300_000),
        ("The mill photographs cloth and has marked 90,000 faults.", 90_000),
        ("Symptom sheets into 18 tags. 7,000 sheets are tagged.", 7_000),
        ("Hosted models misread the script; 30,000 lines are transcribed.", 30_000),
        ("Work orders sorted by fault; about 400 are cleaned and checked.", 400),
        ("A dental firm wants X-rays marked; 250,000 marked images.", 250_000),
        ("5 million tagged photos; platform team of eight.", 5_000_000),
        ("A clinic bot: 2,500 graded dialogues exist.", 2_500),
        ("Each firm has 2,000 edited clauses of its own.", 2_000),
        ("A letter writer: 9,000 approved letters, wording stable for years.", 9_000),
        ("A pump maker wants warnings; 9,000 confirmed faults are recorded.", 9_000),
        ("The office has 90,000 confirmed cases of tampering.", 90_000),
        ("Clauses into 41 kinds; 22,000 expert-marked clauses.", 22_000),
        ("6,000 measured variants and it wants to predict activity.", 6_000),
        ("Cows scored for lameness; 70,000 scored walks exist.", 70_000),
        ("Block abuse within 150 ms, 600,000 decided lines.", 600_000),
        ("600,000 flights with outcome are on file.", 600_000),
        ("50,000+ comments with resolved/unresolved outcome are at hand.", 50_000),
        ("Outcomes of 600,000 loans are on file.", 600_000),
        ("35,000 test reports with analyst conclusions in rigid form.", 35_000),
        ("40,000 sentences with translation and a teacher.", 40_000),
        ("Then a 7B tuned on about 5,000 past investigations ranks them.", 5_000),
        ("Wants to tune a 70B on 25,000 classified instructions.", 25_000),
        ("A software house tunes a 7B on 6,000 solved filings.", 6_000),
        ("A notary wants to tune an 8B on 30 of her opinions.", 30),
        ("A telecom tunes a 3B for support with 30,000 synthetic dialogues.", 30_000),
        ("A bakery wants its newsletter in the founder's voice; 40 old newsletters exist.", 40),
        ("An artist wants pictures in her own line from 400 of her drawings.", 400),
        ("She wants pictures in her manner; 45 own drawings.", 45),
        ("A linear model reaches 94% from 50M user corrections.", 50_000_000),
        ("50,000 rulings with marked spans exist.", 50_000),
        ("8-field extraction: 8B untuned 84%; 25,000 checked.", 25_000),
        ("Two human marks exist for 600,000 old essays.", 600_000),
        ("A speech lab keeps 1,200 solved cases with diagnosis.", 1_200),
        ("600 graded answers exist, no prompting trial was made.", 600),
        ("Supervised tuning on 900 pairs gave +3 points.", 900),
    ],
)
def test_what_people_judged_one_by_one_is_examples(text: str, count: int) -> None:
    assert value(text, COUNT) == count


@pytest.mark.parametrize(
    "text",
    [
        "We have 2,400 approved suppliers and 60 shops.",
        "We tune it on 8 GPUs.",
        "A team tunes a 13B on two 24GB cards with 4 bits.",
        "Continue tuning with 12 million tokens of text.",
        "Our court publishes 12,000 decisions a year and wants search over them.",
        "Search over 200,000 past rulings for lawyers.",
        "Inspectors check 300 parts and 40 are marked each day.",
        "5,000 emails are sorted a day by hand.",
        "1,200 invoices are checked daily.",
        "Our bot answers 400 confirmed bookings a day.",
        "We fine-tune for 3 weeks.",
        "Editors want articles in house style from 30 notes a day.",
        "25,000 tickets a month, 60 classes.",
    ],
)
def test_what_is_only_counted_is_no_example(text: str) -> None:
    assert value(text, COUNT) is None


@pytest.mark.parametrize(
    "text",
    [
        "A city office gets 2,000 emails a day for 12 departments. 60,000 routed emails are on file.",
        "A utility gets 9,000 messages a week; 45,000 past ones carry the right queue.",
    ],
)
def test_mail_that_was_routed_before_is_to_be_sorted(text: str) -> None:
    assert value(text, "use_case.kind") == "classification"


@pytest.mark.parametrize(
    "text",
    [
        "We tuned LoRA on data from 12 plants.",
        "A 7B was tuned with data of 25 hospitals.",
        "We want to fine-tune a model on recordings of 60 speakers.",
        "A 7B model tuned with 40 volunteers.",
        "LoRA tuned using 30 annotators from the faculty.",
        "40 volunteers, with verdicts of their own.",
        "We have 40 volunteers who labelled pictures.",
    ],
)
def test_where_data_come_from_and_who_helped_are_no_examples(text: str) -> None:
    assert value(text, COUNT) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We tuned an 8B on images from 25 hospitals and 4,000 labelled scans.", 4_000),
        ("The 7B was tuned with 900 answers from two clerks.", 900),
        ("40 volunteers who labelled 3,000 pictures of moths.", 3_000),
        ("It plans to tune a 70B on 300 lab books.", 300),
        ("A 7B is tuned on 900 user replies.", 900),
        ("A garden sorts leaves: 4,000 plants labelled by botanists.", 4_000),
    ],
)
def test_what_they_gave_or_judged_still_is(text: str, count: float) -> None:
    assert value(text, COUNT) == count
