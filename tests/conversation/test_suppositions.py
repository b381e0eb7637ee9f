"""What a supposed answer would do is told with the reason that is new, not with an old one's new figures."""

from __future__ import annotations

from advisor.conversation.what_if import verdict
from advisor.decide.standing import Standing
from tests.conversation.fakes import row


def _standing(cost: str, *why: str) -> Standing:
    return Standing((row("Hosted API", 0.8, cost),), "none", "use a hosted model", why, cost)


def test_a_new_thought_comes_before_an_old_one_with_another_figure() -> None:
    before = _standing("$243", "A hosted model costs about $210.", "All documents fit into a prompt.")
    after = _standing("$360", "A hosted model costs about $111.", "Looking up passages is cheaper.")
    told = verdict("50,000 requests", before, after)
    assert told.endswith("Looking up passages is cheaper.")
    assert "$360 instead of $243" in told


def test_without_a_new_thought_the_figure_is_told() -> None:
    before, after = _standing("$243", "It costs $210."), _standing("$360", "It costs $111.")
    assert verdict("50,000 requests", before, after).endswith("It costs $111.")
