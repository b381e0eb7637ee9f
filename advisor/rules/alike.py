"""Rules that differ in their words alone, which a pack can write once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from advisor.quantity import counted
from advisor.rules.records import Rule

QUOTED = re.compile(r"""\"[^\"]*\"|'[^']*'""")
FEW = 5
"""So many of one form may stand alone: a table of rows would hardly be shorter."""


def alike_remarks(rules: Iterable[Rule]) -> Iterator[tuple[Rule, str]]:
    """Yield the first of more than ``FEW`` rules of a pack that could be rows of one, and a sentence on it.

    Of one form are rules of a kind whose conditions are the same but for the words in quotes. Rules that
    stand in a table of rows already count for nothing.
    """
    forms: dict[tuple[str, str, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        if not rule.each and rule.when:
            forms[rule.file or rule.plugin, rule.kind, QUOTED.sub("*", rule.when)].append(rule)
    for first, *others in forms.values():
        if len(others) >= FEW:
            yield (
                first,
                f"its condition and that of {counted(len(others), 'other rule')}, {others[0].code} first, "
                "differ in words alone; write them once, with a row each in [rule.each].",
            )
