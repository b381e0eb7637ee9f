"""Plain words for names: estimates, verdicts, vocabulary words."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.resources import shipped_toml
from advisor.strategy.options import load_options


def labels(group: str) -> Mapping[str, str]:
    """Return the labels of one group of ``labels.toml``, in the order of the file."""
    table: Mapping[str, str] = shipped_toml("report/labels.toml")[group]
    return table


def label(group: str, name: str) -> str:
    """Return a name's label, or the name in plain letters where it has none."""
    return labels(group).get(name, name.replace("_", " "))


def phrase(group: str, name: str, **parts: object) -> str:
    """Return a wording of ``phrases.toml`` with its parts filled in."""
    return str(shipped_toml("report/phrases.toml")[group][name]).format(**parts)


def word_title(word: str) -> str:
    """Return the title of a vocabulary word."""
    option = load_options().get(word)
    return option.title if option else word.replace("_", " ")
