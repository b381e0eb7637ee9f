"""A fact that is older than its book says that it keeps is marked wherever it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.catalog import Catalog
from advisor.catalog.ages import is_old, old_facts, rests_on_old
from advisor.cli import main
from advisor.quantity import derive
from advisor.report.render import report_markdown
from advisor.resources import shipped_path

FRESH, LATER = "2026-11-21", "2028-11-21"
CHATBOT = str(shipped_path("examples/chatbot.toml"))
Out = pytest.CaptureFixture[str]


def test_a_row_is_old_from_the_day_after_its_shelf_life(catalog: Catalog) -> None:
    row = catalog.rental("h100-sxm", "on_demand")
    assert row is not None
    last = row.as_of + timedelta(days=catalog.keeps_days("rental", row.id) or 0)
    assert not is_old(catalog, "rental", row, last)
    assert is_old(catalog, "rental", row, last + timedelta(days=1))


def test_a_figure_is_old_when_anything_under_it_is(catalog: Catalog) -> None:
    rate = catalog.on_demand_rate("h100-sxm")
    assert rate is not None
    cost = derive("cost", "USD", "2 x rate", lambda rate: 2.0 * rate, {"rate": rate})
    assert old_facts(catalog, [cost], rate.as_of or date.max) == ()
    [fact] = old_facts(catalog, [cost], date(2029, 1, 1))
    assert (fact.source, fact.read) == (rate.sources[0], rate.as_of)
    assert rests_on_old(cost, [fact])
    assert not rests_on_old(catalog.parameter("pue"), [fact])


def test_a_book_of_the_user_may_keep_for_another_time(with_book: Callable[[str], Catalog]) -> None:
    catalog = with_book(
        'as_of = 2026-11-01\nshelf_life_days = 30\n[[parameter]]\nid = "pue"\nvalue = 1.2\nlow = 1.1\n'
        'high = 1.3\nsource = "a meter"\n'
    )
    pue = [catalog.parameter("pue")]
    assert old_facts(catalog, pue, date(2026, 12, 1)) == ()
    assert [fact.keeps_days for fact in old_facts(catalog, pue, date(2026, 12, 2))] == [30]


def test_the_report_marks_old_figures_and_their_sources(capsys: Out) -> None:
    assert main(["recommend", CHATBOT, "--as-of", LATER]) == 0
    report = capsys.readouterr().out
    assert f"are **old** on {LATER}" in report
    assert "(**old: " in report
    assert ", **old**)" in report
    assert f"are older on {LATER} than such facts keep" in report


def test_the_age_is_that_of_the_run_never_the_clock_s(capsys: Out) -> None:
    for day, old in ((FRESH, False), (LATER, True)):
        assert main(["recommend", CHATBOT, "--as-of", day, "--format", "json"]) == 0
        document = json.loads(capsys.readouterr().out)
        days = {fact["source"]: fact for fact in document["old_facts"]}
        marked = {row["source"] for row in document["evidence"] if row["old"]}
        assert bool(days) is old
        assert marked == set(days)


def test_the_brief_report_lists_what_is_old(advisor: Advisor) -> None:
    found = advisor.recommend(advisor.profile({"use_case": {"kind": "chatbot"}}), as_of=date(2028, 11, 21))
    assert "*Old figures:*" in report_markdown(found, "brief")


def test_the_chat_says_that_its_prices_are_old() -> None:
    later = Advisor.load(plugins=False, today=date(2028, 11, 21))
    profile = later.profile({"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 5000}})
    assert later.standing(profile).cost_label.endswith(", old prices")


def test_explain_marks_what_is_old() -> None:
    later = Advisor.load(plugins=False, today=date(2028, 11, 21))
    assert "old: datacenterdynamics.com" in later.explain("pue")
    assert "(old on 2028-11-21)" in later.claim_correction("one-forward-pass")[1]


def test_list_show_and_check_mark_old_rows(capsys: Out) -> None:
    assert main(["catalog", "show", "h100", "--as-of", LATER]) == 0
    assert f"days on {LATER}, it keeps" in " ".join(capsys.readouterr().out.split())
    assert main(["catalog", "list", "rentals", "--as-of", LATER, "--json"]) == 0
    assert all(row["old"] for row in json.loads(capsys.readouterr().out)["rows"])
    assert main(["catalog", "check", "--as-of", LATER]) == 0
    assert "rows are due for another look" in capsys.readouterr().out


def test_an_estimate_shows_when_each_source_was_read(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(date):
        @classmethod
        def today(cls) -> Later:
            return cls(2029, 1, 1)

    monkeypatch.setattr("advisor.cli.figures_table.date", Later)
    assert main(["estimate", "train", "--params", "7B", "--gpu", "l4", "--gpus", "8", "--tokens", "1B"]) == 0
    said = capsys.readouterr().out
    assert "old: " in said
    assert "days, keeps 180)" in said


def test_the_user_s_folder_is_read_and_its_problems_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "mine.toml").write_text(
        'schema = 1\nas_of = 2026-11-01\n[[parameter]]\nid = "pue"\nvalue = 1.2\nlow = 1.1\nhigh = 1.3\n'
        'source = "a meter"\n[[rental]]\nid = "l4-on-demand"\nusd = 0\nsource = "x y z"\n'
    )
    monkeypatch.setenv("ADVISOR_CONFIG_DIR", str(tmp_path))
    assert main(["explain", "pue"]) == 0
    assert "pue: 1.2 ratio" in capsys.readouterr().out
    assert main(["recommend", CHATBOT, "--as-of", FRESH, "--format", "json"]) == 0
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert any(p.startswith("mine.toml: rental l4-on-demand: usd: must be greater than 0") for p in problems)
    assert main(["catalog", "books", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["folder"] == str(folder)
    assert document["own"] == [str(folder / "mine.toml")]
    assert main(["catalog", "check"]) == 1
    assert "mine.toml: rental l4-on-demand" in capsys.readouterr().out


def test_a_book_given_by_option_is_checked(tmp_path: Path, capsys: Out) -> None:
    book = tmp_path / "mine.toml"
    book.write_text('schema = 1\n[[parameter]]\nid = "pue"\nvalue = 1.2\nsource = "a meter"\n')
    assert main(["catalog", "check", str(book), "--as-of", FRESH]) == 1
    said = capsys.readouterr().out
    assert said.splitlines()[0] == "mine.toml: parameter pue: as_of: is missing; every row needs it."
    assert said.splitlines()[-1] == f"0 rows checked as of {FRESH}: 1 thing is wrong."
