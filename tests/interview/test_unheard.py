"""Vendors that are ruled out, tools that staff use by themselves, and denials that nobody read."""

from __future__ import annotations

import pytest

from tests.interview.read import found, reader, value

VENDORS = "exclusions.vendors"


@pytest.mark.parametrize(
    ("text", "vendors"),
    [
        ("A helper for 60 brokers; anything but Anthropic.", {"Anthropic"}),
        ("Sort 900 mails a day. Amazon is off the table.", {"Amazon"}),
        ("A chatbot for guests, we may not use Google or Microsoft.", {"Google", "Microsoft"}),
        ("Our board will not have anything by Alibaba. 400 letters a day.", {"Alibaba"}),
        ("Summaries, 70 a day. OpenAI was ruled out by our lawyers.", {"OpenAI"}),
        ("Chat for 30 planners, DeepSeek is forbidden here.", {"DeepSeek"}),
        ("No Chinese vendors, please; 200 reports a day to summarise.", {"China"}),
    ],
)
def test_a_vendor_that_is_ruled_out_is_a_boundary(text: str, vendors: set[str]) -> None:
    named = value(text, VENDORS)
    assert isinstance(named, tuple)
    assert set(named) == vendors


@pytest.mark.parametrize(
    "text",
    [
        "We use Google Workspace and want a chatbot.",
        "We run on Microsoft Azure; 300 questions a day over our wiki.",
        "Our archive is in Amazon S3, 4,000 documents a day to classify.",
    ],
)
def test_a_vendor_that_is_named_is_not_ruled_out(text: str) -> None:
    assert VENDORS not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our 90 employees use ChatGPT with accounts of their own; we want an assistant over our handbook.",
        "Staff paste letters into ChatGPT so far, 50 a day, and we want our own tool for that.",
        "Many of our people already use Gemini. We want letters drafted, 60 a day.",
        "The ministry wants a model for Frisian, because ChatGPT writes it badly.",
    ],
)
def test_what_staff_use_by_themselves_is_no_wish(text: str) -> None:
    assert "wish.model" not in found(text)
    assert "hosted_api" not in (found(text).get("wish.deployments") or ())


def test_a_backlog_and_what_comes_each_week_are_both_kept() -> None:
    read = found("We hold a backlog of 300,000 receipts and get 3,500 more a week; extract the fields.")
    assert read["workload.one_off_items"] == 300_000
    assert read["workload.requests_per_day"] == 500


def forbidden(text: str) -> list[str]:
    """Return what sentences forbid that were not used."""
    return [ban.sentence for ban in reader().read(text).forbidden]


def told(text: str) -> list[str]:
    """Return what is told of sentences that were not used."""
    start = "I did not use: "
    return [r.removeprefix(start)[1:-1] for r in reader().read(text).unread if r.startswith(start)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "A chatbot for a zoo, 300 chats a day. The keepers must not be bothered with prices.",
            "The keepers must not be bothered with prices",
        ),
        (
            "Classify 2,000 mails a day. Our auditors never accept the blue ones.",
            "Our auditors never accept the blue ones",
        ),
        ("Translate 90 letters a day. The link to the boat has 2 Mbit.", "The link to the boat has 2 Mbit"),
        (
            "We pay $900 a month to OpenAI. Only the harbour office may see the plans.",
            "Only the harbour office may see the plans",
        ),
        ("A chatbot; each lock keeper has forty keys. 300 chats a day.", "each lock keeper has forty keys"),
    ],
)
def test_a_figure_or_a_denial_that_nobody_read_is_told(text: str, sentence: str) -> None:
    assert told(text) == [sentence]


def test_of_a_sentence_that_told_the_kind_of_work_the_rest_is_told() -> None:
    story = "We pay $900 a month. It is a chatbot for guests, which must never name the cook."
    assert told(story) == ["…must never name the cook"]
    assert forbidden(story) == ["It is a chatbot for guests, which must never name the cook"]


@pytest.mark.parametrize(
    "text",
    [
        "A chatbot, 300 chats a day. No data may leave our network.",
        "A chatbot, 300 chats a day. We are not sure about the rest.",
        "A chatbot, 300 chats a day.",
        "We pay $900 a month to OpenAI. The firm was founded in 1987.",
        "We answer 300 chats a day. Our office is in building 4.",
        "Draft 80 letters a day. We run it on GPT-4.",
        "Draft 80 letters a day. Nobody has labelled anything.",
        "Draft 80 letters a day. We spent $7,400 on it.",
    ],
)
def test_what_was_read_or_says_nothing_or_is_asked_back_already_is_not_told(text: str) -> None:
    assert not told(text)


def test_at_most_five_sentences_are_told_those_that_bind_first() -> None:
    names = ("cook", "porter", "waiter", "clerk", "maid", "driver")
    more = " ".join(f"The {name} never wears a hat." for name in names)
    found = told(f"A chatbot, 300 chats a day. {more} No guest may be shown the cellar.")
    assert len(found) == 5
    assert found[0] == "No guest may be shown the cellar"


def test_a_figure_behind_what_is_shown_of_a_long_sentence_is_told_by_itself() -> None:
    story = (
        "Translate 90 letters a day. The old boats that lie along the quay behind the harbour office and its"
        " red tower have forty ropes, each with a knot at both ends, a float, a hook and a tag, 77 anchors."
    )
    unread = reader().read(story).unread
    (shown,) = told(story)
    assert shown.endswith("…")
    assert "77 anchors" not in shown
    assert [remark for remark in unread if "77 anchors" in remark] == [
        "Not taken: '77 anchors'. Put it in other words if it matters."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The tower has a set of 2000 bricks",
        "The tower has some of 2000 old bricks",
        "It grew from 2000 to 3000",
    ],
)
def test_a_count_that_could_be_a_year_is_told(sentence: str) -> None:
    assert told(f"Translate 90 letters a day. {sentence}.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "It stood empty from 2019 to 2021",
        "The tower of 2019 was rebuilt",
        "Since 2019 our offices are in Bonn",
    ],
)
def test_a_year_is_not_told(sentence: str) -> None:
    assert not told(f"Translate 90 letters a day. {sentence}.")


def test_a_figure_is_not_told_twice() -> None:
    unread = reader().read("Translate 90 letters a day. The link to the boat has 2 Mbit.").unread
    assert sum("2 Mbit" in remark for remark in unread) == 1


@pytest.mark.parametrize(
    "text",
    [
        "We use Google, not OpenAI. 900 mails a day to sort.",
        "Our clinic works with Anthropic and not with OpenAI; 60 letters a day.",
        "we use google, not openai. 900 mails a day to sort.",
        "The shop runs on Azure, not OpenAI, and answers 400 chats a day.",
    ],
)
def test_a_vendor_that_is_not_used_is_asked_about_and_not_ruled_out(text: str) -> None:
    assert VENDORS not in found(text)
    (asked,) = [remark for remark in reader().read(text).unread if "OpenAI" in remark]
    assert asked.endswith("rules nobody out: say 'no OpenAI' if it may not be used.")


@pytest.mark.parametrize(
    "text",
    [
        "A private assistant over my notes",
        "I want a personal assistant.",
        "I'd like a private assistant for me.",
        "I want a personal assistant that reads my mails.",
    ],
)
def test_a_private_assistant_is_that_of_one_person(text: str) -> None:
    assert value(text, "workload.users") == 1


@pytest.mark.parametrize(
    "text",
    [
        "A personal assistant for our customers",
        "I want a personal assistant for my company.",
        "I want to build a personal assistant for lawyers.",
        "I want a personal assistant that anyone can download.",
        "My personal assistant that anyone can download.",
        "I am building a private helper for myself and my team.",
        "A personal assistant for my small law firm.",
    ],
)
def test_an_assistant_for_others_is_not_that_of_one_person(text: str) -> None:
    assert value(text, "workload.users") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The vendor must never be a subsidiary of our competitor",
        "No letter may be read by the contractor in Riga",
        "Pupils' drawings may not be used for adverts",
        "Only the notary may open the deeds",
        "Under no circumstances is the abbot to be named",
        "Texts by Ms Haller are off the table",
        "The drawings can never be shown to the tenants",
        "Nobody from marketing is allowed to touch the prompts",
        "The works council refuses to let us analyse voices",
        "The abbot refuses to have the deeds photographed",
        "The deeds will not be shown to the tenants",
    ],
)
def test_what_a_sentence_forbids_is_told_even_where_nothing_else_is_read(sentence: str) -> None:
    assert forbidden(f"{sentence}.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "I cannot say how many there are",
        "We never tried that before",
        "We can't afford much",
        "No idea yet",
        "It is not very fast",
        "Nobody complained so far",
        "Customers refuse to fill in long forms",
        "Our guests will not read long texts",
        "The harvest may not be good",
        "The printer could not be repaired",
        "The old system couldn't be kept",
    ],
)
def test_what_people_cannot_say_or_did_not_do_forbids_nothing(sentence: str) -> None:
    assert forbidden(f"{sentence}. 300 chats a day for a hotel.") == []


LONG = (
    "The letters of the old harbour office, which lie in the red tower behind the quay beside the ropes, the"
    " floats and the anchors of all the boats that went down, must never be shown to the mayor's brother"
)


def test_what_the_end_of_a_long_sentence_forbids_is_kept_in_full() -> None:
    reading = reader().read(f"Translate 90 letters a day. {LONG}.")
    (ban,) = reading.forbidden
    assert ban.sentence == LONG
    assert ban.remark in reading.unread
    assert ban.remark not in reading.other_remarks
    assert "must never" not in ban.remark, "a remark shows the beginning"


def test_a_sentence_with_both_quotes_is_shown_as_it_was_written() -> None:
    sentence = """The mayor's brother must never see "Plan B" """.strip()
    (ban,) = reader().read(f"{sentence}. 300 chats a day.").forbidden
    assert ban.sentence == sentence
    assert ban.remark == f"I did not use: “{sentence}”"
