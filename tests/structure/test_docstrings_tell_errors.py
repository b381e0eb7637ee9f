"""Who reads a public function's docstring knows what it raises."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_functions(tree: ast.AST) -> Iterator[Function]:
    """Yield the functions of a module and the methods of its classes that others call."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node)
        elif isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def raised_here(function: Function) -> bool:
    """Return whether a function itself, and none that it defines, raises something new."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Raise) and node.exc is not None:
            return True
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            waiting += ast.iter_child_nodes(node)
    return False


def test_a_public_function_that_raises_says_what_and_when() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in sorted((ROOT / "advisor").rglob("*.py"))
        for function in public_functions(ast.parse(path.read_text("utf-8")))
        if raised_here(function) and "aises" not in (ast.get_docstring(function) or "")
    ]
    assert silent == []
