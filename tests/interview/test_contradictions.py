"""Answers that cannot both be true are named in one sentence each, and nothing is changed for them."""

from __future__ import annotations

import pytest

from advisor.interview.contradictions import contradictions
from advisor.profile import Answer, Device, Profile


def said(**answers):
    return Profile().with_answers({k.replace("__", "."): Answer(v) for k, v in answers.items()})


EIGHT = (Device("H100", 8),)
CLASHES = [
    (
        said(budget__one_off_usd=0.0, budget__monthly_usd=0.0, wish__devices=EIGHT),
        "You thought of 8x H100, but only $0 may be spent once.",
    ),
    (
        said(budget__monthly_usd=0.0, wish__deployments=("hosted_api",)),
        "Nothing may be spent a month, but a hosted model is paid every month.",
    ),
    (
        said(budget__one_off_usd=50.0, wish__adaptations=("pretrain_from_scratch",)),
        "You thought of training a model from scratch, but only $50 may be spent once.",
    ),
    (
        said(latency__batch_ok=True, latency__total_ms=2000.0),
        "Overnight is fine, yet the whole answer must come within 2,000 ms.",
    ),
    (
        said(latency__total_ms=2000.0, latency__tokens_per_s=10.0, workload__output_tokens=1000.0),
        "1,000 tokens at 10 a second take 100 s, but the whole answer may take 2,000 ms.",
    ),
    (
        said(latency__total_ms=100.0, workload__output_tokens=2000.0),
        "No model writes 2,000 tokens in 100 ms.",
    ),
    (
        said(time__deadline_weeks=80.0, time__horizon_months=12.0),
        "It must work in 80 weeks, but costs are added up over 12 months only.",
    ),
    (
        said(hardware__offline=True, wish__deployments=("hosted_api",)),
        "It must work without a network, but you thought of a hosted model.",
    ),
    (
        said(data__sensitivity=("classified",), data__boundary="any_cloud"),
        "The data are classified, yet they may go to any cloud.",
    ),
    (
        said(data__boundary="any_cloud", data__region="eu"),
        "The data may go to any cloud, yet they must be processed in eu.",
    ),
    (
        said(data__boundary="air_gapped", budget__credits_usd=5000.0),
        "Data must stay in your network, so cloud credits cannot pay for it.",
    ),
    (
        said(workload__users=20.0, tenants__count=300.0),
        "300 customers with behaviour of their own are more than all users.",
    ),
    (
        said(use_case__narrow=True, use_case__several_workloads=True),
        "You said one narrow task, and several different ones.",
    ),
    (
        said(team__skill="none", wish__adaptations=("pretrain_from_scratch",)),
        "You thought of training a model from scratch, but nobody technical will run it.",
    ),
    (
        said(language__rare=True, language__names=("English",)),
        "You said that one of the languages is rare, and that English is the only one.",
    ),
    (
        said(knowledge__needed=False, knowledge__citations=True),
        "Answers need no facts of your own, yet each must name its source.",
    ),
    (
        said(workload__system_tokens=9000.0, workload__input_tokens=500.0),
        "Instructions, passages and message are 9,000 tokens, but you also said that a request has 500.",
    ),
]


@pytest.mark.parametrize(("profile", "sentence"), CLASHES, ids=lambda x: x if isinstance(x, str) else "")
def test_answers_that_clash_are_named_in_one_sentence(profile, sentence):
    assert contradictions(profile) == (sentence,)


@pytest.mark.parametrize("profile", [profile for profile, _ in CLASHES])
def test_neither_answer_alone_clashes_with_anything(profile):
    for path, _ in profile:
        assert contradictions(profile.without(path)) == () or len(profile.answers) > 2


@pytest.mark.parametrize("profile", [profile for profile, _ in CLASHES[:3]])
def test_a_recommendation_keeps_both_answers_and_names_the_clash(advisor, profile):
    found = advisor.recommend(profile, as_of=advisor.today)
    assert set(contradictions(profile)) <= set(found.problems)
    for path, answer in profile:
        assert found.profile.get(path) == answer


def test_hardware_that_is_rented_by_the_month_needs_no_purse():
    rented = said(budget__one_off_usd=0.0, budget__monthly_usd=20000.0, wish__devices=EIGHT)
    assert contradictions(rented) == ()


def test_credits_pay_for_a_hosted_model():
    paid = said(budget__monthly_usd=0.0, budget__credits_usd=1000.0, wish__deployments=("hosted_api",))
    assert contradictions(paid) == ()


@pytest.mark.parametrize(("ms", "times"), [(100.0, 1), (150.0, 1), (200.0, 1), (250.0, 0)])
def test_one_edge_tells_what_nobody_can_look_at(ms: float, times: int) -> None:
    profile = said(latency__first_token_ms=ms, quality__human_review=True)
    assert len([one for one in contradictions(profile) if "A person is to check it" in one]) == times
