"""Paths as one would type them."""

from __future__ import annotations

from pathlib import Path


def short_path(path: str) -> str:
    """Return a path as one would type it here: without the folder that one is in."""
    file = Path(path)
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else path
