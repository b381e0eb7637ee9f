from __future__ import annotations

import ast

import pytest

from advisor.rules.pointing import Pointing


@pytest.mark.parametrize(
    "text",
    [
        "a.b >= 3 and not (c == 'x' or d in ('y', 'z'))",
        'use_case.kind == "größe" and data.boundary != "nördlich" and a.b < 2',
        "(a.b >= 3\n and c == 'ß'\n and d < 4)",
    ],
)
def test_what_was_written_for_each_part_is_what_the_library_cuts_out(text: str) -> None:
    pointing = Pointing(text)
    nodes = [node for node in ast.walk(ast.parse(text, mode="eval")) if isinstance(node, ast.expr)]
    assert len(nodes) > 8
    for node in nodes:
        assert pointing._source(node) == ast.get_source_segment(text, node)
