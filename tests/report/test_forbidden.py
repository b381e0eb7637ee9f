"""What a sentence forbids that was not used stands on the first page, for whoever signs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.report.as_json import recommendation_json
from advisor.report.lock import extract
from advisor.report.render import report_markdown
from tests.report.sample import sample

BAN = "The supplier must *never* be a rival"


def banned(*more: str) -> str:
    found = replace(sample(), unread=(f"I did not use: {BAN!r}", "Not taken: '9 fields'."))
    return extract(report_markdown(replace(found, forbidden=(BAN, *more)), "standard"))[1]


@pytest.mark.parametrize("template", ["standard", "brief"])
def test_it_stands_above_the_reasons_in_every_report(template: str) -> None:
    found = replace(sample(), forbidden=(BAN,))
    text = extract(report_markdown(found, template))[1]
    assert (
        text.index("**Decision.**") < text.index("**Check before you sign.**") < text.index("**How sure.**")
    )
    assert "The supplier must \\*never\\* be a rival" in text, "a stranger's words are escaped"


def test_it_is_said_once() -> None:
    text = banned()
    assert text.count("be a rival") == 1
    assert "*Not read in your words:*\n\n- Not taken: '9 fields'." in text


def test_several_are_told_together() -> None:
    assert "what these sentences forbid: “" in banned("No mail may pass through Riga")


def test_nothing_is_said_where_nothing_is_forbidden() -> None:
    assert "Check before you sign" not in extract(report_markdown(sample(), "standard"))[1]


def test_scripts_get_it_too() -> None:
    assert recommendation_json(replace(sample(), forbidden=(BAN,)))["forbidden"] == [BAN]
