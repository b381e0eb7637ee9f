"""The operators of the rule language, and how kinds of fields are called in it."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from advisor.rules.nodes import Judge, TermKind

EQUALITY: dict[type[ast.cmpop], tuple[str, Judge]] = {
    ast.Eq: ("==", operator.eq),
    ast.NotEq: ("!=", operator.ne),
}
ORDER: dict[type[ast.cmpop], tuple[str, Judge]] = {
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
}
MEMBERSHIP: dict[type[ast.cmpop], tuple[str, Judge]] = {
    ast.In: ("in", lambda item, group: item in group),
    ast.NotIn: ("not in", lambda item, group: item not in group),
}
ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
TERM_KINDS: dict[str, TermKind] = {
    "number": "number",
    "choice": "text",
    "text": "text",
    "flag": "flag",
    "choices": "words",
    "texts": "words",
    "devices": "devices",
}
SPOKEN_KINDS = {
    "number": "a number",
    "text": "text",
    "flag": "yes or no",
    "words": "a list of words",
    "devices": "a list of devices",
}
