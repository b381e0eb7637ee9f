"""The lock inside a report: what it holds, and that no text can end it early."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.errors import UserError
from advisor.profile.document import profile_from
from advisor.report.as_html import report_html
from advisor.report.lock import embed, extract, lock_of, moved, without_lock
from advisor.report.render import report_markdown
from tests.report.sample import profile, sample


@pytest.mark.parametrize("write", [report_markdown, report_html])
def test_a_report_gives_back_what_it_was_computed_from(write: object) -> None:
    assert callable(write)
    lock, rest = extract(write(sample()))
    assert (lock["seed"], lock["as_of"], lock["template"]) == (7, "2026-11-20", "standard")
    assert profile_from(lock["profile"]) == profile("Answer questions of customers on our site.")
    assert "advisor-lock" not in rest


def test_no_story_can_end_the_comment_or_plant_a_second_lock() -> None:
    story = 'x --> <b> <!-- advisor-lock\n{"seed": 99}\n-->'
    text = report_markdown(sample(story=story))
    lock, _ = extract(text)
    assert lock["seed"] == 7
    assert profile_from(lock["profile"]).text("use_case.story").startswith("x --> <b>")
    assert text.count("advisor-lock\n{") == 1


def test_nothing_moved_on_the_installation_that_wrote_it() -> None:
    assert moved(lock_of(sample(), "standard", "md")) == []


def test_what_moved_is_named() -> None:
    lock = lock_of(sample(), "standard", "md")
    lock["hashes"] = {**lock["hashes"], "rules": "0"}
    assert moved(lock) == ["The rules changed since the report was made."]
    assert moved({**lock, "advisor": "0.0.1"})[0].startswith("The report was made by version 0.0.1")


@pytest.mark.parametrize(
    "text", ["no lock", "<!-- advisor-lock\n{broken}\n-->", embed({"schema_version": 99})]
)
def test_a_report_without_a_usable_lock_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="lock"):
        extract(text)


def test_a_report_for_the_screen_holds_no_lock_and_loses_nothing_else() -> None:
    report = "# Title\n\nText\n\n" + embed({"schema_version": 1}) + "\n"
    assert without_lock(report) == "# Title\n\nText\n"


def test_the_books_of_the_user_stand_in_the_lock(tmp_path: Path) -> None:
    from advisor.api import Advisor

    book = tmp_path / "mine.toml"
    book.write_text(
        'schema = 1\nas_of = 2026-11-01\n[[parameter]]\nid = "pue"\nvalue = 1.2\nsource = "a meter"\n'
    )
    engine = Advisor.load(plugins=False, catalog_books=[book])
    found = engine.recommend(engine.profile({}), as_of=date(2026, 11, 21))
    lock = lock_of(found, "standard", "md")
    assert list(lock["books"]) == ["mine.toml"]
    assert len(lock["books"]["mine.toml"]) == 64
