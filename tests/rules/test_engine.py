"""The engine: what fires, for which plan, in which order, and with which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast

import pytest

from advisor.rules.book import RuleBook
from advisor.rules.code import CodeCheck
from advisor.rules.engine import evaluate, targets
from advisor.rules.library import combine
from advisor.rules.pack import Pack
from advisor.rules.records import Finding, Rule
from advisor.rules.schema import Schema

Text = Callable[..., str]
Load = Callable[..., Pack]
PLANS: Mapping[str, Mapping[str, object]] = {
    "b": {"plan.deployment": "on_prem", "plan.adaptations": ("lora",), "plan.devices": 16.0},
    "a": {"plan.deployment": "on_prem", "plan.adaptations": ("rag",), "plan.devices": 9.0},
    "c": {"plan.deployment": "hosted_api", "plan.adaptations": (), "plan.devices": None},
    "d": {"plan.deployment": "on_prem", "plan.adaptations": (), "plan.devices": 2.0},
}
MANY_DEVICES = {
    "when": "plan.devices > 8",
    "fires": "plan = { devices = 9 }",
    "quiet": "plan = { devices = 8 }",
}


def summary(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """Return code, plan and status of each finding."""
    return [(f.rule.code, f.plan, f.status) for f in findings]


@pytest.mark.parametrize(("users", "status"), [(11.0, "fired"), (10.0, "not_fired"), (None, "undetermined")])
def test_a_rule_fires_or_not_or_waits(pack: Load, rule: Text, users: float | None, status: str) -> None:
    [finding] = evaluate(pack(rule()).rules, {"workload.users": users})
    assert finding.status == status
    assert finding.missing == (("workload.users",) if users is None else ())
    assert finding.trace[0].text == "workload.users > 10"


def test_findings_are_sorted_by_kind_then_code_whatever_the_order_of_rules(pack: Load, rule: Text) -> None:
    loaded = pack(
        rule("TRY001"),
        rule("TRY003", kind="exclude", more='applies_to = { deployment = ["on_prem"] }'),
        rule("TRY002", kind="exclude", more='applies_to = { deployment = ["on_prem"] }'),
    )
    findings = evaluate(loaded.rules, {"workload.users": 11.0})
    assert [f.rule.code for f in findings] == ["TRY002", "TRY003", "TRY001"]
    assert evaluate(loaded.rules[::-1], {"workload.users": 11.0}) == findings


def test_a_rule_about_plans_is_judged_for_each_plan(pack: Load, rule: Text) -> None:
    findings = evaluate(pack(rule(**MANY_DEVICES)).rules, {}, plan_values=PLANS)
    assert summary(findings) == [
        ("TRY001", "a", "fired"),
        ("TRY001", "b", "fired"),
        ("TRY001", "c", "undetermined"),
    ]


def test_applies_to_narrows_the_plans_that_a_rule_looks_at(pack: Load, rule: Text) -> None:
    more = 'applies_to = { deployment = ["on_prem"], adaptation = ["lora", "full_ft"] }'
    [loaded] = pack(rule(**MANY_DEVICES, more=more)).rules
    assert summary(evaluate([loaded], {}, plan_values=PLANS)) == [("TRY001", "b", "fired")]
    assert [key for key, plan in PLANS.items() if targets(loaded, plan)] == ["b"]


def test_a_rule_that_fires_on_no_plan_leaves_one_finding(pack: Load, rule: Text) -> None:
    when = "workload.users > 10 and plan.devices > 8"
    fires, quiet = "workload = { users = 11 }, plan = { devices = 9 }", "workload = { users = 1 }"
    rules = pack(rule(when=when, fires=fires, quiet=quiet)).rules
    small = {"d": PLANS["d"]}
    assert summary(evaluate(rules, {"workload.users": 20.0}, plan_values=small)) == [
        ("TRY001", "", "not_fired")
    ]
    assert summary(evaluate(rules, {"workload.users": 1.0}, plan_values=PLANS)) == [
        ("TRY001", "", "not_fired")
    ]
    assert summary(evaluate(rules, {"workload.users": 20.0}, plan_values={})) == [("TRY001", "", "not_fired")]


def test_a_plan_that_is_merely_known_can_still_fire(pack: Load, rule: Text) -> None:
    rules = pack(rule(when="known(plan.devices)", fires="plan = { devices = 1 }", quiet="")).rules
    found = evaluate(rules, {}, plan_values=PLANS)
    assert [f.plan for f in found] == ["a", "b", "d"]


def test_the_message_is_filled_with_safe_rounded_values(pack: Load, rule: Text) -> None:
    facts = "{data.region} at {facts.gpu_utilisation}"
    text = f"{{workload.users}} users in {facts}, {{data.sensitivity}}, {{time.deadline_weeks}}."
    values = {
        "workload.users": 1_234_567.0,
        "data.region": "e\x1b[31mu\n# x",
        "facts.gpu_utilisation": 0.123,
        "data.sensitivity": ("source_code", "health"),
    }
    [finding] = evaluate(pack(rule().replace("A message.", text)).rules, values)
    assert finding.message == "1.23M users in e[31mu# x at 12.3%, source code, health, unknown."


def test_only_a_fired_rule_speaks(pack: Load, rule: Text) -> None:
    rules = pack(rule()).rules
    assert evaluate(rules, {"workload.users": 1.0})[0].message == ""
    assert evaluate(rules, {})[0].message == "Undecided until workload.users is known."


def test_dividing_by_zero_is_an_error_of_that_rule_only(pack: Load, rule: Text) -> None:
    rules = pack(rule(when="1 / workload.users < 0.1"), rule("TRY002", when="workload.users < 1")).rules
    first, second = evaluate(rules, {"workload.users": 0.0})
    assert first.status == "error"
    assert first.error.startswith("its condition divides by zero; ask for that first")
    assert second.status == "fired"


def test_a_number_beyond_all_bounds_is_an_error_and_never_decides(pack: Load, rule: Text) -> None:
    when = "workload.users * 1e299 * 1e299 - workload.users * 1e299 * 1e299 < 1"
    [finding] = evaluate(pack(rule(when=when)).rules, {"workload.users": 11.0})
    assert (finding.status, finding.error) == ("error", "its condition works out a number beyond all bounds")
    assert finding.trace[0].left == "a sum that works out a number beyond all bounds"


def test_a_fired_rule_waives_what_it_overrides(pack: Load, rule: Text) -> None:
    rules = pack(
        rule("TRY001", more='overrides = ["TRY002"]', when="workload.users > 100"), rule("TRY002")
    ).rules
    waived = evaluate(rules, {"workload.users": 200.0})
    assert summary(waived) == [("TRY001", "", "fired"), ("TRY002", "", "waived")]
    assert waived[1].error == "overridden by TRY001"
    assert summary(evaluate(rules, {"workload.users": 50.0}))[1] == ("TRY002", "", "fired")


def test_a_waived_rule_waives_nothing_itself(pack: Load, rule: Text) -> None:
    rules = pack(
        rule("TRY001", more='overrides = ["TRY002"]'),
        rule("TRY002", more='overrides = ["TRY003"]'),
        rule("TRY003"),
    ).rules
    assert [f.status for f in evaluate(rules, {"workload.users": 11.0})] == ["fired", "waived", "fired"]


@pytest.mark.parametrize("users", [5.0, 11.0, 50.0, 200.0, None])
def test_a_book_waives_what_evaluating_each_rule_does_also_after_a_change(
    pack: Load, rule: Text, users: float | None
) -> None:
    rules = pack(
        rule("TRY001", more='overrides = ["TRY002", "TRY004"]', when="workload.users > 100"),
        rule("TRY002", more='overrides = ["TRY003"]', when="workload.users > 20"),
        rule("TRY003"),
        rule("TRY004", more='overrides = ["TRY003"]'),
    ).rules
    book, before, now = RuleBook(rules, Schema.of()), {"workload.users": 200.0}, {"workload.users": users}
    whole = evaluate(rules, now, traced=False)
    assert book.about_profile(now) == whole
    assert book.again(book.about_profile(before), before, now, ["workload.users"]) == whole
    assert book.again(whole, now, now, ()) == whole


def test_an_override_about_one_plan_leaves_the_others_alone(pack: Load, rule: Text) -> None:
    lora = 'applies_to = { adaptation = ["lora"] }\noverrides = ["TRY002"]'
    rules = pack(rule("TRY001", **MANY_DEVICES, more=lora), rule("TRY002", **MANY_DEVICES)).rules
    found = summary(evaluate(rules, {}, plan_values=PLANS))
    assert found == [
        ("TRY001", "b", "fired"),
        ("TRY002", "a", "fired"),
        ("TRY002", "b", "waived"),
        ("TRY002", "c", "undetermined"),
    ]


def test_without_a_trace_everything_else_is_the_same(pack: Load, rule: Text) -> None:
    rules = pack(rule(), rule("TRY002", when='workload.users > 100 or team.skill == "ml"')).rules
    traced = evaluate(rules, {"workload.users": 11.0})
    bare = evaluate(rules, {"workload.users": 11.0}, traced=False)
    assert all(finding.trace for finding in traced)
    assert bare == tuple(replace(finding, trace=()) for finding in traced)


def code_rule(check: CodeCheck) -> Rule:
    """Return a rule of a plugin."""
    return Rule("COD001", "in-code", "warn", "", "Many.", "Why.", ("A source",), plugin="p 1", check=check)


def test_a_rule_in_code_is_judged_like_any_other() -> None:
    rules = combine(
        [], [code_rule(CodeCheck(("workload.users",), lambda v: str(v["workload.users"]) == "7.0"))]
    ).rules
    assert [evaluate(rules, {"workload.users": n})[0].status for n in (7.0, 8.0, None)] == [
        "fired",
        "not_fired",
        "undetermined",
    ]
    assert evaluate(rules, {"workload.users": 7.0})[0].plugin == "p 1"


def broken(_values: object) -> bool:
    """Fail as a careless plugin does."""
    raise KeyError("workload.user")


def vague(values: Mapping[str, object]) -> bool:
    """Return a number where True or False is due."""
    return cast("bool", len(values))


@pytest.mark.parametrize(
    ("decide", "error"), [(broken, "KeyError: 'workload.user'"), (vague, "TypeError: the rule")]
)
def test_a_rule_in_code_that_misbehaves_is_an_error_of_that_rule(
    decide: Callable[[Mapping[str, object]], bool], error: str
) -> None:
    [finding] = evaluate([code_rule(CodeCheck(("workload.users",), decide))], {"workload.users": 5.0})
    assert finding.status == "error"
    assert finding.error.startswith(error)
