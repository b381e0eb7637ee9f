"""What a sentence forbids that was not used stands on the first page, for whoever signs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.api import Advisor
from advisor.report.as_json import recommendation_json
from advisor.report.lock import extract
from advisor.report.render import report_markdown
from tests.interview.read import TODAY
from tests.report.sample import sample

BAN = "The supplier must *never* be a rival"


def banned(*more: str) -> str:
    found = replace(sample(), unread=("Not taken: '9 fields'.",))
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


def test_a_long_sentence_of_a_story_is_told_in_full_and_once(advisor: Advisor) -> None:
    beginning = "The letters that lie in the red tower behind the quay beside the ropes and the anchors"
    ban = f"{beginning} and the nets of all the boats that went down must never be shown to the mayor"
    use_case = {"kind": "translation", "story": f"Translate 90 letters a day. {ban}."}
    found = advisor.recommend(advisor.profile({"use_case": use_case}), as_of=TODAY)
    assert found.forbidden == (ban,)
    assert not any(beginning[:40] in remark for remark in found.unread)


def test_several_are_told_together() -> None:
    assert "what these sentences forbid: “" in banned("No mail may pass through Riga")


def test_nothing_is_said_where_nothing_is_forbidden() -> None:
    assert "Check before you sign" not in extract(report_markdown(sample(), "standard"))[1]


def test_scripts_get_it_too() -> None:
    assert recommendation_json(replace(sample(), forbidden=(BAN,)))["forbidden"] == [BAN]
