"""The tokens that are read of a recording about which something is written."""

from __future__ import annotations

import pytest

from advisor.api import Advisor

READ = "workload.input_tokens"
INSTRUCTIONS = 500


@pytest.mark.parametrize("minutes", [5, 20, 90])
def test_a_recording_is_as_long_as_its_words_with_both_ranges(advisor: Advisor, minutes: float) -> None:
    """150 words a minute (120 to 180) of 1.33 tokens each (1.2 to 2.5), as shipped with their sources."""
    said = {"use_case": {"kind": "extraction", "modality": "audio", "writes": True},
            "workload": {"audio_minutes": minutes}}  # fmt: skip
    found = advisor.filled(advisor.profile(said)).get(READ)
    assert found is not None
    assert found.value == pytest.approx(INSTRUCTIONS + minutes * 150 * 1.33)
    assert found.low == pytest.approx(INSTRUCTIONS + minutes * 120 * 1.2)
    assert found.high == pytest.approx(INSTRUCTIONS + minutes * 180 * 2.5)
