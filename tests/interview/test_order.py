"""The interview asks what rules out or sizes everything, then only what changes the advice, then stops."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.interview.order import MOST_ASKED, MOST_CALLS, next_question
from advisor.interview.questions import load_questions
from advisor.interview.tried import Tried
from advisor.profile import Answer, Profile
from advisor.strategy.use_cases import load_use_cases

QUESTIONS, USE_CASES = load_questions(), load_use_cases()


def interview(kind, outcome, pick=0, skipped=()):
    """Answer every question with one of its replies and return the ids asked."""
    profile, asked = Profile(), []
    while len(asked) < 30:
        now = next_question(
            profile, QUESTIONS, USE_CASES[profile.text("use_case.kind", "undecided")], outcome, skipped
        )
        if now is None:
            return asked
        asked.append(now.question.id)
        reply = now.question.replies[pick % len(now.question.replies)]
        answers = {"use_case.kind": Answer(kind)} if now.question.id == "use_case" else reply.answers
        profile = profile.with_answers(answers)
    return asked


@pytest.mark.parametrize("kind", USE_CASES)
def test_when_nothing_changes_the_advice_only_the_first_questions_are_asked(kind):
    asked = interview(kind, lambda profile: "always the same")
    first = [name for name in USE_CASES[kind].first if name != "pain" or kind == "undecided"]
    assert asked == first or kind == "undecided"
    assert len(asked) <= 6


def test_the_use_case_comes_first_then_the_boundary_then_the_volume():
    assert interview("chatbot", lambda profile: 0) == ["use_case", "boundary", "volume"]


def test_a_question_whose_answer_changes_the_advice_is_asked_and_says_which():
    def outcome(profile):
        return profile.text("team.skill") == "research"

    profile = Profile().with_answers(
        {
            "use_case.kind": Answer("chatbot"),
            "data.boundary": Answer("contract"),
            "workload.requests_per_day": Answer(5.0),
        }
    )
    asked = next_question(profile, QUESTIONS, USE_CASES["chatbot"], outcome)
    assert asked.question.id == "team"
    assert "research group" in asked.why_now
    assert asked.remaining == 1


def test_a_skipped_question_is_not_asked_again():
    profile = Profile().with_answer("use_case.kind", Answer("chatbot"))
    asked = next_question(profile, QUESTIONS, USE_CASES["chatbot"], lambda p: 0, ("boundary",))
    assert asked.question.id == "volume"


def test_not_sure_settles_a_question():
    profile = Profile().with_answers(
        {"use_case.kind": Answer("chatbot"), "data.boundary": Answer(None, "unknown", said="not sure")}
    )
    assert next_question(profile, QUESTIONS, USE_CASES["chatbot"], lambda p: 0).question.id == "volume"


@pytest.mark.parametrize("kind", ["chatbot", "edge", "foundation_model", "agents"])
def test_the_interview_ends_even_when_everything_matters(kind):
    def outcome(profile):
        return tuple((path, answer.value) for path, answer in profile)

    assert len(interview(kind, outcome, pick=1)) <= MOST_ASKED


def test_the_outcome_is_computed_a_bounded_number_of_times():
    calls = []
    profile = Profile().with_answers(
        {
            "use_case.kind": Answer("chatbot"),
            "data.boundary": Answer("contract"),
            "workload.requests_per_day": Answer(5.0),
        }
    )
    next_question(profile, QUESTIONS, USE_CASES["chatbot"], lambda p: calls.append(p) or 0)
    assert 1 < len(calls) <= MOST_CALLS


def test_owned_hardware_is_asked_about_only_where_it_could_serve():
    def outcome(profile):
        return profile.devices("hardware.owned")

    base = {"use_case.kind": Answer("document_qa"), "workload.requests_per_day": Answer(5.0)}
    inside = Profile().with_answers({**base, "data.boundary": Answer("own_network")})
    outside = Profile().with_answers({**base, "data.boundary": Answer("contract")})
    assert next_question(inside, QUESTIONS, USE_CASES["document_qa"], outcome).question.id == "hardware"
    assert next_question(outside, QUESTIONS, USE_CASES["document_qa"], outcome) is None


KNOWN = Profile().with_answers(
    {
        "use_case.kind": Answer("chatbot"),
        "data.boundary": Answer("contract"),
        "workload.requests_per_day": Answer(500.0),
    }
)


def test_an_answer_that_few_give_is_no_reason_to_ask():
    def outcome(profile):
        return profile.words("data.sensitivity") == ("classified",)

    assert next_question(KNOWN, QUESTIONS, USE_CASES["chatbot"], outcome) is None


def test_answers_that_go_together_are_tried_together():
    def outcome(profile):
        return profile.number("examples.count") >= 5000 and profile.text("team.skill") == "ml"

    found = next_question(KNOWN, QUESTIONS, USE_CASES["chatbot"], outcome)
    assert found.question.id == "examples"
    said = KNOWN.with_answer("team.skill", Answer("developers"))
    assert next_question(said, QUESTIONS, USE_CASES["chatbot"], outcome) is None


def test_a_question_worth_enough_is_asked_at_once_and_what_comes_after_it_is_not_tried():
    tried = []

    def outcome(profile):
        tried.append(profile)
        return profile.flag("knowledge.needed"), profile.words("exclusions.deployments")

    found = next_question(KNOWN, QUESTIONS, USE_CASES["saas_features"], outcome)
    assert found.question.id == "knowledge"
    assert found.remaining == 0
    assert not any(profile.words("exclusions.deployments") for profile in tried)


def test_of_questions_worth_little_the_one_worth_most_is_asked():
    def outcome(profile):
        return profile.text("team.skill") == "research", profile.number("budget.monthly_usd") == 0

    found = next_question(KNOWN, QUESTIONS, USE_CASES["chatbot"], outcome)
    assert found.question.id == "team"


def test_changes_that_one_project_in_fifty_would_bring_are_no_reason_to_ask():
    def outcome(profile):
        return profile.number("time.deadline_weeks") == 2

    assert next_question(KNOWN, QUESTIONS, USE_CASES["chatbot"], outcome) is None


@pytest.mark.parametrize("path", ["workload.input_tokens", "workload.output_tokens"])
def test_every_number_of_a_question_is_tried_at_both_ends_of_its_range(path):
    ends = USE_CASES["classification"].defaults[path]

    def outcome(profile):
        return profile.number(path) in (ends.low, ends.high)

    found = next_question(KNOWN, QUESTIONS, USE_CASES["classification"], outcome)
    assert found.question.id == "length"


def test_an_answer_is_likelier_where_it_goes_with_what_is_known():
    def outcome(profile):
        return profile.words("data.sensitivity") == ("classified",)

    inside = KNOWN.with_answer("data.boundary", Answer("air_gapped"))
    assert next_question(inside, QUESTIONS, USE_CASES["chatbot"], outcome).question.id == "sensitivity"


def test_who_wants_to_run_an_open_model_is_asked_which_one_and_on_what():
    asked = interview("open_weight_adaptation", lambda profile: 0)
    assert asked[1] == "wish"
    assert "hardware" in asked


def test_what_was_tried_is_not_worked_out_again():
    tried, made = Tried(), []

    def make(profile):
        made.append(profile)
        return len(made)

    unsure = KNOWN.with_answer("team.skill", Answer(None, "unknown", said="not sure"))
    again = KNOWN.with_answer("team.skill", Answer(None, "unknown", said="no idea"))
    assert tried.outcome(KNOWN, make) != tried.outcome(unsure, make)
    assert tried.outcome(again, make) == tried.outcome(unsure, make)
    assert len(made) == 2


def test_every_use_case_that_asks_for_examples_asks_how_far_its_material_is_from_public_text():
    def outcome(profile):
        return profile.text("quality.domain_gap")

    said = KNOWN.with_answer("examples.count", Answer(5000.0))
    assert next_question(said, QUESTIONS, USE_CASES["chatbot"], outcome).question.id == "domain"


@pytest.mark.parametrize("kind", ["document_qa", "edge", "finetune_project"])
def test_the_same_profile_gives_the_same_question_whatever_was_asked_before(advisor, kind):
    profile = KNOWN.with_answer("use_case.kind", Answer(kind))
    first = advisor.next_question(profile)
    for skill in ("none", "ml", "research"):
        advisor.next_question(profile.with_answer("team.skill", Answer(skill)))
    again = Advisor.load(plugins=False, today=advisor.today).next_question(profile)
    assert first == advisor.next_question(profile) == again
