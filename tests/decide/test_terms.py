from __future__ import annotations

import re
from collections import Counter

import pytest

from advisor.api import Advisor
from advisor.conversation.phrases import HELP_ROWS
from advisor.decide.terms import term, terms
from advisor.errors import UserError
from advisor.resources import shipped_toml


def test_a_word_is_told_in_any_case_and_by_the_figure_that_carries_it() -> None:
    assert term(" tpot ") is term("TPOT") is term("tpot_ms")
    assert term("tpot") is not None
    assert term("no such word") is None


def test_each_spelling_belongs_to_one_word() -> None:
    rows = shipped_toml("decide/terms.toml")["term"]
    spellings = Counter(s.casefold() for row in rows for s in {row["id"], *row.get("names", ())})
    assert [s for s, times in spellings.items() if times > 1] == []
    assert set(spellings) == set(terms())


def test_each_word_says_something_in_whole_sentences() -> None:
    for word in terms().values():
        assert len(word.title + word.says) > 20, word.id
        assert not word.says or word.says.endswith("."), word.id


@pytest.mark.parametrize("name", ["TPOT", "ttft", "tp", "MFU", "goodput", "KV cache", "p95", "zero3"])
def test_words_of_the_estimates_can_be_explained(advisor: Advisor, name: str) -> None:
    found = term(name)
    assert found is not None
    assert found.title in advisor.explain(name)


def test_what_the_help_of_the_chat_proposes_to_explain_can_be_explained(advisor: Advisor) -> None:
    proposed = re.findall(r'"explain ([^"]+)"', " ".join(said for said, _ in HELP_ROWS))
    assert proposed
    for name in proposed:
        assert len(advisor.explain(name)) > 30


def test_a_name_of_the_books_is_sent_there(advisor: Advisor) -> None:
    with pytest.raises(UserError, match=r"advisor catalog show h100-sxm\."):
        advisor.explain("H100")
