"""Each hook: what a plugin returns arrives typed, sorted and stamped, and what is wrong stays out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from advisor.catalog import load_catalog
from advisor.plugins.manager import PluginManager
from advisor.profile import Fields, fact_fields, standard_fields
from advisor.rules.engine import evaluate
from advisor.rules.pack import load_pack
from advisor.rules.schema import standard_schema
from advisor.strategy.options import load_options

Install = Callable[..., str]
Loader = Callable[[], PluginManager]


def reasons(manager: PluginManager) -> list[str]:
    """Return the reasons of all problems."""
    return [problem.reason for problem in manager.problems]


FIELD = """
from advisor.profile import Field
def field(path):
    return Field(path, "number", "sites", "How many.", "sites", low=1)

@hookimpl
def advisor_profile_fields():
    return [{}]
"""


def test_advisor_plugin_info_introduces_the_plugin(install: Install, load: Loader) -> None:
    install(
        "one", "@hookimpl\ndef advisor_plugin_info():\n    return [PluginInfo('Hello.', 'https://x.org')]"
    )
    [plugin] = [p for p in load().plugins if p.plugin.name == "one"]
    assert (plugin.status, plugin.summary, plugin.homepage) == ("loaded", "Hello.", "https://x.org")


def test_advisor_profile_fields_adds_fields_below_ext(install: Install, load: Loader) -> None:
    stamp = install("one", FIELD.format("field('ext.one.b'), field('ext.one.a')"))
    found = load().collect_fields(standard_fields().paths())
    assert [(c.item.path, str(c.plugin)) for c in found] == [("ext.one.a", stamp), ("ext.one.b", stamp)]
    assert "ext.one.a" in standard_fields().extended(c.item for c in found)


@pytest.mark.parametrize("path", ["workload.users", "ext.two.a", "ext.one.", "ext.one.A", "ext.one.a.b"])
def test_a_field_elsewhere_is_left_out(install: Install, load: Loader, path: str) -> None:
    install("one", FIELD.format(f"field({path!r}), field('ext.one.good')"))
    manager = load()
    assert [c.item.path for c in manager.collect_fields()] == ["ext.one.good"]
    assert reasons(manager) == [f"the field {path!r} must be called ext.one.something."]


QUESTION = """
from advisor.interview.questions import Question
@hookimpl
def advisor_questions():
    return [Question({id!r}, ({field!r},), "How many?", "It matters.", replies=(), settled_by=())]
"""


def test_advisor_questions_adds_questions(install: Install, load: Loader) -> None:
    install("one", QUESTION.format(id="one.how_many", field="workload.users"))
    [found] = load().collect_questions(standard_fields())
    assert (found.item.id, found.item.ask) == ("one.how_many", "How many?")


def test_a_question_about_no_field_is_left_out(install: Install, load: Loader) -> None:
    install("one", QUESTION.format(id="one.how_many", field="workload.usres"))
    manager = load()
    assert manager.collect_questions(standard_fields()) == ()
    assert "There is no field 'workload.usres'" in reasons(manager)[0]


def test_a_question_is_called_after_its_plugin(install: Install, load: Loader) -> None:
    install("one", QUESTION.format(id="volume", field="workload.users"))
    manager = load()
    assert manager.collect_questions(standard_fields()) == ()
    assert reasons(manager) == ["the question 'volume' must be called one.something."]


def test_a_question_with_a_name_that_ships_is_left_out(install: Install, load: Loader) -> None:
    stamp = install("one", QUESTION.format(id="one.users", field="workload.users"))
    manager = load()
    assert manager.collect_questions(standard_fields(), taken=["one.users"]) == ()
    [problem] = manager.problems
    where = f"The advisor_questions of plugin one ({stamp}) was left out: "
    assert str(problem) == where + "'one.users' is taken by the program itself."


OPTION = """
from advisor.strategy.records import Option
@hookimpl
def advisor_options():
    return [Option(word, "behaviour", "T", "S.", "Do it.", "A source", "2026-11-20") for word in {words!r}]
"""


def test_advisor_options_adds_options_and_a_clash_names_both(install: Install, load: Loader) -> None:
    first = install("one", OPTION.format(words=["carry", "rag"]))
    install("two", OPTION.format(words=["carry", "walk"]))
    manager = load()
    assert [c.item.id for c in manager.collect_options(load_options())] == ["carry", "walk"]
    assert reasons(manager) == ["'rag' is taken by the program itself.", f"'carry' is taken by {first}."]


BOOK = """
schema = 1
as_of = 2026-11-20
[[parameter]]
id = "electricity_usd_per_kwh"
value = 0.21
{more}
"""


def test_advisor_catalog_books_adds_books_that_the_catalogue_reads(
    install: Install, load: Loader, tmp_path: Path
) -> None:
    book, broken = tmp_path / "book.toml", tmp_path / "broken.toml"
    book.write_text(BOOK.format(more='source = "our contract"'))
    broken.write_text(BOOK.format(more='hihg = "3"'))
    paths = f"Path({str(book)!r}), Path({str(broken)!r}), Path('/no/such')"
    install("one", f"@hookimpl\ndef advisor_catalog_books():\n    return [{paths}]")
    manager = load()
    found = manager.collect_catalog_books()
    assert [c.item for c in found] == [book]
    price = load_catalog([c.item for c in found]).parameter("electricity_usd_per_kwh")
    assert (price.value, price.sources) == (0.21, ("our contract",))
    assert "broken.toml: electricity_usd_per_kwh: hihg" in reasons(manager)[0]
    assert reasons(manager)[1] == "the file '/no/such' does not exist."


PRICES = """
from advisor.catalog.price_books import Price, PriceBook

def asked(models, as_of):
    assert as_of.isoformat() == "2026-10-01"
    return [Price(models[0].id, 0.5, 1.5)]

@hookimpl
def advisor_price_books():
    return [PriceBook("ours", {version!r}, "What we pay.", asked)]
"""


def test_advisor_price_books_are_used_for_the_day_of_the_run_when_named(
    install: Install, load: Loader
) -> None:
    stamp = install("one", PRICES.format(version="7"))
    [found] = load().collect_price_books(["genai-prices"])
    assert (found.item.name, str(found.plugin)) == ("ours", stamp)
    catalog = load_catalog()
    first = next(iter(catalog.api_models))
    row = catalog.with_prices(found.item, date(2026, 10, 1)).api_models[first]
    assert (row.usd_per_m_input, row.usd_per_m_output) == (0.5, 1.5)
    assert (row.source, row.as_of) == ("ours 7", date(2026, 10, 1))


def test_a_price_book_without_a_version_is_left_out(install: Install, load: Loader) -> None:
    install("one", PRICES.format(version=""))
    manager = load()
    assert manager.collect_price_books() == ()
    assert "names no version, so its prices cannot be cited" in reasons(manager)[0]


def test_advisor_rule_packs_adds_packs_that_carry_the_stamp(
    install: Install, load: Loader, tmp_path: Path
) -> None:
    from advisor.rules.starter import starter_pack

    path = tmp_path / "mine.toml"
    path.write_text(starter_pack("mine"))
    stamp = install("one", f"@hookimpl\ndef advisor_rule_packs():\n    return [Path({str(path)!r})]")
    [found] = load().collect_rule_packs()
    pack = load_pack(found.item, standard_fields(), fact_fields(), plugin=str(found.plugin))
    assert [rule.plugin for rule in pack.rules] == [stamp]


CODE_RULE = """
from advisor.rules.code import CodeCheck
from advisor.rules.records import Rule
def even(values):
    return values["workload.users"] % 2 == 0
@hookimpl
def advisor_rules():
    check = CodeCheck(({field!r},), even)
    return [Rule({code!r}, "even", "warn", "", {message!r}, "Why.", ("Source",), check=check)]
"""


def test_advisor_rules_adds_rules_in_code(install: Install, load: Loader) -> None:
    stamp = install("one", CODE_RULE.format(code="EVN001", message="Even.", field="workload.users"))
    [found] = load().collect_rules(standard_schema())
    [finding] = evaluate([found.item], {"workload.users": 4.0})
    assert (finding.status, finding.message, finding.plugin) == ("fired", "Even.", stamp)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"code": "even"}, "the rule code 'even' must be"),
        ({"field": "workload.usres"}, "EVN001: there is no field 'workload.usres'. Did you mean"),
        ({"message": "{workload.usres}"}, "EVN001: there is no field 'workload.usres'"),
        ({"message": ""}, "EVN001 needs a message"),
    ],
)
def test_a_rule_in_code_is_checked_like_one_in_a_pack(
    install: Install, load: Loader, change: dict[str, str], reason: str
) -> None:
    install(
        "one", CODE_RULE.format(**{"code": "EVN001", "message": "Even.", "field": "workload.users", **change})
    )
    manager = load()
    assert manager.collect_rules(standard_schema()) == ()
    assert reasons(manager)[0].startswith(reason)


def test_a_record_with_a_value_of_the_wrong_type_is_left_out(install: Install, load: Loader) -> None:
    install("one", FIELD.format("Field(['ext.one.a'], 'number', 'x', 'X.')"))
    install(
        "two", CODE_RULE.format(code="EVN001", message="Even.", field="workload.users").replace("even)", "7)")
    )
    install("three", CODE_RULE.format(code="EVN002", message=5, field="workload.users"))
    manager = load()
    assert manager.collect_fields() == ()
    assert [c.item.code for c in manager.collect_rules(standard_schema())] == ["EVN001"]
    assert "its Field has the name" in reasons(manager)[0]
    assert "its Rule 'EVN002' holds a value of the wrong type" in reasons(manager)[1]


def test_advisor_commands_adds_verbs(install: Install, load: Loader) -> None:
    code = (
        "return [Command('transfers', 'Plan.', print, lambda args: 0), Command('Bad name', '', print, print)]"
    )
    install("one", f"@hookimpl\ndef advisor_commands():\n    {code}")
    manager = load()
    assert [c.item.name for c in manager.collect_commands(["rules"])] == ["transfers"]
    assert reasons(manager) == ["the verb 'Bad name' must be small letters, digits, - and _."]


def test_an_empty_manager_has_nothing_and_no_problem() -> None:
    manager = PluginManager()
    fields: Fields = standard_fields()
    assert (manager.plugins, manager.problems, manager.collect_questions(fields)) == ((), (), ())
