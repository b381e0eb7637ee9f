"""Pictures that a hosted model was measured to read need no model of one's own."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.strategy.other import other_model
from tests.strategy.stories import Look


@pytest.mark.parametrize(
    ("story", "own"),
    [
        ({}, False),
        ({"data": {"boundary": "own_network"}}, True),
        ({"exclusions": {"deployments": ["hosted_api"]}}, True),
    ],
)
def test_pictures_that_a_hosted_model_reads_need_no_model_of_ones_own(
    assessed: Look, story: dict[str, Any], own: bool
) -> None:
    cards = {
        "use_case": {"kind": "vision", "modality": "image"},
        "workload": {"requests_per_day": 3000},
        "examples": {"count": 500},
        "evidence": {"worked": ["hosted_api"]},
    }
    assert (other_model(assessed(**cards, **story).context) is not None) is own
