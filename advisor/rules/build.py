"""From one table of a pack to a rule: the checks that need the schema."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from advisor.errors import UserError, did_you_mean, shown
from advisor.rules.document import ExampleTable, RuleTable
from advisor.rules.expr import Condition, ConditionError, parse
from advisor.rules.records import Adjustment, Rule, RuleTest, any_of_plan
from advisor.rules.schema import Schema
from advisor.rules.values import PLACEHOLDER, stray_brace, typed_values

TARGETS = MappingProxyType(
    {"deployment": "plan.deployment", "adaptation": "plan.adaptations", "technique": "plan.techniques"}
)
"""Keys of ``applies_to`` and the plan field that holds the word."""
CRITERIA_FIELD = "priorities.order"
"""Its choices are the criteria that a rule may adjust."""

Mistake = tuple[str, str]
"""A sentence, and the pointer into the condition, which may be empty."""


def build_rule(table: RuleTable, schema: Schema) -> tuple[Rule | None, tuple[Mistake, ...]]:
    """Return the rule, or None with every mistake that was found in its table."""
    try:
        condition = parse(table.when, schema)
    except ConditionError as error:
        return None, ((f"when: {error}", error.pointed()), *((text, "") for text in _common(table, schema)))
    wrong = [*_common(table, schema), *_kind(table, condition, schema)]
    if wrong:
        return None, tuple((text, "") for text in wrong)
    return _rule(table, condition), ()


def _rule(table: RuleTable, condition: Condition) -> Rule:
    applies = {kind: tuple(getattr(table.applies_to, kind)) for kind in TARGETS}
    return Rule(
        code=table.code,
        name=table.name,
        kind=table.kind,
        when=condition.text,
        message=table.message,
        why=table.why,
        sources=tuple(table.sources),
        applies_to=MappingProxyType({kind: words for kind, words in applies.items() if words}),
        advise=tuple(table.advise),
        against=tuple(table.against),
        adjust=Adjustment(table.adjust.criterion, table.adjust.by) if table.adjust else None,
        ask=table.ask,
        overrides=tuple(table.overrides),
        confidence=table.confidence,
        checked=table.checked,
        tests=tuple(RuleTest(test.name, test.given, test.expect) for test in table.test),
        each=MappingProxyType(table.each),
        check=condition,
    )


def _common(table: RuleTable, schema: Schema) -> Iterator[str]:
    expected = {test.expect for test in table.test}
    if not {"fired", "not_fired"} <= expected:
        yield "it needs at least two tests: one that expects fired and one that expects not_fired."
    for test in table.test:
        yield from _given(test, schema)
    for path in PLACEHOLDER.findall(table.message):
        if schema.get(path) is None:
            yield f"message: {schema.unknown(path)}"
    if brace := stray_brace(table.message):
        yield f"message: {shown(brace, 40)!r} is no field in braces; write {{workload.users}} alone."
    for kind, path in TARGETS.items():
        for word in getattr(table.applies_to, kind):
            choices = schema.choices(path)
            if word not in choices:
                yield f"applies_to: there is no {kind} {shown(word)!r}.{did_you_mean(word, choices)}"
    if any(not source.strip() for source in table.sources):
        yield "sources: an entry is empty."


def _given(test: ExampleTable, schema: Schema) -> Iterator[str]:
    try:
        typed_values(test.given, schema)
    except UserError as error:
        yield f"test {shown(test.name)!r}: {error}"


def _kind(table: RuleTable, condition: Condition, schema: Schema) -> Iterator[str]:
    reads_plan = any_of_plan(condition.fields)
    targets = any(getattr(table.applies_to, kind) for kind in TARGETS)
    if table.kind in ("exclude", "adjust") and not (targets or reads_plan):
        yield f"kind {table.kind!r} needs applies_to, or a condition on plan fields, to say what it is about."
    if (table.kind == "adjust") != (table.adjust is not None):
        yield "kind 'adjust' and the key adjust = { criterion, by } go together."
    if table.adjust and table.adjust.criterion not in schema.choices(CRITERIA_FIELD):
        criteria = ", ".join(schema.choices(CRITERIA_FIELD))
        yield f"adjust: there is no criterion {shown(table.adjust.criterion)!r}; use one of {criteria}."
    if table.kind == "ask" and not table.ask:
        yield "kind 'ask' needs the key ask with the field to ask about."
    if table.ask and schema.get(table.ask) is None:
        yield f"ask: {schema.unknown(table.ask)}"
    elif table.ask and not schema.askable(table.ask):
        yield f"ask: {table.ask} is computed, so nobody can be asked for it."
    if table.code in table.overrides:
        yield "a rule cannot override itself."
