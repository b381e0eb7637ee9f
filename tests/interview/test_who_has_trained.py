"""What people on the team have done is their skill, told as a person's past or as a degree."""

from __future__ import annotations

import pytest

from tests.interview.read import value


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Two engineers who have trained models before.", "ml"),
        ("One of us fine-tuned BERT at her last job.", "ml"),
        ("Our three data scientists have trained gradient boosting models.", "ml"),
        ("Our ML team of 4 will look after it.", "ml"),
        ("My colleague did her PhD on ASR.", "research"),
        ("Nobody here has touched ML.", "developers"),
        ("We have two web developers and none of them has trained a model.", "developers"),
        ("Two engineers, neither of whom has trained a model.", "developers"),
        ("Customers who have trained models upload them.", None),
        ("The trainers who have trained staff for years.", None),
        ("A vendor whose people trained their models on our data.", None),
        ("We sort PhD theses on machine learning.", None),
    ],
)
def test_skill_is_what_the_team_has_done(text: str, skill: str | None) -> None:
    assert value(text, "team.skill") == skill
