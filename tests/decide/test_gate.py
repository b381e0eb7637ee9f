"""What takes a plan out, what leaves it open, and what it lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.api import Advisor
from advisor.decide.gate import Needs, excluding, gated
from advisor.decide.outlook import risks
from advisor.rules.records import Finding, Rule, Status
from advisor.rules.schema import standard_schema
from advisor.strategy.records import Limit, Need, Plan
from tests.strategy.stories import SHOP, Look, changed

SCHEMA = standard_schema()
NO_NEEDS = Needs({}, ())


def plan() -> Plan:
    """Return a feasible plan without figures."""
    return Plan("a", "A", "on_prem", ("lora",), (), "", "", "mid", None)


def finding(status: Status, about: str = "", missing: tuple[str, ...] = (), word: str = "on_prem") -> Finding:
    """Return what an excluding rule says."""
    rule = Rule("TRY001", "a-rule", "exclude", "", "Out.", "Why.", ("S",), applies_to={"deployment": (word,)})
    return Finding(rule, status, "Out.", missing=missing, plan=about)


def test_a_rule_about_the_plan_takes_it_out() -> None:
    found = gated(plan(), {}, [finding("fired", "a")], NO_NEEDS, SCHEMA)
    assert (found.feasibility, [limit.rule for limit in found.limits]) == ("infeasible", ["TRY001"])
    assert gated(plan(), {}, [finding("fired", "b")], NO_NEEDS, SCHEMA).feasibility == "feasible"


def test_a_rule_about_words_of_two_kinds_takes_out_only_plans_that_hold_one_of_each() -> None:
    both = {"deployment": ("on_prem", "hybrid"), "adaptation": ("full_ft",)}
    fired = finding("fired")
    fired = replace(fired, rule=replace(fired.rule, applies_to=both))
    assert gated(plan(), {}, [fired], NO_NEEDS, SCHEMA).feasibility == "feasible"
    whole = replace(plan(), adaptations=("full_ft",))
    assert [limit.rule for limit in gated(whole, {}, [fired], NO_NEEDS, SCHEMA).limits] == ["TRY001"]
    elsewhere = replace(whole, deployment="hosted_api")
    assert gated(elsewhere, {}, [fired], NO_NEEDS, SCHEMA).feasibility == "feasible"


def test_a_rule_that_waits_for_an_answer_leaves_its_plans_open() -> None:
    waiting = finding("undetermined", missing=("data.region", "facts.gpu_count"))
    found = gated(plan(), {}, [waiting], NO_NEEDS, SCHEMA)
    assert (found.feasibility, found.unknown) == ("undetermined", ("data.region",))
    other = finding("undetermined", missing=("data.region",), word="hosted_api")
    assert gated(plan(), {}, [other], NO_NEEDS, SCHEMA).feasibility == "feasible"


def test_what_is_computed_is_nobodys_answer() -> None:
    waiting = finding("undetermined", missing=("facts.gpu_count",))
    assert gated(plan(), {}, [waiting], NO_NEEDS, SCHEMA).feasibility == "feasible"


def test_a_broken_limit_is_not_softened_by_what_is_unknown() -> None:
    broken = replace(plan(), limits=(Limit("memory", "2 GB", "1 GB"),), feasibility="infeasible")
    waiting = finding("undetermined", missing=("data.region",))
    assert gated(broken, {}, [waiting], NO_NEEDS, SCHEMA) == broken


def test_only_excluding_findings_take_part() -> None:
    quiet = finding("not_fired")
    assert excluding([quiet, finding("fired")]) == (finding("fired"),)


def test_a_need_that_is_not_met_is_named_and_an_unknown_one_leaves_the_plan_open(advisor: Advisor) -> None:
    option = replace(advisor.options["lora"], needs=(Need("examples.count >= 50", "Too few examples."),))
    needs = Needs.of({"lora": option}, SCHEMA)
    assert list(needs.unmet(plan(), {"examples.count": 10.0})) == [("lora", "Too few examples.")]
    assert list(needs.unmet(plan(), {"examples.count": 90.0})) == []
    assert gated(plan(), {}, (), needs, SCHEMA).unknown == ("examples.count",)
    assert gated(plan(), {"examples.count": 10.0}, (), needs, SCHEMA).feasibility == "feasible"


def test_a_need_that_cannot_be_read_is_set_aside_with_its_reason(advisor: Advisor) -> None:
    option = replace(advisor.options["lora"], needs=(Need("example.count >= 50", "Too few."),))
    needs = Needs.of({"lora": option}, SCHEMA)
    assert needs.by_word == {}
    [problem] = needs.problems
    assert problem.startswith("option lora: needs: there is no field 'example.count'")


def test_the_shipped_needs_can_all_be_read(advisor: Advisor) -> None:
    assert advisor.engine.needs.problems == ()


@pytest.mark.parametrize(("known", "told"), [({}, True), ({"edge_memory_gb": 16}, False)])
def test_a_winner_that_rests_on_an_unknown_field_says_so(
    assessed: Look, known: dict[str, object], told: bool
) -> None:
    words = {"workload": {"output_tokens": 5}, "hardware": {"edge_device": "jetson", **known}}
    story = changed(SHOP, use_case={"kind": "vision"}, **words)
    found = assessed(**story)
    open_plans = [j.plan for j in found.ranked if "hardware.edge_memory_gb" in j.plan.unknown]
    assert bool(open_plans) == told
    if found.best.plan in open_plans:
        assert any("nobody said yet" in text for text in risks(found))
