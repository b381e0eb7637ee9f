from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.rules.records import Finding, Rule
from advisor.strategy.directives import directives_of


def rule(kind: str, **more: Any) -> Rule:
    return Rule("TST001", "a-test", kind, "True", "Because of the test.", "It is a test.", ("test",), **more)


def fired(kind: str, plan: str = "", status: str = "fired", **more: Any) -> Finding:
    return Finding(rule(kind, **more), status, "Because of the test.", plan=plan)


def excluding(applies_to: Mapping[str, tuple[str, ...]]) -> Finding:
    return fired("exclude", applies_to=applies_to)


def test_a_required_word_is_wanted_and_not_barred() -> None:
    found = directives_of([fired("require", advise=("rag",))])
    assert found.wants("rag")
    assert not found.bars("rag")


def test_a_preferred_word_is_wanted() -> None:
    assert directives_of([fired("prefer", advise=("rag",))]).wants("rag")


def test_advice_of_a_warning_counts_as_preferred() -> None:
    found = directives_of([fired("warn", advise=("evals_first",))])
    assert "evals_first" in found.preferred
    assert "evals_first" not in found.required


def test_an_excluded_word_is_barred_though_another_rule_requires_it() -> None:
    found = directives_of([fired("require", advise=("lora",)), excluding({"adaptation": ("lora",)})])
    assert found.bars("lora")
    assert not found.wants("lora")


def test_words_of_two_kinds_are_not_out_one_by_one() -> None:
    found = directives_of([excluding({"deployment": ("on_prem",), "adaptation": ("full_ft",)})])
    assert not found.bars("on_prem")
    assert not found.bars("full_ft")


def test_a_preference_for_plans_prefers_their_words() -> None:
    found = directives_of([fired("prefer", applies_to={"deployment": ("on_prem",)})])
    assert found.wants("on_prem")
    assert not directives_of([fired("warn", applies_to={"deployment": ("on_prem",)})]).wants("on_prem")


def test_advice_against_bars_a_preferred_word() -> None:
    found = directives_of([fired("prefer", advise=("lora",)), fired("warn", against=("lora",))])
    assert found.bars("lora")
    assert not found.wants("lora")


def test_advice_against_does_not_bar_a_required_word() -> None:
    found = directives_of([fired("require", advise=("lora",)), fired("warn", against=("lora",))])
    assert found.wants("lora")


def test_rules_that_did_not_fire_say_nothing() -> None:
    silent = [
        fired(kind, status="not_fired", advise=("rag",), against=("lora",)) for kind in ("require", "warn")
    ]
    waived = fired("require", status="waived", advise=("rag",))
    found = directives_of([*silent, waived])
    assert not found.required
    assert not found.against


def test_what_a_rule_says_about_one_plan_is_no_directive() -> None:
    found = directives_of([fired("require", plan="hosted_api/x", advise=("rag",))])
    assert not found.required


def test_an_ask_rule_that_waits_for_an_answer_is_kept() -> None:
    waiting = fired("ask", status="undetermined", ask="examples.count")
    assert directives_of([waiting]).asks == (waiting,)


def test_the_first_rule_that_speaks_about_a_word_is_named() -> None:
    first, second = fired("require", advise=("rag",)), fired("require", advise=("rag",))
    assert directives_of([first, second]).required["rag"] is first
