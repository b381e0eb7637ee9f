"""Check what plugins bring, for ``advisor plugins doctor`` and for the tests of a plugin."""

from __future__ import annotations

from advisor.plugins.manager import PluginManager
from advisor.profile import Fields, fact_fields, standard_fields
from advisor.rules.library import combine
from advisor.rules.pack import read_pack
from advisor.rules.schema import Schema
from advisor.rules.testing import run_tests


def rule_failures(manager: PluginManager) -> list[str]:
    """Collect everything that needs no recommendation; return what is wrong with the rules, as sentences.

    What is wrong with other records stands in ``manager.problems`` afterwards.
    """
    fields = standard_fields().extended(c.item for c in manager.collect_fields(standard_fields().paths()))
    _collect_the_rest(manager, fields)
    schema = Schema.of(fields, fact_fields())
    packs = [read_pack(c.item, schema, str(c.plugin)) for c in manager.collect_rule_packs()]
    library = combine(packs, [c.item for c in manager.collect_rules(schema)])
    failed = [outcome.sentence() for outcome in run_tests(library.rules, schema) if not outcome.passed]
    return [str(problem) for problem in library.problems] + failed


def _collect_the_rest(manager: PluginManager, fields: Fields) -> None:
    manager.collect_questions(fields)
    manager.collect_options()
    manager.collect_catalog_books()
    manager.collect_templates()
    manager.collect_exporters()
    manager.collect_commands()
