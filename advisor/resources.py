"""The one place that knows where the shipped rules, templates and data books live."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def bundled(kind: str) -> Path:
    """Return the folder of shipped data of one kind.

    Args:
        kind: ``"rules"`` or ``"templates"``.

    Returns:
        The folder inside the wheel, or in the checkout of a developer, where the checkout wins
        because an editable install keeps an old copy in the wheel's place.

    Raises:
        FileNotFoundError: When neither exists.
    """
    checkout = Path(__file__).resolve().parent.parent / kind
    if (checkout.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    inside = Path(str(files("advisor") / "_bundled" / kind))
    if inside.is_dir():
        return inside
    raise FileNotFoundError(f"advisor data {kind!r} is missing from this installation; reinstall advisor")
