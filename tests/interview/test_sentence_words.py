"""What sentences say of fields in words that no pattern foresaw."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.interview.fit_figures import patterns, read_rows
from advisor.interview.fit_sentences import fields_of, fit, judged_in, left_out, matrix_of
from advisor.interview.reading import ReadAnswer, passage
from advisor.interview.sentence_words import (
    SentenceModel,
    ToldField,
    load_sentences,
    sentences_of,
    values_of,
    with_sentences,
)
from advisor.profile import Answer, standard_fields

PARAGRAPHS = Path(__file__).with_name("paragraphs.jsonl")
REVIEW, WHERE = "quality.human_review", "current.deployments"
FIELDS = (
    ToldField(REVIEW, ("False", "True"), 0, several=False),
    ToldField(WHERE, ("hosted_api",), 3, several=True),
)


BREAD = "We sell bread in seven shops of the old town and want our many mails answered in time. "


def model(**pieces: tuple[int, float]) -> SentenceModel:
    """Return a model in which single words speak for a value by its place; nothing is likeliest without."""
    return SentenceModel(
        FIELDS, (0.0, 0.0, 3.0, -3.0), {name: [weight] for name, weight in pieces.items()}, {}
    )


def test_a_sentence_answers_what_patterns_passed_over() -> None:
    text = passage(BREAD + "Karin reads all of it first.")
    (hit,) = with_sentences(text, [], standard_fields(), model(karin=(1, 90.0)))
    assert (hit.path, hit.answer.value, hit.span) == (REVIEW, True, "Karin reads all of it first")
    assert text.text[hit.start :].startswith("Karin")


def test_what_patterns_read_stays_and_several_values_are_joined() -> None:
    text = passage(BREAD + "Karin pays the API.")
    read = [
        ReadAnswer(REVIEW, Answer(False), "We sell bread", 0),
        ReadAnswer(WHERE, Answer(("on_prem",)), "We", 0),
    ]
    found = {
        hit.path: hit
        for hit in with_sentences(text, read, standard_fields(), model(karin=(1, 90.0), api=(3, 90.0)))
    }
    assert found[REVIEW].answer.value is False
    assert found[WHERE].answer.value == ("on_prem", "hosted_api")
    assert found[WHERE].span == "We, Karin pays the API"


def test_a_doubtful_sentence_says_nothing() -> None:
    text = passage(BREAD + "Karin reads all of it first.")
    assert with_sentences(text, [], standard_fields(), model(karin=(1, 3.0))) == []


def test_a_short_text_is_believed_only_where_it_is_surer() -> None:
    sure = model(karin=(1, 4.0))
    fields = standard_fields()
    assert with_sentences(passage(BREAD + "Karin reads it."), [], fields, sure) != []
    assert with_sentences(passage("Karin reads it."), [], fields, sure) == []


def test_shares_of_values_that_exclude_one_another_sum_to_one_with_nothing() -> None:
    (sentence,) = sentences_of(passage("Nobody looks at it."), [])
    shares = load_sentences().shares(sentence)[REVIEW]
    assert 0.0 < sum(shares.values()) < 1.0
    assert shares["False"] > shares["True"]


def test_what_patterns_read_is_seen_in_its_sentence_and_elsewhere() -> None:
    text = passage("We sell bread. Karin pays.")
    hit = ReadAnswer(WHERE, Answer(("on_prem",)), "Karin", text.text.index("Karin"))
    first, second = sentences_of(text, [hit])
    assert first.read == {f"{WHERE} ~ on_prem"}
    assert second.read == {f"{WHERE} = on_prem"}


def test_figures_have_no_values_of_words() -> None:
    assert values_of(Answer(3.0)) == ()
    assert values_of(Answer(True)) == ("True",)
    assert values_of(Answer(("a", "b"))) == ("a", "b")


def test_a_fit_learns_and_is_judged_on_other_authors() -> None:
    reader = patterns()
    rows = read_rows(PARAGRAPHS)[::40]
    judged = [one for index, row in enumerate(rows) for one in judged_in(row, index, reader)]
    fields = [one for one in fields_of(judged, standard_fields()) if one.path == REVIEW]
    placed = [one._replace(first=0) for one in fields]
    features = matrix_of(judged)
    fitted = fit(judged, placed, features)
    told = [
        (max(shares.values()) >= 0.5, any(path == REVIEW for path, _ in one.facts))
        for one in judged
        for shares in [fitted.shares(one.sentence)[REVIEW]]
    ]
    assert sum(says == there for says, there in told) > 0.95 * len(told)
    counts = left_out(judged, placed, features)[REVIEW]
    assert counts["right"] <= counts["told"]
    assert counts["right"] <= counts["there"]


def test_the_shipped_weights_name_fields_and_values_that_there_are() -> None:
    fields = standard_fields()
    for one in load_sentences().fields:
        choices = fields[one.path].choices or ("True", "False")
        assert set(one.values) <= set(choices), one.path


def test_what_fixed_words_take_back_and_what_others_do_is_not_said() -> None:
    text = passage(BREAD + "Karin reads it.")
    text.taken_back.append((REVIEW, "true", text.text.index("Karin")))
    assert with_sentences(text, [], standard_fields(), model(karin=(1, 90.0))) == []
    others = passage(BREAD + "Our competitor has Karin who reads it.")
    assert with_sentences(others, [], standard_fields(), model(karin=(1, 90.0))) == []


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("Nothing goes out before my wife has looked over it.", REVIEW, True),
        ("It has been answering our customers in production since spring.", "use_case.already_live", True),
        ("Each answer has to say which paragraph it comes from.", "knowledge.citations", True),
        ("The list may be there in the morning, nobody waits for it at night.", "latency.batch_ok", True),
    ],
)
def test_people_are_read_who_say_it_in_their_own_way(
    advisor: Advisor, text: str, path: str, value: object
) -> None:
    found = {hit.path: hit.answer.value for hit in advisor.reader.read(BREAD + text).answers}
    assert found.get(path) == value
