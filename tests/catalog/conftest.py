from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.catalog import Catalog, load_catalog


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def with_book(tmp_path: Path) -> Callable[[str], Catalog]:
    """A catalogue with one book of the user on top."""

    def build(text: str, header: str = "schema = 1\n") -> Catalog:
        path = tmp_path / "mine.toml"
        path.write_text(header + text, encoding="utf-8")
        return load_catalog([path])

    return build
