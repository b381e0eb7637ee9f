"""What can be wrong with a record of a plugin, as one sentence each; an empty string when it is sound."""

from __future__ import annotations

import re
from pathlib import Path

from advisor.catalog.books import KINDS, read_book, shipped, validated
from advisor.catalog.price_books import PriceBook
from advisor.errors import UserError, shown
from advisor.interview.questions import Question, check_question
from advisor.plugins.records import Command, Exporter, Stamp
from advisor.profile import Field, Fields
from advisor.rules.records import KIND_ORDER, Rule
from advisor.rules.schema import Schema
from advisor.rules.values import PLACEHOLDER

TEMPLATE_ENTRY = "report.md.j2"
WORD = re.compile(r"[a-z][a-z0-9_-]*")


def field_fault(field: Field, plugin: Stamp) -> str:
    """Return why a field cannot join the profile: plugins add only below ``ext.<their name>.``."""
    own = f"ext.{plugin.name.replace('-', '_')}."
    rest = field.path.removeprefix(own)
    if not field.path.startswith(own) or not re.fullmatch(r"[a-z][a-z0-9_]*", rest):
        return f"the field {shown(field.path)!r} must be called {own}something."
    return ""


def question_fault(question: Question, plugin: Stamp, fields: Fields) -> str:
    """Return why a question cannot be asked: its id starts with the name of its plugin."""
    own = f"{plugin.name.replace('-', '_')}."
    if not question.id.startswith(own):
        return f"the question {shown(question.id)!r} must be called {own}something."
    try:
        check_question(question, fields)
    except ValueError as error:
        return shown(error, 160)
    return ""


def book_fault(path: Path, _plugin: Stamp) -> str:
    """Return why a book cannot join the catalogue: each row must be whole, alone or over one of ours."""
    try:
        for kind, rows in read_book(path).raw.items():
            ours = {row["id"]: row for row in shipped(kind).raw.get(kind, ())} if rows else {}
            for row in rows:
                validated(KINDS[kind], {**ours.get(str(row.get("id")), {}), **row}, path)
    except UserError as error:
        return str(error)
    return ""


def price_book_fault(book: PriceBook, _plugin: Stamp) -> str:
    """Return why a price book cannot be used: prices without a version cannot be cited."""
    if not (isinstance(book.version, str) and book.version):
        return f"the price book {shown(book.name)!r} names no version, so its prices cannot be cited."
    if not callable(book.prices):
        return f"the price book {shown(book.name)!r} has prices that cannot be called."
    return _name_fault("price book", book.name)


def code_rule_fault(rule: Rule, schema: Schema) -> str:
    """Return why a rule in code cannot be used."""
    name = shown(rule.code)
    if not re.fullmatch(r"[A-Z]{2,5}[0-9]{3}", rule.code):
        return f"the rule code {name!r} must be two to five capitals and three digits."
    if rule.kind not in KIND_ORDER:
        return f"{name} has the kind {shown(rule.kind)!r}; use one of {', '.join(KIND_ORDER)}."
    if rule.check is None:
        return f"{name} has no check; give it a CodeCheck."
    if not (rule.message and rule.why and rule.sources):
        return f"{name} needs a message, a why and a source."
    for path in (*rule.check.fields, *PLACEHOLDER.findall(rule.message)):
        if schema.get(path) is None:
            return f"{name}: {schema.unknown(shown(path))}"
    return ""


def template_fault(folder: Path, _plugin: Stamp) -> str:
    """Return why a report template cannot be used."""
    if not folder.joinpath(TEMPLATE_ENTRY).is_file():
        return f"the template folder {shown(folder, 200)!r} holds no {TEMPLATE_ENTRY}."
    return _name_fault("template", folder.name)


def exporter_fault(exporter: Exporter, _plugin: Stamp) -> str:
    """Return why an exporter cannot be used."""
    return _name_fault("format", exporter.name)


def command_fault(command: Command, _plugin: Stamp) -> str:
    """Return why a verb cannot be used."""
    return _name_fault("verb", command.name)


def _name_fault(kind: str, name: str) -> str:
    return (
        "" if WORD.fullmatch(name) else f"the {kind} {shown(name)!r} must be small letters, digits, - and _."
    )
