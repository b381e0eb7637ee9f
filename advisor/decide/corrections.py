"""Statements in the user's words that do not hold: the words that may make one, and what is said of it."""

from __future__ import annotations

from datetime import date

from advisor.catalog import Catalog
from advisor.catalog.ages import OLD, is_old
from advisor.decide.records import Correction
from advisor.profile import Profile

VERDICTS = {"dated": "was true once", "doubtful": "is doubtful", "wrong": "is wrong"}


def own_words(profile: Profile) -> str:
    """Return what the user told in words that may claim something, a line each; names of choices do not."""
    said = (
        answer.said
        for path, answer in profile
        if answer.state != "assumed"
        and not (profile.fields[path].kind == "choice" and answer.said == answer.value)
    )
    return "\n".join((profile.text("use_case.story"), *said))


def correction(catalog: Catalog, claim_id: str, today: date) -> Correction:
    """Return what puts a statement right, with its source and age."""
    claim = catalog.claims[claim_id]
    said = f"“{claim.statement.rstrip('.')}” {VERDICTS.get(claim.verdict, 'holds')}."
    old = f" ({OLD} on {today})" if is_old(catalog, "claim", claim, today) else ""
    return Correction(claim_id, said, claim.reason, f"{claim.source}, {claim.as_of}{old}")
