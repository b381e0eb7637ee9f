"""A product that checks what comes out is no person who does."""

from __future__ import annotations

import pytest

from tests.interview.read import value


@pytest.mark.parametrize("who", ["Salesforce", "SAP", "Zendesk", "Grammarly"])
@pytest.mark.parametrize("does", ["checks each letter before it goes out", "approves every draft"])
def test_a_product_that_checks_is_no_person(who: str, does: str) -> None:
    assert value(f"300 letters a day drafted; {who} {does}.", "quality.human_review") is None


def test_a_person_by_name_who_checks_is_one() -> None:
    text = "300 letters a day drafted; Maria checks each letter before it goes out."
    assert value(text, "quality.human_review") is True
