"""What stories say of the work itself: who looks at it, what is computed, what may wait, what may leave."""

from __future__ import annotations

import pytest

from tests.interview.read import value


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("quality.human_review", "A dam flags leaks from 900 sensors; engineers inspect every alarm."),
        ("quality.human_review", "Rangers check every alert before a patrol leaves."),
        ("quality.human_review", "Midwives confirm all findings of the scan."),
        ("knowledge.computed", "Offers come back since the bot adds numbers in its head."),
        ("knowledge.computed", "A workshop wants hours added correctly on its bills."),
        ("knowledge.computed", "The assistant gets its sums wrong on long orders."),
        ("knowledge.computed", "Our helper miscalculates overtime."),
        ("latency.batch_ok", "News sorted by country, results daily."),
        (
            "data.mixed_classes",
            "A third is sealed and must stay in our own hall; the rest may go to a cloud.",
        ),
        ("data.mixed_classes", "Patient letters stay inside, but press texts may go to a hosted model."),
        ("data.mixed_classes", "Wage slips are kept in-house while adverts may use any cloud."),
        ("data.mixed_classes", "Essays must not leave our servers; public material may go anywhere."),
        ("data.mixed_classes", "Patient data must stay in the house, leaflets may go anywhere."),
        ("data.mixed_classes", "Drawings remain within the yard, while the brochures can be sent out."),
        ("data.mixed_classes", "Wills must not leave the office, and for statutes sending is allowed."),
        ("data.mixed_classes", "The ministry has three nets (open, restricted, secret)."),
        ("data.mixed_classes", "Texts are public to export-controlled."),
        ("data.mixed_classes", "Plans (inner net) and letters (open net) are both searched."),
        ("quality.plateau", "Few-shot prompts reach 68% of replies accepted, 85% wanted."),
        ("quality.plateau", "Prompting gets 64%, but the target is 85%."),
    ],
)
def test_it_is_heard(path: str, text: str) -> None:
    assert value(text, path) is True


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("quality.human_review", "Engineers inspect each turbine once a year."),
        ("knowledge.computed", "A caller adds the wrong number to the form."),
        ("latency.batch_ok", "The assistant answers 400 questions daily."),
        (
            "data.mixed_classes",
            "Letters must stay in our own hall; the rest of the house is open to visitors.",
        ),
        ("data.mixed_classes", "The data stays in our network, and users can leave comments."),
        ("data.mixed_classes", "Our guests may never be sent away, open days may run late."),
        ("data.mixed_classes", "Coins may not be sent by post; public auctions can run late."),
        ("data.mixed_classes", "All files stay on the server; nobody may leave without a badge."),
        ("data.mixed_classes", "The farm has three zones (north, south, west)."),
        ("quality.plateau", "Prompts reach 97% of replies accepted."),
        ("quality.plateau", "Prompting gives 93%, target 88%."),
        ("latency.batch_ok", "Estate reports weekly read are searched by managers."),
    ],
)
def test_what_sounds_alike_says_nothing_of_it(path: str, text: str) -> None:
    assert value(text, path) is not True


@pytest.mark.parametrize("words", ["EU contract ok", "the hosted EU model is right", "our EU tenancy"])
def test_a_contract_or_a_tenancy_has_its_region(words: str) -> None:
    assert value(f"Mails are sorted, {words}.", "data.region") == "eu"


@pytest.mark.parametrize(
    "text",
    [
        "An assistant for all citizens, state halls only, open weights.",
        "Deeds may be read by a model, county data centre only.",
        "Sealed files may run only in its own two halls; the rest may go to a contract.",
    ],
)
def test_halls_that_are_named_keep_the_data(text: str) -> None:
    assert value(text, "data.boundary") == "own_network"


def test_scratch_training_is_from_nothing() -> None:
    text = "A whale lab wants a foundation model of songs: 200M parameters, scratch training on its own node."
    assert "pretrain_from_scratch" in str(value(text, "wish.adaptations"))


def test_a_tuned_model_of_ones_own_was_not_trained_from_nothing() -> None:
    found = value("A tuned 9B model of its own reaches the same quality on 40,000 items.", "evidence.worked")
    assert "pretrain_from_scratch" not in (found if isinstance(found, tuple) else ())


@pytest.mark.parametrize(
    "job", ["nightly comment scoring", "scoring of 9,000 essays", "review scoring by tone"]
)
def test_texts_that_get_a_score_are_no_rows(job: str) -> None:
    assert value(f"{job}. A team reads the results next morning.", "use_case.kind") != "tabular"


@pytest.mark.parametrize(
    "text",
    [
        "A board gives a team $60k to fine-tune something. No task named, no users.",
        "We got $40k to do something with AI; no task named yet.",
    ],
)
def test_tuning_without_a_task_is_undecided(text: str) -> None:
    assert value(text, "use_case.kind") == "undecided"
