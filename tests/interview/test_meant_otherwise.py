"""Words of the task, its quality or its facts that mean another thing where they stand."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


def said(advisor: Advisor, text: str) -> dict[str, object]:
    return {hit.path: hit.answer.value for hit in advisor.read(text, None).answers}


def wished(advisor: Advisor, text: str) -> tuple[object, ...]:
    words = said(advisor, text).get("wish.adaptations", ())
    assert isinstance(words, tuple)
    return words


@pytest.mark.parametrize(
    "text",
    [
        "A chatbot for our guests; a wait of twenty seconds is fine.",
        "Our notary will wait a minute for a draft.",
        "We label 3 million reviews once and nobody waits for the result.",
        "The right clause is found nine times out of ten by our search.",
        "We want an 8B chatbot at 20 tokens a second or more.",
        "Our field chatbot: the satellite link is slow and drops for hours.",
        "Later our archive adds only 40,000 pages a day.",
    ],
)
def test_a_time_that_is_enough_or_a_line_that_is_slow_is_no_slow_model(advisor: Advisor, text: str) -> None:
    assert said(advisor, text).get("quality.failure") != "slow"


@pytest.mark.parametrize(
    "text",
    [
        "Our chatbot crawls along at 6 tokens a second.",
        "It manages only 40 pages a day and we need thousands.",
        "Our chatbot times out every evening.",
        "The assistant shows nothing until the whole answer is ready.",
        "The answers are right but text appears too slowly.",
        "Quality is fine, we only need it much faster.",
        "Nobody waits thirty seconds for our bot.",
    ],
)
def test_what_keeps_people_waiting_is_slow_also_where_its_answers_are_right(
    advisor: Advisor, text: str
) -> None:
    assert said(advisor, text)["quality.failure"] == "slow"


@pytest.mark.parametrize(
    "text",
    [
        "None of us wants to look after a GPU.",
        "We ask whether a card for our chatbot pays for itself.",
        "It should learn from corrections so that tomorrow's answers are right.",
        "Retrieval works, but the model is misled by odd passages.",
        "A compiler says at once whether an answer is right.",
        "Last year's forecast got worse and no one noticed for a month.",
    ],
)
def test_what_ought_to_work_or_is_asked_whether_it_does_not_work_today(advisor: Advisor, text: str) -> None:
    assert said(advisor, text).get("quality.failure") != "works"


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("Our bot works well and the answers are right.", "works"),
        ("Cost per conversation and waiting time are the complaints, answers are good.", "dear"),
        ("Our tagging: quality fine, bill not.", "dear"),
        ("No few-shot prompt or retrieval has been tried.", "not_tried"),
        ("Nobody there has yet tried prompting on our reports.", "not_tried"),
        ("Speech recognition mangles the place names.", "language"),
        ("Our bot writes in so American a way that clients laugh.", "format"),
    ],
)
def test_the_same_words_are_still_read_where_they_say_how_it_does(
    advisor: Advisor, text: str, failure: str
) -> None:
    assert said(advisor, text)["quality.failure"] == failure


@pytest.mark.parametrize(
    "text",
    [
        "Personal data may stay in the EU, so American clouds are refused for our letters.",
        "One miss costs more than a year of tokens.",
        "Our broker turns policies into JSON.",
        "The uplink of our cameras is poor.",
        "The card's memory is half empty. Memory is half empty.",
        "Our model writes queries in its own SQL dialect.",
        "A controls maker has its own dialect of ladder language and 200 checked programmes.",
        "It generates controller code in a niche dialect. A simulator says pass or fail.",
        "We move our in-house dialect of Pascal to C.",
    ],
)
def test_a_cause_a_price_of_mistakes_or_a_dialect_of_sql_is_no_failure(advisor: Advisor, text: str) -> None:
    found = said(advisor, text)
    assert "quality.failure" not in found
    assert "language.rare" not in found


def test_a_spoken_dialect_is_still_rare(advisor: Advisor) -> None:
    assert said(advisor, "We transcribe interviews in a dialect.")["language.rare"] is True


@pytest.mark.parametrize(
    "text",
    [
        "We summarise field reports every night.",
        "Our chain forecasts weekly sales per shop.",
        "We transcribe 9,000 hours of audio every month.",
        "Our line inspects caps; the plant network drops out weekly.",
        "We pay for cloud servers on yearly contracts and run a chatbot.",
        "A garden shop rewrites 90,000 texts twice a year.",
    ],
)
def test_how_often_work_is_done_is_not_how_often_facts_change(advisor: Advisor, text: str) -> None:
    assert "knowledge.freshness" not in said(advisor, text)


@pytest.mark.parametrize(
    ("text", "freshness"),
    [
        ("Our rules are revised every quarter.", "quarterly"),
        ("New circulars reach our clerks every week.", "weekly"),
        ("A model that is retrained nightly on the chats.", "daily"),
        ("The handbook of our shop is reissued twice a year.", "quarterly"),
        ("Our bot answers from a weekly price list.", "weekly"),
    ],
)
def test_what_changes_or_is_learned_again_has_its_freshness(
    advisor: Advisor, text: str, freshness: str
) -> None:
    assert said(advisor, text)["knowledge.freshness"] == freshness


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("The council demands no training on applicants.", "use_case.harm"),
        ("We have a DPA and no training on our data.", "knowledge.needed"),
        ("Our supplier may not let technical files reach anyone.", "knowledge.needed"),
        ("We can run each query against a test database.", "knowledge.structured"),
        ("We classify messages and there are no human labels.", "quality.human_review"),
        ("We plan unsupervised tuning on the bulletins.", "quality.human_review"),
    ],
)
def test_a_denial_of_something_else_is_no_answer_that_a_thing_is_not_there(
    advisor: Advisor, text: str, path: str
) -> None:
    assert said(advisor, text).get(path) is not False


def test_what_is_denied_itself_is_not_there(advisor: Advisor) -> None:
    assert said(advisor, "A chatbot without any CRM behind it.")["knowledge.structured"] is False
    assert said(advisor, "A chatbot, and no human checks the answers.")["quality.human_review"] is False


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Our DPO accepts a processor contract.", "rl_ft"),
        ("The DPO signed off the letters.", "rl_ft"),
        ("A web calculator told us to buy one card.", "tool_calling"),
        ("Of twenty questions of our bot, eight answers exist nowhere in writing.", "test_time_compute"),
        ("A chip-tool vendor wants full fine-tuning of a 70B.", "managed_ft"),
        ("Pages are graded for teaching value. Llama-3-70B graded them.", "lora"),
        ("A firm with a wiki wants to copy it and stop searching.", "distillation"),
        ("An oracle for a clinic with answers of frontier quality.", "distillation"),
        ("We tuned a 14B for mail search and it beats o3.", "test_time_compute"),
        ("Room scenes with two adapters, unquantised for the art director.", "qlora"),
    ],
)
def test_a_word_that_means_a_person_or_another_thing_is_no_wish(
    advisor: Advisor, text: str, word: str
) -> None:
    assert word not in wished(advisor, text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We want to tune it with DPO on 3,000 pairs.", "rl_ft"),
        ("Give it a calculator to call.", "tool_calling"),
        ("Sample five answers and vote.", "test_time_compute"),
        ("A vendor offers to fine-tune its model on our letters.", "managed_ft"),
    ],
)
def test_the_same_word_is_still_a_wish_where_it_is_one(advisor: Advisor, text: str, word: str) -> None:
    assert word in wished(advisor, text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We embed 5B tokens a month and it works well.", "small_model"),
        ("The hospital runs Qwen3-235B and it works well.", "small_model"),
        ("Our screenshot tool cuts out backgrounds and works well.", "tool_calling"),
    ],
)
def test_a_count_of_tokens_or_a_tool_for_people_is_no_technique_that_worked(
    advisor: Advisor, text: str, word: str
) -> None:
    worked = said(advisor, text).get("evidence.worked", ())
    assert isinstance(worked, tuple)
    assert word not in worked


@pytest.mark.parametrize(
    ("text", "bar"),
    [
        ("Our classifier is 99.2% right and costs $9k a month.", None),
        ("Our bot's availability was 99.97% last year.", None),
        ("Our utility is classed as critical infrastructure and wants a chatbot.", None),
        ("Our regulator asks for processing in the EU.", None),
        ("Our letters go to an HDS-certified host.", None),
        ("Letters must be at least 99.5% correct.", "near_zero_error"),
        ("The decisions must be 99.99% correct.", "near_zero_error"),
        ("Regulators will ask for validation evidence.", "certified"),
    ],
)
def test_a_measured_share_is_no_bar_and_a_demanded_one_is(
    advisor: Advisor, text: str, bar: str | None
) -> None:
    assert said(advisor, text).get("quality.bar") == bar


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("A video-streaming service ranks titles for each visitor.", "image"),
        ("A speech therapist wants her reports drafted.", "audio"),
        ("We transcribe handwritten registers. 80 transcribed pages exist.", "audio"),
    ],
)
def test_what_a_company_streams_and_pages_that_are_transcribed_are_no_modality(
    advisor: Advisor, text: str, modality: str
) -> None:
    assert said(advisor, text).get("use_case.modality") != modality


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Political scientists code 3 million speeches for stance.", "classification"),
        ("Chat moderation: every post is checked by a frontier model.", "classification"),
        ("A Frisian language model is to be built from 3 billion tokens.", "foundation_model"),
        ("Clerks sort letters into 30 causes.", "classification"),
        ("A payroll assistant: enterprise contracts forbid storing of prompts.", "chatbot"),
        ("Our notary's office wants an assistant over its case files.", "document_qa"),
        ("We summarise council minutes for the press.", "extraction"),
    ],
)
def test_a_keyword_counts_where_it_names_the_task(advisor: Advisor, text: str, kind: str) -> None:
    assert said(advisor, text)["use_case.kind"] == kind


def test_what_decides_may_stand_beside_another(advisor: Advisor) -> None:
    order = said(advisor, "A chatbot: cost per conversation and first-token latency decide.")
    assert order["priorities.order"] == ("cost", "latency")
