"""A model that its maker names for one language alone is none for another."""

from __future__ import annotations

import pytest

from advisor.strategy.eligible import models_of
from tests.strategy.stories import Look

ENGLISH = {"olmo-2-7b", "olmo-2-13b"}


@pytest.mark.parametrize(
    "language", [{"names": ["German"]}, {"names": ["English", "Basque"]}, {"rare": True}]
)
def test_what_speaks_english_alone_serves_no_other_language(
    assessed: Look, language: dict[str, object]
) -> None:
    context = assessed(use_case={"kind": "chatbot"}, language=language).context
    assert set(context.left_out.models) >= ENGLISH
    assert not ENGLISH & {row.id for row in models_of(context, "small")}


@pytest.mark.parametrize("language", [{}, {"names": ["English"]}])
def test_it_may_serve_english(assessed: Look, language: dict[str, object]) -> None:
    assert not ENGLISH & set(
        assessed(use_case={"kind": "chatbot"}, language=language).context.left_out.models
    )
