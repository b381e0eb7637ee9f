"""Runs that train models which are no language models."""

from __future__ import annotations

from advisor.api import Advisor
from advisor.strategy.small_runs import small_run
from tests.strategy.stories import Look
from tests.strategy.test_other import CALLS


def test_a_clip_of_sound_fills_the_window_that_a_recogniser_reads(assessed: Look, advisor: Advisor) -> None:
    context, whisper = assessed(**CALLS).context, advisor.catalog.others["whisper-large-v3"]
    run = small_run(context, whisper, 900_000, 1.0)
    assert run is not None
    assert f"900,000 x {whisper.window_units:g} x 3 epochs" in run.gpu_hours.formula
    assert run.gpu_hours.value > 10
