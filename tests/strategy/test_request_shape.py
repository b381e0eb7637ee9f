from __future__ import annotations

import pytest

from advisor.strategy.request_shape import CACHE_HIT, request_shape
from tests.strategy.stories import SHOP, Look, changed

IN_PROMPT = ("long_context_cached", "prompt_engineering")


def test_without_a_cache_nothing_is_served_from_it(assessed: Look) -> None:
    context = assessed(**changed(SHOP, workload={"shared_prefix_share": 0.8})).context
    shape = request_shape(context, ("prompt_engineering",), ())
    assert shape.cached_share.value == 0
    assert shape.input_tokens.value == 2000


def test_a_cache_serves_the_repeated_part_at_its_hit_rate(assessed: Look) -> None:
    context = assessed(**changed(SHOP, workload={"shared_prefix_share": 0.8})).context
    shape = request_shape(context, ("prompt_engineering",), ("prompt_caching",))
    assert shape.cached_share.value == pytest.approx(0.8 * CACHE_HIT[1])


def test_documents_in_the_prompt_add_their_tokens(assessed: Look, advisor) -> None:
    story = changed(SHOP, knowledge={"needed": True, "pages": 120})
    del story["workload"]["input_tokens"]
    context = assessed(**story).context
    shape = request_shape(context, IN_PROMPT, ())
    page = advisor.catalog.parameter("tokens_per_page").value
    assert shape.input_tokens.value == pytest.approx(context.workload.input_tokens.value + 120 * page)


def test_documents_are_not_added_to_an_input_that_the_user_counted_with_them(assessed: Look) -> None:
    story = changed(SHOP, knowledge={"pages": 20}, workload={"input_tokens": 60_000})
    shape = request_shape(assessed(**story).context, IN_PROMPT, ())
    assert shape.input_tokens.value == 60_000


def test_documents_that_exceed_the_input_that_was_said_are_added(assessed: Look, advisor) -> None:
    story = changed(SHOP, knowledge={"pages": 1000}, workload={"input_tokens": 500})
    shape = request_shape(assessed(**story).context, IN_PROMPT, ())
    assert shape.input_tokens.value > 1000 * advisor.catalog.parameter("tokens_per_page").value


def test_the_documents_are_what_repeats(assessed: Look) -> None:
    story = changed(SHOP, knowledge={"pages": 1000}, workload={"input_tokens": 500})
    shape = request_shape(assessed(**story).context, IN_PROMPT, ())
    assert shape.cached_share.value == pytest.approx(0.98 * CACHE_HIT[1])
    assert shape.cached_share.high <= 1.0


def test_no_input_at_all_divides_by_nothing(assessed: Look) -> None:
    story = changed(SHOP, knowledge={"pages": 0}, workload={"input_tokens": 0, "shared_prefix_share": 0})
    shape = request_shape(assessed(**story).context, IN_PROMPT, ())
    assert (shape.input_tokens.value, shape.cached_share.value) == (0, 0)
