"""What the program asks of its plugins: typed, sorted, stamped, and never failing because of one of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.catalog.price_books import PriceBook
from advisor.interview.questions import Question
from advisor.plugins.collector import Collector
from advisor.plugins.discovery import Selection, find
from advisor.plugins.faults import (
    book_fault,
    code_rule_fault,
    command_fault,
    exporter_fault,
    field_fault,
    price_book_fault,
    question_fault,
    template_fault,
)
from advisor.plugins.records import (
    Command,
    Contribution,
    Exporter,
    Loaded,
    Problem,
    ReportSection,
)
from advisor.plugins.registry import Registry
from advisor.profile import Field, Fields
from advisor.rules.records import Rule
from advisor.rules.schema import Schema
from advisor.strategy.records import Option

if TYPE_CHECKING:
    from advisor.decide.records import Recommendation


class PluginManager:
    """The loaded plugins. ``PluginManager.load()`` makes one; ``PluginManager()`` has none."""

    def __init__(self, registry: Registry | None = None) -> None:
        self._registry = registry or Registry()
        self._collector = Collector(self._registry)

    @classmethod
    def load(
        cls,
        *,
        enabled: bool = True,
        folders: Iterable[Path] = (),
        environ: Mapping[str, str] = os.environ,
    ) -> PluginManager:
        """Find and load plugins: installed ones, and single files in folders that the user named.

        Args:
            enabled: False for ``--no-plugins``.
            folders: Folders of ``--plugins-dir``; nothing is ever loaded from the working directory.
            environ: Where ``ADVISOR_PLUGINS`` and ``ADVISOR_DISABLE_PLUGINS`` are looked up.

        Raises:
            UserError: When a folder does not exist.
        """
        registry = Registry()
        if enabled:
            selection = Selection.of(environ)
            for candidate in find(folders):
                registry.add(candidate, selection)
        return cls(registry)

    @property
    def plugins(self) -> tuple[Loaded, ...]:
        """Return every plugin that was found, sorted by distribution and name."""
        found = self._registry.plugins
        return tuple(sorted(found, key=lambda p: (p.plugin.distribution, p.plugin.name)))

    @property
    def versions(self) -> dict[str, str]:
        """Return the plugins that take part, by name with their versions."""
        return {row.plugin.name: row.plugin.version for row in self.plugins if row.status == "loaded"}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what was set aside so far, sorted; ``str(problem)`` is one sentence."""
        return tuple(sorted(self._registry.problems, key=str))

    def collect_fields(self, taken: Iterable[str] = ()) -> tuple[Contribution[Field], ...]:
        """Return fields for the profile, sorted by path; ``taken`` are the paths that exist."""
        return self._collector.records(
            "advisor_profile_fields", Field, key=lambda field: field.path, taken=taken, fault=field_fault
        )

    def collect_questions(
        self, fields: Fields, taken: Iterable[str] = ()
    ) -> tuple[Contribution[Question], ...]:
        """Return questions, sorted by id.

        Args:
            fields: The profile's fields with those of the plugins.
            taken: The ids that exist.
        """
        return self._collector.records(
            "advisor_questions",
            Question,
            key=lambda question: question.id,
            taken=taken,
            fault=lambda question, plugin: question_fault(question, plugin, fields),
        )

    def collect_options(self, taken: Iterable[str] = ()) -> tuple[Contribution[Option], ...]:
        """Return options, sorted by id; ``taken`` are the words that exist."""
        return self._collector.records("advisor_options", Option, key=lambda option: option.id, taken=taken)

    def collect_catalog_books(self) -> tuple[Contribution[Path], ...]:
        """Return TOML books for ``load_catalog(extra=...)``; every row in them is sound."""
        return self._collector.files("advisor_catalog_books", book_fault)

    def collect_price_books(self, taken: Iterable[str] = ()) -> tuple[Contribution[PriceBook], ...]:
        """Return price books, sorted by name; ``taken`` are the names that exist."""
        return self._collector.records(
            "advisor_price_books", PriceBook, key=lambda book: book.name, taken=taken, fault=price_book_fault
        )

    def collect_rule_packs(self) -> tuple[Contribution[Path], ...]:
        """Return rule packs in TOML; every path is a file that exists."""
        return self._collector.files("advisor_rule_packs")

    def collect_rules(self, schema: Schema, taken: Iterable[str] = ()) -> tuple[Contribution[Rule], ...]:
        """Return rules in code, sorted by code and stamped; ``taken`` are the codes that exist."""
        found = self._collector.records(
            "advisor_rules",
            Rule,
            key=lambda rule: rule.code,
            taken=taken,
            fault=lambda rule, _: code_rule_fault(rule, schema),
        )
        return tuple(Contribution(replace(c.item, plugin=str(c.plugin)), c.plugin) for c in found)

    def collect_sections(self, recommendation: Recommendation) -> tuple[Contribution[ReportSection], ...]:
        """Return report sections about a recommendation, sorted by title."""
        return self._collector.records(
            "advisor_report_sections",
            ReportSection,
            key=lambda section: section.title,
            recommendation=recommendation,
        )

    def collect_templates(self, taken: Iterable[str] = ()) -> tuple[Contribution[Path], ...]:
        """Return folders of report templates, sorted by name; ``taken`` are the names that exist.

        The folder's name is the template's; ``report.environment.fill(extra=...)`` takes its parent.
        """
        return self._collector.records(
            "advisor_templates", Path, key=lambda folder: folder.name, taken=taken, fault=template_fault
        )

    def collect_exporters(self, taken: Iterable[str] = ()) -> tuple[Contribution[Exporter], ...]:
        """Return exporters, sorted by name; ``taken`` are the formats that exist."""
        return self._collector.records(
            "advisor_exporters",
            Exporter,
            key=lambda exporter: exporter.name,
            taken=taken,
            fault=exporter_fault,
        )

    def collect_commands(self, taken: Iterable[str] = ()) -> tuple[Contribution[Command], ...]:
        """Return verbs for the command line, sorted by name; ``taken`` are the verbs that exist."""
        return self._collector.records(
            "advisor_commands", Command, key=lambda command: command.name, taken=taken, fault=command_fault
        )
