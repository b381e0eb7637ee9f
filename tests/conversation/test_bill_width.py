"""The bill in the chat stands in a column that is narrower than the screen."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.cli.examples import example_files
from advisor.conversation.money import WIDTH, bill, gets
from advisor.profile import Profile
from advisor.profile.document import profile_from
from advisor.profile.reading import read_document


def example(advisor: Advisor, name: str) -> Profile:
    document, source = read_document(str(example_files()[name]))
    return profile_from(document, advisor.fields, source=source)


@pytest.mark.parametrize("name", ["chatbot", "finetune_project", "code"])
def test_no_line_of_the_bill_is_wider_than_a_message_of_the_chat(advisor: Advisor, name: str) -> None:
    profile = example(advisor, name)
    for text in (bill(advisor, profile), gets(advisor, profile, "$2k a month")):
        assert [line for line in text.splitlines() if len(line) > WIDTH] == []


def test_what_moves_the_bill_is_named_in_plain_words(advisor: Advisor) -> None:
    text = bill(advisor, example(advisor, "finetune_project"))
    assert "engineer usd year" not in text
    assert "cost of an engineer" in text
