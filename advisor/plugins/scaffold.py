"""The working plugin distribution that ``advisor plugins new`` writes."""

from __future__ import annotations

import re
from keyword import iskeyword
from pathlib import Path
from string import Template

from advisor.errors import UserError, shown
from advisor.resources import shipped_text

FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "module.py": "src/advisor_$module/__init__.py",
    "rules.toml": "src/advisor_$module/rules.toml",
    "test.py": "tests/test_$module.py",
}
"""Starter files (``starter/NAME.txt``) and where they go."""


def write_plugin(name: str, folder: Path) -> Path:
    """Write a plugin distribution that loads, passes its tests and is ready to be changed.

    Args:
        name: Small letters, digits and dashes; the distribution is called ``advisor-NAME``.
        folder: Where its folder is made.

    Returns:
        The new folder.

    Raises:
        UserError: When the name is of another form, or the folder exists or cannot be written.
    """
    name = name.removeprefix("advisor-")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or iskeyword(name):
        raise UserError(f"A plugin name is small letters, digits and dashes, not {shown(name)!r}.")
    target = folder / f"advisor-{name}"
    if target.exists():
        raise UserError(f"{shown(target, 200)} exists already; choose another name or folder.")
    try:
        _write(target, name)
    except OSError as error:
        raise UserError(f"Cannot write {shown(target, 200)}: {error.strerror or error}.") from error
    return target


def _write(target: Path, name: str) -> None:
    module = name.replace("-", "_")
    letters = re.sub(r"[^a-z]", "", name).upper()
    words = {"name": name, "module": module, "prefix": (letters + "XX")[: max(2, min(3, len(letters)))]}
    for name_of_file, place in FILES.items():
        text = shipped_text(f"plugins/starter/{name_of_file}.txt")
        path = target / Template(place).substitute(words)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(text).substitute(words), encoding="utf-8")
