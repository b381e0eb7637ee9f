"""Questions are short, fill fields that exist, and every use case asks only known ones."""

from __future__ import annotations

import pytest

from advisor.errors import UserError
from advisor.interview.questions import MOST_WORDS, load_questions, read_questions
from advisor.profile import standard_fields
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
