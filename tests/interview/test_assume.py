"""What nobody said is assumed, with a reason; what follows from answers is derived; clashes are named."""

from __future__ import annotations

import pytest

from advisor.interview.assume import contradictions, fill
from advisor.profile import Answer, Profile
from advisor.strategy.use_cases import load_use_cases

USE_CASES = load_use_cases()


def said(**values: object) -> Profile:
    return Profile().with_answers({path.replace("__", "."): Answer(value) for path, value in values.items()})


@pytest.mark.parametrize("kind", USE_CASES)
def test_every_use_case_fills_what_sizing_needs(kind):
    filled = fill(Profile(), USE_CASES[kind])
    for path in (
        "workload.requests_per_day",
        "workload.input_tokens",
        "workload.output_tokens",
        "latency.first_token_ms",
    ):
        answer = filled.get(path)
        assert answer.state == "assumed"
        assert answer.said
        assert answer.low <= answer.value <= answer.high


def test_filling_twice_changes_nothing():
    profile = said(workload__users=40.0, latency__batch_ok=True)
    once = fill(profile, USE_CASES["chatbot"])
    assert fill(once, USE_CASES["chatbot"]).answers == once.answers


def test_what_the_user_said_stays():
    filled = fill(said(workload__requests_per_day=7.0), USE_CASES["chatbot"])
    assert filled.get("workload.requests_per_day") == Answer(7.0)


def test_users_times_uses_are_requests():
    filled = fill(said(workload__users=40.0, workload__uses_per_user_day=5.0), USE_CASES["chatbot"])
    answer = filled.get("workload.requests_per_day")
    assert answer.value == 200
    assert "40 users times 5 uses" in answer.said


def test_tokens_a_day_over_tokens_a_request_are_requests():
    profile = said(
        workload__tokens_per_day=1_000_000.0, workload__input_tokens=900.0, workload__output_tokens=100.0
    )
    assert fill(profile, USE_CASES["saas_features"]).number("workload.requests_per_day") == pytest.approx(
        1000
    )


def test_a_bill_that_is_paid_already_tells_the_volume_behind_it():
    profile = said(
        budget__current_usd_month=12_000.0, workload__input_tokens=900.0, workload__output_tokens=100.0
    )
    answer = fill(profile, USE_CASES["extraction"]).get("workload.requests_per_day")
    assert answer.value == pytest.approx(12_000 / (365.25 / 12) / (1000 * 4e-6), rel=1e-3)
    assert answer.low < answer.value < answer.high
    assert "$12,000 a month" in answer.said


def test_a_stated_volume_stays_beside_a_bill():
    profile = said(budget__current_usd_month=12_000.0, workload__requests_per_day=70.0)
    assert fill(profile, USE_CASES["extraction"]).number("workload.requests_per_day") == 70


@pytest.mark.parametrize(("harm", "checked"), [(True, True), (False, False)])
def test_a_person_is_taken_to_decide_where_somebody_may_be_harmed(harm, checked):
    filled = fill(said(use_case__harm=harm), USE_CASES["classification"])
    assert filled.flag("quality.human_review") is checked


def test_documents_that_were_spoken_of_are_counted_as_some_hundreds_of_pages():
    assert fill(said(knowledge__needed=True), USE_CASES["saas_features"]).number("knowledge.pages") == 500
    assert fill(said(knowledge__needed=False), USE_CASES["extraction"]).get("knowledge.pages") is None


def test_a_short_result_is_waited_for_as_a_whole():
    short = said(latency__first_token_ms=1500.0, workload__output_tokens=40.0)
    assert fill(short, USE_CASES["extraction"]).number("latency.total_ms") == 1500
    long = said(latency__first_token_ms=1500.0, workload__output_tokens=700.0)
    assert fill(long, USE_CASES["extraction"]).get("latency.total_ms") is None


def test_a_night_of_patience_is_a_batch_and_a_batch_is_a_night():
    assert fill(said(latency__first_token_ms=8.64e7), USE_CASES["chatbot"]).flag("latency.batch_ok") is True
    assert fill(said(latency__batch_ok=True), USE_CASES["chatbot"]).number("latency.first_token_ms") == 8.64e7


def test_classified_data_stays_inside_and_has_no_processor():
    filled = fill(said(data__sensitivity=("classified",)), USE_CASES["document_qa"])
    assert filled.text("data.boundary") == "own_network"
    assert filled.flag("data.contract_obtainable") is False


def test_not_sure_is_filled_and_says_so():
    profile = Profile().with_answer("team.skill", Answer(None, "unknown", said="not sure"))
    answer = fill(profile, USE_CASES["chatbot"]).get("team.skill")
    assert answer.value == "developers"
    assert answer.said.startswith("you were not sure")


def test_documents_that_go_in_one_by_one_are_the_work_unless_answers_must_cite():
    spoken_of = said(knowledge__needed=True)
    assert fill(spoken_of, USE_CASES["extraction"]).number("knowledge.pages") is None
    citing = said(knowledge__needed=True, knowledge__citations=True)
    assert fill(citing, USE_CASES["extraction"]).number("knowledge.pages") == 500


def test_a_search_in_mind_means_documents_to_search_whatever_the_work():
    searching = said(wish__adaptations=("rag",))
    for kind in ("extraction", "open_weight_adaptation"):
        assert fill(searching, USE_CASES[kind]).flag("knowledge.needed") is True
        assert fill(searching, USE_CASES[kind]).number("knowledge.pages") == 500
        assert not fill(said(wish__adaptations=("lora",)), USE_CASES[kind]).flag("knowledge.needed")


def test_who_runs_a_model_on_gpus_today_has_people_who_can():
    for place, skill in (("self_host_rented", "ml"), ("on_prem", "ml")):
        assert fill(said(current__deployments=(place,)), USE_CASES["chatbot"]).text("team.skill") == skill
    hosted = fill(said(current__deployments=("hosted_api",)), USE_CASES["chatbot"])
    assert hosted.text("team.skill") == fill(said(), USE_CASES["chatbot"]).text("team.skill")


def test_pages_mean_that_knowledge_is_needed():
    assert fill(said(knowledge__pages=120.0), USE_CASES["extraction"]).flag("knowledge.needed") is True


@pytest.mark.parametrize(
    ("profile", "part"),
    [
        (said(workload__users=1e6, workload__requests_per_day=10.0), "1M users and 10 requests a day"),
        (said(workload__peak_concurrency=500.0, workload__requests_per_day=100.0), "500 at once"),
        (said(latency__first_token_ms=5000.0, latency__total_ms=1000.0), "come later than the whole"),
        (said(latency__batch_ok=True, latency__first_token_ms=300.0), "Overnight is fine, yet"),
        (said(data__boundary="air_gapped", wish__deployments=("hosted_api",)), "must stay in your network"),
        (said(knowledge__needed=False, knowledge__pages=100.0), "yet there are 100 pages"),
        (said(workload__users=1e10, workload__uses_per_user_day=1e4), "above 100B requests"),
    ],
)
def test_answers_that_clash_are_named(profile, part):
    assert any(part in sentence for sentence in contradictions(profile))


def test_assumptions_never_clash_with_answers():
    for use_case in USE_CASES.values():
        assert contradictions(fill(said(workload__users=1e6), use_case)) == ()


def test_an_impossible_product_is_not_clamped_into_the_profile():
    filled = fill(said(workload__users=1e10, workload__uses_per_user_day=1e4), USE_CASES["chatbot"])
    assert filled.number("workload.requests_per_day") == 500


def test_what_was_tuned_with_a_good_result_had_examples(advisor):
    told = advisor.filled(advisor.profile({"evidence": {"worked": ["lora"]}}))
    assert (told.number("examples.count") or 0.0) >= 1000
    said = advisor.filled(advisor.profile({"evidence": {"worked": ["lora"]}, "examples": {"count": 20}}))
    assert said.number("examples.count") == 20


@pytest.mark.parametrize("place", ["self_host_rented", "on_prem"])
def test_a_bill_for_devices_tells_no_volume(place):
    profile = said(budget__current_usd_month=9000.0, current__deployments=(place,))
    assert "bill" not in fill(profile, USE_CASES["extraction"]).get("workload.requests_per_day").said


def test_what_has_some_megabytes_is_a_microcontroller() -> None:
    chip = fill(said(hardware__edge_memory_gb=0.008), USE_CASES["edge"])
    assert chip.text("hardware.edge_device") == "microcontroller"
    assert not fill(said(hardware__edge_memory_gb=4.0), USE_CASES["edge"]).text("hardware.edge_device")
