"""Questions are short, fill fields that exist, and every use case asks only known ones."""

from __future__ import annotations

import pytest

from advisor.errors import UserError
from advisor.interview.assume import fill
from advisor.interview.questions import MOST_WORDS, load_questions, read_questions
from advisor.profile import Answer, Profile, standard_fields
from advisor.profile.coerce import coerce
from advisor.strategy.use_cases import load_use_cases

FIELDS = standard_fields()


@pytest.mark.parametrize("question", load_questions().values(), ids=lambda q: q.id)
def test_a_question_is_short_and_its_replies_fill_its_own_fields(question):
    assert len(question.ask.split()) <= MOST_WORDS
    assert question.why
    assert question.replies
    for reply in question.replies:
        assert set(reply.answers) <= set(question.fields)
        assert all(answer.said == reply.label for answer in reply.answers.values())


@pytest.mark.parametrize("use_case", load_use_cases().values(), ids=lambda u: u.id)
def test_a_use_case_asks_known_questions_and_starts_with_what_it_is(use_case):
    assert set(use_case.questions) <= set(load_questions())
    assert use_case.questions[0] == "use_case"
    assert set(use_case.first) <= set(use_case.questions)
    assert len(use_case.questions) <= 20


@pytest.mark.parametrize("use_case", load_use_cases().values(), ids=lambda u: u.id)
def test_a_default_lies_in_its_own_range_and_says_why(use_case):
    for path, default in use_case.defaults.items():
        assert default.why
        if FIELDS[path].kind == "number":
            assert default.low <= default.value <= default.high


@pytest.mark.parametrize("question", load_questions().values(), ids=lambda q: q.id)
def test_the_shares_of_the_replies_are_those_of_at_most_all_projects(question):
    assert sum(reply.share or 0.0 for reply in question.replies) <= 1.0
    assert all(0.0 < trial.share < 1.0 for trial in question.probes)


def test_every_kind_of_project_can_be_picked():
    picked = {reply.answers["use_case.kind"].value for reply in load_questions()["use_case"].replies}
    assert picked == set(FIELDS["use_case.kind"].choices)


HEAD = 'schema = 1\n[[question]]\nid = "q"\nfields = ["team.skill"]\nwhy = "because"\n'


def test_a_question_that_is_too_long_is_refused(tmp_path):
    path = tmp_path / "q.toml"
    path.write_text(HEAD + f'ask = "{"word " * 21}"\nreplies = []\n')
    with pytest.raises(ValueError, match="more than 20 words"):
        read_questions(path, FIELDS)


def test_a_reply_with_a_value_that_its_field_cannot_have_is_refused(tmp_path):
    path = tmp_path / "q.toml"
    path.write_text(HEAD + 'ask = "Who?"\nreplies = [{ label = "X", set = { "team.skill" = "wizard" } }]\n')
    with pytest.raises(UserError, match=r"team\.skill"):
        read_questions(path, FIELDS)


def test_a_probe_that_says_nothing_about_its_question_is_refused(tmp_path):
    path = tmp_path / "q.toml"
    rest = 'ask = "Who?"\nreplies = []\nprobes = [{ label = "X", set = { "quality.domain_gap" = "low" } }]\n'
    path.write_text(HEAD + rest)
    with pytest.raises(ValueError, match=r"says nothing about team\.skill"):
        read_questions(path, FIELDS)


@pytest.mark.parametrize("question", load_questions().values(), ids=lambda q: q.id)
def test_a_question_says_why_its_type_its_unit_and_its_bounds(question):
    field = FIELDS[question.main]
    assert question.why.endswith(".")
    assert field.label
    assert field.help
    assert field.kind in {"number", "choice", "choices", "flag", "text", "texts", "devices"}
    if field.kind == "number":
        assert field.unit
        assert field.low is not None
        assert field.high is not None
        assert field.low < field.high
    if field.kind == "choice":
        assert field.choices


@pytest.mark.parametrize("question", load_questions().values(), ids=lambda q: q.id)
def test_not_sure_is_filled_like_silence_and_says_so(question):
    unsure = Profile().with_answer(question.main, Answer(None, "unknown", said="not sure"))
    use_case = load_use_cases()["chatbot"]
    now, silent = fill(unsure, use_case).get(question.main), fill(Profile(), use_case).get(question.main)
    if silent is None:
        assert now is None or not now.known
        return
    assert (now.value, now.low, now.high, now.state) == (silent.value, silent.low, silent.high, "assumed")


@pytest.mark.parametrize("question", load_questions().values(), ids=lambda q: q.id)
def test_a_number_out_of_bounds_is_refused_with_the_bound(question):
    field = FIELDS[question.main]
    if field.kind != "number":
        assert field.high is None
        return
    with pytest.raises(UserError, match=field.path.replace(".", r"\.")):
        coerce(field, field.high * 10 + 1)


SHORT_REPLIES = [
    ("wish", "no", {"wish.deployments": ()}),
    ("failure", "no", {"quality.failure": "not_tried", "evidence.worked": ()}),
    ("failure", "it works", {"quality.failure": "works"}),
    ("quality", "no", {}),
    ("busy", "30 at the same time", {"workload.peak_concurrency": 30.0}),
    ("examples", "5,000 labelled pictures", {"examples.count": 5000.0, "examples.images": True}),
]


@pytest.mark.parametrize(("asked", "text", "wanted"), SHORT_REPLIES)
def test_a_short_reply_says_what_it_says_and_invents_no_figure(advisor, asked, text, wanted):
    question = advisor.questions[asked]
    read = {item.path: item.answer.value for item in advisor.read(text, question).answers}
    assert {path: read[path] for path in read if path in question.fields} == wanted
