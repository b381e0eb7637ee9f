"""Figures in rules and books say alike where they come from."""

from __future__ import annotations

import re

from advisor.catalog import load_catalog
from advisor.profile import fact_fields, standard_fields
from advisor.resources import bundled
from advisor.rules.library import load_packs

SOUNDS = load_catalog().others["sounds-on-a-chip"]
RULES = load_packs([bundled("rules")], standard_fields(), fact_fields()).rules
OURS = re.compile(
    r"\bour (?:own )?(estimate|convention|bound|edge|threshold|figure|guess|count|computation|reading)\b"
)


def test_a_figure_of_ours_is_among_the_sources() -> None:
    told = [rule for rule in RULES if OURS.search(rule.why)]
    assert {"estimate", "convention", "bound"} <= {word for rule in told for word in OURS.findall(rule.why)}
    assert [rule.code for rule in told if not any("Advisor's own" in source for source in rule.sources)] == []


def test_a_paper_that_was_recalled_is_recalled_in_rules_and_books_alike() -> None:
    assert "recalled" in SOUNDS.source
    cited = [
        (rule, source) for rule in RULES for source in rule.sources if source.startswith("Hello Edge, arXiv")
    ]
    assert len(cited) >= 2
    assert all("recalled" in source and rule.confidence != "high" for rule, source in cited)
