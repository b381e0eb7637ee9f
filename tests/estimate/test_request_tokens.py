"""Tokens of a turn, of an agent's task, and of the same text in other languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.estimate.request_tokens import agent_tokens, language_factor, turn_tokens, warm_share


def test_a_single_question_reads_its_parts_and_nothing_else() -> None:
    use = turn_tokens(system=500, context=2000, message=100, answer=300)
    assert (use.input_tokens, use.output_tokens, use.repeated_tokens) == (2600, 300, 500)


def test_ten_turns_read_four_and_a_half_exchanges_of_history_on_average() -> None:
    one = turn_tokens(system=500, context=0, message=100, answer=300)
    ten = turn_tokens(system=500, context=0, message=100, answer=300, turns=10)
    assert ten.input_tokens - one.input_tokens == pytest.approx(4.5 * 400)


def test_hidden_reasoning_is_billed_as_output_and_not_read_again() -> None:
    plain = turn_tokens(system=0, context=0, message=100, answer=300, turns=5)
    deep = turn_tokens(system=0, context=0, message=100, answer=300, reasoning=2000, turns=5)
    assert deep.output_tokens == plain.output_tokens + 2000
    assert deep.input_tokens == plain.input_tokens


def test_an_agents_context_grows_with_the_square_of_its_steps() -> None:
    few = agent_tokens(start=0, written=500, result=1500, steps=10)
    many = agent_tokens(start=0, written=500, result=1500, steps=20)
    assert few.input_tokens == 2000 * 45
    assert many.input_tokens == 2000 * 190
    assert many.output_tokens == 2 * few.output_tokens


def test_a_cap_makes_an_agent_grow_by_the_step_and_breaks_what_the_cache_knows() -> None:
    free = agent_tokens(start=1000, written=500, result=1500, steps=30)
    capped = agent_tokens(start=1000, written=500, result=1500, steps=30, cap=9000)
    assert capped.input_tokens < 0.4 * free.input_tokens
    assert capped.input_tokens <= 30 * 9000
    assert capped.repeated_share < free.repeated_share


@given(st.integers(1, 200), st.floats(0, 1e5), st.floats(0, 1e4), st.floats(0, 1e4))
def test_nothing_repeats_that_was_not_read(steps: int, start: float, written: float, result: float) -> None:
    use = agent_tokens(start=start, written=written, result=result, steps=steps, cap=20_000)
    assert 0 <= use.repeated_tokens <= use.input_tokens * 1.000001


def test_a_busy_service_keeps_its_prompt_in_the_cache_and_a_quiet_one_does_not() -> None:
    assert warm_share(20) < 0.2
    assert warm_share(10_000) > 0.99


def test_english_is_the_measure_and_rare_scripts_take_more() -> None:
    assert language_factor(["English"]) is None
    assert language_factor([]) is None
    german, gujarati = language_factor(["de"]), language_factor(["gujarati"])
    assert german is not None
    assert gujarati is not None
    assert german[0] == pytest.approx(29 / 24)
    assert gujarati[2] == pytest.approx(145 / 27)
    assert german[1] < gujarati[1]


def test_a_language_that_the_table_lacks_has_a_wide_range() -> None:
    found = language_factor(["Quechua"])
    assert found is not None
    assert found[2] / found[0] > 1.4
