"""Lint: what is legal in a pack and still wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advisor.rules.library import combine
from advisor.rules.lint import lint
from advisor.rules.pack import Pack
from advisor.rules.schema import standard_schema

Text = Callable[..., str]
Load = Callable[..., Pack]
WORDS = {"quantization", "full_ft", "rag"}


def remarks(*packs: Pack) -> list[str]:
    """Return the sentences of lint, without their places."""
    return [remark.sentence for remark in lint(combine(packs), standard_schema(), WORDS)]


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
        ({"when": "3 > 2"}, "reads no field, so it never changes"),
        ({"when": "workload.users > 10 and workload.users < 5"}, "was always false in"),
        (
            {"when": 'data.boundary == "region" or data.boundary != "region"'},
            "the condition was always true in",
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
