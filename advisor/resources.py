"""The one place that knows where files that ship with the program live, and that reads its own TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from advisor.errors import UserError

_PACKAGE = Path(__file__).resolve().parent


def bundled(kind: str) -> Path:
    """Return the folder of shipped data of one kind that stands beside the package in a checkout.

    Args:
        kind: ``"rules"`` or ``"templates"``.

    Returns:
        The folder inside the wheel, or in the checkout of a developer, where the checkout wins
        because an editable install keeps an old copy in the wheel's place.

    Raises:
        FileNotFoundError: When neither exists.
    """
    checkout = _PACKAGE.parent / kind
    if (_PACKAGE.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    inside = _PACKAGE / "_bundled" / kind
    if inside.is_dir():
        return inside
    raise FileNotFoundError(f"advisor data {kind!r} is missing from this installation; reinstall advisor")


def shipped_path(name: str) -> Path:
    """Return a file or folder inside a room, for instance ``"profile/fields.toml"``."""
    return _PACKAGE / name


def shipped_text(name: str) -> str:
    """Return the text of a file inside a room, for instance ``"report/report.css"``."""
    return shipped_path(name).read_text("utf-8")


@cache
def shipped_toml(name: str) -> Mapping[str, Any]:
    """Return a TOML file inside a room, parsed once, for instance ``"estimate/formats.toml"``.

    Raises:
        UserError: When the file is no TOML.
    """
    try:
        return tomllib.loads(shipped_text(name))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"advisor/{name} is no TOML: {error}.") from None
