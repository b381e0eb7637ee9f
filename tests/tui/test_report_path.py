"""The report's file is named as one would type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.tui.paths import short_path


def test_a_file_in_the_present_folder_goes_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert short_path(str(tmp_path / "advice.md")) == "advice.md"
    assert short_path("/elsewhere/advice.md") == "/elsewhere/advice.md"
