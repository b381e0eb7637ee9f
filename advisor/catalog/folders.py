"""Where a user's own books and fetched prices stand."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_config_dir, user_data_dir


def books_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the user's own books; ``ADVISOR_CONFIG_DIR`` overrides the system's."""
    return Path(environ.get("ADVISOR_CONFIG_DIR") or user_config_dir("advisor")) / "books"


def user_books(environ: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Return the TOML books in the user's folder, by name; none where there is no such folder."""
    try:
        return tuple(sorted(path for path in books_folder(environ).glob("*.toml") if path.is_file()))
    except OSError:
        return ()


def prices_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of fetched prices; ``ADVISOR_DATA_DIR`` overrides the system's."""
    return Path(environ.get("ADVISOR_DATA_DIR") or user_data_dir("advisor")) / "prices"
