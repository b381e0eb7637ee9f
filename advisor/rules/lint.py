"""What is legal in a pack and still wrong: words nobody knows, conditions that never change."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from advisor.errors import UserError, did_you_mean, shown
from advisor.rules.build import TARGETS
from advisor.rules.expr import Condition
from advisor.rules.library import Library
from advisor.rules.nodes import Node
from advisor.rules.operators import unlike_units
from advisor.rules.records import Rule
from advisor.rules.samples import samples
from advisor.rules.schema import Schema
from advisor.rules.sources import source_remarks
from advisor.rules.values import typed_values

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
    library: Library, schema: Schema, words: Collection[str] = (), today: date | None = None
) -> tuple[Remark, ...]:
    """Return what should be mended, in the order of rule codes.

    Args:
        library: Packs that loaded; what did not load stands in its ``problems``.
        schema: What conditions may read.
        words: The vocabulary of ``advise`` and ``against``; empty leaves them unchecked.
        today: The day against which the age of sources is measured; the clock's day when left out.
    """
    day = today or date.today()
    remarks = []
    for rule in library.rules:
        found = (*_words(rule, words), *_effect(rule), *_condition(rule, schema), *source_remarks(rule, day))
        remarks += [Remark(rule, sentence) for sentence in found]
    return (*remarks, *_twins(library.rules))


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


def _words(rule: Rule, words: Collection[str]) -> Iterator[str]:
    for key, used in (("advise", rule.advise), ("against", rule.against)):
        for word in used:
            if words and word not in words:
                yield f"{key}: {shown(word)!r} is no word of the vocabulary.{did_you_mean(word, words)}"
    for word in sorted(set(rule.advise) & set(rule.against)):
        yield f"it advises {word!r} and speaks against it."


def _effect(rule: Rule) -> Iterator[str]:
    reads_plan = rule.check and any(path.startswith("plan.") for path in rule.check.fields)
    if rule.kind == "prefer" and not (rule.applies_to or rule.advise or rule.against or reads_plan):
        yield "it prefers nothing: give it applies_to, advise or against."
    if rule.kind == "require" and not (rule.advise or rule.applies_to or rule.ask):
        yield "it requires nothing: give it advise, applies_to or ask."
    if not rule.message.rstrip().endswith((".", "?", "!")):
        yield "the message is not a whole sentence."


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
    outcomes = {_result(condition.root, values) for values in tried} - {None}
    if len(outcomes) == 1:
        yield ALWAYS if outcomes.pop() else NEVER


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
