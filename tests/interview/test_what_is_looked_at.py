"""Work on what is seen: the kind is heard from frames, cut-outs and things that pass, whatever the trade."""

from __future__ import annotations

import pytest

from tests.interview.read import found

KIND, MODALITY, LABELS = "use_case.kind", "use_case.modality", "examples.images"


@pytest.mark.parametrize(
    "text",
    [
        "A goat farm scores its animals for hoof trouble as they leave the stand; 40,000 scored passes.",
        "A recycler sorts bottles by colour as they roll by, 25 ms each.",
        "A saw mill grades boards as they come off the saw.",
        "A salmon farm counts lice on fish as they swim past the pens.",
        "A port tells containers from chassis at 30 km/h, 40 ms per frame.",
        "A vineyard must tell ripe from unripe at 6 km/h, 50 ms for each frame; 80,000 annotated frames.",
    ],
)
def test_what_passes_or_comes_in_frames_is_seen(text: str) -> None:
    assert found(text)[KIND] == "vision"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An insurer scores claims as they come off the phone line; 90,000 settled claims.", "tabular"),
        ("A bank scores card payments as they pass the gateway within 20 ms.", "tabular"),
        ("A telecom scores subscribers for churn as they leave their contract, 2 million rows.", "tabular"),
    ],
)
def test_payments_and_people_that_come_and_go_are_not_seen(text: str, kind: str) -> None:
    assert found(text)[KIND] == kind


@pytest.mark.parametrize(
    "text",
    [
        "A sky survey sorts 3 million cut-outs a night into eight shapes.",
        "Bats are told apart on spectrograms, 2 million a night.",
        "A ministry outlines floods on aerial tiles, 20,000 a week.",
    ],
)
def test_cut_outs_tiles_and_spectrograms_are_pictures(text: str) -> None:
    assert found(text)[MODALITY] == "image"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("120,000 shelf pictures are annotated.", True),
        ("40,000 hand-drawn masks exist for our garment photos.", True),
        ("A zoo has 9,000 tagged camera clips.", True),
        ("We hold 4,000 transcribed register pages in an old handwriting.", False),
    ],
)
def test_labels_on_pictures_are_no_transcriptions(text: str, *, labels: bool) -> None:
    assert found(text)[LABELS] is labels


def test_a_review_of_pictures_and_words_reads_both() -> None:
    assert found("A market checks 60,000 adverts a day, image and text.")[MODALITY] == "mixed"
    assert found("A market checks the images of 60,000 adverts a day.")[MODALITY] == "image"


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("We check 90,000 track photos a day for loose clips; results within a day.", False),
        ("Our pilot must be live within 20 days.", True),
        ("Results within three months or the budget is gone.", True),
    ],
)
def test_results_within_days_are_a_wait_and_no_deadline(text: str, *, deadline: bool) -> None:
    assert ("time.deadline_weeks" in found(text)) is deadline


def test_a_processor_that_contracts_allow_is_a_company() -> None:
    deployments = "wish.deployments"
    assert deployments not in found("Our rights contracts allow any processor; 300,000 hours of radio.")
    assert "on_cpu" in found("It must run on any processor without a GPU: 10,000 mails a day.")[deployments]
