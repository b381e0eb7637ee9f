"""Helpers for packs written inside a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.profile import fact_fields, standard_fields
from advisor.rules.pack import Pack, load_pack

HEAD = """\
schema = 1

[pack]
name = "trial"
version = "1"
prefix = "TRY"
"""

RULE = """
[[rule]]
code = "{code}"
name = "a-rule"
kind = "{kind}"
when = '{when}'
message = "A message."
why = "A reason."
sources = ["A source, 2026"]
{more}
[[rule.test]]
name = "fires"
given = {{ {fires} }}
expect = "fired"
[[rule.test]]
name = "does not"
given = {{ {quiet} }}
expect = "not_fired"
"""


@pytest.fixture
def rule() -> Callable[..., str]:
    """Return the text of a rule, sound unless told otherwise."""

    def text(
        code: str = "TRY001",
        *,
        kind: str = "warn",
        when: str = "workload.users > 10",
        more: str = "",
        fires: str = "workload = { users = 11 }",
        quiet: str = "workload = { users = 10 }",
    ) -> str:
        return RULE.format(code=code, kind=kind, when=when, more=more, fires=fires, quiet=quiet)

    return text


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Pack]:
    """Return a pack made of rules."""

    def load(*rules: str, head: str = HEAD, name: str = "trial.toml") -> Pack:
        path = tmp_path / name
        path.write_text(head + "".join(rules), encoding="utf-8")
        return load_pack(path, standard_fields(), fact_fields())

    return load
