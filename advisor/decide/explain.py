"""One name, one explanation: the same records that the engine reads, as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial

from advisor.catalog import Catalog
from advisor.decide.terms import term, terms
from advisor.decide.values import choice_words
from advisor.errors import UserError, nearest, shown
from advisor.estimate.famous_runs import run_names, run_text
from advisor.estimate.money import money_parameters
from advisor.estimate.published_money import published_costs, published_text
from advisor.interview.comparable import FOUND, load_comparable
from advisor.profile import Field, Fields, fact_fields
from advisor.rules.explain import explained
from advisor.rules.library import Library
from advisor.strategy.records import Option

CLAIM = "claim:"

_LIKE_A_CODE = re.compile(r"[A-Z]{2,6}\w?\d{1,4}")


def explain(
    library: Library,
    fields: Fields,
    catalog: Catalog,
    options: Mapping[str, Option],
    name: str,
    *,
    more: Iterable[str] = (),
) -> str:
    """Return what a rule, field, fact, option, claim, parameter, published training run or word means.

    Args:
        library: The rules.
        fields: The fields of a profile.
        catalog: The books, for claims and parameters.
        options: The words of the vocabulary.
        name: What to explain.
        more: Further names to propose when this one does not exist.

    Raises:
        UserError: When nothing has that name.
    """
    wanted = name.strip()
    rule = library.rule(wanted)
    if rule is not None:
        return explained(rule)
    for table in (fields, fact_fields()):
        if wanted in table:
            return _field(table[wanted])
    if wanted in options:
        return _option(options[wanted])
    key = wanted.removeprefix(CLAIM)
    claim = catalog.claims.get(key)
    if claim is not None:
        lines = [f"Claim {key}: {claim.statement}", f"Verdict: {claim.verdict}", claim.reason]
        return "\n".join([*lines, f"Source: {claim.source}, {claim.as_of}"])
    if wanted in catalog.parameters or wanted in money_parameters():
        q = money_parameters().get(wanted) or catalog.parameter(wanted)
        lines = [f"{wanted}: {q.value:g} {q.unit} ({q.low:g} to {q.high:g})", q.note]
        return "\n".join([line for line in lines if line] + [f"Source: {'; '.join(q.sources)}"])
    told = run_text(wanted, catalog) or published_text(wanted)
    if told is not None:
        return told
    word = term(wanted)
    if word is not None:
        return word.text
    known = [r.code for r in library.rules] + [
        *more,
        *fields.paths(),
        *fact_fields().paths(),
        *options,
        *catalog.claims,
        *catalog.parameters,
        *money_parameters(),
        *run_names(catalog),
        "break-evens",
        *(row.id for row in published_costs()),
        *(word.id for word in terms().values()),
    ]
    codes = [rule.code for rule in library.rules] if _LIKE_A_CODE.fullmatch(wanted) else []
    hint = _book_hint(catalog, wanted) or nearest(wanted, codes or known)
    raise UserError(
        f"There is no rule, field, option, claim, parameter, training run, word or figure"
        f" {shown(wanted)!r}.{hint}"
    )


def _book_hint(catalog: Catalog, wanted: str) -> str:
    """Return where the books tell of a device or model of that name; empty where they have none."""
    for find in (catalog.accelerator, catalog.model, catalog.other, catalog.api):
        try:
            return f" It is a row of the books: advisor catalog show {find(wanted).id}."
        except UserError:
            continue
    return ""


def _field(field: Field) -> str:
    lines = [f"{field.path}: {field.label}", field.help]
    if field.choices:
        lines.append(f"One of: {', '.join(map(partial(_named, field), field.choices))}")
    if field.low is not None or field.high is not None:
        low = "" if field.low is None else f"{field.low:g}"
        high = "" if field.high is None else f"{field.high:g}"
        lines.append(f"From {low} to {high} {field.unit}".strip())
    elif field.unit:
        lines.append(f"Unit: {field.unit}")
    grounds = load_comparable().grounds
    if field.path in FOUND and grounds is not None:
        lines += grounds.sentences()
    return "\n".join(lines)


def _named(field: Field, choice: str) -> str:
    """Return a choice as profiles write it, with its words where they say more."""
    words = choice_words(field, choice)
    return choice if words.replace(" ", "_") == choice else f"{choice} ({words})"


def _option(option: Option) -> str:
    lines = [f"{option.id} ({option.kind}): {option.title}", option.summary, f"Do: {option.do}"]
    if option.brings:
        lines.append(f"Brings: {option.brings}")
    lines += [f"Needs: {need.when} — {need.because}" for need in option.needs]
    low, usual, high = option.weeks
    lines.append(f"Weeks to first value: {usual:g} ({low:g} to {high:g}); skill: {option.skill}")
    lines.append(f"Source: {option.source}, {option.as_of}")
    return "\n".join(lines)
