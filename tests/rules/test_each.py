"""A rule written once for many words: rows become rules of their own, and every mistake in a row is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.cli import main
from advisor.rules.each import COLUMN, MOST_ROWS, expanded
from advisor.rules.engine import evaluate
from advisor.rules.library import combine
from advisor.rules.lint import lint
from advisor.rules.pack import Pack
from advisor.rules.schema import standard_schema
from advisor.rules.testing import run_tests
from advisor.strategy.options import load_options

Load = Callable[..., Pack]
TODAY = date(2026, 11, 21)
SHAPE = """
[[rule]]
name = "ours-{word}"
kind = "prefer"
advise = ["{word}"]
when = '"{word}" in evidence.worked and workload.users < {most}'
message = "We run {said} for {workload.users} people."
why = "It stands already."
sources = ["A catalogue, 2026"]
[[rule.test]]
name = "fires"
given = { evidence = { worked = ["{word}"] }, workload = { users = 5 } }
expect = "fired"
[[rule.test]]
name = "does not at the most"
given = { workload = { users = "{most}" } }
expect = "not_fired"
[rule.each]
"""
ROWS = """\
TRY001 = { word = "rag", said = "a search", most = 900 }
TRY002 = { word = "lora", said = "an add-on", most = 20 }
"""


def sentences(loaded: Pack) -> list[str]:
    return [f"{problem.code}: {problem.sentence}" for problem in loaded.problems]


def test_each_row_is_a_rule_with_its_own_code_condition_and_words(pack: Load) -> None:
    loaded = pack(SHAPE + ROWS)
    assert loaded.problems == ()
    assert [(rule.code, rule.name, rule.advise) for rule in loaded.rules] == [
        ("TRY001", "ours-rag", ("rag",)),
        ("TRY002", "ours-lora", ("lora",)),
    ]
    assert loaded.rules[1].when == '"lora" in evidence.worked and workload.users < 20'
    assert dict(loaded.rules[1].each) == {"word": "lora", "said": "an add-on", "most": 20}


def test_a_row_is_the_same_rule_as_one_that_is_written_out(pack: Load) -> None:
    alone = SHAPE.replace("[rule.each]", "").replace("[[rule]]", '[[rule]]\ncode = "TRY002"')
    alone = alone.replace('"{most}"', "20").replace("{most}", "20")
    [written] = pack(alone.replace("{word}", "lora").replace("{said}", "an add-on")).rules
    row = pack(SHAPE + ROWS).rules[1]
    parts = ("code", "name", "kind", "when", "message", "why", "sources", "advise", "tests")
    assert [getattr(row, part) for part in parts] == [getattr(written, part) for part in parts]


def test_every_row_runs_the_tests_with_its_own_words_and_numbers(pack: Load) -> None:
    outcomes = list(run_tests(pack(SHAPE + ROWS).rules))
    assert len(outcomes) == 4
    assert all(outcome.passed for outcome in outcomes)
    assert {outcome.test.given["workload"]["users"] for outcome in outcomes} == {5, 20, 900}


def test_a_test_that_fails_in_one_row_fails_for_its_code_alone(pack: Load) -> None:
    loaded = pack(SHAPE + ROWS.replace("most = 20 ", "most = 3 "))
    assert [o.rule.code for o in run_tests(loaded.rules) if not o.passed] == ["TRY002"]


def test_the_trace_and_the_message_are_those_of_the_row_that_fired(pack: Load) -> None:
    values = {"evidence.worked": ("lora",), "workload.users": 7.0}
    found = {f.rule.code: f for f in evaluate(pack(SHAPE + ROWS).rules, values)}
    assert [found[code].status for code in ("TRY001", "TRY002")] == ["not_fired", "fired"]
    assert found["TRY002"].message == "We run an add-on for 7 people."
    assert [part.text for part in found["TRY002"].trace] == [
        '"lora" in evidence.worked',
        "workload.users < 20",
    ]


def test_another_rule_may_override_one_row_alone(pack: Load, rule: Callable[..., str]) -> None:
    loaded = pack(SHAPE + ROWS, rule("TRY009", when="workload.users > 1", more='overrides = ["TRY001"]'))
    values = {"evidence.worked": ("rag", "lora"), "workload.users": 7.0}
    found = {f.rule.code: f.status for f in evaluate(combine([loaded]).rules, values)}
    assert found == {"TRY001": "waived", "TRY002": "fired", "TRY009": "fired"}


@pytest.mark.parametrize("form", [ROWS, '[rule.each.TRY001]\nword = "rag"\nsaid = "a search"\nmost = 9\n'])
def test_a_rule_stands_in_the_line_of_its_row(pack: Load, form: str) -> None:
    loaded = pack(SHAPE.replace("[rule.each]\n", "[rule.each]\n" if form is ROWS else "") + form)
    lines = loaded.path.read_text("utf-8").splitlines()
    assert loaded.rules
    for rule in loaded.rules:
        assert rule.code in lines[rule.line - 1]
        assert lines[rule.written - 1] == "[[rule]]"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            'TRY001 = { word = "rag", said = "a" }',
            "each.TRY001: there is no 'most', which a text of the rule",
        ),
        (
            'TRY001 = { wrd = "rag", said = "a", most = 1 }',
            "each.TRY001: there is no 'word', which a text of the rule holds in braces. Did you mean 'wrd'?",
        ),
        (
            'TRY001 = { word = "rag", said = "a", most = 1, sid = "b" }',
            "each.TRY001: no text of the rule holds 'sid' in braces. Did you mean 'said'?",
        ),
        (
            'TRY001 = { word = true, said = "a", most = 1 }',
            "each.TRY001: word is text in quotes or a number.",
        ),
        ('TRY001 = "rag"', "each.TRY001: write rows by their code below [rule.each]"),
        ("", "each: write rows by their code below [rule.each]"),
    ],
)
def test_each_mistake_in_a_row_is_one_sentence(pack: Load, rows: str, sentence: str) -> None:
    loaded = pack(SHAPE + rows)
    assert loaded.rules == ()
    assert any(sentence in found for found in sentences(loaded))


def test_a_code_beside_rows_is_a_mistake(pack: Load) -> None:
    loaded = pack(SHAPE.replace("[[rule]]", '[[rule]]\ncode = "TRY009"') + ROWS)
    assert sentences(loaded) == ["TRY009: code: each row of each has a code of its own; leave this one out."]


def test_a_row_with_a_word_that_nobody_knows_is_set_aside_and_the_others_go_on(pack: Load) -> None:
    loaded = pack(SHAPE + ROWS.replace('"lora"', '"lroa"'))
    assert [rule.code for rule in loaded.rules] == ["TRY001"]
    assert [problem.code for problem in loaded.problems] == ["TRY002"] * len(loaded.problems)
    assert any("evidence.worked is never 'lroa'" in found for found in sentences(loaded))


def test_a_mistake_that_all_rows_share_is_told_once(pack: Load) -> None:
    loaded = pack(SHAPE.replace("workload.users <", "workload.usres <") + ROWS)
    assert len([found for found in sentences(loaded) if "there is no field 'workload.usres'" in found]) == 1


def test_a_code_of_another_form_or_taken_is_a_mistake_of_its_row(
    pack: Load, rule: Callable[..., str]
) -> None:
    loaded = pack(rule("TRY001"), SHAPE + ROWS.replace("TRY002", "OTH002"))
    assert [rule.name for rule in loaded.rules] == ["a-rule"]
    assert {problem.code for problem in loaded.problems} == {"TRY001", "OTH002"}


def test_a_table_of_very_many_rows_is_refused() -> None:
    rows = {f"TRY{number:03}": {"word": "rag"} for number in range(MOST_ROWS + 1)}
    assert expanded({"name": "{word}", "each": rows}) == (
        (),
        (f"each: it has {MOST_ROWS + 1} rows, and a rule at most {MOST_ROWS}; split it.",),
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_a_row_gives_is_filled_in_once(before: str, value: str) -> None:
    shape = {"name": "{word}!", "message": COLUMN.sub("", before) + " {word}"}
    [table], wrong = expanded({**shape, "each": {"TRY001": {"word": value}}})
    if not wrong:
        assert table["name"] == f"{value}!"
        assert table["message"].endswith(f" {value}")


def test_the_path_of_a_field_is_no_column() -> None:
    [table], _ = expanded({"message": "{word} {workload.users}", "each": {"TRY001": {"word": "x"}}})
    assert table["message"] == "x {workload.users}"


def remarks(loaded: Pack) -> list[str]:
    return [r.sentence for r in lint(combine([loaded]), standard_schema(), set(load_options()), TODAY)]


def test_lint_says_the_same_of_several_rows_once(pack: Load) -> None:
    loaded = pack(SHAPE.replace('people."', 'people"') + ROWS)
    assert remarks(loaded).count("the message is not a whole sentence.") == 1


def test_lint_tells_which_row_advises_a_word_that_nobody_knows(pack: Load) -> None:
    loaded = pack(SHAPE.replace('advise = ["{word}"]', 'advise = ["{said}"]') + ROWS)
    assert sum("is no word of the vocabulary" in remark for remark in remarks(loaded)) == 2


@pytest.mark.parametrize(("count", "told"), [(5, False), (6, True)])
def test_lint_asks_for_rows_where_many_rules_differ_in_words_alone(
    pack: Load, rule: Callable[..., str], count: int, told: bool
) -> None:
    words = ("rag", "lora", "qlora", "full_ft", "routing", "hybrid")[:count]
    rules = [
        rule(
            f"TRY{n:03}",
            kind="prefer",
            when=f'"{word}" in evidence.worked',
            more=f'advise = ["{word}"]',
            fires=f'evidence = {{ worked = ["{word}"] }}',
            quiet='evidence = { worked = ["on_cpu"] }',
        )
        for n, word in enumerate(words, start=1)
    ]
    found = [remark for remark in remarks(pack(*rules)) if "write them once" in remark]
    assert found == (
        [
            "its condition and that of 5 other rules, TRY002 first, differ in words alone; write them once, "
            "with a row each in [rule.each]."
        ]
        if told
        else []
    )


def test_explain_and_list_know_every_row(pack: Load, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(pack(SHAPE + ROWS).path)
    assert main(["--no-plugins", "rules", "explain", "TRY002", path]) == 0
    assert "Row of each: word = lora, said = an add-on, most = 20" in capsys.readouterr().out
    assert main(["--no-plugins", "rules", "list", "--json", path]) == 0
    rows = json.loads(capsys.readouterr().out)["rules"]
    assert [row["each"]["word"] for row in rows] == ["rag", "lora"]
