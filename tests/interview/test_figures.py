"""What stands around a figure, and what fitted models say that it answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.interview.figure_roles import (
    NOTHING,
    PASSED_OVER,
    READ_AWAY,
    WITH_OTHERS,
    RoleModel,
    Seen,
    answer_of,
    load_roles,
    seen_in,
    with_roles,
)
from advisor.interview.figures import Figure, features, figures_in
from advisor.interview.fit_figures import fit, judged_in, left_out, patterns, read_rows
from advisor.interview.reading import ReadAnswer, passage
from advisor.profile import Answer, standard_fields

PARAGRAPHS = Path(__file__).with_name("paragraphs.jsonl")
USERS, REQUESTS, MONTHLY = "workload.users", "workload.requests_per_day", "budget.monthly_usd"


def figure(text: str, which: int = 0) -> Figure:
    return list(figures_in(passage(text)))[which]


@pytest.mark.parametrize(
    ("text", "unit", "words", "period"),
    [
        ("We get 90 calls a day.", "", "", "day"),
        ("Every week some 300 letters come in.", "", "", "week"),
        ("On Mondays 40 people ask.", "", "", "week"),
        ("It has 16 gigs for a model.", "memory", "g", ""),
        ("A bus of 273 GB/s feeds it.", "", "", "second"),
        ("A letter has two pages.", "length", "pages", ""),
        ("It must answer in 3 seconds.", "time", "seconds", ""),
        ("A 7B with 7 billion parameters.", "parameters", "parameters", ""),
    ],
)
def test_a_figure_has_its_unit_and_the_period_nearest_to_it(
    text: str, unit: str, words: str, period: str
) -> None:
    one = list(figures_in(passage(text)))[-1]
    assert (one.unit, one.unit_words, one.period) == (unit, words, period)


@pytest.mark.parametrize(
    ("text", "usd"),
    [("$40 in all", 1.0), ("40 bucks", 1.0), ("at most 40 cents", 0.01), ("40 people", None)],
)
def test_a_figure_knows_its_money(text: str, usd: float | None) -> None:
    assert figure(text).usd == usd


def test_a_sum_without_a_sign_is_in_the_money_of_its_neighbour() -> None:
    euros = figure("We pay 300 euros a month and could pay 500.", 1)
    assert euros.usd is None
    assert euros.usd_beside == figure("We pay 300 euros a month and could pay 500.").usd


def test_features_tell_order_sort_and_what_patterns_made_of_it() -> None:
    found = features(figure("Our 14 clerks read 300 letters a day.", 1), read_as=REQUESTS)
    assert {">0 lett", ">0 [things]", "<0 read", f"read as {REQUESTS}", "period day"} <= found.keys()


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        (REQUESTS, "some 300 letters a week", 300 / 7),
        (MONTHLY, "$1,200 a year", 100),
        ("budget.one_off_usd", "$1,200 once", 1200),
        ("workload.output_tokens", "it writes two pages", 1000),
        ("workload.audio_minutes", "a call of half an hour, or 90 seconds", 1.5),
        ("time.deadline_weeks", "in 2 months", 8.7),
        ("latency.first_token_ms", "within 3 seconds", 3000),
        ("workload.growth_per_year", "grows by 40 percent", 1.4),
        ("wish.train_params_b", "a model of 9B", 9),
        ("hardware.edge_memory_gb", "with 512 MB", 0.512),
        ("knowledge.pages", "60,000 tokens of text", 120),
    ],
)
def test_a_figure_is_turned_into_the_unit_of_its_field(path: str, text: str, value: float) -> None:
    answer = answer_of(standard_fields()[path], list(figures_in(passage(text)))[-1], passage(text))
    assert answer is not None
    assert answer.value == pytest.approx(value, rel=0.01)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (REQUESTS, "some 300 letters"),
        (USERS, "$300"),
        ("time.deadline_weeks", "300 letters"),
        ("workload.output_tokens", "300 people"),
        ("workload.growth_per_year", "0 times"),
    ],
)
def test_a_figure_that_cannot_stand_in_a_field_answers_nothing(path: str, text: str) -> None:
    assert answer_of(standard_fields()[path], figure(text), passage(text)) is None


def test_what_patterns_made_of_a_figure_is_seen() -> None:
    text = passage("We are 14 and each asks 20 times. The year was good for 3 of us. 80 letters a day.")
    text.take(text.text.index("3 of"), text.text.index("3 of") + 4)
    hits = [
        ReadAnswer(REQUESTS, Answer(280.0), "14 and each asks 20 times", text.text.index("14")),
        ReadAnswer(REQUESTS, Answer(80.0), "80 letters a day", text.text.index("80")),
    ]
    seen = seen_in(text, hits)
    assert [one.read_as for one in seen] == [WITH_OTHERS, WITH_OTHERS, READ_AWAY, REQUESTS]
    assert seen_in(passage("It is 4 o'clock somewhere."), [])[0].read_as == PASSED_OVER


LONG = " The garden is large and old and full of roses, and somebody must write about it every spring."
GARDENERS = RoleModel((NOTHING, USERS), (0.0, 0.0), {">0 garden": [(1, 9.0)]})


def test_a_figure_that_patterns_passed_over_is_answered() -> None:
    text = passage("We are 14 gardeners." + LONG)
    (hit,) = with_roles(text, [], standard_fields(), GARDENERS)
    assert (hit.path, hit.answer.value, text.free(hit.start, hit.start + 1)) == (USERS, 14.0, False)


def test_what_patterns_read_stays_unless_it_is_most_probably_wrong() -> None:
    read = ReadAnswer("budget.one_off_usd", Answer(14.0), "14 gardeners", 7)
    sums = RoleModel((NOTHING, read.path), (0.0, 0.0), {})
    fields, text = standard_fields(), passage("We are 14 gardeners." + LONG)
    assert with_roles(text, [read], fields, sums) == [read]
    text.take(7, 19)
    assert with_roles(text, [read], fields, replace(sums, bias=(9.0, 0.0))) == []
    assert text.free(7, 19)


def test_a_short_text_is_left_to_the_patterns_and_what_others_do_is_none_of_ours() -> None:
    fields = standard_fields()
    assert with_roles(passage("We are 14 gardeners."), [], fields, GARDENERS) == []
    told = passage("Our competitor has 14 gardeners." + LONG)
    assert with_roles(told, [], fields, GARDENERS) == []


@pytest.mark.parametrize("path", ["budget.monthly_usd", "workload.task_cap_usd", "cost.gpu_usd_hour"])
def test_other_money_is_never_converted_in_silence(path: str) -> None:
    money = RoleModel((NOTHING, path), (0.0, 0.0), {"unit money": [(1, 9.0)]})
    text = passage("We would give 14 euros for it." + LONG)
    (hit,) = with_roles(text, [], standard_fields(), money)
    assert hit.path == path
    assert any("14 euros" in note and "converted" in note for note in text.notes)
    plain = passage("We would give 14 dollars for it." + LONG)
    assert with_roles(plain, [], standard_fields(), money)
    assert plain.notes == []


def test_what_is_answered_is_no_longer_refused() -> None:
    text = passage("We are 14 gardeners." + LONG)
    text.refuse("uncounted", words="14")
    text.refused[7] = text.remarks[-1]
    with_roles(text, [], standard_fields(), GARDENERS)
    assert text.remarks == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (REQUESTS, "30% a day"),
        ("workload.audio_hours_per_day", "40 a day"),
        ("workload.one_off_days", "it takes 40"),
        ("wish.train_params_b", "7 GB"),
        (MONTHLY, "$2 an hour"),
        (MONTHLY, "60,000 kr a month"),
    ],
)
def test_a_figure_of_another_unit_answers_nothing(path: str, text: str) -> None:
    assert answer_of(standard_fields()[path], figure(text), passage(text)) is None


def test_a_fit_learns_what_paragraphs_say_and_is_judged_on_other_authors() -> None:
    reader = patterns()
    rows = read_rows(PARAGRAPHS)[::60]
    figures = [one for row in rows for one in judged_in(row, reader)]
    model = fit(figures)
    right = sum(max(shares := model.shares(one.seen), key=shares.__getitem__) == one.role for one in figures)
    assert right > 0.9 * len(figures)
    told, told_rightly, there = left_out(figures, 0.5)
    assert 0 < told_rightly <= told <= len(figures)
    assert told_rightly < there


def test_facts_of_paragraphs_stand_in_their_texts() -> None:
    for row in read_rows(PARAGRAPHS):
        for fact in row["facts"]:
            assert fact["words"] in row["text"], row["id"]
            assert fact.get("number", "") in fact["words"], row["id"]


def test_the_shipped_weights_name_fields_and_nothing_else() -> None:
    roles = set(load_roles().roles) - {NOTHING, READ_AWAY, WITH_OTHERS, "quality.share"}
    assert roles <= set(standard_fields().paths())
    shares = load_roles().shares(Seen(figure("We are 14 gardeners."), PASSED_OVER))
    assert sum(shares.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        (
            "Tax office of a small town. Letters about dog licences pile up. Maybe forty of us would be"
            " on it, each of us twice a day or so, and only in German.",
            USERS,
            40,
        ),
        (
            "Choir of a village, we need programme notes written. The board gave 700 dollars for it, once,"
            " and not a cent more will come.",
            "budget.one_off_usd",
            700,
        ),
        (
            "Helpdesk of a shop system. Customers write to us all day long and GPT answers. Last month's"
            " invoice from OpenAI came to $9,400, which is more than the rent.",
            "budget.current_usd_month",
            9400,
        ),
        (
            "Museum of rural life. We want our photos sorted by what is on them. Over the years the ladies"
            " have labelled 9,300 of the photos by hand.",
            "examples.count",
            9300,
        ),
    ],
)
def test_people_are_read_who_say_it_in_their_own_way(
    advisor: Advisor, text: str, path: str, value: float
) -> None:
    found = {hit.path: hit.answer.value for hit in advisor.reader.read(text).answers}
    assert found.get(path) == value


@pytest.mark.parametrize(
    "text", ["", "7", "0 0 0", "%", "9" * 400, "1e308 users", "½", "\u0660\u0661", "3 4 5 " * 400]
)
def test_odd_texts_are_no_trouble(advisor: Advisor, text: str) -> None:
    assert advisor.reader.read(text) is not None
