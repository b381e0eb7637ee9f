"""One name, one explanation: the same records that the engine reads, as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from advisor.catalog import Catalog
from advisor.catalog.records import Claim
from advisor.decide.terms import term, terms
from advisor.decide.values import choice_words
from advisor.errors import UserError, nearest, shown
from advisor.estimate.famous_runs import run_names, run_text
from advisor.estimate.money import money_parameters
from advisor.estimate.published_money import published_costs, published_text
from advisor.interview.comparable import FOUND, load_comparable
from advisor.profile import Field, Fields, fact_fields
from advisor.quantity import Quantity
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
    found = next(_meanings(library, fields, catalog, options, wanted), None)
    if found is not None:
        return found
    known = (*_codes(library), *more, *_names(fields, catalog, options))
    near = _codes(library) if _LIKE_A_CODE.fullmatch(wanted) else ()
    hint = _book_hint(catalog, wanted) or nearest(wanted, near or known)
    raise UserError(
        f"There is no rule, field, option, claim, parameter, training run, word or figure"
        f" {shown(wanted)!r}.{hint}"
    )


def _meanings(
    library: Library, fields: Fields, catalog: Catalog, options: Mapping[str, Option], wanted: str
) -> Iterator[str]:
    """Yield what a name means, the closest to the user's project first; nothing where nobody has it."""
    rule = library.rule(wanted)
    if rule is not None:
        yield explained(rule)
    yield from (_field(table[wanted]) for table in (fields, fact_fields()) if wanted in table)
    if wanted in options:
        yield _option(options[wanted])
    claim = catalog.claims.get(wanted.removeprefix(CLAIM))
    if claim is not None:
        yield _claim(claim)
    if wanted in catalog.parameters or wanted in money_parameters():
        yield _parameter(money_parameters().get(wanted) or catalog.parameter(wanted), wanted)
    told = run_text(wanted, catalog) or published_text(wanted)
    if told is not None:
        yield told
    word = term(wanted)
    if word is not None:
        yield word.text


def _codes(library: Library) -> tuple[str, ...]:
    return tuple(rule.code for rule in library.rules)


def _names(fields: Fields, catalog: Catalog, options: Mapping[str, Option]) -> Iterator[str]:
    """Yield every name with an explanation beside the codes of rules."""
    yield from fields.paths()
    yield from fact_fields().paths()
    yield from options
    yield from catalog.claims
    yield from catalog.parameters
    yield from money_parameters()
    yield from run_names(catalog)
    yield "break-evens"
    yield from (row.id for row in published_costs())
    yield from (word.id for word in terms().values())


def _book_hint(catalog: Catalog, wanted: str) -> str:
    """Return where the books tell of a device or model of that name; empty where they have none."""
    for find in (catalog.accelerator, catalog.model, catalog.other, catalog.api):
        try:
            return f" It is a row of the books: advisor catalog show {find(wanted).id}."
        except UserError:
            continue
    return ""


def _claim(claim: Claim) -> str:
    lines = [f"Claim {claim.id}: {claim.statement}", f"Verdict: {claim.verdict}", claim.reason]
    return "\n".join([*lines, f"Source: {claim.source}, {claim.as_of}"])


def _parameter(q: Quantity, name: str) -> str:
    lines = [f"{name}: {q.value:g} {q.unit} ({q.low:g} to {q.high:g})", q.note]
    return "\n".join([line for line in lines if line] + [f"Source: {'; '.join(q.sources)}"])


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
