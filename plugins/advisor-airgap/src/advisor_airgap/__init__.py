"""Reference plugin: what an air-gapped site has to plan for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from advisor.interview.questions import Question, Reply
from advisor.plugins import PluginInfo, ReportSection, hookimpl
from advisor.profile import Answer, Field
from advisor_airgap.section import TRANSFER_WEEKS, crossing_the_gap

if TYPE_CHECKING:
    from advisor.decide.records import Recommendation


@hookimpl
def advisor_plugin_info() -> Iterable[PluginInfo]:
    """Say who we are."""
    return [PluginInfo("What an air-gapped site has to plan for.", api=1)]


@hookimpl
def advisor_profile_fields() -> Iterable[Field]:
    """Add the one field that the rest is computed from."""
    return [
        Field(
            path=TRANSFER_WEEKS,
            kind="number",
            label="weeks between transfers",
            help="How often media with models, updates and documents crosses the air gap.",
            unit="weeks",
            low=0.01,
            high=260,
        )
    ]


@hookimpl
def advisor_questions() -> Iterable[Question]:
    """Ask for it."""
    return [
        Question(
            id="airgap.transfer_weeks",
            fields=(TRANSFER_WEEKS,),
            ask="How often does media with updates cross the air gap?",
            why="Models, fixes and new documents only arrive then, so it sets how old they get.",
            replies=(
                _reply("Every day", 1 / 7),
                _reply("Every week", 1),
                _reply("Every month", 4.3),
                _reply("Every quarter", 13),
            ),
            settled_by=(TRANSFER_WEEKS,),
            only_when=MappingProxyType({"data.boundary": ("air_gapped",)}),
        )
    ]


@hookimpl
def advisor_rule_packs() -> Iterable[Path]:
    """Add the rules, which are data."""
    return [Path(__file__).with_name("airgap.toml")]


@hookimpl
def advisor_report_sections(recommendation: Recommendation) -> Iterable[ReportSection]:
    """Add the section on what crosses the gap, for sites that have one."""
    return crossing_the_gap(recommendation)


def _reply(label: str, weeks: float) -> Reply:
    return Reply(label, MappingProxyType({TRANSFER_WEEKS: Answer(float(weeks), said=label)}))
