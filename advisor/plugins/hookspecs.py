"""The whole plugin contract. Implement any of these functions, marked with ``advisor.plugins.hookimpl``.

Every hook returns an iterable of records. The program sorts what it gets, so the order of plugins never
shows; a plugin that raises, returns another type or takes a name that exists is set aside with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pluggy import HookspecMarker

from advisor.plugins.records import Command, Exporter, PluginInfo, ReportSection

if TYPE_CHECKING:
    from advisor.catalog.price_books import PriceBook
    from advisor.decide.records import Recommendation
    from advisor.interview.questions import Question
    from advisor.profile import Field
    from advisor.rules.records import Rule
    from advisor.strategy.records import Option

hookspec = HookspecMarker("advisor")


@hookspec
def advisor_plugin_info() -> Iterable[PluginInfo]:
    """Say who the plugin is and for which version of the contract it was written.

    Example:
        ``return [PluginInfo("Adds the rules of our platform team.", api=1)]``
    """
    return ()


@hookspec
def advisor_profile_fields() -> Iterable[Field]:
    """Add fields to the profile, all under ``ext.<name of the plugin>.``.

    Questions, rules, ``--set`` and the JSON schema can use them at once.

    Example:
        ``return [Field("ext.airgap.transfer_weeks", "number", "weeks between transfers",``
        ``"How often media crosses the gap.", unit="weeks", low=0, high=520)]``
    """
    return ()


@hookspec
def advisor_questions() -> Iterable[Question]:
    """Add questions, called ``<name of the plugin>.<something>``; they fill fields of any plugin or of ours.

    Example:
        ``return [Question(id="airgap.transfer_weeks", fields=("ext.airgap.transfer_weeks",), …)]``
    """
    return ()


@hookspec
def advisor_options() -> Iterable[Option]:
    """Add things that can be recommended, beside those of ``advisor/strategy/options.toml``.

    Example:
        ``return [Option("sneakernet", "behaviour", "Transfer by media", …)]``
    """
    return ()


@hookspec
def advisor_catalog_books() -> Iterable[Path]:
    """Add books in TOML with accelerators, models and prices, in the form of ``advisor/catalog/books``.

    A row with an id that exists replaces the fields that it names.

    Example:
        ``return [Path(__file__).with_name("prices.toml")]``
    """
    return ()


@hookspec
def advisor_price_books() -> Iterable[PriceBook]:
    """Add lists of prices of hosted models that a user can ask for by name with ``--prices``.

    ``prices`` of a book takes the hosted models of the catalogue and the day of the run, never the clock's,
    and returns ``Price`` records; the book's version is cited with each of them.

    Example:
        ``return [PriceBook("our-contract", "2026-11", "What we pay.", lambda models, as_of:``
        ``[Price("claude-haiku-4-5", usd_per_m_input=0.8, usd_per_m_output=4.0)])]``
    """
    return ()


@hookspec
def advisor_rule_packs() -> Iterable[Path]:
    """Add rule packs in TOML; nothing in them is code.

    Example:
        ``return [Path(__file__).with_name("airgap.toml")]``
    """
    return ()


@hookspec
def advisor_rules() -> Iterable[Rule]:
    """Add rules whose condition the rule language cannot express; ``check`` is a ``CodeCheck``.

    Example:
        ``return [Rule(code="GAP900", …, check=CodeCheck(("workload.users",), is_prime))]``
    """
    return ()


@hookspec
def advisor_report_sections(recommendation: Recommendation) -> Iterable[ReportSection]:
    """Add sections to the report, computed from the recommendation.

    Example:
        ``return [ReportSection("Crossing the gap", f"Plan {n} transfers a year.")]``
    """
    return ()


@hookspec
def advisor_templates() -> Iterable[Path]:
    """Add report templates: folders with a ``report.md.j2``, whose name is what ``--template`` takes.

    Example:
        ``return [Path(__file__).parent / "templates" / "board"]``
    """
    return ()


@hookspec
def advisor_exporters() -> Iterable[Exporter]:
    """Add file formats of a recommendation.

    Example:
        ``return [Exporter("csv", ".csv", "plans as a table", lambda r: b"rank,title\\n")]``
    """
    return ()


@hookspec
def advisor_commands() -> Iterable[Command]:
    """Add verbs to the command line.

    Example:
        ``return [Command("transfers", "plan media transfers", add_arguments, run)]``
    """
    return ()
