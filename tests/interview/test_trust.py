"""Fixed words that stand for something else in their sentence are not believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.interview.fit_figures import patterns, read_rows
from advisor.interview.fit_trust import Judged, fit, judged_in, left_out, main, values_of
from advisor.interview.reading import ReadAnswer, passage
from advisor.interview.trust import Hit, TrustModel, features, hits_of, load_trust, with_trusted
from advisor.profile import Answer, standard_fields
from advisor.resources import shipped_path

MARKED = Path(__file__).with_name("marked_pieces.jsonl")
WISH = "wish.deployments"
HOSTED = f"{WISH}=hosted_api"
DUST = "The cloud of dust over the mill wrecks every camera."


def cloud(text: str, *values: str) -> ReadAnswer:
    """Return what a pattern makes of the word cloud."""
    return ReadAnswer(WISH, Answer(values or ("hosted_api",)), "cloud", text.index("cloud"))


def model(**weights: float) -> TrustModel:
    """Return a model in which single features speak for a hit."""
    return TrustModel(frozenset({HOSTED}), 0.0, {name: [(0, weight)] for name, weight in weights.items()})


def test_a_hit_most_probably_wrong_is_taken_back_and_a_doubtful_one_stays() -> None:
    hit = cloud(DUST)
    assert with_trusted(passage(DUST), [hit], model(**{"~ dust": -90.0})) == []
    assert with_trusted(passage(DUST), [hit], model(**{"~ dust": -1.0})) == [hit]


def test_only_the_value_that_is_not_believed_goes() -> None:
    hit = cloud(DUST, "hosted_api", "on_prem")
    (left,) = with_trusted(passage(DUST), [hit], model(**{"~ dust": -90.0}))
    assert left.answer.value == ("on_prem",)


def test_figures_and_values_that_nobody_judged_are_believed() -> None:
    figure = ReadAnswer("workload.users", Answer(3.0), "cloud", DUST.index("cloud"))
    other = cloud(DUST, "hybrid")
    assert with_trusted(passage(DUST), [figure, other], model(**{"~ dust": -90.0})) == [figure, other]


def test_a_hit_is_seen_in_its_own_sentence() -> None:
    text = "We mill flour. Send it to the cloud, at night! The rest stays."
    (hit,) = hits_of(passage(text), cloud(text))
    assert (hit.ahead.strip(), hit.words, hit.behind) == ("Send it to the", "cloud", ", at night!")


def test_words_near_a_hit_count_with_their_place_and_those_far_off_without() -> None:
    seen = features(
        Hit(WISH, "hosted_api", "cloud", "a small ", " of dust over the old mill of my uncle in Delft")
    )
    assert seen["<0 small"] > seen["~ delft"] > 0
    assert f"{WISH} ~ dust" in seen
    assert f"{WISH} ~ delft" not in seen


def test_hits_are_right_wrong_or_a_matter_of_which_value() -> None:
    reader = patterns()
    text = "We want to use a hosted API for it."
    facts = [
        [{"field": WISH, "value": ["hosted_api"], "words": text}],
        [],
        [{"field": WISH, "value": "on_prem"}],
    ]
    rows = [{"text": text, "author": "a", "facts": each} for each in facts]
    told = [[one.right for one in judged_in(row, reader) if one.hit.said == HOSTED] for row in rows]
    assert told == [[True], [False], []]


def test_a_fit_learns_and_is_judged_on_other_authors() -> None:
    ways = [("dust", False), ("rented", True)]
    judged = [
        Judged(Hit(WISH, "hosted_api", "cloud", f"a {word} ", f" of {n} here"), right, f"author {n % 4}")
        for n in range(40)
        for word, right in ways
    ]
    fitted = fit(judged, frozenset({HOSTED}))
    assert fitted.share(judged[0].hit) < 0.1
    assert fitted.share(judged[1].hit) > 0.9
    shares = left_out(judged, frozenset({HOSTED}))
    assert len(shares) == len(judged)
    assert all((share > 0.5) == right for share, right in shares)


def test_values_that_few_facts_tell_are_not_judged() -> None:
    fact = {"field": WISH, "value": ["hosted_api"]}
    rows = [{"facts": [fact]}] * 8 + [{"facts": [{"field": WISH, "value": ["on_prem"]}]}] * 7
    assert values_of(rows) == {HOSTED}


def test_the_command_writes_weights_of_fields_that_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(json.dumps(row) for row in read_rows(MARKED)[::3]), "utf-8")
    weights = tmp_path / "trust.json"
    monkeypatch.setattr("advisor.interview.fit_trust.shipped_path", lambda _: weights)
    assert main([str(rows)]) == 0
    assert "below 0.1: left out, " in capsys.readouterr().out
    assert set(json.loads(weights.read_text("utf-8"))) == {"about", "values", "bias", "weights"}


def test_the_shipped_weights_name_values_that_there_are() -> None:
    assert shipped_path("interview/trust.json").is_file()
    fields = standard_fields()
    for said in load_trust().values:
        path, value = said.split("=")
        assert value in (fields[path].choices or ("True", "False")), said


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (DUST, WISH),
        ("A black cloud hung over the port all week, so nobody sailed.", WISH),
    ],
)
def test_a_word_that_means_another_thing_fills_no_field(advisor: Advisor, text: str, path: str) -> None:
    assert path not in {hit.path for hit in advisor.reader.read(text).answers}
