"""Lint: what is legal in a pack and still wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from advisor.profile import fact_fields, standard_fields
from advisor.resources import bundled
from advisor.rules.library import combine, load_packs
from advisor.rules.lint import lint, unused_packs
from advisor.rules.pack import Pack
from advisor.rules.schema import standard_schema
from advisor.rules.sources import listed_sources, source_remarks

Text = Callable[..., str]
Load = Callable[..., Pack]
TODAY = date(2026, 11, 21)
WORDS = {"quantization", "full_ft", "rag"}
PLAN = {"fires": "plan = { devices = 9 }", "quiet": "plan = { devices = 8 }"}


def remarks(*packs: Pack) -> list[str]:
    """Return the sentences of lint, without their places."""
    return [remark.sentence for remark in lint(combine(packs), standard_schema(), WORDS, TODAY)]


def test_a_sound_rule_gets_no_remark(pack: Load, rule: Text) -> None:
    assert remarks(pack(rule(more='advise = ["rag"]'))) == []


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        (
            {"more": 'advise = ["quantisation"]'},
            "advise: 'quantisation' is no word of the vocabulary. Did you",
        ),
        ({"more": 'against = ["rags"]'}, "against: 'rags' is no word"),
        ({"more": 'advise = ["rag"]\nagainst = ["rag"]'}, "it advises 'rag' and speaks against it."),
        ({"kind": "prefer"}, "it prefers nothing"),
        ({"kind": "require"}, "it requires nothing"),
        ({"when": "workload.users > 10 or 1 > 2"}, "1 > 2 is always false"),
        ({"when": "workload.users > 10 and workload.shared_prefix_share <= 1"}, "share <= 1 is always true"),
        ({"when": "workload.users > 10 and workload.users > -5"}, "workload.users > -5 is always true"),
        ({"when": "workload.users > latency.total_ms"}, "counted in users and latency.total_ms in ms"),
        ({"when": "3 > 2"}, "reads no field, so it never changes"),
        ({"when": "workload.users > 10 and workload.users < 5"}, "so that the rule never fires"),
        (
            {"when": 'data.boundary == "region" or data.boundary != "region"'},
            "so that the rule always fires",
        ),
    ],
)
def test_each_weakness_gets_its_remark(pack: Load, rule: Text, change: dict[str, str], remark: str) -> None:
    assert any(remark in found for found in remarks(pack(rule(**change))))


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        (
            {
                "kind": "adjust",
                "more": 'applies_to = {deployment = ["on_prem"]}\nadjust = {criterion = "risk", by = 0}',
            },
            "it changes a criterion by nothing",
        ),
        ({"more": 'ask = "team.skill"'}, "ask does nothing in a rule of kind 'warn'"),
        (
            {"more": 'applies_to = {deployment = ["on_prem"]}'},
            "applies_to does nothing in a rule of kind 'warn'",
        ),
        (
            {"kind": "require", "when": "plan.devices > 8", "more": 'advise = ["rag"]', **PLAN},
            "plans are made before it is judged",
        ),
        ({"when": "plan.devices > 8", "more": 'advise = ["rag"]', **PLAN}, "advise and against do nothing"),
    ],
)
def test_a_rule_that_says_something_without_effect_is_named(
    pack: Load, rule: Text, change: dict[str, str], remark: str
) -> None:
    assert [found for found in remarks(pack(rule(**change))) if remark in found]


def test_a_message_that_may_show_an_unknown_is_told(pack: Load, rule: Text) -> None:
    either = "workload.users > 10 or examples.count > 10"
    said = rule(when=either).replace("A message.", "{workload.users} users.")
    assert remarks(pack(said)) == [
        "the message shows workload.users, which may be unknown when the rule fires; say it without."
    ]
    both = "workload.users > 10 and (examples.count > 5 or workload.users > 20)"
    assert remarks(pack(said.replace(either, both))) == []


def test_two_tests_of_one_name_are_told(pack: Load, rule: Text) -> None:
    assert remarks(pack(rule().replace('"does not"', '"fires"'))) == ["2 tests are called 'fires'."]


def test_packs_that_share_a_name_or_a_prefix_are_told(pack: Load, rule: Text) -> None:
    first, second = (
        pack(rule("TRY001"), name="a.toml"),
        pack(rule("TRY002", when="workload.users > 9"), name="b.toml"),
    )
    assert [r.partition(" is that of")[0] for r in remarks(first, second)] == [
        "name: 'trial'",
        "prefix: 'TRY'",
    ]


def test_a_code_that_a_rule_beside_it_has_is_told(pack: Load, rule: Text) -> None:
    ours = combine([pack(rule())])
    beside = replace(ours.rules[0], name="the-first", pack="shipped")
    found = [r.sentence for r in lint(ours, standard_schema(), WORDS, TODAY, beside=[beside])]
    assert found == ["the code is taken by the-first of shipped, so that the rule is left out beside it."]


@pytest.mark.parametrize(
    ("source", "remark"),
    [
        (
            "Judged claim gpt4-cost of this catalogue, 2026-11 (x)",
            "no claim 'gpt4-cost'. Did you mean 'gpt4-cost-range'?",
        ),
        ("Nobody, arXiv:2312.05934, 2022", "arXiv:2312.05934 came out in 2023-12, after 2022."),
        ("Nobody, arXiv:2313.05934, 2024", "arXiv:2313.05934 is no number of arXiv"),
    ],
)
def test_a_source_that_cannot_be_is_told(pack: Load, rule: Text, source: str, remark: str) -> None:
    ours = combine([pack(rule().replace("A source, 2026", source))])
    claims = {"gpt4-cost-range"}
    found = [r.sentence for r in lint(ours, standard_schema(), WORDS, TODAY, claims=claims)]
    assert [text for text in found if remark in text]


def test_a_shipped_rule_cites_only_listed_sources(pack: Load, rule: Text) -> None:
    ours = pack(rule().replace("A source, 2026", "LIMA, arXiv:2305.11206, 2023")).rules[0]
    shipped = replace(ours, file=str(bundled("rules") / "x.toml"))
    for source, known in (
        ("LIMA, arXiv:2305.11206, 2023", True),
        ("LIMA, arXiv:2305.11206, 2023 (1,000 examples)", True),
        ("LIMO, arXiv:2305.11206, 2023", False),
        ("LIMA, arXiv:2305.11206, 2023x", False),
    ):
        found = list(source_remarks(replace(shipped, sources=(source,)), TODAY))
        assert (found == []) is known, (source, found)
    assert list(source_remarks(replace(ours, sources=("LIMO, arXiv:2305.11206, 2023",)), TODAY)) == []


def test_every_listed_source_is_cited_and_told_once() -> None:
    cites = listed_sources()
    used = [
        s for r in load_packs([bundled("rules")], standard_fields(), fact_fields()).rules for s in r.sources
    ]
    assert len(set(cites)) == len(cites)
    assert [cite for cite in cites if not any(source.startswith(cite) for source in used)] == []


def test_a_message_is_a_whole_sentence(pack: Load, rule: Text) -> None:
    assert remarks(pack(rule().replace("A message.", "A message"))) == [
        "the message is not a whole sentence."
    ]


def test_two_rules_that_do_the_same_are_named(pack: Load, rule: Text) -> None:
    assert remarks(pack(rule("TRY001"), rule("TRY002"))) == [
        "it does the same under the same condition as TRY001."
    ]


def test_known_may_be_asked_of_any_field(pack: Load, rule: Text) -> None:
    when = "workload.users > 10 and not known(hardware.owned)"
    assert remarks(pack(rule(when=when))) == []


def test_a_source_needs_a_date_unless_it_is_our_own_word(pack: Load, rule: Text) -> None:
    undated, own = (
        rule().replace("A source, 2026", text) for text in ("A blog", "Advisor's own sum; see why")
    )
    assert remarks(pack(undated)) == ["sources: 'A blog' has no date."]
    assert remarks(pack(own)) == []


def test_a_rule_on_old_sources_alone_asks_to_be_looked_at(pack: Load, rule: Text) -> None:
    old = rule().replace("A source, 2026", "A paper, 2019")
    assert remarks(pack(old)) == [
        'the newest source is of 2019; look whether it still holds and add checked = "2026-11".'
    ]
    assert remarks(pack(old.replace("why =", 'checked = "2026-10"\nwhy ='))) == []
    assert remarks(pack(rule().replace("2026", "2031"))) == ["sources: 2031 has not come yet."]


def test_a_pack_of_which_no_rule_can_fire_is_of_no_use(pack: Load, rule: Text) -> None:
    never, sound = "workload.users > 10 and workload.users < 5", rule("TRY002")
    dead = combine([pack(rule(when=never))])
    alive = combine([pack(rule(when=never), sound)])
    found = [
        unused_packs(library, lint(library, standard_schema(), WORDS, TODAY)) for library in (dead, alive)
    ]
    assert [len(sentences) for sentences in found] == [1, 0]
    assert "no rule of the pack can ever fire" in found[0][0]
