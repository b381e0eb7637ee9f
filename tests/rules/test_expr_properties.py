"""Random conditions: they agree with Python, and a decided result never changes when more becomes known."""

from __future__ import annotations

import ast
import contextlib
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.rules.expr import ConditionError, parse
from advisor.rules.schema import standard_schema

SCHEMA = standard_schema()
NUMBERS = ("workload.users", "examples.count", "budget.monthly_usd")
FLAGS = ("examples.checkable", "quality.plateau")
BOUNDARIES = SCHEMA.choices("data.boundary")
KINDS = SCHEMA.choices("data.sensitivity")

constants = st.integers(-20, 20).map(str) | st.floats(-20, 20, allow_nan=False).map(repr)
numbers = st.recursive(
    st.sampled_from(NUMBERS) | constants,
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
        | st.tuples(inner, st.integers(1, 9)).map(lambda t: f"({t[0]} / {t[1]})")
        | inner.map(lambda t: f"(-{t})")
    ),
    max_leaves=4,
)
signs = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])


def quoted(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return a word in quotes."""
    return st.sampled_from(words).map(lambda word: f'"{word}"')


leaves = (
    st.tuples(numbers, signs, numbers).map(" ".join)
    | st.tuples(numbers, signs, numbers, signs, numbers).map(" ".join)
    | st.sampled_from(FLAGS)
    | quoted(BOUNDARIES).map(lambda word: f"data.boundary == {word}")
    | st.lists(quoted(BOUNDARIES), min_size=1, max_size=3).map(lambda w: f"data.boundary in [{', '.join(w)}]")
    | quoted(KINDS).map(lambda word: f"{word} not in data.sensitivity")
    | quoted(KINDS).map(lambda word: f"{word} in data.sensitivity")
)
conditions = st.recursive(
    leaves,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
        | inner.map(lambda t: f"not ({t})")
    ),
    max_leaves=6,
)
profiles = st.fixed_dictionaries(
    {
        **{path: st.integers(-20, 20).map(float) for path in NUMBERS},
        **{path: st.booleans() for path in FLAGS},
        "data.boundary": st.sampled_from(BOUNDARIES),
        "data.sensitivity": st.sets(st.sampled_from(KINDS), max_size=3).map(tuple),
    }
)
hidden_fields = st.sets(st.sampled_from([*NUMBERS, *FLAGS, "data.boundary", "data.sensitivity"]))


def pythons_own(text: str, values: dict[str, object]) -> bool:
    """Return what the interpreter says of the same text."""
    groups: dict[str, SimpleNamespace] = {}
    for path, value in values.items():
        group, _, name = path.partition(".")
        setattr(groups.setdefault(group, SimpleNamespace()), name, value)
    return bool(eval(text, {"__builtins__": {}}, dict(groups)))


@settings(max_examples=400, deadline=None)
@given(conditions, profiles)
def test_with_everything_known_a_condition_agrees_with_python(text: str, values: dict[str, object]) -> None:
    assert parse(text, SCHEMA).evaluate(values) is pythons_own(text, values)


@settings(max_examples=400, deadline=None)
@given(
    conditions, profiles, st.sets(st.sampled_from([*NUMBERS, *FLAGS, "data.boundary", "data.sensitivity"]))
)
def test_a_decided_result_never_changes_when_an_unknown_becomes_known(
    text: str, values: dict[str, object], hidden: set[str]
) -> None:
    condition = parse(text, SCHEMA)
    partial = {path: value for path, value in values.items() if path not in hidden}
    decided = condition.evaluate(partial)
    if decided is not None:
        assert condition.missing(partial) == ()
        assert condition.evaluate(values) is decided


def kleene(node: ast.expr, values: dict[str, object]) -> bool | None:
    """Return what Kleene's tables say: a part that reads an unknown field is unknown, each by itself.

    Python alone says what the parts mean, so that this shares nothing with the evaluator.
    """
    if isinstance(node, ast.BoolOp):
        decisive = isinstance(node.op, ast.Or)
        parts = [kleene(part, values) for part in node.values]
        return decisive if decisive in parts else None if None in parts else not decisive
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        part = kleene(node.operand, values)
        return None if part is None else not part
    if isinstance(node, ast.Compare) and len(node.ops) > 1:
        sides = [node.left, *node.comparators]
        links = [ast.Compare(a, [op], [b]) for a, op, b in zip(sides[:-1], node.ops, sides[1:], strict=True)]
        return kleene(ast.BoolOp(ast.And(), list(links)), values)
    text = ast.unparse(node)
    paths = {ast.unparse(part) for part in ast.walk(node) if isinstance(part, ast.Attribute)}
    return pythons_own(text, values) if paths <= values.keys() else None


@settings(max_examples=600, deadline=None)
@given(conditions, profiles, hidden_fields)
def test_with_fields_unknown_a_condition_agrees_with_the_tables_of_kleene(
    text: str, values: dict[str, object], hidden: set[str]
) -> None:
    partial = {path: value for path, value in values.items() if path not in hidden}
    assert parse(text, SCHEMA).evaluate(partial) is kleene(ast.parse(text, mode="eval").body, partial)


@settings(max_examples=200, deadline=None)
@given(conditions, profiles, hidden_fields)
def test_an_open_result_names_unknown_fields_and_knowing_them_decides(
    text: str, values: dict[str, object], hidden: set[str]
) -> None:
    condition = parse(text, SCHEMA)
    partial = {path: value for path, value in values.items() if path not in hidden}
    if condition.evaluate(partial) is None:
        missing = condition.missing(partial)
        assert set(missing) <= hidden
        assert missing
        assert condition.evaluate({**partial, **{path: values[path] for path in missing}}) is not None


@settings(max_examples=300, deadline=None)
@given(conditions, profiles)
def test_the_trace_has_one_entry_for_each_comparison(text: str, values: dict[str, object]) -> None:
    condition = parse(text, SCHEMA)
    assert len(condition.trace(values)) == len(condition.leaves)
    assert all(c.result is not None for c in condition.trace(values))


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60))
def test_no_text_does_anything_but_parse_or_be_refused(text: str) -> None:
    with contextlib.suppress(ConditionError):
        parse(text, SCHEMA)


ORDERED = ("data.boundary", "team.skill", "quality.domain_gap", "plan.tier")
scales = st.sampled_from((("", 1.0), ("k", 1e3), ("M", 1e6), ("B", 1e9), ("T", 1e12)))


@given(st.sampled_from(ORDERED), signs, st.data())
def test_words_of_an_ordered_field_compare_like_their_places(
    path: str, sign: str, data: st.DataObject
) -> None:
    words = SCHEMA.choices(path)
    left, right = data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words))
    told = parse(f'{path} {sign} "{right}"', SCHEMA).evaluate({path: left})
    assert told is eval(f"{words.index(left)} {sign} {words.index(right)}")
    assert parse(f'"{left}" {sign} {path}', SCHEMA).evaluate({path: right}) is told
    assert parse(f'{path} {sign} "{right}"', SCHEMA).evaluate({}) is None


@given(st.integers(0, 9999), scales, signs, st.floats(0, 1e12))
def test_a_scale_is_the_number_that_it_stands_for(
    number: int, scale: tuple[str, float], sign: str, users: float
) -> None:
    bare = parse(f"workload.users {sign} {number}{scale[0]}", SCHEMA)
    spelt = parse(f"workload.users {sign} {number * scale[1]!r}", SCHEMA)
    assert bare.evaluate({"workload.users": users}) is spelt.evaluate({"workload.users": users})
