"""The report: its first page, its parts, what it does with strangers' text, and that it is the same twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from advisor.decide.records import Assumption, Recommendation
from advisor.errors import UserError
from advisor.estimate.ledger import Line
from advisor.profile import Answer
from advisor.report import environment
from advisor.report.as_html import report_html
from advisor.report.bill_view import crossing_sentences
from advisor.report.first_page import beyond
from advisor.report.glance import busier_cost
from advisor.report.lock import extract
from advisor.report.render import report_markdown
from advisor.report.said_once import LONG
from tests.report.sample import api_plan, gpu_plan, nothing_fits, plain, sample

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def body(recommendation: Recommendation, template: str = "standard") -> str:
    """Return a report without its lock."""
    return extract(report_markdown(recommendation, template))[1]


@pytest.mark.parametrize("template", ["standard", "brief"])
def test_the_report_reads_as_reviewed(template: str, golden: Callable[[str, str], None]) -> None:
    golden(template, re.sub(r"advisor \d+\.\d+\.\d+", "advisor X.Y.Z", body(sample(), template)))


def test_the_report_of_an_impossible_wish_names_both_limits(golden: Callable[[str, str], None]) -> None:
    text = body(nothing_fits())
    assert "memory of the device: needs 243 GB, has 64 GB" in text
    assert "time to the first words: needs 40 s, has 50 ms" in text
    golden("nothing-fits", re.sub(r"advisor \d+\.\d+\.\d+", "advisor X.Y.Z", text))


def test_plans_that_one_rule_rules_out_are_named_together() -> None:
    inside = ("The data must stay inside. Run it yourselves.",)
    refused = tuple(
        replace(sample().plans[0], plan=replace(plan, id=title, title=title), why_not=inside)
        for plan, title in ((api_plan(), "Hosted A"), (gpu_plan(), "Rented B"))
    )
    text = body(replace(sample(), refused=refused))
    assert "- **Hosted A; Rented B:** The data must stay inside. Run it yourselves.\n" in text


def test_the_verdict_stands_before_everything_else() -> None:
    lines = [line for line in body(sample()).splitlines() if line]
    assert lines[0] == "# Support chatbot: use a hosted model, train nothing yet"
    starts = ("**Decision.**", "**Cost.**", "**How sure.**", "**Changes if**", "**Review by**")
    assert all(line.startswith(start) for line, start in zip(lines[1:6], starts, strict=True))


def test_every_table_has_as_many_cells_in_each_row() -> None:
    tokens = GITHUB.parse(body(sample()))
    widths: list[list[int]] = []
    for token in tokens:
        if token.type == "table_open":
            widths.append([])
        elif token.type == "tr_open":
            widths[-1].append(0)
        elif token.type in ("td_open", "th_open"):
            widths[-1][-1] += 1
    assert len(widths) >= 8
    assert all(len(set(rows)) == 1 for rows in widths)


def test_no_line_that_looks_like_a_table_row_is_left_outside_of_a_table() -> None:
    for text in (body(sample()), body(nothing_fits()), body(sample(), "brief")):
        inline = [token.content for token in GITHUB.parse(text) if token.type == "inline"]
        assert not [content for content in inline if content.startswith("|")]


def test_what_a_stranger_wrote_neither_breaks_a_table_nor_adds_a_heading() -> None:
    evil = "x | y\n# hacked\n<img src=x onerror=alert(1)> [a](http://evil.example) --> \x1b[31m"
    base = sample(story=evil)
    dirty = replace(
        base,
        title=evil,
        headline=evil,
        assumptions=(*base.assumptions, Assumption("a.b", evil, evil, "said", evil)),
        risks=(evil,),
        problems=(evil,),
        not_priced=(evil,),
    )
    for text in (report_markdown(dirty), report_html(dirty)):
        assert "\x1b" not in text
        assert "<img" not in text
    headings = re.findall(r"^#+ .*", extract(report_markdown(dirty))[1], re.MULTILINE)
    assert [h for h in headings[1:] if "hacked" in h] == []
    assert 'href="http://evil' not in report_html(dirty)


def test_the_same_recommendation_gives_the_same_bytes() -> None:
    assert report_markdown(sample()) == report_markdown(sample())
    assert report_html(sample()) == report_html(sample())


def test_the_bill_says_when_inference_overtakes_training() -> None:
    text = body(sample())
    assert "Inference has cost more than training from month 6 on; over three years training is" in text
    assert "This plan is the cheaper one in total from the first month on" in text
    for month in (1, 3, 6, 12, 24, 36):
        assert f"\n| {month} | $" in text


def test_the_chart_holds_the_numbers_of_the_table() -> None:
    chart = body(sample()).partition("```mermaid\n")[2].partition("```")[0]
    assert chart.startswith("xychart-beta")
    plan_with_its_band, training, alternative = 3, 1, 1
    assert chart.count("line [") == plan_with_its_band + training + alternative
    assert "15320]" in chart


def test_what_moves_the_bill_most_stands_in_a_table_and_in_a_chart() -> None:
    text = body(sample())
    assert "| month | $300 to $500 a month | $12,800 | $20,000 |" in text
    assert "xychart-beta horizontal" in text
    assert "bar [20000, 15820]" in text


def test_the_break_even_stands_in_a_sentence_a_table_and_a_chart() -> None:
    text = body(sample())
    assert (
        "In money alone the devices are the cheaper ones from about 41,100 requests a day (23,000 to 360,000)"
        in text
    )
    assert "| 20,000 | $3,000 | $1,460 | provider |" in text
    assert "| 50,000 | $3,000 | $3,650 | devices |" in text
    assert 'x-axis "requests a day" [500, 1000,' in text


def test_each_part_of_the_bill_has_a_line_of_its_own() -> None:
    text = body(sample())
    assert "| tokens | – | $370 (300–500) | $13,300 (10,800–18,000) |" in text
    assert "| training runs | $2,000 (1,500–2,500) | – | $2,000 (1,500–2,500) |" in text


def test_html_is_one_page_that_draws_the_bill_and_loads_nothing() -> None:
    page = report_html(sample())
    assert page.startswith("<!doctype html>")
    assert page.count("<svg") == 3
    assert page.count("<polygon") == 1
    assert page.count("<rect") == 2
    assert "mermaid" not in page.partition("advisor-lock")[0]
    assert not re.search(r"<script|src=|@import|<link", page)
    assert "<h1>Support chatbot: use a hosted model, train nothing yet</h1>" in page


def test_a_source_is_linked_and_dated() -> None:
    assert "| Price list <https://example.com/prices> | 2026-11-02 | usd out |" in body(sample())


def test_an_unknown_template_is_named_with_those_that_exist() -> None:
    with pytest.raises(UserError, match=r"brief, standard.* Did you mean 'standard'\?"):
        report_markdown(sample(), "standart")


@pytest.fixture
def own_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's folder of templates, empty."""
    monkeypatch.setattr(environment, "user_config_path", lambda _: tmp_path)
    folder = tmp_path / "templates" / "mine"
    folder.mkdir(parents=True)
    return folder


def test_a_users_template_may_extend_the_shipped_one(own_templates: Path) -> None:
    (own_templates / "report.md.j2").write_text(
        '{% extends "standard/report.md.j2" %}\n'
        "{% block factors %}\n## Mine\n\n{{ super() | md }}\n{% endblock %}\n"
    )
    text = body(sample(), "mine")
    assert "## Mine" in text
    assert "## Training against inference, for you" in text


def test_a_users_template_points_only_where_it_says_so(own_templates: Path) -> None:
    (own_templates / "report.md.j2").write_text('{% extends "standard/report.md.j2" %}')
    reason = "Tuning gains nothing here, as your own model answers well already."
    assert len(reason) >= LONG
    first = sample()
    again = replace(
        first,
        plans=(replace(first.plans[0], why=(reason,)), *first.plans[1:]),
        advice=(replace(first.advice[0], because=reason),),
    )
    assert "Reason 1 under Why." in body(again, "standard")
    assert "under Why" not in body(again, "mine")
    assert body(again, "mine").count(reason) == 2
    (own_templates / "template.toml").write_text('[said_once]\nreason = "As said first, {number}."\n')
    assert "As said first, 1." in body(again, "mine")
    (own_templates / "template.toml").write_text("said_once = 1\n")
    with pytest.raises(UserError, match="holds sentences"):
        body(again, "mine")


@pytest.mark.parametrize(
    ("template", "named"),
    [
        ("{{ titel }}", "titel"),
        ("line\n{% if %}", "line 2"),
        ("{{ plan.__class__ }}", "__class__"),
        ("{% include 'absent' %}", "absent"),
        ("{{ 1 / 0 }}", "zero"),
    ],
)
def test_a_broken_template_is_one_sentence_about_it(own_templates: Path, template: str, named: str) -> None:
    (own_templates / "report.md.j2").write_text(template)
    with pytest.raises(UserError) as caught:
        report_markdown(sample(), "mine")
    assert "'mine'" in str(caught.value)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("use", "shown"), [(0.07, "same"), (0.5, "about 1.5x the devices"), (None, "–")])
def test_at_three_times_the_traffic_devices_cost_the_same_until_they_are_full(
    use: float | None, shown: str
) -> None:
    plan = gpu_plan()
    plan.estimates.pop("utilisation")
    if use is not None:
        plan.estimates["utilisation"] = plain("utilisation", use, use, use, "share")
    assert busier_cost(sample(), plan) == shown


def test_at_three_times_the_traffic_a_bill_by_use_is_three_times_as_high() -> None:
    assert busier_cost(sample(), api_plan()).startswith("$1,110 (")


def test_at_three_times_the_traffic_devices_that_are_full_at_the_peak_grow_as_in_the_bill_over_time() -> None:
    lines = (
        Line(
            "cards",
            once=plain("cards", 6000, 5000, 7000, "USD"),
            month=plain("power", 100, 90, 110, "USD/month"),
            grows="when_full",
            headroom=1.5,
        ),
        Line("people", month=plain("people", 840, 800, 900, "USD/month")),
    )
    assert busier_cost(sample(), replace(gpu_plan(), lines=lines)) == "$1,040 (995–1,100) + $6,000 once"


def test_a_rival_that_is_cheaper_throughout_is_said_to_be_so() -> None:
    shown = sample()
    assert shown.bill is not None
    cheap = (Line("tokens", month=plain("tokens", 1.0, 1.0, 1.0, "USD/month")),)
    bill = replace(shown.bill, over_time=replace(shown.bill.over_time, alternative=cheap))
    said = crossing_sentences(bill)[1]
    assert "would be the cheaper one in total from the first month to the last" in said


def test_what_was_bought_and_is_sold_in_the_end_explains_the_difference_between_table_and_total() -> None:
    shown = sample()
    assert shown.bill is not None
    cards = Line(
        "cards", once=plain("c", 9000, 9000, 9000, "USD"), residual=plain("r", 2700, 2700, 2700, "USD")
    )
    bill = replace(shown.bill, over_time=replace(shown.bill.over_time, chosen=(cards,)))
    assert "still sells for about $2,700 at the end" in crossing_sentences(bill)[-1]


def test_a_bill_without_a_rival_has_no_column_for_one() -> None:
    shown = sample()
    assert shown.bill is not None
    alone = replace(shown.bill, alternative_title="", over_time=replace(shown.bill.over_time, alternative=()))
    text = report_markdown(replace(shown, bill=alone))
    assert "| month | inference | training | this plan |\n|---|---|---|---|\n| 1 |" in text
    assert "The lines, in this order: this plan, in total, with its low" in text


def test_the_first_page_says_which_sums_and_times_of_the_user_the_plan_passes() -> None:
    shown, plan = sample(), gpu_plan()
    plan.estimates["people_usd_month"] = plain("people_usd_month", 700, 600, 800, "USD/month")
    tight = shown.profile.with_answer("budget.monthly_usd", Answer(500.0, "answered"))
    tight = tight.with_answer("time.deadline_weeks", Answer(4.0, "answered"))
    said = beyond(replace(shown, profile=tight), plan)
    assert said.startswith("$940 a month ($240 without people's time) against the $500 that you have")
    assert said.endswith("6 weeks (4–9) against a deadline of 4 weeks")
    assert beyond(shown, plan) == ""


def test_work_that_goes_out_as_a_batch_has_its_result_within_a_day() -> None:
    shown = sample()
    plan = replace(api_plan(), techniques=("batch_api",))
    text = report_markdown(replace(shown, plans=(replace(shown.plans[0], plan=plan), *shown.plans[1:])))
    assert "| result | within 24 hours |" in text
    assert "first words, p95 | 0.7 s" not in text


def test_a_plan_that_waits_for_an_answer_names_the_question_in_words() -> None:
    shown = sample()
    plan = replace(gpu_plan(), unknown=("hardware.edge_memory_gb",))
    text = report_markdown(replace(shown, plans=(shown.plans[0], replace(shown.plans[1], plan=plan))))
    assert "Undecided until you say: memory on that device." in text
