"""Fake plugin distributions, installed for the length of one test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from advisor.plugins.manager import PluginManager

PREAMBLE = """\
from pathlib import Path
from advisor.plugins import *

"""

Install = Callable[..., str]
Loader = Callable[[], PluginManager]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a distribution with one plugin: ``install("good", "code", version="2")``."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def fake(name: str, code: str, *, version: str = "1.0", target: str = "", entry: str = "") -> str:
        module = f"fake_{tmp_path.name.replace('-', '_')}_{name}"
        (site / f"{module}.py").write_text(PREAMBLE + dedent(code), encoding="utf-8")
        info = site / f"advisor_{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: advisor-{name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(
            f"[advisor]\n{entry or name} = {target or module}\n".replace("MODULE", module)
        )
        return f"advisor-{name} {version}"

    return fake


@pytest.fixture
def load() -> Loader:
    """Load all plugins but the reference one, which is installed in the workspace."""

    def loaded() -> PluginManager:
        return PluginManager.load(environ={"ADVISOR_DISABLE_PLUGINS": "airgap"})

    return loaded
