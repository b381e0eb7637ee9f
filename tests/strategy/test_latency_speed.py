"""Answers should be written ahead of their reader, and a writing speed that somebody set is a limit."""

from __future__ import annotations

from dataclasses import replace

from advisor.api import Advisor
from advisor.strategy.fleet_loads import READ_TOKENS_S, WAITING_ERROR, fleet_load, loads_for
from advisor.strategy.latency import answer_limits
from tests.strategy.stories import SHOP, Look, changed

READER_TOKENS_PER_S = 5.0


def test_a_chat_served_on_own_cards_writes_faster_than_people_read(assessed: Look) -> None:
    look = assessed(**changed(SHOP, data={"boundary": "own_network"}))
    speeds = [
        1e3 / item.plan.estimates["tpot_ms"].value
        for item in look.ranked
        if item.plan.deployment == "on_prem" and "tpot_ms" in item.plan.estimates
    ]
    assert speeds
    assert min(speeds) > READER_TOKENS_PER_S


def test_a_writing_speed_that_was_said_bounds_the_whole_answer(assessed: Look) -> None:
    context = assessed(**changed(SHOP, latency={"tokens_per_s": 50.0, "first_token_ms": 1000.0})).context
    output = context.load().output_tokens
    assert context.load().total_ms == 1000.0 + 1e3 * output / 50.0
    assert fleet_load(context, "on_prem").total_ms == context.load().total_ms


def test_an_answer_slower_than_the_speed_that_was_said_breaks_a_limit(assessed: Look) -> None:
    context = assessed(**changed(SHOP, latency={"tokens_per_s": 50.0})).context
    item = next(p for p in assessed(**SHOP).ranked if "total_ms" in p.plan.estimates)
    first, total = item.plan.estimates["first_token_ms"], item.plan.estimates["total_ms"]
    slow = replace(total, value=1e6, low=1e6, high=1e6)
    assert [limit.name for limit in answer_limits(context, first, slow)] == ["time to the whole answer"]


def test_the_time_of_a_task_is_shared_by_its_calls(assessed: Look) -> None:
    story = changed(
        SHOP,
        use_case={"kind": "agents"},
        workload={"steps_per_task": 10, "output_tokens": 2000},
        latency={"total_ms": 60000.0},
    )
    context = assessed(**story).context
    assert context.workload.longest_ms == 60000.0
    assert context.load().total_ms == 6000.0
    assert context.load().output_tokens == 200.0


def test_a_writing_speed_bounds_a_task_of_several_calls_by_all_of_them(assessed: Look) -> None:
    story = changed(
        SHOP,
        use_case={"kind": "agents"},
        workload={"steps_per_task": 10, "output_tokens": 2000},
        latency={"tokens_per_s": 50.0, "first_token_ms": 1000.0},
    )
    context = assessed(**story).context
    assert context.workload.longest_ms == 10 * (1000.0 + 1e3 * 200.0 / 50.0)
    assert context.load().total_ms == 1000.0 + 1e3 * 200.0 / 50.0


def test_no_load_of_people_who_wait_lets_text_come_slower_than_it_is_read(assessed: Look) -> None:
    context = assessed(**changed(SHOP, latency={"first_token_ms": 2000.0})).context
    whole = 2000.0 + 1e3 * context.load().output_tokens / READ_TOKENS_S
    times = [load.total_ms for load in loads_for(context, "on_prem")]
    assert None not in times
    assert max(ms for ms in times if ms is not None) == whole * WAITING_ERROR


def test_work_that_nobody_reads_along_has_no_such_bound(assessed: Look) -> None:
    context = assessed(**changed(SHOP, latency={"batch_ok": True})).context
    assert {load.total_ms for load in loads_for(context, "on_prem")} == {None}


def test_nobody_is_served_slower_than_the_low_end_of_what_people_are_taken_to_want(advisor: Advisor) -> None:
    read = "latency.tokens_per_s"
    lows = {case.defaults[read].low for case in advisor.use_cases.values() if read in case.defaults}
    assert lows == {READ_TOKENS_S}
