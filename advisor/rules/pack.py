"""Read rule packs from TOML; a broken rule is set aside with its reason while the others go on."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from advisor.errors import UserError, shown
from advisor.profile import Field
from advisor.rules.build import build_rule
from advisor.rules.document import PackTable, RuleTable
from advisor.rules.each import expanded, line_of_row
from advisor.rules.mistakes import mistakes
from advisor.rules.records import Rule
from advisor.rules.schema import Schema

RULE_LINE = re.compile(r"^\s*\[\[\s*rule\s*\]\]")
MAX_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One mistake in a pack, as one sentence with its place."""

    path: Path
    line: int
    """First line of the rule, or 0 when the whole file is meant."""
    code: str
    sentence: str
    pointer: str = ""
    """The part of the condition with carets below the mistake; may be empty."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.code + ': ' if self.code else ''}{self.sentence}"

    def with_pointer(self) -> str:
        """Return the sentence with the carets below it."""
        return f"{self}\n{self.pointer}" if self.pointer else str(self)


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one file that can be used, and the mistakes in the others."""

    path: Path
    name: str = ""
    version: str = ""
    prefix: str = ""
    sha256: str = ""
    plugin: str = ""
    rules: tuple[Rule, ...] = ()
    problems: tuple[PackProblem, ...] = ()


def load_pack(path: Path, fields: Iterable[Field], facts: Iterable[Field] = (), *, plugin: str = "") -> Pack:
    """Read one pack.

    Args:
        path: A TOML file.
        fields: The fields of a profile, those of plugins included.
        facts: What rules may read beside the profile.
        plugin: Distribution and version that the pack came with.

    Returns:
        The pack; whatever is wrong with it stands in ``problems``, nothing is raised.
    """
    return read_pack(path, Schema.of(fields, facts), plugin)


def read_pack(path: Path, schema: Schema, plugin: str = "") -> Pack:
    """Read one pack against a schema; see ``load_pack``."""
    empty = Pack(path, plugin=plugin)
    try:
        raw = _read(path)
        text = raw.decode("utf-8-sig")
        document = tomllib.loads(text)
        head = _head(document)
    except UserError as error:
        return _failed(empty, str(error))
    except UnicodeDecodeError as error:
        return _failed(empty, f"this is not text in UTF-8 from byte {error.start + 1} on; save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        return _failed(empty, f"this is not valid TOML: {shown(error, 120)}.")
    except RecursionError:
        return _failed(empty, "this is not valid TOML: brackets are nested too deeply.")
    digest = hashlib.sha256(raw).hexdigest()
    pack = replace(empty, name=head.name, version=head.version, prefix=head.prefix, sha256=digest)
    return _with_rules(pack, document["rule"], text, schema)


def pack_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the pack files named by paths; a folder stands for the ``*.toml`` in it, sorted by name.

    Raises:
        UserError: When a path does not exist or a folder holds no pack.
    """
    return tuple(file for path in paths for file in _files(path))


def _files(path: Path) -> tuple[Path, ...]:
    if path.is_file():
        return (path,)
    if not path.is_dir():
        raise UserError(f"There is no rule pack {shown(path, 200)!r}; give a TOML file or a folder of them.")
    found = tuple(sorted(path.glob("*.toml")))
    if not found:
        raise UserError(f"The folder {shown(path, 200)!r} holds no rule pack (*.toml).")
    return found


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            size = f"{path.stat().st_size / 1e6:.1f} MB"
            most = f"{MAX_BYTES // 1_000_000} MB"
            raise UserError(f"the file has {size}, and a pack at most {most}; split it into several packs.")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"the file cannot be read: {(error.strerror or 'unknown reason').lower()}.") from None


def _head(document: Mapping[str, Any]) -> PackTable:
    if not document:
        raise UserError("the file is empty; advisor rules new NAME writes a pack to start from.")
    if document.get("schema") != 1 or document["schema"] is True:
        raise UserError("the first line must be schema = 1.")
    unknown = sorted(set(document) - {"schema", "pack", "rule"})
    if unknown:
        raise UserError(f"there is no table {shown(unknown[0])!r}; a pack has [pack] and [[rule]].")
    rules = document.get("rule")
    if not isinstance(rules, list) or not rules or not all(isinstance(row, dict) for row in rules):
        raise UserError("there is no [[rule]] in it; a pack has at least one.")
    try:
        return PackTable.model_validate(document.get("pack", {}))
    except ValidationError as error:
        raise UserError(f"[pack]: {next(iter(mistakes(error, PackTable)))}") from None


def _lines(text: str) -> tuple[int, ...]:
    return tuple(n for n, line in enumerate(text.splitlines(), 1) if RULE_LINE.match(line))


def _with_rules(pack: Pack, rows: list[dict[str, Any]], text: str, schema: Schema) -> Pack:
    lines = _lines(text)
    places = lines if len(lines) == len(rows) else (0,) * len(rows)
    rules: dict[str, Rule] = {}
    problems: list[PackProblem] = []
    for row, line in zip(rows, places, strict=True):
        tables, wrong = expanded(row)
        found = [PackProblem(pack.path, line, _code(row), sentence) for sentence in wrong]
        for table in tables:
            place = line_of_row(text, line, _code(table)) if "each" in row else line
            rule, mistaken = _one(table, place, pack, rules, schema)
            found += mistaken
            if rule:
                rules[rule.code] = replace(rule, written=line)
        problems += {problem.sentence: problem for problem in reversed(found)}.values()
    return replace(pack, rules=tuple(rules.values()), problems=tuple(problems))


def _code(table: Mapping[str, Any]) -> str:
    return shown(table.get("code", ""), 20)


def _one(
    row: Mapping[str, Any], line: int, pack: Pack, rules: Mapping[str, Rule], schema: Schema
) -> tuple[Rule | None, list[PackProblem]]:
    """Return the rule of one table, or None with what is wrong with it."""
    code = _code(row)
    try:
        table = RuleTable.model_validate(row)
    except ValidationError as error:
        return None, [PackProblem(pack.path, line, code, text) for text in mistakes(error, RuleTable)]
    clashes = list(_clashes(table, pack, rules))
    rule, wrong = build_rule(table, schema)
    problems = [PackProblem(pack.path, line, code, text) for text in clashes]
    problems += [PackProblem(pack.path, line, code, text, pointer) for text, pointer in wrong]
    if rule is None or clashes:
        return None, problems
    return replace(rule, pack=pack.name, line=line, file=str(pack.path), plugin=pack.plugin), problems


def _clashes(table: RuleTable, pack: Pack, rules: Mapping[str, Rule]) -> Iterator[str]:
    if not re.fullmatch(rf"{pack.prefix}\d{{3}}", table.code):
        yield f"the code must be the pack's prefix and three digits, as in {pack.prefix}001."
    if table.code in rules:
        yield f"the code is taken by the rule in line {rules[table.code].line}."


def _failed(pack: Pack, sentence: str) -> Pack:
    return replace(pack, problems=(PackProblem(pack.path, 0, "", sentence),))
