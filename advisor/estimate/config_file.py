"""A config.json as it lies on a disk: read with limits, and asked for whole numbers by name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from advisor.errors import UserError, shown

MOST_BYTES = 2_000_000
LARGEST = 10**9
"""No size in a config.json is larger; a number beyond it is a slip or an attack."""


def read_config(path: Path) -> tuple[Path, Mapping[str, Any]]:
    """Return a config.json and where it stands.

    Args:
        path: The file, or the folder that holds it.

    Raises:
        UserError: When there is none, it is too large, or it is no JSON object.
    """
    file = path / "config.json" if path.is_dir() else path
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserError(f"{shown(file, 200)}: cannot read this: {reason}.") from error
    if len(raw) > MOST_BYTES:
        raise UserError(
            f"{file.name}: larger than {MOST_BYTES:,} bytes, so this is no config.json of a model."
        )
    try:
        document = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else shown(error, 100)
        raise UserError(f"{file.name}: this is not JSON: {reason}.") from error
    if not isinstance(document, dict):
        raise UserError(
            f"{file.name}: a config.json is an object with names, not a {type(document).__name__}."
        )
    return file, document


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


class Config:
    """One object of a config.json, asked by the names that our facts may have in it."""

    def __init__(self, file: str, document: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> None:
        """Wrap an object.

        Args:
            file: The file's name, for errors.
            document: The object.
            names: Our name of a fact -> the names that it may have.
        """
        self.file, self.document, self._names = file, document, names

    def number(self, fact: str, default: int | None = None) -> int | None:
        """Return a whole number, zero or more, or the default where the file does not say or says null.

        Raises:
            UserError: When it is no such number.
        """
        for name in self._names.get(fact, (fact,)):
            value = self.document.get(name)
            if value is not None:
                return self.whole(name, value)
        return default

    def needed(self, fact: str) -> int:
        """Return a number above zero that every model has.

        Raises:
            UserError: When the file does not say it.
        """
        found = self.number(fact)
        names = self._names.get(fact, (fact,))
        if found is None:
            others = f" (or {', '.join(names[1:])})" if len(names) > 1 else ""
            raise UserError(
                f"{self.file}: {names[0]}: is missing{others}; without it the model has no shape."
            )
        if found == 0:
            raise UserError(f"{self.file}: {names[0]}: must be above 0.")
        return found

    def whole(self, name: str, value: object) -> int:
        """Return a value as a whole number from 0 up.

        Raises:
            UserError: When it is none.
        """
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value // 1:
            raise UserError(f"{self.file}: {name}: must be a whole number, not {shown(value)!r}.")
        if not 0 <= value <= LARGEST:
            raise UserError(
                f"{self.file}: {name}: {shown(value)} is not possible; it must be 0 to {LARGEST:,}."
            )
        return int(value)

    def flag(self, name: str, default: bool) -> bool:
        """Return a truth value, or the default.

        Raises:
            UserError: When it is neither true nor false.
        """
        value = self.document.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise UserError(f"{self.file}: {name}: must be true or false, not {shown(value)!r}.")
        return value

    def list(self, name: str) -> Sequence[Any]:
        """Return a list, empty where the file has none.

        Raises:
            UserError: When it is no list.
        """
        value = self.document.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise UserError(f"{self.file}: {name}: must be a list, not {shown(value)!r}.")
        return value

    def text(self, name: str) -> str:
        """Return a text, empty where the file has none.

        Raises:
            UserError: When it is no text.
        """
        value = self.document.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise UserError(f"{self.file}: {name}: must be a text, not {shown(value)!r}.")
        return value

    def part(self, *names: str) -> Config | None:
        """Return the first object of some names as a config of its own, or None where the file has none.

        Raises:
            UserError: When it is no object.
        """
        for name in names:
            value = self.document.get(name)
            if value is None:
                continue
            if not isinstance(value, dict):
                raise UserError(f"{self.file}: {name}: must be an object with names, not {shown(value)!r}.")
            return Config(self.file, value, self._names)
        return None
