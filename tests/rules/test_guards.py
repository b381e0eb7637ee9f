"""Rules that stay silent without a word are asked again only where that word comes, stays or goes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.api import Advisor
from advisor.profile import Field
from advisor.rules.book import RuleBook
from advisor.rules.expr import parse
from advisor.rules.guards import Guard, Readers, guard_of
from advisor.rules.judge import Judge
from advisor.rules.records import Rule
from advisor.rules.schema import standard_schema
from advisor.rules.values import Values

WORDS = ("lora", "rag", "distillation", "full_ft", "tool_calling")


@cache
def book() -> RuleBook:
    """Return the rules that ship."""
    advisor = Advisor.load(plugins=False)
    return RuleBook(advisor.library.rules, advisor.schema)


def rule(when: str) -> Rule:
    check = parse(when, standard_schema())
    return Rule("TST001", "test", "prefer", when, "It is so.", "", (), check=check)


def likely(field: Field) -> st.SearchStrategy[object]:
    """Return values of a field as rules read them."""
    if field.kind == "number":
        return st.sampled_from([0.0, 1.0, 50.0, 3e4, 1e7])
    if field.kind == "flag":
        return st.booleans()
    if field.kind == "choices":
        return st.lists(st.sampled_from(field.choices), max_size=4, unique=True).map(tuple)
    return st.sampled_from(field.choices or ("some words",))


@st.composite
def known(draw: st.DrawFn) -> dict[str, object]:
    """Return values of some fields; what rules hang on by a word is often there."""
    fields = [field for field in standard_schema().table.values() if field.kind != "devices"]
    often = [field for field in fields if field.path.startswith(("comparable.", "evidence.", "wish."))]
    chosen = draw(st.lists(st.sampled_from(fields) | st.sampled_from(often), max_size=12))
    return {field.path: draw(likely(field)) for field in chosen}


@pytest.mark.parametrize(
    ("when", "guard"),
    [
        ('"rag" in evidence.worked', Guard("evidence.worked", "rag", False)),
        ('known(evidence.worked) and "rag" in evidence.worked', Guard("evidence.worked", "rag", True)),
        (
            'examples.count > 5 and ("rag" in evidence.worked and known(evidence.worked))',
            Guard("evidence.worked", "rag", True),
        ),
        ('known(wish.model) and "rag" in evidence.worked', Guard("evidence.worked", "rag", False)),
        ('"rag" in evidence.worked or examples.count > 5', None),
        ('not ("rag" in evidence.worked)', None),
        ('"rag" not in evidence.worked', None),
        ('data.boundary in ("contract", "region")', None),
    ],
)
def test_a_rule_is_silent_without_a_word_that_all_of_it_hangs_on(when: str, guard: Guard | None) -> None:
    assert guard_of(rule(when)) == guard


@given(st.sampled_from([(w, o) for w in WORDS for o in (True, False)]), known())
def test_without_its_word_a_rule_is_never_fired(
    guard: tuple[str, bool], values: Mapping[str, object]
) -> None:
    word, asks = guard
    text = f'{"known(evidence.worked) and " if asks else ""}"{word}" in evidence.worked'
    check = parse(text, standard_schema())
    held = values.get("evidence.worked")
    if isinstance(held, tuple) and word not in held:
        assert check.evaluate(values) is False
    if held is None:
        assert check.evaluate(values) is (False if asks else None)


def test_a_changed_field_moves_the_rules_of_the_words_before_and_now_alone() -> None:
    readers = Readers()
    for number, word in enumerate(WORDS):
        readers.add("evidence.worked", number, Guard("evidence.worked", word, word != "full_ft"))

    def moved(before: Values, after: Values) -> set[int]:
        return set[int]().union(*readers.moved("evidence.worked", before, after))

    held = {"evidence.worked": ("lora", "rag")}
    assert moved(held, {"evidence.worked": ("rag", "distillation")}) == {0, 1, 2}
    assert moved(held, {}) == {0, 1, WORDS.index("full_ft")}
    assert readers.of("evidence.worked") == set(range(len(WORDS)))


@settings(max_examples=150, deadline=None)
@given(known(), known())
def test_what_is_asked_again_is_what_would_be_asked_anew(before: Values, more: Values) -> None:
    rules, after = book(), {**before, **more}
    gone = {path: value for path, value in after.items() if path not in list(before)[:2]}
    for now in (after, gone):
        changed = [path for path in {**before, **now} if before.get(path) != now.get(path)]
        again = rules.again(rules.about_profile(before), before, now, changed)
        assert again == rules.about_profile(now)


@settings(max_examples=50, deadline=None)
@given(st.lists(known(), min_size=1, max_size=3))
def test_traced_findings_are_those_of_rules_that_were_never_asked(profiles: list[Values]) -> None:
    kept = book()
    for values in (*profiles, profiles[0]):
        anew = RuleBook(kept.rules, standard_schema())
        assert kept.about_profile(values, traced=True) == anew.about_profile(values, traced=True)


def test_a_trace_is_made_once_for_what_a_rule_reads() -> None:
    asked = Judge(standard_schema())
    one = rule('known(examples.count) and examples.count > 5 and "rag" in evidence.worked')
    values: dict[str, object] = {
        "examples.count": 2000.0,
        "evidence.worked": ("rag",),
        "budget.monthly_usd": 5.0,
    }
    first = asked.finding(one, values, traced=True)
    assert asked.finding(one, {**values, "budget.monthly_usd": 9.0}, traced=True) is first
    assert asked.finding(one, {**values, "examples.count": 2001.0}, traced=True).trace[0].left == "2,001"
    assert asked.finding(one, values, traced=True) == first
    other = rule("examples.count > 5000")
    assert asked.finding(other, values, traced=True).status == "not_fired"


def test_a_whole_number_is_traced_as_it_is_written() -> None:
    asked, one = Judge(standard_schema()), rule("examples.count > 5")
    lefts = [asked.finding(one, {"examples.count": n}, traced=True).trace[0].left for n in (2000.0, 2000)]
    assert lefts == ["2,000", "2000"]
