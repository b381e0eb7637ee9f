"""Lint: what is legal in a pack and still wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from advisor.rules.library import combine
from advisor.rules.lint import lint, unused_packs
from advisor.rules.pack import Pack
from advisor.rules.schema import standard_schema

Text = Callable[..., str]
Load = Callable[..., Pack]
TODAY = date(2026, 11, 21)
WORDS = {"quantization", "full_ft", "rag"}


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
