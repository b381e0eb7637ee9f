"""The reference plugin: it fits the contract, asks, judges and reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from advisor_airgap.section import transfers

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.plugins.manager import PluginManager
from advisor.plugins.selftest import rule_failures

TODAY = date(2026, 11, 20)
SITE: Mapping[str, Any] = {
    "use_case": {"kind": "document_qa"},
    "workload": {"requests_per_day": 5000},
    "data": {"boundary": "air_gapped"},
    "knowledge": {"freshness": "daily"},
}


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor.load()


def advise(advisor: Advisor, **more: Any) -> Recommendation:
    """Recommend for an air-gapped site with further answers."""
    return advisor.recommend(advisor.profile({**SITE, **more}), as_of=TODAY)


def fired(found: Recommendation) -> set[str]:
    """Return the codes of this plugin's rules that fired."""
    return {f.rule.code for f in found.findings if f.status == "fired" and f.rule.code.startswith("GAP")}


def test_nothing_of_the_plugin_is_set_aside() -> None:
    manager = PluginManager.load(environ={"ADVISOR_PLUGINS": "airgap"})
    assert [p.status for p in manager.plugins if p.plugin.name == "airgap"] == ["loaded"]
    assert rule_failures(manager) == []
    assert manager.problems == ()


def test_the_question_is_among_those_of_the_advisor_and_fills_the_field(advisor: Advisor) -> None:
    question = advisor.questions["airgap.transfer_weeks"]
    assert question.main == "ext.airgap.transfer_weeks"
    field = advisor.fields[question.main]
    for reply in question.replies:
        weeks = reply.answers[question.main].value
        assert isinstance(weeks, float)
        assert (field.low or 0) <= weeks <= (field.high or 0)


def test_the_question_makes_sense_only_behind_a_gap(advisor: Advisor) -> None:
    question = advisor.questions["airgap.transfer_weeks"]
    assert question.makes_sense(advisor.profile(SITE))
    assert not question.makes_sense(advisor.profile({"data": {"boundary": "region"}}))


def test_rules_fire_on_how_often_media_crosses(advisor: Advisor) -> None:
    assert fired(advise(advisor)) == {"GAP003"}
    assert fired(advise(advisor, ext={"airgap": {"transfer_weeks": 13}})) == {"GAP001", "GAP002"}
    assert fired(advise(advisor, ext={"airgap": {"transfer_weeks": 0.2}})) == set()


def test_the_section_is_computed_from_the_recommendation(advisor: Advisor) -> None:
    found = advise(advisor, ext={"airgap": {"transfer_weeks": 4}}, time={"deadline_weeks": 13})
    [(title, text)] = found.sections
    assert title == "Crossing the air gap"
    assert "every 4 weeks, about 13 times a year" in text
    assert "| Before your deadline in 13 weeks | 3 transfers; plan them now. |" in text
    weeks = advise(advisor, ext={"airgap": {"transfer_weeks": 1}}).sections[0][1]
    assert "up to 1 week behind" in weeks
    assert "deadline" not in weeks


def test_the_section_says_what_is_missing(advisor: Advisor) -> None:
    [(_, text)] = advise(advisor).sections
    assert "`ext.airgap.transfer_weeks`" in text


def test_other_sites_see_nothing_of_it(advisor: Advisor) -> None:
    found = advise(advisor, data={"boundary": "region"})
    assert found.sections == ()
    assert fired(found) == set()


@pytest.mark.parametrize(("between", "weeks", "count"), [(4, 13, 3), (1, 4, 4), (0.1, 0.3, 3), (52, 8, 0)])
def test_transfers_count_whole_intervals(between: float, weeks: float, count: int) -> None:
    assert transfers(between, weeks) == count
