"""What ships and what plugins and the user add, put together: all that an advisor knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self

from advisor.catalog import Catalog, load_catalog
from advisor.catalog.genai import genai_book
from advisor.catalog.price_books import PriceBook, book_named
from advisor.decide.engine import Engine
from advisor.estimate.model_config import model_from_config
from advisor.interview.questions import Question, load_questions
from advisor.plugins.manager import PluginManager
from advisor.profile import Fields, fact_fields, standard_fields
from advisor.resources import bundled
from advisor.rules.library import Library, combine
from advisor.rules.pack import Pack, pack_files, read_pack
from advisor.rules.schema import Schema
from advisor.strategy.options import load_options
from advisor.strategy.records import Option
from advisor.strategy.supply import Supply
from advisor.strategy.use_cases import UseCase, load_use_cases

if TYPE_CHECKING:
    from advisor.interview.reader import Reader


@dataclass(frozen=True)
class Assembled:
    """Catalogue, fields, questions, options and rules, with the plugins' contributions in them."""

    catalog: Catalog
    fields: Fields
    questions: Mapping[str, Question]
    options: Mapping[str, Option]
    use_cases: Mapping[str, UseCase]
    library: Library
    plugins: PluginManager
    today: date
    """The day for quick rankings; a recommendation names its own."""
    own_packs: tuple[Pack, ...] = ()
    """Rule packs that the user named."""

    @classmethod
    def load(
        cls,
        *,
        plugins: bool = True,
        plugin_dirs: Iterable[Path] = (),
        catalog_books: Iterable[Path] = (),
        rule_packs: Iterable[Path] = (),
        model_configs: Iterable[Path] = (),
        prices: str = "",
        prices_dir: Path | None = None,
        today: date | None = None,
    ) -> Self:
        """Return one with everything that ships and what plugins add.

        Args:
            plugins: Whether installed plugins are loaded.
            plugin_dirs: Folders with single-file plugins that the user named.
            catalog_books: The user's own books, merged over ours.
            rule_packs: The user's own rule packs, or folders of them, beside ours and those of plugins.
            model_configs: Files ``config.json`` of models that no book has, or their folders.
            prices: Name of a price book to use for hosted models; our own when empty.
            prices_dir: Where fetched prices are stored.
            today: The day for quick rankings and prices; the clock's day when left out.

        Raises:
            UserError: When a folder or book does not exist or cannot be read.
        """
        manager = PluginManager.load(enabled=plugins, folders=tuple(plugin_dirs))
        standard = standard_fields()
        fields = standard.extended(c.item for c in manager.collect_fields(standard.paths()))
        shipped, options, day = load_questions(), load_options(), today or date.today()
        added = manager.collect_questions(fields, tuple(shipped))
        more = manager.collect_options(tuple(options))
        books = (*(c.item for c in manager.collect_catalog_books()), *catalog_books)
        catalog = _catalog(books, model_configs, day)
        if prices:
            catalog = catalog.with_prices(_price_book(manager, prices, prices_dir), day)
        schema = Schema.of(fields, fact_fields())
        own = tuple(read_pack(path, schema) for path in pack_files(rule_packs))
        return cls(
            catalog=catalog,
            fields=fields,
            questions={**shipped, **{c.item.id: c.item for c in added}},
            options={**options, **{c.item.id: c.item for c in more}},
            use_cases=load_use_cases(),
            library=_library(manager, schema, own),
            plugins=manager,
            today=day,
            own_packs=own,
        )

    @cached_property
    def schema(self) -> Schema:
        """The fields and facts that rules read."""
        return Schema.of(self.fields, fact_fields())

    @cached_property
    def engine(self) -> Engine:
        """What decisions are made with."""
        return Engine(Supply(self.catalog), self.options, self.library.rules, self.schema)

    @cached_property
    def reader(self) -> Reader:
        """The reader of free text; who writes none does not wait for its words to be loaded."""
        build: type[Reader] = import_module("advisor.interview.reader").Reader
        return build(self.fields, self.catalog, self.use_cases, self.questions, self.today)

    @property
    def problems(self) -> tuple[str, ...]:
        """What was set aside so far, one sentence each: plugins, rules and rows of the user's books."""
        rules = tuple(str(problem) for problem in self.library.problems)
        plugins = (str(problem) for problem in self.plugins.problems)
        return (*plugins, *rules, *self.engine.needs.problems, *self.catalog.problems)


def _catalog(books: Iterable[Path], model_configs: Iterable[Path], day: date) -> Catalog:
    catalog = load_catalog(books)
    for path in model_configs:
        catalog = catalog.with_model(model_from_config(path, day).row)
    return catalog


def _price_book(manager: PluginManager, name: str, folder: Path | None) -> PriceBook:
    shipped = genai_book(folder)
    added = (c.item for c in manager.collect_price_books([shipped.name]))
    return book_named(name, (shipped, *added))


def _library(manager: PluginManager, schema: Schema, own: Iterable[Pack]) -> Library:
    packs = [read_pack(path, schema) for path in pack_files([bundled("rules")])]
    packs += [read_pack(c.item, schema, str(c.plugin)) for c in manager.collect_rule_packs()]
    packs += own
    codes = [rule.code for pack in packs for rule in pack.rules]
    return combine(packs, (c.item for c in manager.collect_rules(schema, codes)))
