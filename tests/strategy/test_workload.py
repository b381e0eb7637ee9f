from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.profile import Answer, Profile
from advisor.strategy.workload import GUESS_FACTOR, done_once, workload_of
from tests.strategy.stories import Look, changed


def test_a_number_that_was_said_without_a_range_gets_one(advisor: Advisor) -> None:
    requests = workload_of(advisor.profile({"workload": {"requests_per_day": 600}})).requests_per_day
    assert (requests.low, requests.value, requests.high) == (600 / GUESS_FACTOR, 600, 600 * GUESS_FACTOR)
    assert requests.basis == "said"


def test_a_range_that_was_said_is_kept(advisor: Advisor) -> None:
    answer = {"value": 5000, "low": 3000, "high": 8000}
    requests = workload_of(advisor.profile({"workload": {"requests_per_day": answer}})).requests_per_day
    assert (requests.low, requests.value, requests.high) == (3000, 5000, 8000)


def test_what_nobody_said_is_marked_as_assumed_with_a_wide_range(advisor: Advisor) -> None:
    requests = workload_of(advisor.profile({})).requests_per_day
    assert requests.basis == "assumed"
    assert requests.high / requests.low >= 9
    assert requests.formula.startswith("assumed: ")


def test_zero_requests_stay_exactly_zero(advisor: Advisor) -> None:
    requests = workload_of(advisor.profile({"workload": {"requests_per_day": 0}})).requests_per_day
    assert (requests.low, requests.value, requests.high) == (0, 0, 0)


def test_a_range_never_passes_what_the_field_allows(advisor: Advisor) -> None:
    said = {"workload": {"requests_per_day": 1e11, "shared_prefix_share": 0.9}}
    work = workload_of(advisor.profile(said))
    assert work.requests_per_day.high == 1e11
    assert work.cached_share.high <= 1.0


def test_tokens_of_a_day_count_both_ways(advisor: Advisor) -> None:
    said = {"workload": {"requests_per_day": 100, "input_tokens": 900, "output_tokens": 100}}
    assert workload_of(advisor.profile(said)).tokens_per_day == 100 * 1000


def test_waiting_times_bind_only_when_the_user_set_them(advisor: Advisor) -> None:
    assert not workload_of(advisor.filled(advisor.profile({"use_case": {"kind": "chatbot"}}))).limits_said
    assert workload_of(advisor.profile({"latency": {"total_ms": 3000}})).limits_said


def test_the_load_of_an_agent_is_spread_over_its_calls(assessed: Look) -> None:
    said = {"requests_per_day": 1000, "input_tokens": 50_000, "output_tokens": 5000, "steps_per_task": 10}
    load = assessed(use_case={"kind": "agents"}, workload=said).context.load()
    assert (load.requests_per_day, load.input_tokens, load.output_tokens) == (10_000, 5000, 500)


def test_work_that_may_wait_has_neither_peak_nor_waiting_time(assessed: Look) -> None:
    found = assessed(
        use_case={"kind": "extraction"},
        workload={"requests_per_day": 1000, "peak_factor": 20, "peak_concurrency": 50},
        latency={"batch_ok": True, "total_ms": 1000},
    )
    load = found.context.load()
    assert load.peak_factor < 2
    assert load.peak_concurrency is None
    assert load.total_ms is None


def test_a_shared_load_keeps_its_share_of_the_peak(assessed: Look) -> None:
    context = assessed(workload={"requests_per_day": 1000, "peak_concurrency": 50}).context
    half = context.load(share=0.5)
    assert (half.requests_per_day, half.peak_concurrency) == (500, 25)


def test_a_job_that_is_told_as_a_days_requests_too_is_paid_once(assessed: Look) -> None:
    job = {
        "use_case": {"kind": "classification"},
        "workload": {"one_off_items": 3_000_000, "input_tokens": 900, "output_tokens": 30},
    }
    twice = changed(job, workload={"requests_per_day": 3_000_000})
    once_told, told_twice = (assessed(**story).context.workload for story in (job, twice))
    assert told_twice.requests_per_day.value == pytest.approx(once_told.requests_per_day.value)
    assert told_twice.months == once_told.months
    daily = changed(job, workload={"requests_per_day": 4_000_000})
    assert assessed(**daily).context.workload.requests_per_day.value == 4_000_000


def test_hours_of_a_week_beside_an_archive_are_work_that_goes_on() -> None:
    archive = Profile().with_answer("workload.one_off_items", Answer(18_000.0))
    assert done_once(archive)
    assert not done_once(archive.with_answer("workload.audio_hours_per_day", Answer(1.4)))
    assert not done_once(archive.with_answer("workload.images_per_day", Answer(50.0)))
    assert done_once(archive.with_answer("workload.images_per_day", Answer(18_000.0)))
