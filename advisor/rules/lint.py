"""What is legal in a pack and still wrong: words nobody knows, conditions that never change."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from advisor.errors import UserError, did_you_mean, shown
from advisor.rules.alike import alike_remarks
from advisor.rules.build import TARGETS
from advisor.rules.effects import effect_remarks
from advisor.rules.expr import Condition
from advisor.rules.library import Library
from advisor.rules.nodes import Node
from advisor.rules.operators import unlike_units
from advisor.rules.pack import Pack
from advisor.rules.records import Rule
from advisor.rules.samples import samples
from advisor.rules.schema import Schema
from advisor.rules.sources import source_remarks
from advisor.rules.values import PLACEHOLDER, typed_values

TRIES = 2000
"""Sampled profiles by which a comparison is judged to be constant."""
ALWAYS = "the condition was always true in all sampled profiles, so that the rule always fires."
NEVER = "the condition was always false in all sampled profiles, so that the rule never fires."


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend in one rule."""

    rule: Rule
    sentence: str

    def __str__(self) -> str:
        return f"{self.rule.place}: {self.rule.code}: {self.sentence}"


def lint(
    library: Library,
    schema: Schema,
    words: Collection[str] = (),
    today: date | None = None,
    *,
    claims: Collection[str] = (),
    beside: Iterable[Rule] = (),
) -> tuple[Remark, ...]:
    """Return what should be mended, in the order of rule codes.

    Args:
        library: Packs that loaded; what did not load stands in its ``problems``.
        schema: What conditions may read.
        words: The vocabulary of ``advise`` and ``against``; empty leaves them unchecked.
        today: The day against which the age of sources is measured; the clock's day when left out.
        claims: The judged claims of the catalogue; empty leaves references to them unchecked.
        beside: The rules that these will stand beside.
    """
    day, owners = today or date.today(), {rule.code: rule for rule in beside}
    remarks: list[Remark] = []
    for rule in library.rules:
        found = (*_words(rule, words), *effect_remarks(rule), *_condition(rule, schema))
        found = (*found, *source_remarks(rule, day, claims), *_taken(rule, owners))
        remarks += [Remark(rule, sentence) for sentence in found]
    alike = (Remark(rule, sentence) for rule, sentence in alike_remarks(library.rules))
    return (*_once(remarks), *_twins(library.rules), *alike, *_namesakes(library))


def unused_packs(library: Library, remarks: Iterable[Remark]) -> tuple[str, ...]:
    """Return a sentence for each pack of which no rule can ever fire.

    Args:
        library: Packs that loaded.
        remarks: What lint found in their rules.
    """
    dead = {remark.rule.code for remark in remarks if remark.sentence == NEVER}
    alive = {rule.code for rule in library.rules} - dead
    return tuple(
        f"{pack.path}: no rule of the pack can ever fire, so that it is of no use."
        for pack in library.packs
        if alive.isdisjoint(rule.code for rule in pack.rules)
    )


def _once(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Yield remarks; what holds of several rows of one ``each`` in the same words only for the first."""
    told: set[tuple[str, int, str]] = set()
    for remark in remarks:
        key = (remark.rule.file, remark.rule.written, remark.sentence)
        if not (remark.rule.each and key in told):
            yield remark
        told.add(key)


def _words(rule: Rule, words: Collection[str]) -> Iterator[str]:
    for key, used in (("advise", rule.advise), ("against", rule.against)):
        for word in used:
            if words and word not in words:
                yield f"{key}: {shown(word)!r} is no word of the vocabulary.{did_you_mean(word, words)}"
    for word in sorted(set(rule.advise) & set(rule.against)):
        yield f"it advises {word!r} and speaks against it."


def _taken(rule: Rule, owners: Mapping[str, Rule]) -> Iterator[str]:
    owner = owners.get(rule.code)
    if owner is not None:
        whose = owner.plugin or owner.pack
        yield f"the code is taken by {owner.name} of {whose}, so that the rule is left out beside it."


def _namesakes(library: Library) -> Iterator[Remark]:
    seen: dict[tuple[str, str], Pack] = {}
    for pack in library.packs:
        for what, value in (("name", pack.name), ("prefix", pack.prefix)):
            first = seen.setdefault((what, value), pack)
            if first is not pack and value and pack.rules:
                yield Remark(pack.rules[0], f"{what}: {value!r} is that of {first.path} too; choose another.")


def _condition(rule: Rule, schema: Schema) -> Iterator[str]:
    condition = rule.check
    if not isinstance(condition, Condition):
        return
    if not condition.fields:
        yield "the condition reads no field, so it never changes."
        return
    tried = [*samples(condition, schema, random.Random(rule.code), TRIES), *_examples(rule, schema)]
    for leaf in condition.leaves:
        if leaf.right and (fault := unlike_units(leaf.left, leaf.right)):
            yield fault
        results = {result for values in tried if (result := _result(leaf, values)) is not None}
        if len(results) == 1:
            verdict = "true" if results.pop() else "false"
            yield f"{leaf.text} is always {verdict} within the bounds of its fields."
    yield from _unknown_in_message(rule, condition, tried)
    outcomes = {_result(condition.root, values) for values in tried} - {None}
    if len(outcomes) == 1:
        yield ALWAYS if outcomes.pop() else NEVER


def _unknown_in_message(
    rule: Rule, condition: Condition, tried: Iterable[Mapping[str, object]]
) -> Iterator[str]:
    """Yield the fields that a message shows, and that the condition reads without needing to know them."""
    firing = [values for values in tried if _result(condition.root, values)]
    for path in dict.fromkeys(PLACEHOLDER.findall(rule.message)):
        without = ({k: v for k, v in values.items() if k != path} for values in firing)
        if path in condition.fields and any(_result(condition.root, values) for values in without):
            yield f"the message shows {path}, which may be unknown when the rule fires; say it without."


def _examples(rule: Rule, schema: Schema) -> Iterator[Mapping[str, object]]:
    """Yield the values of the rule's own tests, which may meet what samples miss."""
    for test in rule.tests:
        with suppress(UserError):
            yield typed_values(test.given, schema)


def _result(node: Node, values: Mapping[str, object]) -> bool | None:
    try:
        return node.run(values)
    except ArithmeticError:
        return None


def _twins(rules: Iterable[Rule]) -> Iterator[Remark]:
    seen: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        target = tuple((kind, rule.applies_to.get(kind)) for kind in TARGETS)
        key = (rule.when, rule.kind, target, rule.adjust, rule.advise, rule.against, rule.ask)
        twin = seen.setdefault(key, rule)
        if twin is not rule:
            yield Remark(rule, f"it does the same under the same condition as {twin.code}.")
