"""Figures in rules and books say alike where they come from."""

from __future__ import annotations

from advisor.catalog import load_catalog
from advisor.profile import fact_fields, standard_fields
from advisor.resources import bundled, shipped_toml
from advisor.rules.library import load_packs

SOUNDS = load_catalog().others["sounds-on-a-chip"]
RULES = load_packs([bundled("rules")], standard_fields(), fact_fields()).rules


def test_an_estimate_of_ours_is_among_the_sources() -> None:
    told = [rule for rule in RULES if "our estimate" in rule.why]
    assert told
    assert [rule.code for rule in told if not any("Advisor's own" in source for source in rule.sources)] == []


def test_a_paper_that_was_recalled_is_recalled_in_rules_and_books_alike() -> None:
    assert "recalled" in SOUNDS.source
    cited = [
        (rule, source) for rule in RULES for source in rule.sources if source.startswith("Hello Edge, arXiv")
    ]
    assert len(cited) >= 2
    assert all("recalled" in source and rule.confidence != "high" for rule, source in cited)


def test_the_size_of_a_model_is_no_rate_of_sound() -> None:
    assert "KB a second" not in SOUNDS.source
    assert "rounded up to 100 KB" in SOUNDS.note
    assert SOUNDS.memory_gb == 100e3 / 1e9


def test_the_tokens_of_a_usable_model_stand_in_their_source() -> None:
    row = shipped_toml("strategy/anchors.toml")["programme"]
    usable = row["pretrain_from_scratch"]
    assert [f"{one:g}" in usable["usable_source"] for one in usable["usable_tokens_t"]] == [True] * 3
