"""Speculative decoding: how many tokens a round yields, and what its drafts cost."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.errors import UserError

MOST_DRAFTED = 16
DRAFT_LAYERS = 1.0
"""Layers of the target that one drafted token costs: multi-token prediction heads and EAGLE are one layer."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Tokens that are guessed and then checked together."""

    tokens: int
    """Guessed tokens a round."""
    acceptance: float
    """Probability that one guess is accepted when those before it were."""
    layers: float = DRAFT_LAYERS
    """Cost of one guess in layers of the target."""

    @property
    def expected(self) -> float:
        """Return the tokens that one round yields on average."""
        return expected_tokens(self.acceptance, self.tokens)


def draft(tokens: int, acceptance: float, layers: float = DRAFT_LAYERS) -> Draft:
    """Return a draft, checked.

    Raises:
        UserError: When the acceptance is no probability, or the length is not a small positive number.
    """
    if not 0.0 <= acceptance <= 1.0:
        raise UserError(f"acceptance: {acceptance:g} is not possible; it must lie from 0 to 1.")
    if not 1 <= tokens <= MOST_DRAFTED:
        raise UserError(f"draft: {tokens} tokens are not possible; it must lie from 1 to {MOST_DRAFTED}.")
    return Draft(tokens, acceptance, layers)


def expected_tokens(acceptance: float, drafted: int) -> float:
    """Return the tokens that one round of speculation yields: ``(1 - a^(k+1)) / (1 - a)``.

    Leviathan et al., arXiv:2211.17192: each of k guesses is accepted with probability a while all before it
    were, and the check itself yields one token more.

    >>> expected_tokens(0.0, 3), expected_tokens(1.0, 3), round(expected_tokens(0.8, 3), 3)
    (1.0, 4.0, 2.952)
    """
    if acceptance >= 1.0:
        return drafted + 1.0
    return float((1.0 - acceptance ** (drafted + 1)) / (1.0 - acceptance))
