"""A size that nobody gave is told as our guess where a rule rests on it, and none is made of the work."""

from __future__ import annotations

from datetime import date
from typing import Any

from advisor.api import Advisor
from advisor.decide.records import Recommendation

HANDBOOK: dict[str, Any] = {
    "use_case": {"kind": "document_qa"},
    "workload": {"requests_per_day": 500},
    "data": {"boundary": "contract"},
}


def advised(advisor: Advisor, story: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(story), as_of=date(2026, 11, 21))


def test_a_collection_that_nobody_counted_is_told_as_a_guess(advisor: Advisor) -> None:
    guessed = " ".join(advised(advisor, HANDBOOK).winner.why)
    assert "That is our guess (pages of documents: 500): count yours first." in guessed
    counted = {**HANDBOOK, "knowledge": {"pages": 500}}
    assert "pages of documents: 500): count" not in " ".join(advised(advisor, counted).winner.why)


def test_documents_that_go_in_one_by_one_are_no_collection_to_search(advisor: Advisor) -> None:
    contracts = {**HANDBOOK, "use_case": {"kind": "extraction"}, "knowledge": {"needed": True}}
    assert "rag" not in advised(advisor, contracts).winner.plan.adaptations
    counted = {**contracts, "knowledge": {"needed": True, "pages": 4000}}
    assert "rag" in advised(advisor, counted).winner.plan.adaptations
